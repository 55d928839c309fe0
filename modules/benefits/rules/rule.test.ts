/** Rules as people write them: read strictly, proved by their examples, explained clause by clause in two languages. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { celFor } from '../server/cel-clause.ts'
import { compileRule, dayFrom } from './compile-rule.ts'
import { tryExamples, whyNotReady } from './examples.ts'
import { explain } from './explain.ts'
import { readFacts, readRule } from './read-rule.ts'
import type { Rule } from './rule.ts'

const preset = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../presets/yuexiu/benefits/rules.json'), 'utf8'),
) as { facts: unknown; rules: readonly unknown[] }
const known = readFacts(preset.facts)
const cel = celFor(known)
const ruleFrom = (value: unknown): Rule => {
  const found = readRule(value)
  if ('fault' in found) throw new Error(`${found.fault.at}: ${found.fault.why}`)
  return found.rule
}
const whyNot = (value: unknown) => {
  const found = readRule(value)
  return 'fault' in found ? `${found.fault.at}: ${found.fault.why}` : null
}
const sample = {
  id: 'P-04',
  version: 2,
  item: '两癌筛查',
  basis: '某文件',
  all: [
    { fact: 'sex', eq: 'F' },
    { fact: 'age', between: [35, 64] },
    { not: { fact: 'lastScreening', withinMonths: 36 } },
  ],
  facts: { lastScreening: { source: 'health', consent: 'health', ifMissing: 'unknown' } },
  action: 'notify',
  message: 'generic',
}
const outcome = (rule: Rule, facts: Readonly<Record<string, unknown>>, today = '2026-06-15') =>
  compileRule(rule, cel).verdict(facts, dayFrom(today))

describe('the handbook’s rule', () => {
  const rule = ruleFrom(sample)

  test('calls a woman of 35 to 64 who was not screened within 36 months', () => {
    expect(rule.mode).toBe('remind')
    expect(outcome(rule, { sex: 'F', age: 35, lastScreening: '2023-06-15' })).toBe(true)
    expect(outcome(rule, { sex: 'F', age: 64, lastScreening: '2023-06-16' })).toBe(false)
    expect(outcome(rule, { sex: 'F', age: 65, lastScreening: '2001-01-01' })).toBe(false)
    expect(outcome(rule, { sex: 'M' })).toBe(false)
  })

  test('a screening nobody knows of is not "no", and she is told what is missing', () => {
    const compiled = compileRule(rule, cel)
    expect(compiled.verdict({ sex: 'F', age: 40 }, dayFrom('2026-06-15'))).toBe('unknown')
    expect(compiled.missing({ sex: 'F', age: 40 }, dayFrom('2026-06-15'))).toEqual(['lastScreening'])
  })

  test('a rule out of force makes nobody eligible, whatever is known', () => {
    const old = ruleFrom({ ...sample, validFrom: '2020-01-01', validUntil: '2025-12-31' })
    expect(outcome(old, { sex: 'F', age: 40, lastScreening: '2001-01-01' })).toBe(false)
    expect(outcome(old, { sex: 'F', age: 40, lastScreening: '2001-01-01' }, '2025-12-31')).toBe(true)
  })
})

describe('reading a rule', () => {
  test.each([
    [{ ...sample, colour: 'red' }, 'does not know "colour"'],
    [{ ...sample, all: [] }, 'all: needs at least one condition'],
    [{ ...sample, all: [{ fact: 'age', gte: '70' }] }, 'all[0].gte: needs a number'],
    [{ ...sample, all: [{ fact: 'age', gte: 70, lte: 80 }] }, 'needs exactly one of'],
    [{ ...sample, all: [{ fact: 'age', between: [64, 35] }] }, 'the smaller first'],
    [{ ...sample, all: [{ fact: 'age', atLeast: 70 }] }, 'does not know "atLeast"'],
    [{ ...sample, all: [{ fact: '__proto__', eq: 1 }] }, 'is not the name of a fact'],
    [{ ...sample, all: [{ either: [] }] }, 'does not know "either"'],
    [{ ...sample, facts: { lastScreening: { ifMissing: 'false' } } }, 'can only be "unknown"'],
    [{ ...sample, message: '您的残疾等级…' }, 'can only be "generic"'],
    [{ ...sample, validFrom: '2026-02-30' }, 'is not a day'],
    [{ ...sample, version: 0 }, 'version'],
    [{ ...sample, basis: '' }, 'basis'],
    ['a text', 'is not an object'],
  ])('refuses what it does not understand and names the place (%#)', (value, why) => {
    expect(whyNot(value)).toContain(why)
  })

  test('a condition nested without end is refused, not followed', () => {
    let deep: unknown = { fact: 'age', gte: 1 }
    for (let n = 0; n < 50; n += 1) deep = { not: deep }
    expect(whyNot({ ...sample, all: [deep] })).toContain('nested too deeply')
  })
})

describe('the rules of the preset', () => {
  test.each(preset.rules.map((one) => [(one as { id: string }).id, one] as const))(
    '%s stands by its examples',
    (_, value) => {
      const results = tryExamples(ruleFrom(value), cel)
      expect(results.filter(({ expect: wanted, got }) => wanted !== got)).toEqual([])
      expect(whyNotReady(results)).toBeNull()
    },
  )

  test('all thirteen samples of the handbook are there, and every fact a rule asks for is declared with its source', () => {
    const rules = preset.rules.map(ruleFrom)
    expect(rules.map(({ id }) => id)).toEqual(
      expect.arrayContaining(Array.from({ length: 13 }, (_, n) => `P-${String(n + 1).padStart(2, '0')}`)),
    )
    const asked = new Set(rules.flatMap((rule) => compileRule(rule, cel).facts))
    for (const fact of asked)
      expect(known[fact], fact).toMatchObject({ source: expect.any(String), title: expect.anything() })
  })
})

test('a rule that contradicts its examples, or has none on one side of the line, may not be switched on', () => {
  const example = {
    name: '四十岁',
    today: '2026-06-15',
    facts: { sex: 'F', age: 40, lastScreening: '2020-01-01' },
    expect: 'eligible',
  }
  const tried = (...examples: readonly unknown[]) => whyNotReady(tryExamples(ruleFrom({ ...sample, examples }), cel))
  expect(tried()).toBe('no-eligible-example')
  expect(tried(example)).toBe('no-other-example')
  expect(tried({ ...example, expect: 'not' })).toBe('example-fails')
  expect(tried(example, { ...example, facts: { sex: 'M' }, expect: 'not' })).toBeNull()
})

describe('telling people why', () => {
  const rule = ruleFrom(preset.rules.find((one) => (one as { id: string }).id === 'P-04'))
  const why = (locale: 'zh-CN' | 'en') =>
    explain(
      compileRule(rule, cel),
      { 'person.sex': 'F', 'person.age': 40 },
      dayFrom('2026-06-15'),
      locale,
      (fact) => known[fact],
    )

  test('each clause in plain Chinese and English, with what is not known', () => {
    expect(why('zh-CN')).toEqual([
      { text: '性别是女', verdict: true, missing: [] },
      { text: '周岁年龄在 35 到 64 之间', verdict: true, missing: [] },
      { text: '不符合（最近一次两癌筛查在最近 36 个月内）', verdict: 'unknown', missing: ['最近一次两癌筛查'] },
    ])
    expect(why('en').map(({ text }) => text)).toEqual([
      'Sex is female',
      'Age is from 35 to 64',
      'not (the last screening was within the last 36 months)',
    ])
  })
})

describe('CEL in a rule', () => {
  const rule = (cel: string, type = 'int') =>
    ruleFrom({ id: 'X', version: 1, item: 'x', basis: 'y', cel, facts: { age: { type }, alone: { type: 'bool' } } })

  test('is judged in three values like everything else', () => {
    const alone = rule('age >= 80 && alone')
    expect(outcome(alone, { age: 85, alone: true })).toBe(true)
    expect(outcome(alone, { age: 60 })).toBe(false)
    expect(outcome(alone, { age: 85 })).toBe('unknown')
    expect(compileRule(alone, cel).missing({ age: 85 }, dayFrom('2026-06-15'))).toEqual(['alone'])
  })

  test('over a fact nobody declared it is refused before anybody is judged', () => {
    expect(() => compileRule(rule('income < 100'), cel)).toThrow(/undeclared-fact income/)
  })
})

describe('yes and no', () => {
  const rule = ruleFrom({
    ...{ id: 'P-90', version: 1, item: '探访', basis: '某文件', action: 'notify', message: 'generic' },
    all: [
      { fact: 'alone', eq: true },
      { fact: 'alone', eq: false },
      { fact: 'alone', ne: true },
    ],
    facts: { alone: { type: 'bool', title: { 'zh-CN': '是否独居', en: 'Living alone' } } },
  })
  const said = (locale: 'zh-CN' | 'en') =>
    explain(compileRule(rule, cel), {}, dayFrom('2026-06-15'), locale).map(({ text }) => text)

  test('a fact that is so or not is said with one yes or no behind it, never with two', () => {
    expect(said('zh-CN')).toEqual(['独居：是', '独居：否', '独居：否'])
    expect(said('en')).toEqual(['Living alone: yes', 'Living alone: no', 'Living alone: no'])
  })
})
