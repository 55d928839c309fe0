/** Orders, calls and complaints are in time, late, or still have time; and whoever is spared by a colleague owes nothing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answering, timerOf } from './timers.ts'

const minute = 60_000
const one = (answered: number | null, freed: number | null = null): Answering => ({
  startedAt: 0,
  dueAt: 10 * minute,
  answeredAt: answered === null ? null : answered * minute,
  freedAt: freed === null ? null : freed * minute,
})

test('answered in time, answered late, not answered at all: the last two are late, and the median is of answers', () => {
  const all = [one(4), one(8), one(30), one(null)]
  expect(timerOf(all, 60 * minute)).toEqual({ due: 4, inTime: 2, late: 2, waiting: 0, medianMinutes: 8 })
  expect(timerOf([one(null)], 5 * minute)).toEqual({ due: 0, inTime: 0, late: 0, waiting: 1, medianMinutes: null })
})

test('a call that a colleague answered in time is owed by nobody else; one answered after its time was late', () => {
  expect(timerOf([one(3), one(null, 3)], 60 * minute)).toMatchObject({ due: 1, inTime: 1, late: 0, waiting: 0 })
  expect(timerOf([one(null, 20)], 60 * minute)).toMatchObject({ due: 1, late: 1 })
})

test('whatever happened, nothing counts twice', () => {
  const time = fc.option(fc.integer({ min: 0, max: 100 }))
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time)), fc.integer({ min: 0, max: 100 }), (rows, now) => {
      const all = rows.map(([answered, freed]) =>
        one(answered !== null && answered <= now ? answered : null, freed !== null && freed <= now ? freed : null),
      )
      const { due, inTime, late, waiting } = timerOf(all, now * minute)
      expect(due).toBe(inTime + late)
      expect(due + waiting).toBeLessThanOrEqual(all.length)
    }),
  )
})
