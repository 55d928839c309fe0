/** Until the day foretold nothing changes by itself: so nobody's data are opened before it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDay, yearsFrom } from './calendar.ts'
import type { Condition } from './condition.ts'
import { compileCondition } from './judge.ts'
import { nextChange, textOf } from './next-change.ts'

const start = Date.UTC(2026, 0, 1)
const dayAt = (offset: number) => {
  const day = readDay(new Date(start + offset * 86_400_000).toISOString().slice(0, 10))
  if (!day) throw new Error('a day')
  return day
}
const on = fc.integer({ min: -1500, max: 600 }).map((offset) => textOf(dayAt(offset)))
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.constantFrom('withinDays', 'dueWithinDays', 'withinMonths'), fc.integer({ min: 0, max: 40 }))
    .map(([comparison, operand]): Condition => ({ kind: 'fact', fact: 'on', comparison, operand })),
  fc
    .constantFrom('onOrBefore', 'onOrAfter')
    .map((comparison): Condition => ({ kind: 'fact', fact: 'on', comparison, operand: 'today' })),
  fc
    .tuple(
      fc.constantFrom('lt', 'lte', 'eq', 'gte', 'gt'),
      fc.constantFrom('years', 'months'),
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom('today', '08-31'),
    )
    .map(
      ([comparison, by, operand, when]): Condition => ({
        kind: 'fact',
        fact: 'on',
        turn: { by, on: when },
        comparison,
        operand,
      }),
    ),
  fc
    .integer({ min: 0, max: 4 })
    .map((operand): Condition => ({ kind: 'fact', fact: 'age', comparison: 'gte', operand })),
)

test('a verdict stays as it is on every day before the one foretold', () => {
  fc.assert(
    fc.property(condition, on, fc.integer({ min: 0, max: 300 }), fc.boolean(), (one, day, offset, isTurned) => {
      const rule: Condition = isTurned ? { kind: 'not', of: one } : one
      const judge = compileCondition(rule, () => {
        throw new Error('no CEL here')
      })
      const factsOn = (at: number) => {
        const born = readDay(day)
        const age = born && yearsFrom(born, dayAt(at))
        return { on: day, ...(age !== undefined && age >= 0 ? { age } : {}) }
      }
      const verdict = (at: number) => judge.verdict(factsOn(at), dayAt(at))
      const next = nextChange([rule], factsOn(offset), dayAt(offset), { age: 'on' })
      const until = next ? (Date.UTC(next.year, next.month - 1, next.day) - start) / 86_400_000 : offset + 400
      // Before the day itself nothing is known of it: that it comes is no change of the rule's making.
      if (textOf(dayAt(offset)) < day) return
      const before = verdict(offset)
      for (let at = offset; at < Math.min(until, offset + 400); at += 1)
        if (verdict(at) !== before) throw new Error(`it turned on ${textOf(dayAt(at))} already`)
    }),
    { numRuns: 600 },
  )
})

test('somebody of 69 is looked at again on their seventieth birthday', () => {
  const facts = { 'person.age': 69, 'person.birthOn': '1956-09-03' }
  const rule: Condition = { kind: 'fact', fact: 'person.age', comparison: 'gte', operand: 70 }
  const next = nextChange([rule], facts, { year: 2026, month: 6, day: 15 }, { 'person.age': 'person.birthOn' })
  expect(next && textOf(next)).toBe('2026-09-03')
})

test('a child born after the day asked about is known not to be six then; a birth still to come is not known', () => {
  const atSchool: Condition = {
    kind: 'fact',
    fact: 'on',
    turn: { by: 'years', on: '08-31' },
    comparison: 'gte',
    operand: 6,
  }
  const judge = compileCondition(atSchool, () => {
    throw new Error('no CEL here')
  })
  const today = { year: 2026, month: 11, day: 29 }
  expect(judge.verdict({ on: '2026-09-15' }, today)).toBe(false)
  expect(judge.verdict({ on: '2020-08-31' }, today)).toBe(true)
  expect(judge.verdict({ on: '2020-09-01' }, today)).toBe(false)
  expect(judge.verdict({ on: '2026-12-24' }, today)).toBe('unknown')
})
