/** The published schema is the one the checker obeys, and validators of others understand it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import formatsPlugin from 'ajv-formats'
import { expect, test } from 'vitest'
import { borrowing } from '../testing/sample.ts'
import { ToolDocument } from './document.ts'

const file = join(import.meta.dirname, '../../../docs/schemas/liren-tool-1.json')
const published = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>

test('the schema in docs is the schema of the code', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(ToolDocument)))
})

test('a strict validator compiles it without the platform, and takes the example', () => {
  const ajv = new Ajv({ strict: true, strictRequired: false })
  // CommonJS types hide the callable default export.
  ;(formatsPlugin as unknown as (one: Ajv) => void)(ajv)
  const check = ajv.compile(published)
  expect(check(borrowing()), JSON.stringify(check.errors)).toBe(true)
  expect(check({ ...borrowing(), extra: 1 })).toBe(false)
})
