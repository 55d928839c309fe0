/** Whoever fills a form in on a phone sees what the server would show: plain rules mean the same whoever judges them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeclaredFacts } from '@liren/contract/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FormDefinition } from './definition.ts'
import { wholeRules } from './expressions.ts'
import type { Rules } from './facts.ts'
import { hardIn, noRules, plainRules } from './plain.ts'
import { standingOf } from './standing.ts'
import { allowance } from './testing/allowance.ts'

const declared: DeclaredFacts = {
  alone: 'bool',
  way: { type: 'string', personal: true },
  heads: 'int',
  share: 'double',
  on: 'date',
  ids: 'list<string>',
  idNumber: 'string',
}
const left: Rules = {
  judge: () => {
    throw new Error('left to CEL')
  },
  derive: () => {
    throw new Error('left to CEL')
  },
  readsOf: () => {
    throw new Error('left to CEL')
  },
}
const [plain, alonePlain] = [plainRules(wholeRules), plainRules(left)]

const word = fc.constantFrom('self', 'none', 'bank', '', '20', '是', 'a b', ' self')
const clause = fc.oneof(
  fc.constantFrom('alone', '!alone', 'alone == true', 'alone != true', 'alone == false', ' ( alone ) '),
  fc.tuple(fc.constantFrom('==', '!='), word).map(([sign, text]) => `way ${sign} '${text}'`),
  word.map((text) => `(way=="${text}")`),
  fc
    .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), fc.integer({ min: 0, max: 60 }))
    .map(([sign, count]) => `heads ${sign} ${count}`),
)
const condition = fc.array(clause, { minLength: 1, maxLength: 3 }).map((all) => all.join(' && '))
const anything = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double(), fc.constant([]))
const facts = fc.record(
  {
    alone: fc.oneof(fc.boolean(), anything),
    way: fc.oneof(word, anything),
    heads: fc.oneof(fc.integer({ min: -2, max: 61 }), anything),
  },
  { requiredKeys: [] },
)

test('a comparison, or several of them, means the same with and without CEL, whatever was answered', () => {
  fc.assert(
    fc.property(condition, facts, (source, given) => {
      expect(alonePlain.judge(source, declared, given)).toBe(wholeRules.judge(source, declared, given))
      expect(new Set(alonePlain.readsOf(source, declared))).toEqual(new Set(wholeRules.readsOf(source, declared)))
    }),
    { numRuns: 500 },
  )
})

test('a birthday and a sex are told from a number alike, and a wrong number tells neither', () => {
  for (const source of ['idBirth(idNumber)', 'idSex(idNumber)'])
    for (const idNumber of ['440104194003080028', '44010419400308002X', '12', '', 7, undefined]) {
      const given = { idNumber }
      expect(alonePlain.derive(source, declared, given)).toEqual(wholeRules.derive(source, declared, given))
      expect(alonePlain.readsOf(source, declared)).toEqual(['idNumber'])
    }
})

test.each([
  'alone || heads > 2',
  "way == 'a' ? alone : false",
  "way in ['a']",
  'share > 2.0',
  'heads > 2.0',
  'on >= today',
  'size(ids) == 1',
  "way == 'it\\'s'",
  "way == 'a && way == 'b'",
  'nobody == true',
  'way',
  '!way',
  'alone == 1',
  "heads == '1'",
  'true',
  '',
])('%s is left to CEL', (source) => {
  expect(() => alonePlain.judge(source, declared, {})).toThrow('left to CEL')
  expect(plain.judge(source, declared, { way: 'a', alone: true })).toBe(
    wholeRules.judge(source, declared, { way: 'a', alone: true }),
  )
})

const formsIn = (value: unknown): readonly FormDefinition[] => {
  if (Array.isArray(value)) return value.flatMap(formsIn)
  if (typeof value !== 'object' || value === null) return []
  const isForm = 'fields' in value && Array.isArray(value.fields) && 'title' in value
  // What presets hold was looked at by `check` when it was laid down.
  return [...(isForm ? [value as unknown as FormDefinition] : []), ...Object.values(value).flatMap(formsIn)]
}
const presets = join(import.meta.dirname, '../../presets')
const definitions = readdirSync(presets, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json') && !file.includes('node_modules'))
  .flatMap((file) => formsIn(JSON.parse(readFileSync(join(presets, file), 'utf8'))))

test('forms of the presets stand alike on a phone and at the server, and most of them need no CEL', () => {
  expect(definitions.length).toBeGreaterThan(100)
  const hard = definitions.filter((one) => Object.values(hardIn(one)).includes(true))
  expect(hard.length).toBeLessThan(definitions.length / 5)
  const today = '2026-11-28'
  for (const definition of definitions)
    for (const channel of ['online', 'proxy']) {
      const context = { today, channel }
      const whole = standingOf(definition, {}, context, wholeRules)
      expect(standingOf(definition, {}, context, plain)).toEqual(whole)
      if (!hard.includes(definition)) expect(standingOf(definition, {}, context, plainRules(noRules))).toEqual(whole)
    }
})

test('a form says which of its rules the phone must wait for', () => {
  expect(hardIn(allowance).reckoned).toBe(true)
  const fields = [
    { key: 'heads', label: '人数', type: 'integer' },
    { key: 'room', label: '房间', when: 'heads > 2 || heads == 0' },
  ] as const
  const pages = [
    { title: '一', groups: [{ fields: ['heads'] }] },
    { title: '二', groups: [{ fields: ['room'] }] },
  ]
  const form: FormDefinition = { ...allowance, fields: [...fields], pages, checks: [], materials: [] }
  expect(hardIn(form)).toEqual({ shown: true, reckoned: false })
  expect(hardIn(form, ['heads'])).toEqual({ shown: false, reckoned: false })
})
