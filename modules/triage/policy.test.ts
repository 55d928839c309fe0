/** When a report may go by itself, and where a threshold should stand. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cheapest, curve, defaultPolicy, hurdlesFor, modeFor, withChoice } from './policy.ts'

const sure = {
  probability: 0.95,
  isManualOnly: false,
  isRestricted: false,
  isCase: true,
  isDuplicate: false,
  hasCell: true,
  unit: 'one',
} as const
const outcomes = fc.array(
  fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 60,
  },
)
const cost = fc.record({ wrong: fc.integer({ min: 1, max: 2000 }), wait: fc.integer({ min: 1, max: 200 }) })

test('a sure report with one unit and a grid cell goes by itself', () => {
  expect(hurdlesFor(sure, defaultPolicy, true)).toEqual([])
  expect(modeFor(sure, defaultPolicy)).toBe('auto')
})

test.each([
  ['the district does not forward by itself', sure, defaultPolicy, false, 'notForwarding'],
  ['only people decide on the category', { ...sure, isManualOnly: true }, defaultPolicy, true, 'manualOnly'],
  ['few may know of it', { ...sure, isRestricted: true }, defaultPolicy, true, 'restricted'],
  ['an administrator wants it proposed only', sure, { mode: 'suggest', threshold: 0.5 }, true, 'policy'],
  ['it is not sure enough', { ...sure, probability: 0.84 }, defaultPolicy, true, 'unsure'],
  ['no grid cell was found', { ...sure, hasCell: false }, defaultPolicy, true, 'noCell'],
  ['two units claim it', { ...sure, unit: 'several' }, defaultPolicy, true, 'severalUnits'],
  ['nobody has it on a duty list', { ...sure, unit: 'none' }, defaultPolicy, true, 'noUnit'],
  ['somebody only says thank you', { ...sure, isCase: false }, defaultPolicy, true, 'notACase'],
  ['it was reported before', { ...sure, isDuplicate: true }, defaultPolicy, true, 'duplicate'],
] as const)('it waits for a person when %s', (_, sorting, policy, isForwarding, hurdle) => {
  expect(hurdlesFor(sorting, policy, isForwarding)).toEqual([hurdle])
})

test('what only people decide on never goes by itself, however sure it is', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (probability, threshold) => {
        const sorting = { ...sure, probability, isManualOnly: true }
        expect(hurdlesFor(sorting, { mode: 'auto', threshold }, true)).toContain('manualOnly')
        expect(modeFor(sorting, { mode: 'auto', threshold })).toBe('manual')
      },
    ),
  )
})

test('a higher threshold never forwards more, and the chosen one loses least', () => {
  fc.assert(
    fc.property(outcomes, cost, (known, worth) => {
      const points = curve(known, worth)
      for (const [n, point] of points.entries())
        expect(point.coverage).toBeLessThanOrEqual(points[n - 1]?.coverage ?? 1)
      const chosen = points.find(({ threshold }) => threshold === cheapest(points, known.length))
      for (const point of points) expect(chosen?.cost).toBeLessThanOrEqual(point.cost)
    }),
  )
})

test('where a wrong unit costs far more than waiting, the threshold stands high; the other way round, low', () => {
  const known = Array.from({ length: 100 }, (_, n) => ({ probability: 0.5 + n / 200, isRight: n % 10 !== 0 || n > 80 }))
  const careful = cheapest(curve(known, { wrong: 2000, wait: 5 }), 100) ?? 0
  const hasty = cheapest(curve(known, { wrong: 20, wait: 200 }), 100) ?? 1
  expect(careful).toBeGreaterThan(0.85)
  expect(hasty).toBe(0.5)
  expect(cheapest(curve([], { wrong: 1, wait: 1 }), 0)).toBeNull()
})

test('what a grid worker chose counts for much, and shares stay shares', () => {
  const ranked = [
    { code: 'E0102', probability: 0.6 },
    { code: 'E0103', probability: 0.3 },
  ]
  expect(withChoice(ranked, 'E0103', 20)[0]?.code).toBe('E0103')
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.6, noNaN: true }),
      fc.double({ min: 0.5, max: 50, noNaN: true }),
      (first, trust) => {
        const shares = withChoice(
          [
            { code: 'a', probability: first },
            { code: 'b', probability: 0.3 },
          ],
          'c',
          trust,
        )
        expect(shares.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1.0001)
      },
    ),
  )
})
