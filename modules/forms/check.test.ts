/** What is refused of a form before anybody has to fill it in. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import { evaluate } from './evaluate.ts'
import { safePattern } from './pattern.ts'
import { allowance } from './testing/allowance.ts'

const form = (fields: readonly unknown[], more: object = {}) => ({
  code: 'x',
  title: 'x',
  audience: 'person',
  fields,
  ...more,
})
const text = (key: string, more: object = {}) => ({ key, label: key, ...more })
const faultsOf = (given: unknown) => check(given).map(({ path, code }) => `${path} ${code}`)

describe('a form is told where it is wrong', () => {
  test.each([
    ['a form of nothing', form([]), 'fields wrong-value'],
    ['a key twice', form([text('a'), text('a')]), 'fields[1].key key-twice'],
    ['a key that is none', form([text('a b')]), 'fields[0].key wrong-key'],
    ['a name of prototypes', form([text('constructor')]), 'fields[0].key forbidden-name'],
    [
      'a name of prototypes, deeper',
      form([text('a', { fields: [text('__proto__')] })]),
      'fields[0].fields[0].key forbidden-name',
    ],
    ['a field that hides a known fact', form([text('today')]), 'fields forbidden-name'],
    ['a word nobody knows', form([text('a', { onclick: 'x' })]), 'fields[0].onclick unknown-word'],
    ['no label', form([{ key: 'a' }]), 'fields[0].label words-missing'],
    ['a remote reference', form([text('a', { $ref: 'https://example.org/a.json' })]), 'fields[0].$ref unknown-word'],
    ['a rule about nobody', form([text('a', { when: 'ghost == "x"' })]), 'a.when rule'],
    ['a rule that is no rule', form([text('a', { type: 'integer' }), text('b', { when: 'a + 1' })]), 'b.when rule'],
    [
      'a rule on itself through others',
      form([text('a', { when: 'b == "x"' }), text('b', { derive: 'a + "x"' })]),
      'fields circle',
    ],
    [
      'a derived field that is asked',
      form([text('a'), text('b', { derive: 'a', required: true })]),
      'fields[1] derived-and-asked',
    ],
    ['locked with nothing behind', form([text('a', { lock: true })]), 'fields[0] locked-without-source'],
    [
      'words beside the choices',
      form([text('a', { enum: ['x', 'y'], choices: ['x'] })]),
      'fields[0].choices choices-differ',
    ],
    ['a proposal that is no choice', form([text('a', { enum: ['x'], default: 'z' })]), 'fields[0].default wrong-value'],
    [
      'a page with a stranger',
      form([text('a')], { pages: [{ title: 'p', groups: [{ fields: ['a', 'z'] }] }] }),
      'pages[0].groups[0].fields unknown-field',
    ],
    [
      'a field on no page',
      form([text('a'), text('b')], { pages: [{ title: 'p', groups: [{ fields: ['a'] }] }] }),
      'pages unknown-field',
    ],
    [
      'a promise without a text',
      form([text('a')], { materials: [{ key: 'm', name: 'm', source: 'declaration' }] }),
      'materials[0].text promise-without-text',
    ],
    [
      'a check at nobody',
      form([text('a')], { checks: [{ rule: 'a == "x"', at: 'z', message: 'z' }] }),
      'checks[0].at unknown-field',
    ],
    ['a pattern that runs away', form([text('a', { pattern: '^(a+)+$' })]), 'fields[0].pattern unsafe-pattern'],
  ])('%s', (_, given, fault) => {
    expect(faultsOf(given)).toContain(fault)
  })

  test('forms too large, too deep or of too many fields are refused in a moment', () => {
    const deep = (levels: number): object => text('a', levels === 0 ? {} : { fields: [deep(levels - 1)] })
    expect(faultsOf(form([deep(8)])).some((fault) => fault.endsWith('too-deep'))).toBe(true)
    expect(faultsOf(form([deep(7)]))).toEqual([])
    const many = form(Array.from({ length: 1001 }, (_, at) => text(`a${at}`)))
    expect(faultsOf(many).some((fault) => fault.endsWith('too-many-fields'))).toBe(true)
    expect(faultsOf(form([text('a', { help: 'x'.repeat(600_000) })]))).toEqual([' too-large'])
  })

  test('no JSON makes checking fail, and what passes can be filled in', () => {
    const mutated = fc
      .tuple(fc.constantFrom(...Object.keys(allowance)), fc.jsonValue())
      .map(([key, value]) => ({ ...allowance, [key]: value }))
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), mutated), (given) => {
        if (check(given).length === 0) evaluate(given as typeof allowance, {}, { today: '2026-11-28' }) // sound, so it is a form
      }),
    )
  })
})

describe('patterns', () => {
  test.each([
    '^\\d{8,30}$',
    '^[0-9]{9}$',
    '^\\d+(\\.\\d+)?$',
    '^(\\d{5})(?:[-](\\d{4}))?$',
    '^.*\\S.*',
    '^[A-Z]{2}(\\d{2}){3}$',
  ])('%s is harmless', (source) => {
    expect(safePattern(source)).not.toBe(null)
  })
  test.each([
    '(a+)+$',
    '(a|a)*$',
    '^(\\w+\\s?)*$',
    '(.*)*',
    '(a{1,}){5}',
    '\\d+\\d+\\d+x',
    '(?=a)b',
    '(a)\\1',
    '(x{500}){500}',
    '[',
  ])('%s is not taken', (source) => {
    expect(safePattern(source)).toBe(null)
  })
})
