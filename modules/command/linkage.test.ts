/** The ladder of a summons: who is next, and when. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerBy, type Called, isNight, nextOf, reachOf, rungs } from './linkage.ts'

const at = (clock: string) => Date.parse(`2026-11-03T${clock}:00+08:00`)
const noon = at('12:00')
const waiting = (rung: Called['rung'], dueAt: number): Called => ({ rung, dueAt, answer: null })

test('a case calls as high as its grade, and always the unit that has it', () => {
  expect(([1, 2, 3, 4] as const).map((grade) => reachOf(grade))).toEqual([
    ['department'],
    ['grid', 'community', 'department'],
    ['grid', 'community', 'subdistrict', 'department'],
    [...rungs],
  ])
  // A district that wants to hear of it says so.
  expect(reachOf(1, 'grid')).toEqual(['grid', 'department'])
  expect(reachOf(3, 'district')).toEqual([...rungs])
})

test('a case of little haste calls one rung after the other, each when the one before let its time pass', () => {
  const ladder = reachOf(1, 'grid')
  expect(nextOf(1, ladder, [], noon)).toEqual({ call: ['grid'] })
  expect(nextOf(1, ladder, [waiting('grid', noon + 1)], noon)).toBe('wait')
  expect(nextOf(1, ladder, [waiting('grid', noon)], noon)).toEqual({ call: ['department'] })
})

test('the gravest calls everybody up to the district at once', () => {
  expect(nextOf(4, reachOf(4), [], noon)).toEqual({ call: [...rungs] })
})

test('who declines is passed over at once, and one who accepts ends it', () => {
  const declined: Called = { rung: 'grid', dueAt: noon + 60_000, answer: 'declined' }
  expect(nextOf(2, reachOf(2), [declined], noon)).toEqual({ call: ['community'] })
  expect(nextOf(2, reachOf(2), [declined, { ...waiting('community', noon), answer: 'accepted' }], noon)).toBe(
    'answered',
  )
})

test('by night an ordinary call leaves an hour, the gravest three minutes at any time', () => {
  expect(isNight(at('23:00')) && isNight(at('06:59'))).toBe(true)
  expect(isNight(at('07:00')) || isNight(at('20:59'))).toBe(false)
  expect(answerBy(1, at('23:00')) - at('23:00')).toBe(60 * 60_000)
  expect(answerBy(4, at('23:00'))).toBe(at('23:03'))
})

test('a district that gives more time, or whose night begins later, is heeded', () => {
  expect(answerBy(1, at('23:00'), { minutes: 45, nightMinutes: 90 })).toBe(at('23:00') + 90 * 60_000)
  const night = { from: 23, until: 6 }
  expect([isNight(at('22:00'), night), isNight(at('23:00'), night), isNight(at('06:00'), night)]).toEqual([
    false,
    true,
    false,
  ])
  expect([isNight(at('01:00'), { from: 0, until: 5 }), isNight(at('05:00'), { from: 0, until: 5 })]).toEqual([
    true,
    false,
  ])
})

test('however people answer, no rung is called twice and the ladder ends', () => {
  const grade = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const)
  fc.assert(
    fc.property(
      grade,
      fc.infiniteStream(fc.constantFrom('accepted' as const, 'declined' as const, null)),
      (g, answers) => {
        const called: Called[] = []
        let now = noon
        for (let turn = 0; turn < 20; turn += 1) {
          const next = nextOf(g, reachOf(g), called, now)
          if (next === 'answered' || next === 'exhausted') break
          if (next === 'wait') now += 3_600_000
          else
            for (const rung of next.call)
              called.push({ rung, dueAt: answerBy(g, now), answer: answers.next().value ?? null })
        }
        expect(new Set(called.map(({ rung }) => rung)).size).toBe(called.length)
        expect(nextOf(g, reachOf(g), called, now)).toMatch(/answered|exhausted/)
      },
    ),
  )
})
