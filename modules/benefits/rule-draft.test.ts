/** A rule put together from clauses is the rule its reader reads, and comes back as the same clauses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Clause, comparisonsOf, definitionOf, draftOf, type RuleDraft } from './rule-draft.ts'
import { readFacts, readRule } from './rules/read-rule.ts'
import type { FactType } from './rules/rule.ts'

const file = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../presets/yuexiu/benefits/rules.json'), 'utf8'),
) as { facts: unknown; rules: readonly { readonly id: string }[] } // the preset's own shape
const types = Object.fromEntries(Object.entries(readFacts(file.facts)).map(([fact, { type }]) => [fact, type]))

test('rules of the preset that are clauses only come back from the builder as they were', () => {
  const drafted = file.rules.flatMap((rule) => {
    const draft = draftOf(rule)
    return draft ? [{ rule, draft }] : []
  })
  // The rest needs groups or an expression, and keeps its text.
  expect(drafted.length).toBeGreaterThanOrEqual(24)
  for (const { rule, draft } of drafted) {
    const [one, other] = [readRule(definitionOf(draft, types)), readRule(rule)]
    expect('rule' in one && 'rule' in other ? [one.rule.when, one.rule.examples] : one).toEqual(
      'rule' in other ? [other.rule.when, other.rule.examples] : null,
    )
  }
})

const operandFor = (type: FactType, comparison: Clause['comparison'], isTurned: boolean): fc.Arbitrary<string> => {
  const number = fc.integer({ min: 0, max: 120 })
  if (type === 'bool') return fc.constantFrom('true', 'false')
  if (comparison === 'between') return fc.tuple(number, number).map((two) => two.toSorted((a, b) => a - b).join(', '))
  if (comparison === 'onOrBefore' || comparison === 'onOrAfter') return fc.constantFrom('today', '2026-06-15')
  if (comparison === 'withinArea') return fc.constant('440104')
  const isNumber = isTurned || type === 'int' || type === 'double' || type === 'list<int>' || type === 'date'
  const one = isNumber ? number.map(String) : fc.constantFrom('dibao', '4050', 'F', '低保')
  return ['in', 'notIn', 'hasAny'].includes(comparison)
    ? fc.uniqueArray(one, { minLength: 1, maxLength: 3 }).map((all) => all.join('、'))
    : one
}

const clause = fc
  .constantFrom(...Object.entries(types).filter(([, type]) => type !== undefined && type !== 'list<int>'))
  .chain(([fact, type]) =>
    fc.constantFrom(...(type === 'date' ? ([null, 'ageBy', 'monthsBy'] as const) : ([null] as const))).chain((turn) =>
      fc.constantFrom(...comparisonsOf(type, turn)).chain((comparison) =>
        fc.record({
          ...{ fact: fc.constant(fact), comparison: fc.constant(comparison), turn: fc.constant(turn) },
          ...{ operand: operandFor(type ?? 'string', comparison, turn !== null), isNot: fc.boolean() },
        }),
      ),
    ),
  )

test('whatever clauses somebody chooses, what comes out is a rule, and opens again as the same clauses', () => {
  const bare: RuleDraft = {
    ...{
      id: 'P-90',
      version: 1,
      titleZh: '试',
      titleEn: 'Trial',
      basis: '《办法》',
      mode: 'remind',
      subject: 'person',
    },
    ...{ serviceItem: '', validFrom: '', validUntil: '', join: 'all', clauses: [], examples: [], rest: {} },
  }
  fc.assert(
    fc.property(
      fc.array(clause, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('all' as const, 'any' as const),
      (clauses, join) => {
        const definition = definitionOf({ ...bare, join, clauses }, types)
        const read = readRule(definition)
        expect('fault' in read ? read.fault : null).toBeNull()
        const again = draftOf(definition)
        expect(again?.join).toBe(join)
        expect(again && definitionOf(again, types)).toEqual(definition)
      },
    ),
  )
})

test('what the builder has no field for is not lost: a guard, facts of its own', () => {
  const definition = {
    ...{ id: 'P-91', version: 2, item: '试', title: { 'zh-CN': '试', en: 'Trial' }, basis: '《办法》', mode: 'visit' },
    ...{ guard: 'minor', quiet: true, alsoAsked: ['是否在读'] },
    all: [{ fact: 'person.age', lt: 18 }],
    examples: [],
  }
  const draft = draftOf(definition)
  expect(draft && definitionOf(draft, types)).toEqual(definition)
  expect(draftOf({ ...definition, all: [{ any: [{ fact: 'person.age', lt: 18 }] }] })).toBeNull()
  expect(draftOf({ ...definition, all: [{ cel: 'person.age < 18' }] })).toBeNull()
})
