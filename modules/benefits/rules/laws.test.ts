/** Laws of rules with missing facts: learning more never turns a definite answer round, and not knowing is never a "no". */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition } from './condition.ts'
import { type Facts, later } from './facts.ts'
import { compileCondition } from './judge.ts'
import type { Verdict } from './verdict.ts'

const today = { year: 2026, month: 6, day: 15 }
const noCel = () => {
  throw new Error('no CEL here')
}
const judge = (condition: Condition, facts: Facts): Verdict => compileCondition(condition, noCel).verdict(facts, today)
const missing = (condition: Condition, facts: Facts) => compileCondition(condition, noCel).missing(facts, today)

const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  age: fc.integer({ min: 0, max: 110 }),
  sex: fc.constantFrom('F', 'M'),
  alone: fc.boolean(),
  tags: fc.subarray(['低保', '残疾', '独居']),
  seenOn: fc.constantFrom('2020-01-01', '2024-06-16', '2026-06-15', '2026-12-31'),
}
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq', 'ne'), fc.integer({ min: 0, max: 110 }))
    .map(([comparison, operand]): Condition => ({ kind: 'fact', fact: 'age', comparison, operand })),
  fc.constantFrom<Condition>(
    { kind: 'fact', fact: 'age', comparison: 'between', operand: [35, 64] },
    { kind: 'fact', fact: 'sex', comparison: 'eq', operand: 'F' },
    { kind: 'fact', fact: 'sex', comparison: 'notIn', operand: ['F'] },
    { kind: 'fact', fact: 'alone', comparison: 'eq', operand: true },
    { kind: 'fact', fact: 'tags', comparison: 'hasAny', operand: ['低保', '残疾'] },
    { kind: 'fact', fact: 'seenOn', comparison: 'withinMonths', operand: 24 },
    { kind: 'fact', fact: 'seenOn', comparison: 'dueWithinDays', operand: 200 },
    { kind: 'fact', fact: 'seenOn', turn: { by: 'years', on: 'today' }, comparison: 'gte', operand: 2 },
  ),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('all', 'any'), fc.array(tie('condition'), { minLength: 1, maxLength: 4 }))
      .map(([kind, of]): Condition => ({ kind, of })),
    tie('condition').map((of): Condition => ({ kind: 'not', of })),
  ),
}))
const whole = fc.record(values)
const some = fc.record(values, { requiredKeys: [] })

describe('three values', () => {
  test('one more fact never turns a definite answer round', () => {
    fc.assert(
      fc.property(
        condition,
        whole,
        fc.subarray(Object.keys(values)),
        fc.subarray(Object.keys(values)),
        (rule, all, few, more) => {
          const only = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, all[name]]))
          const before = judge(rule, only(few))
          const after = judge(rule, only([...few, ...more]))
          if (before !== 'unknown') expect(after).toBe(before)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('where something is missing, it is named, and nothing that is not named could decide', () => {
    fc.assert(
      fc.property(condition, some, whole, (rule, given, all) => {
        if (judge(rule, given) !== 'unknown') return
        const asked = missing(rule, given)
        expect(asked.length).toBeGreaterThan(0)
        const others = Object.entries(all).filter(([name]) => !asked.includes(name) && !Object.hasOwn(given, name))
        expect(judge(rule, { ...Object.fromEntries(others), ...given })).toBe('unknown')
      }),
      { numRuns: 2000 },
    )
  })

  test('not, all and any obey De Morgan, and not twice is nothing', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), some, (of, facts) => {
        const not = (one: Condition): Condition => ({ kind: 'not', of: one })
        expect(judge(not({ kind: 'all', of }), facts)).toBe(judge({ kind: 'any', of: of.map(not) }, facts))
        expect(judge(not(not({ kind: 'any', of })), facts)).toBe(judge({ kind: 'any', of }, facts))
      }),
      { numRuns: 1000 },
    )
  })

  test('a rule holds exactly where its verdict is yes, and looks at nothing that is not there', () => {
    fc.assert(
      fc.property(condition, some, fc.subarray(Object.keys(values)), (rule, given, atHand) => {
        const hidden: Facts = Object.fromEntries(Object.entries(given).filter(([name]) => !atHand.includes(name)))
        const shown = Object.fromEntries(Object.entries(given).filter(([name]) => atHand.includes(name)))
        const opened: string[] = []
        const lazy: Facts = {
          ...shown,
          [later]: {
            has: (name) => Object.hasOwn(hidden, name),
            get: (name) => {
              if (Object.hasOwn(hidden, name)) opened.push(name)
              return hidden[name]
            },
          },
        }
        const compiled = compileCondition(rule, noCel)
        expect(compiled.holds(lazy, today)).toBe(judge(rule, given) === true)
        expect(judge(rule, lazy)).toBe(judge(rule, given))
        expect(opened.every((name) => compiled.facts.includes(name))).toBe(true)
      }),
      { numRuns: 2000 },
    )
    const both: Condition = {
      kind: 'all',
      of: [
        { kind: 'fact', fact: 'share.grade', comparison: 'eq', operand: '2' },
        { kind: 'fact', fact: 'share.cause', comparison: 'eq', operand: 'illness' },
      ],
    }
    const open = () => {
      throw new Error('opened for nothing')
    }
    const has = (name: string) => name === 'share.grade'
    expect(compileCondition(both, noCel).holds({ [later]: { has, get: open } }, today)).toBe(false)
  })

  test('with no fact at all nothing is ever a "no"', () => {
    fc.assert(
      fc.property(condition, (rule) => {
        expect(judge(rule, {})).toBe('unknown')
      }),
      { numRuns: 500 },
    )
  })

  test('a fact of the wrong kind is a fact not known, even a name every object has', () => {
    const age: Condition = { kind: 'fact', fact: 'age', comparison: 'lt', operand: 18 }
    for (const age18 of ['17', null, Number.NaN, true, [17], {}]) expect(judge(age, { age: age18 })).toBe('unknown')
    expect(judge({ kind: 'fact', fact: 'constructor', comparison: 'ne', operand: 'x' }, {})).toBe('unknown')
    expect(
      judge({ kind: 'fact', fact: 'seenOn', comparison: 'withinMonths', operand: 3 }, { seenOn: '2026-02-30' }),
    ).toBe('unknown')
  })
})
