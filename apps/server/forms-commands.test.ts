/** Whoever takes over a form hears what is wrong with it, and how much of it is still to be typed. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'liren-forms-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, content: unknown) => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}
const liren = (...words: readonly string[]) =>
  new Promise<{ status: number; value: Record<string, unknown> }>((done) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'liren.mjs'), 'forms', ...words, '--json'],
      (error, stdout) =>
        done({
          status: typeof error?.code === 'number' ? error.code : 0,
          value: JSON.parse(stdout) as Record<string, unknown>,
        }), // one JSON value, by --json
    )
  })

test('a faulty form is told where, and the command fails', async () => {
  const path = file('a.json', {
    code: 'a',
    title: 'a',
    audience: 'person',
    fields: [{ key: 'x', label: 'x', when: 'y' }],
  })
  expect(await liren('check', path)).toMatchObject({
    status: 1,
    value: { isSound: false, faults: [{ path: 'x.when', code: 'rule' }] },
  })
})

test('a schema of another system is counted, and filled from what is held', async () => {
  const schema = file('b.schema.json', {
    type: 'object',
    properties: { applicantName: { type: 'string' }, wish: { type: 'string' }, far: { $ref: 'https://example.org/x' } },
  })
  expect(await liren('check', schema)).toMatchObject({
    status: 0,
    value: { kind: 'json-schema', leafFields: 3, leftOut: [{ path: 'far' }] },
  })
  const record = file('r.json', { 'person.name': '陈秀英' })
  expect(await liren('savings', '--form', schema, '--record', record)).toMatchObject({
    value: { leafFields: 3, prefilled: 1, toType: 2, left: ['wish', 'far'] },
  })
})
