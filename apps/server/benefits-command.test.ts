/** `liren benefits eval`: one JSON value, a table for people, and an end that says whether answers differ. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'liren-benefits-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const kept = (name: string, value: unknown) => {
  const file = join(folder, name)
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}
const liren = (...args: readonly string[]) => {
  const run = spawnSync(process.execPath, ['apps/server/main.ts', 'benefits', 'eval', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}
const preset = ['--rules', 'presets/yuexiu/benefits/rules.json', '--cases', 'presets/yuexiu/benefits/cases.json']

test('an operator tries the preset’s rules and reads exactly four things', () => {
  const { code, out } = liren(...preset, '--json')
  expect(code).toBe(0)
  const value = JSON.parse(out) as object
  expect(Object.keys(value)).toEqual(['equal', 'different', 'unsupported', 'answers'])
  expect(value).toMatchObject({ equal: 3, different: 0, unsupported: [] })
  expect(liren(...preset).out).toContain('3 answers as recorded, 0 different')
})

test('a different answer is told, and ends with 1 only when asked to be strict', () => {
  const rules = kept('rules.json', [{ id: 'R', version: 1, item: 'r', basis: 'b', all: [{ fact: 'age', gte: 60 }] }])
  const cases = kept('cases.json', [{ id: 'c', facts: { age: 59 }, eligible: ['R'] }])
  const asked = ['--rules', rules, '--cases', cases]
  expect(liren(...asked)).toMatchObject({ code: 0, out: expect.stringContaining('c: R is recorded, not found') })
  expect(liren(...asked, '--strict', '--json').code).toBe(1)
})

test('a file that is not JSON is named', () => {
  const broken = kept('broken.json', '{')
  const { code, out } = liren('--rules', broken, '--cases', broken, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ error: expect.stringContaining('broken.json is not JSON') })
  const help = liren('--help')
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('--json') })
})
