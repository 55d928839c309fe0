/** Forms of other systems are taken over whole, and what is not is named. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import { evaluate } from './evaluate.ts'
import { fromJsonSchema } from './import-schema.ts'
import { leavesOf } from './outline.ts'

const address = {
  type: 'object',
  required: ['street'],
  properties: { street: { type: 'string' }, zip: { type: 'string' } },
}
const schema = {
  title: 'Care at home',
  type: 'object',
  definitions: { address, loop: { properties: { again: { $ref: '#/definitions/loop' } } } },
  required: ['fullName', 'home'],
  properties: {
    fullName: {
      type: 'object',
      required: ['first'],
      properties: { first: { type: ['string', 'null'], maxLength: 3 } },
    },
    home: { $ref: '#/definitions/address' },
    other: { oneOf: [{ type: 'null' }, { $ref: '#/definitions/address' }] },
    children: {
      type: 'array',
      maxItems: 2,
      items: { type: 'object', properties: { bornOn: { format: 'date', type: 'string' } } },
    },
    needs: { type: 'array', items: { type: 'string', enum: ['meals', 'bath', null] } },
    far: { $ref: 'https://example.org/schema.json' },
    loop: { $ref: '#/definitions/loop' },
    slow: { type: 'string', pattern: '^(a+)+$' },
    isAlone: { type: 'boolean', default: false },
    __proto__x: { type: 'string' },
  },
}

test('fields, bounds, lists and local references come along; what leads away, round or astray is left out by name', () => {
  const { definition, leftOut } = fromJsonSchema(schema, 'care')
  expect(check(definition)).toEqual([])
  expect(leavesOf(definition).map(({ path }) => path)).toEqual([
    'fullName.first',
    'home.street',
    'home.zip',
    'other.street',
    'other.zip',
    'children.bornOn',
    'needs',
    'slow',
    'isAlone',
    '__proto__x',
  ])
  expect(leftOut.map(({ path, what }) => `${path}: ${what.slice(0, 12)}`)).toEqual([
    'far: $ref https:/',
    'loop.again: $ref #/defin',
    'loop: an object of',
    'slow: pattern ^(a+',
  ])
  const standing = evaluate(definition, { fullName: { first: 'Long' } }, { today: '2026-11-28' })
  expect(standing.faults).toEqual([{ field: 'fullName.first', code: 'too-long', limit: 3 }])
  expect(standing.missing).toEqual(['home.street'])
})

test('whatever is called a schema, what comes of it is a form or has named faults', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (properties) => {
      const { definition } = fromJsonSchema({ type: 'object', properties }, 'any')
      const faults = check(definition)
      expect(faults.filter(({ path }) => path !== 'fields')).toEqual([])
      if (faults.length === 0) evaluate(definition, {}, { today: '2026-11-28' })
    }),
  )
})

/** Schemas of a national agency with a list of their fields, where they are at hand. */
const folder = process.env.LIREN_TEST_SERVICE_FORMS ?? ''
describe.runIf(existsSync(join(folder, 'fields.csv')))('forms of a national agency', () => {
  const rows = folder === '' ? [] : readFileSync(join(folder, 'fields.csv'), 'utf8').trim().split('\n').slice(1)
  const listed = Map.groupBy(rows, (row) => row.split(',')[0] ?? '')
  test.each([...listed])('%s: every field of the list', (form, lines) => {
    const given: unknown = JSON.parse(readFileSync(join(folder, `${form}.schema.json`), 'utf8'))
    const { definition, listed } = fromJsonSchema(given, form)
    expect(check(definition)).toEqual([])
    const paths = lines.map((line) => (line.split(',')[1] ?? '').slice(1).replaceAll('/[]', '').replaceAll('/', '.'))
    expect([...listed].sort()).toEqual(paths.sort())
    // What can be chosen from several shapes is unfolded: nothing listed is lost.
    const leaves = leavesOf(definition).map(({ path }) => path)
    for (const path of paths) expect(leaves.some((one) => one === path || one.startsWith(`${path}.`))).toBe(true)
  })
})
