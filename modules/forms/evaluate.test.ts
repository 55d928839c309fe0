/** A form as people meet it: what shows, what they need not type, what is wrong and what is missing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import type { Field, FormDefinition } from './definition.ts'
import { type Answers, evaluate } from './evaluate.ts'
import { originsOf, savingOf, tally } from './origin.ts'
import { definitionPath, isEmpty, leavesOf, valueAt } from './outline.ts'
import { allowance } from './testing/allowance.ts'

const today = '2026-11-28'
const online = { today, channel: 'online' }
const grandma = {
  name: '王秀英',
  idNumber: '440104194003080028',
  residence: '越秀区东风东路 1 号',
  phone: '13800138000',
  payMode: 'socialCard',
  account: '6217000012345678',
}

describe('an old woman applies for her allowance', () => {
  test('the form itself is sound', () => {
    expect(check(allowance)).toEqual([])
  })

  test('her birthday and age are reckoned from her number, not asked', () => {
    const standing = evaluate(allowance, grandma, online)
    expect(standing.faults).toEqual([])
    expect(standing.missing).toEqual([])
    expect(standing.derived).toMatchObject({ birthOn: '1940-03-08', age: 86 })
  })

  test('what she claims about her birthday herself is not believed', () => {
    expect(evaluate(allowance, { ...grandma, birthOn: '1920-01-01', age: 106 }, online).values).toMatchObject({
      birthOn: '1940-03-08',
      age: 86,
    })
    expect(evaluate(allowance, { birthOn: '1920-01-01' }, online).values).not.toHaveProperty('birthOn')
  })

  test('another bank asks for another account, and forgets the card', () => {
    const standing = evaluate(allowance, { ...grandma, payMode: 'bank' }, online)
    expect(standing.missing).toEqual(['bank.holder', 'bank.bank', 'bank.number'])
    expect(standing.values).not.toHaveProperty('account')
    expect(standing.visible.has('account')).toBe(false)
  })

  test('as long as nobody said how she is paid, neither account is asked: not knowing is not yes', () => {
    const { payMode: _, ...silent } = grandma
    const standing = evaluate(allowance, silent, online)
    expect(standing.undecided).toContain('account')
    expect(standing.missing).toEqual(['payMode'])
  })

  test('whoever acts for her says who they are, and signs', () => {
    const standing = evaluate(allowance, grandma, { today, channel: 'proxy' })
    expect(standing.missing).toEqual([
      'agent.name',
      'agent.idNumber',
      'agent.phone',
      'agent.relation',
      'agent.authorisation',
    ])
    expect(standing.materials).toEqual(['idCard', 'letter'])
    expect(evaluate(allowance, grandma, online).materials).toEqual(['idCard'])
  })

  test('a mistyped number is named with its field, in lists too', () => {
    const answers = {
      ...grandma,
      phone: '12',
      members: [
        { name: '李', relation: 'child', monthlyIncome: 3000 },
        { name: '李二', relation: 'neighbour'.repeat(3), monthlyIncome: -1 },
      ],
    }
    expect(evaluate(allowance, answers, online).faults).toEqual([
      { field: 'phone', code: 'wrong-phone' },
      { field: 'members.1.relation', code: 'too-long', limit: 20 },
      { field: 'members.1.monthlyIncome', code: 'too-small', limit: 0 },
    ])
  })

  test('the incomes of those she lives with are added up', () => {
    const members = [
      { name: '李', relation: 'child', monthlyIncome: '3000.50' },
      { name: '李二', relation: 'child', monthlyIncome: 200 },
    ]
    expect(evaluate(allowance, { ...grandma, members }, online).derived.income).toBe(3200.5)
  })

  test('somebody too young hears it at the number', () => {
    const young = { ...grandma, idNumber: '440104201306175617' }
    expect(evaluate(allowance, young, online).faults).toMatchObject([{ field: 'idNumber', code: 'check' }])
  })

  test('what she typed herself is told apart from what was there', () => {
    const offers = {
      name: { value: grandma.name, source: 'register', asOf: '2026-01-01' },
      idNumber: { value: grandma.idNumber, source: 'register', asOf: '2026-01-01' },
      phone: { value: '13900139000', source: 'account', asOf: '2026-01-01' },
      residence: { value: grandma.residence, source: 'register', asOf: '2025-01-01' },
    }
    const found = originsOf(evaluate(allowance, grandma, online), offers, new Set(['residence']))
    expect(found).toMatchObject({
      name: 'prefilled',
      phone: 'edited',
      residence: 'confirmed',
      age: 'derived',
      payMode: 'default',
      account: 'typed',
      hukou: 'empty',
    })
    const counted = tally(found)
    expect(counted).toMatchObject({ typed: 2, edited: 1, prefilled: 2, confirmed: 1 })
    expect(savingOf({ typed: counted.typed, baseline: 23 })).toBeCloseTo(21 / 23)
    expect(savingOf({ typed: 0, baseline: 0 })).toBe(null)
  })
})

const scalar = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant('440104194003080028'),
  fc.constant('socialCard'),
)
const anyAnswers = fc.dictionary(
  fc.constantFrom(...allowance.fields.map(({ key }) => key), '__proto__', 'constructor', 'stranger'),
  fc.oneof(
    scalar,
    fc.array(fc.dictionary(fc.constantFrom('name', 'relation', 'monthlyIncome'), scalar), { maxLength: 4 }),
  ),
) as fc.Arbitrary<Answers>

/** Forms of fields that may speak of one another in any way, circles included. */
const keys = ['a', 'b', 'c', 'd', 'e'] as const
const anyForm: fc.Arbitrary<FormDefinition> = fc
  .array(
    fc.record({
      key: fc.constantFrom(...keys),
      when: fc.option(fc.tuple(fc.constantFrom(...keys), fc.boolean())),
      derive: fc.option(fc.constantFrom(...keys), { freq: 4 }),
      required: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => ({
    code: 'any',
    title: 'any',
    audience: 'person' as const,
    fields: all
      .filter(({ key }, at) => all.findIndex((one) => one.key === key) === at)
      .map(
        ({ key, when, derive, required }): Field => ({
          key,
          label: key,
          ...(when ? { when: when[1] ? `${when[0]} == "x"` : `!(${when[0]} == "x")` } : {}),
          ...(derive ? { derive: `${derive} + "x"` } : required ? { required } : {}),
        }),
      ),
  }))

describe('whatever is typed', () => {
  test('no answer makes a form fail, and nothing foreign is kept', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom('online', 'proxy'), (answers, channel) => {
        const { values } = evaluate(allowance, answers, { today, channel })
        const known = new Set(allowance.fields.map(({ key }) => key))
        for (const key of Object.keys(values)) expect(known.has(key)).toBe(true)
      }),
    )
  })

  test('a hidden field is never required and never kept; a derived one is never what was typed', () => {
    fc.assert(
      fc.property(anyForm, fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('x', 'y', '')), (form, answers) => {
        const standing = evaluate(form, answers, online)
        for (const { key, derive } of form.fields) {
          if (!standing.visible.has(key)) {
            expect(standing.missing).not.toContain(key)
            expect(standing.values).not.toHaveProperty(key)
          }
          if (derive !== undefined && Object.hasOwn(standing.values, key))
            expect(standing.values[key]).toBe(standing.derived[key])
        }
      }),
    )
  })

  test('what is kept is what would be kept again', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const once = evaluate(allowance, answers, online).values
        expect(evaluate(allowance, once, online).values).toEqual(once)
      }),
    )
  })

  test('every field that shows has exactly one origin, and the tally adds up', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const standing = evaluate(allowance, answers, online)
        const found = tally(originsOf(standing, {}, new Set()))
        expect(found.typed + found.prefilled + found.confirmed + found.derived + found.byDefault + found.empty).toBe(
          standing.shown.length,
        )
        const leaves = new Set(leavesOf(allowance).map(({ path }) => path))
        for (const { at, value } of standing.shown) {
          expect(leaves.has(definitionPath(at))).toBe(true)
          if (!isEmpty(value) && standing.faults.length === 0) expect(valueAt(standing.values, at)).toBeDefined()
        }
      }),
    )
  })
})
