/** Rules tried on cases: a foreign simulator’s benefits answered alike or refused by name, and no bad row stops the rest. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { celFor } from '../server/cel-clause.ts'
import { evaluate } from './evaluate.ts'

type Person = Readonly<Record<string, unknown>>
const benefit = (slug: string, general: unknown, profils: unknown = [], more: object = {}) => ({
  slug,
  label: slug,
  institution: 'commune_x',
  description: '',
  conditions: [],
  conditions_generales: general,
  profils,
  type: 'bool',
  montant: null,
  ...more,
})
const claire: Person = {
  id: 'claire',
  age: 17,
  region: '84',
  departement: '74',
  commune: '74145',
  quotient_familial_month: 800,
  profiles: ['lyceen'],
  annee_etude: 'terminale',
  boursier: true,
}
const tried = (rules: readonly unknown[], persons: readonly Person[] = [claire], file: object = {}) =>
  evaluate(
    rules,
    { cases: persons.map((person) => ({ person, eligible: [] })), ...file },
    { today: '2026-06-15', celFor },
  ).evaluation
const eligible = (general: unknown, profils: unknown = [], person = claire) =>
  tried([benefit('x', general, profils)], [person]).answers[0]?.eligible.includes('x')
const why = (general: unknown, profils: unknown = [], more: object = {}) =>
  tried([benefit('x', general, profils, more)]).unsupported[0]?.why

const age = (operator: string, value: unknown) => ({ type: 'age', operator, value })
const lyceen = (...conditions: readonly unknown[]) => ({ type: 'lyceen', conditions })

describe('conditions of the simulator', () => {
  test('every operator stands on the right side of its line', () => {
    const answers = ['<', '<=', '=', '>=', '>'].map((operator) =>
      [16, 17, 18].map((value) => eligible([age(operator, value)])),
    )
    expect(answers).toEqual([
      [false, false, true],
      [false, true, true],
      [false, true, false],
      [true, true, false],
      [true, false, false],
    ])
    expect(eligible([age('in', [16, 17])])).toBe(true)
    expect(eligible([age('>=', 16), age('<', 17)])).toBe(false)
  })

  test('a family quotient by the year is twelve of the month', () => {
    const quotient = (period: string, value: number) => [{ type: 'quotient_familial', operator: '<=', value, period }]
    expect(eligible(quotient('month', 800))).toBe(true)
    expect(eligible(quotient('year', 9600))).toBe(true)
    expect(eligible(quotient('year', 9599))).toBe(false)
    const { quotient_familial_month: _, ...rest } = claire
    expect(eligible(quotient('month', 800), [], { ...rest, quotient_familial_year: 9600 })).toBe(true)
  })

  test('places are what the case says, one by one', () => {
    expect(eligible([{ type: 'departements', values: ['2A', '74', '974'] }])).toBe(true)
    expect(
      eligible([
        { type: 'regions', values: ['84'] },
        { type: 'communes', values: ['74010'] },
      ]),
    ).toBe(false)
    expect(eligible([{ type: 'departements', excludes: ['74'] }])).toBe(false)
    expect(eligible([{ type: 'communes', values: Array.from({ length: 3000 }, (_, n) => String(71146 + n)) }])).toBe(
      true,
    )
  })

  test('one profile that fits, with its own conditions, is enough; no profile asked means everybody', () => {
    expect(eligible([], [{ type: 'etudiant' }, lyceen({ type: 'boursier' })])).toBe(true)
    expect(eligible([], [lyceen(age('<', 16)), lyceen({ type: 'annee_etude', values: ['terminale'] })])).toBe(true)
    expect(eligible([], [lyceen(age('<', 16))])).toBe(false)
    expect(eligible([], [{ type: 'etudiant', conditions: null }])).toBe(false)
    expect(eligible([age('>', 10)], null)).toBe(true)
    expect(eligible([], [])).toBe(true)
  })

  test('what a case does not say makes nobody eligible, and nobody ineligible', () => {
    const { age: _, ...ageless } = claire
    const { answers } = tried([benefit('x', [age('<', 26)]), benefit('y', [], [lyceen()])], [ageless])
    expect(answers).toEqual([{ case: 'claire', eligible: ['y'] }])
    expect(eligible([{ type: 'boursier' }], [], { ...claire, boursier: null })).toBe(false)
    expect(eligible([{ type: 'boursier', value: false }], [], { ...claire, boursier: null })).toBe(false)
  })
})

describe('what cannot be said exactly is refused by name', () => {
  test.each([
    [[{ type: 'lunar_phase' }], [], 'condition type "lunar_phase" is not known'],
    [[{ type: 'constructor' }], [], 'condition type "constructor" is not known'],
    [[age('≈', 17)], [], 'unknown operator "≈"'],
    [[{ type: 'age', value: 17 }], [], 'unknown operator (none)'],
    [[age('>=', '17')], [], 'a value that is not a number: "17"'],
    [[age('in', 17)], [], 'needs a list of numbers'],
    [[{ ...age('>=', 17), unless: 'moon' }], [], 'unknown property "unless"'],
    [[{ type: 'quotient_familial', operator: '<', value: 1 }], [], 'unknown period (none)'],
    [[{ type: 'departements', values: '74' }], [], 'needs a list'],
    [[{ type: 'departements', values: [74] }], [], 'no departement: 74'],
    [[{ type: 'regions', values: [] }], [], 'needs a list'],
    [[{ type: 'regions' }], [], 'has no list of values'],
    [[{ type: 'boursier', value: 'yes' }], [], 'neither true nor false'],
    [[{ type: 'formation_sanitaire_social' }], [], 'no case carries the fact "formation_sanitaire_social"'],
    [[{ type: 'attached_to_institution' }], [], 'no case carries the fact "institutions"'],
    [[{ type: 'epcis', values: ['246200364'] }], [], 'no case carries the fact "epci"'],
    [['age >= 17'], [], 'a condition is not an object'],
    ['age >= 17', [], '"conditions_generales" is not a list'],
    [[], {}, '"profils" is not a list'],
    [[], ['lyceen'], 'a profile is not an object'],
    [[], [{ type: 'lyceen', conditions: [{ type: 'moon' }] }], 'condition type "moon" is not known'],
    [[], [{ type: 'lyceen', unless: [] }], 'unknown property "unless"'],
  ])('%j %j', (general, profils, text) => {
    expect(why(general, profils)).toContain(text)
  })

  test('a property that might decide something is not overlooked', () => {
    expect(why([], [], { conditions_secretes: [age('>', 3)] })).toContain('"conditions_secretes" is not known')
  })

  test('rarer facts are judged as soon as a case carries them, and unknown for those that do not', () => {
    const rules = [
      benefit('general', [{ type: 'regime_securite_sociale', includes: ['regime_general'] }]),
      benefit('not-farmers', [{ type: 'regime_securite_sociale', excludes: ['regime_agricole'] }]),
      benefit('near', [{ type: 'attached_to_institution' }, { type: 'excluded_epcis', values: ['248300543'] }]),
    ]
    const more = { regime_securite_sociale: 'regime_general', institutions: ['commune_x'], epci: '246200364' }
    const { answers, unsupported } = tried(rules, [
      { ...claire, ...more },
      { ...claire, id: 'paul' },
    ])
    expect(unsupported).toEqual([])
    expect(answers).toEqual([
      { case: 'claire', eligible: ['general', 'near', 'not-farmers'] },
      { case: 'paul', eligible: [] },
    ])
  })
})

describe('nothing bad stops the rest', () => {
  test('unreadable rules and cases are named; the others are answered', () => {
    const { evaluation, detail } = evaluate(
      [null, 3, 'x', {}, [], benefit('good', []), benefit('twice', []), benefit('twice', []), { slug: 'odd' }],
      {
        cases: [null, 'y', {}, { person: {} }, { person: claire }, { person: claire }, { id: 7, facts: { 'a b': 1 } }],
      },
      { today: '2026-06-15', celFor },
    )
    expect(evaluation.unsupported.map(({ rule }) => rule)).toEqual([
      '#1',
      '#2',
      '#3',
      '#4',
      '#5',
      'twice',
      'twice',
      'odd',
    ])
    expect(evaluation.answers).toEqual([
      { case: 'claire', eligible: ['good'] },
      { case: '7', eligible: ['good'] },
    ])
    expect(detail.remarks).toHaveLength(6)
  })

  test('cases with an answer on record are equal or different; rules the record is silent on do not count', () => {
    const rules = [benefit('a', []), benefit('é', [age('<', 18)]), benefit('silent', [])]
    const cases = [
      { person: claire, eligible: ['a', 'e\u0301', 'unheard-of'] },
      { person: { ...claire, id: 'old', age: 40 }, eligible: ['é'] },
      { person: { ...claire, id: 'new' } },
    ]
    const { evaluation, detail } = evaluate(rules, { computable: ['a', 'é'], cases }, { today: '2026-06-15', celFor })
    expect(evaluation).toMatchObject({ equal: 1, different: 1 })
    expect(evaluation.answers[0]).toEqual({ case: 'claire', eligible: ['a', 'silent', 'é'] })
    expect(detail.differences).toEqual([
      { case: 'old', rule: 'a', recorded: false },
      { case: 'old', rule: 'é', recorded: true },
    ])
  })

  test('a file that holds no list at all is refused', () => {
    expect(() => tried({} as never)).toThrow(/rules file needs a list/)
    expect(() => evaluate([], 7, { today: '2026-06-15', celFor })).toThrow(/cases file needs a list/)
  })
})

test('the preset’s rules answer the preset’s cases as recorded', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../presets/yuexiu/benefits', name), 'utf8')) as unknown
  const { evaluation } = evaluate(read('rules.json'), read('cases.json'), { today: '2026-06-15', celFor })
  expect(evaluation).toMatchObject({ equal: 3, different: 0, unsupported: [] })
})

test('made-up rules in the shape of the simulator answer made-up persons as reckoned by hand, on both sides of every line', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'own', name), 'utf8')) as unknown
  const { evaluation, detail } = evaluate(read('rules.json'), read('cases.json'), { today: '2026-06-15', celFor })
  expect(detail.differences).toEqual([])
  expect(evaluation).toMatchObject({ equal: 6, different: 0 })
  // What nobody can reckon is refused by name, and the others are answered all the same.
  expect(evaluation.unsupported.map(({ rule }) => rule)).toEqual(['a-la-lune'])
})

/** For whoever runs a real simulator: the folder its rules and recorded answers lie in. They are not ours to keep here. */
const folder = process.env.LIREN_TEST_BENEFIT_RULES
test.runIf(folder && existsSync(folder))('a real simulator’s recorded answers are met for every rule accepted', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(folder ?? '', name), 'utf8')) as unknown
  const { evaluation } = evaluate(read('benefits.train.json'), read('cases.train.json'), {
    today: '2026-06-15',
    celFor,
  })
  expect(evaluation).toMatchObject({ equal: 200, different: 0 })
  expect(evaluation.unsupported).toHaveLength(52)
  // Left out only for what no case says: every one of them can be said, and is decided once somebody carries its facts.
  for (const { why } of evaluation.unsupported) expect(why).toMatch(/^no case carries the fact /)
  const { cases } = read('cases.train.json') as { readonly cases: readonly { readonly person: object }[] }
  const telling = {
    ...{ id: 'telling', institutions: [], epci: '200000000', regime_securite_sociale: 'regime_general' },
    ...{ statut_occupation_logement: 'sans_domicile', mention_baccalaureat: 'mention_bien', taux_incapacite: 0.8 },
    ...{ formation_sanitaire_social: true, agence_travail_temporaire: true, difficultes_acces_ou_frais_logement: true },
  }
  const whole = evaluate(
    read('benefits.train.json'),
    { cases: [...cases, { person: { ...cases[0]?.person, ...telling } }] },
    { today: '2026-06-15', celFor },
  )
  expect(whole.evaluation.unsupported).toEqual([])
  expect(whole.detail.rules).toBe(293)
})
