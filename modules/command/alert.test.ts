/** An alert is raised once, goes on quietly, and may be raised again only after it was over. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, type Finding, isSurge, restMs } from './alert.ts'

const finding = (key: string): Finding => ({
  key,
  areaCode: '440104001001',
  cellCode: null,
  categoryCode: null,
  unitId: null,
  caseIds: [],
  isRestricted: false,
  count: 1,
  usual: null,
  firstAt: new Date(0),
})

test('a figure that swings around its threshold within the hour is one alert', () => {
  const now = new Date(10 * restMs)
  const standing = [{ key: 'a', lastAt: new Date(now.getTime() - restMs / 2), overAt: null }]
  expect(compare(standing, [], now)).toMatchObject({ raise: [], over: [] })
  expect(compare(standing, [finding('a')], now)).toMatchObject({ raise: [], goesOn: [{ key: 'a' }], over: [] })
  expect(compare(standing, [], new Date(now.getTime() + restMs)).over).toEqual(['a'])
})

test('whatever is found in whatever order, nothing is raised that still stands and nothing is raised twice', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(
      fc.array(fc.array(key, { maxLength: 5 }), { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 90 })),
      (rounds, steps) => {
        let now = new Date(0)
        const standing = new Map<string, { key: string; lastAt: Date; overAt: Date | null }>()
        for (const [index, keys] of rounds.entries()) {
          now = new Date(now.getTime() + (steps[index] ?? 5) * 60_000)
          const { raise, goesOn, over } = compare([...standing.values()], keys.map(finding), now)
          expect(new Set(raise.map((one) => one.key)).size).toBe(raise.length)
          for (const one of raise) expect(standing.has(one.key)).toBe(false)
          for (const one of over) expect(keys).not.toContain(one)
          for (const one of [...raise, ...goesOn]) standing.set(one.key, { key: one.key, lastAt: now, overAt: null })
          for (const one of over) standing.delete(one)
        }
      },
    ),
  )
})

test('a surge is both many and many more than usual', () => {
  const rule = { count: 5, factor: 3 }
  expect(isSurge(5, 0, rule)).toBe(true)
  expect(isSurge(4, 0, rule)).toBe(false)
  expect(isSurge(8, 3, rule)).toBe(false)
  expect(isSurge(9, 3, rule)).toBe(true)
})
