/** Rules judged in three values: what is not known never counts against a person. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRule, type DeclaredFacts, ruleFault, type Verdict } from './rules.ts'

const person: DeclaredFacts = {
  age: 'int',
  sex: 'string',
  livesAlone: 'bool',
  hukouInCity: 'bool',
  activeItems: 'list<string>',
  disabilityGrade: { type: 'int', personal: true },
  lastScreening: { type: 'date', personal: true },
  isPregnant: { type: 'bool', personal: true },
  youngestChildAge: 'int',
  unemployedMonths: 'int',
  employmentDifficulty: 'string',
  permitEndsOn: 'date',
  today: 'date',
  isOnlyChildParent: 'bool',
  family: 'map',
  'enterprise.ageYears': 'int',
  'enterprise.staff': 'int',
  'enterprise.layoffShare': 'double',
  'enterprise.premiumPaid': 'bool',
  'founder.kind': 'string',
  hospitalSelfPayFen: 'int',
}
const today = '2026-11-23'
const judge = (source: string, facts: Record<string, unknown>) => compileRule(source, person).judge({ today, ...facts })
const verdict = (source: string, facts: Record<string, unknown>) => judge(source, facts).verdict

describe('policies find people', () => {
  test('someone of 70 with a city hukou and no allowance yet gets it; with it, not; with unknown allowances, perhaps', () => {
    const rule = "hukouInCity && age >= 70 && !('1' in activeItems)"
    expect(verdict(rule, { hukouInCity: true, age: 70, activeItems: [] })).toBe(true)
    expect(verdict(rule, { hukouInCity: true, age: 70, activeItems: ['1'] })).toBe(false)
    expect(judge(rule, { hukouInCity: true, age: 70 })).toMatchObject({ verdict: 'unknown', missing: ['activeItems'] })
    expect(judge(rule, { age: 69 })).toMatchObject({ verdict: false, missing: [] })
  })

  test('severe disability without item 13', () => {
    const rule = "disabilityGrade in [1, 2] && !('13' in activeItems)"
    expect(verdict(rule, { disabilityGrade: 2, activeItems: [] })).toBe(true)
    expect(verdict(rule, { disabilityGrade: 3 })).toBe(false)
    expect(judge(rule, { activeItems: [] }).missing).toEqual(['disabilityGrade'])
  })

  test('a woman of 35 to 64 is called to screening unless screened within 36 months; unknown screening is not a no', () => {
    const rule = "sex == 'F' && age >= 35 && age <= 64 && !(monthsBetween(lastScreening, today) < 36)"
    expect(verdict(rule, { sex: 'F', age: 40, lastScreening: '2023-11-23' })).toBe(true)
    expect(verdict(rule, { sex: 'F', age: 40, lastScreening: '2023-11-24' })).toBe(false)
    expect(judge(rule, { sex: 'F', age: 40 })).toMatchObject({ verdict: 'unknown', missing: ['lastScreening'] })
    expect(verdict(rule, { sex: 'M' })).toBe(false)
  })

  test('pregnant, or with a child under three: one known yes is enough', () => {
    const rule = 'isPregnant || youngestChildAge < 3'
    expect(verdict(rule, { youngestChildAge: 2 })).toBe(true)
    expect(judge(rule, { youngestChildAge: 5 })).toMatchObject({ verdict: 'unknown', missing: ['isPregnant'] })
    expect(verdict(rule, { isPregnant: false, youngestChildAge: 5 })).toBe(false)
  })

  test('the other sample policies', () => {
    expect(verdict('livesAlone && age >= 80', { livesAlone: true, age: 80 })).toBe(true)
    expect(judge('livesAlone && age >= 80', { age: 85 }).missing).toEqual(['livesAlone'])
    expect(
      verdict("family.band == 'lowBorder' && disabilityGrade > 0", {
        family: { band: 'lowBorder' },
        disabilityGrade: 4,
      }),
    ).toBe(true)
    expect(verdict("family.band == 'lowBorder'", { family: {} })).toBe('unknown')
    expect(
      verdict("unemployedMonths >= 12 && employmentDifficulty != ''", {
        unemployedMonths: 12,
        employmentDifficulty: 'disabled',
      }),
    ).toBe(true)
    expect(verdict('daysBetween(today, permitEndsOn) <= 30', { permitEndsOn: '2026-12-23' })).toBe(true)
    expect(verdict('daysBetween(today, permitEndsOn) <= 30', { permitEndsOn: '2026-12-24' })).toBe(false)
    const start = "enterprise.ageYears <= 3 && founder.kind in ['jobless', 'graduate']"
    expect(verdict(start, { 'enterprise.ageYears': 2, 'founder.kind': 'graduate' })).toBe(true)
    expect(judge(start, { 'enterprise.ageYears': 2 }).missing).toEqual(['founder.kind'])
    const stay = 'enterprise.staff >= 10 && enterprise.layoffShare < 0.055 && enterprise.premiumPaid'
    expect(
      verdict(stay, { 'enterprise.staff': 10, 'enterprise.layoffShare': 0.055, 'enterprise.premiumPaid': true }),
    ).toBe(false)
    expect(verdict('isOnlyChildParent && age >= 60', { isOnlyChildParent: true, age: 60 })).toBe(true)
    expect(verdict('hospitalSelfPayFen > 2000000', {})).toBe('unknown')
  })

  test('each clause is explained, without the values of personal facts', () => {
    const { because } = judge("sex == 'F' && disabilityGrade in [1, 2] && livesAlone", { sex: 'F', disabilityGrade: 1 })
    expect(because).toEqual([
      { clause: 'sex == "F"', verdict: true, used: [{ fact: 'sex', isMissing: false, value: 'F' }] },
      { clause: 'disabilityGrade in [1, 2]', verdict: true, used: [{ fact: 'disabilityGrade', isMissing: false }] },
      { clause: 'livesAlone', verdict: 'unknown', used: [{ fact: 'livesAlone', isMissing: true }] },
    ])
  })

  test('a value of the wrong kind counts as missing, not as no', () => {
    expect(judge('age >= 70', { age: 'seventy' })).toMatchObject({ verdict: 'unknown', missing: ['age'] })
    expect(judge('age >= 70', { age: null })).toMatchObject({ verdict: 'unknown', missing: ['age'] })
  })
})

describe('a rule that is not accepted says why', () => {
  test.each([
    ['age >', 'syntax'],
    ['height > 3', 'undeclared-fact'],
    ['age + 1', 'wrong-type'],
    ["age == 'old'", 'wrong-type'],
    ['family.__proto__ == 1', 'forbidden'],
    ["family['constructor'] == 1", 'forbidden'],
    ['activeItems.exists(toString, true)', 'forbidden'],
    ['family.constructor.constructor', 'forbidden'],
    ['has(family.band)', 'forbidden'],
    ["sex.matches('(a+)+$')", 'forbidden'],
    ['activeItems.exists(a, activeItems.exists(b, a == b))', 'too-deep'],
    [`${'('.repeat(60)}age > 1${')'.repeat(60)}`, 'too-deep'],
    [Array(300).fill('age > 1').join(' && '), 'too-deep'],
    [`sex == '${'x'.repeat(5000)}'`, 'too-long'],
  ])('%.60s is %s', (source, code) => {
    expect(ruleFault(source, person)?.code).toBe(code)
    expect(() => compileRule(source, person)).toThrow(code)
  })

  test('a fact cannot be declared under a name of the prototype, nor be found there', () => {
    expect(ruleFault('true', Object.fromEntries([['constructor', 'int' as const]]))?.code).toBe('forbidden')
    expect(compileRule('age > 3', person).judge(Object.create({ age: 5 })).verdict).toBe('unknown')
  })

  test('the same rule is compiled once', () => {
    expect(compileRule('age > 41', person)).toBe(compileRule('age > 41', { ...person }))
  })
})

type Formula = { readonly text: string; readonly of: (facts: Record<string, Verdict>) => Verdict }
const names = ['a', 'b', 'c', 'd', 'e'] as const
const declared: DeclaredFacts = Object.fromEntries(names.map((name): [string, 'bool'] => [name, 'bool']))
const kleene = {
  and: (x: Verdict, y: Verdict): Verdict =>
    x === false || y === false ? false : x === true && y === true ? true : 'unknown',
  not: (x: Verdict): Verdict => (x === 'unknown' ? x : !x),
}
const formula = fc.letrec<{ node: Formula }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...names).map((name): Formula => ({ text: name, of: (facts) => facts[name] ?? 'unknown' })),
    fc
      .tuple(tie('node'), tie('node'))
      .map(([x, y]): Formula => ({ text: `(${x.text} && ${y.text})`, of: (f) => kleene.and(x.of(f), y.of(f)) })),
    fc.tuple(tie('node'), tie('node')).map(
      ([x, y]): Formula => ({
        text: `(${x.text} || ${y.text})`,
        of: (f) => kleene.not(kleene.and(kleene.not(x.of(f)), kleene.not(y.of(f)))),
      }),
    ),
    tie('node').map((x): Formula => ({ text: `!(${x.text})`, of: (f) => kleene.not(x.of(f)) })),
  ),
})).node
const partial = fc.dictionary(fc.constantFrom(...names), fc.boolean())
const whole = fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])))

describe('whatever the formula', () => {
  test('the verdict is the one of strong Kleene logic', () => {
    fc.assert(
      fc.property(formula, partial, (one, facts) => {
        expect(compileRule(one.text, declared).judge(facts).verdict).toBe(one.of(facts))
      }),
    )
  })

  test('a yes or a no stays what it is when more becomes known', () => {
    fc.assert(
      fc.property(formula, partial, whole, (one, facts, all) => {
        const before = compileRule(one.text, declared).judge(facts).verdict
        if (before !== 'unknown')
          expect(compileRule(one.text, declared).judge({ ...all, ...facts }).verdict).toBe(before)
      }),
    )
  })

  test('the facts named as missing are enough to decide, and are missing indeed', () => {
    fc.assert(
      fc.property(formula, partial, whole, (one, facts, all) => {
        const { verdict, missing } = compileRule(one.text, declared).judge(facts)
        if (verdict !== 'unknown') {
          expect(missing).toEqual([])
          return
        }
        for (const name of missing) expect(facts).not.toHaveProperty(name)
        const added = Object.fromEntries(missing.map((name) => [name, all[name]]))
        expect(compileRule(one.text, declared).judge({ ...facts, ...added }).verdict).not.toBe('unknown')
      }),
    )
  })

  test('a choice whose both ends agree needs no answer', () => {
    expect(compileRule('a ? b : b', declared).judge({ b: true }).verdict).toBe(true)
    expect(compileRule('a ? b : c', declared).judge({ b: true, c: false }).missing).toEqual(['a'])
  })
})
