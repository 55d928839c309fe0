/** What an author meets on the command line: a document is checked, packed, signed, verified, compared and tried, and a bad one ends non-zero. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'liren-tool-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const sample = join(import.meta.dirname, '../../presets/yuexiu/tool-library/tool-borrowing.json')
const at = (name: string) => join(folder, name)

const liren = (...args: string[]) =>
  new Promise<{ code: number; said: Record<string, unknown> }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'liren.mjs'), 'tool', ...args, '--json'], (error, stdout) => {
      // One JSON value, whatever becomes of it.
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: JSON.parse(stdout) as Record<string, unknown> })
    })
  })
const changed = (name: string, change: (document: Record<string, unknown>) => void) => {
  const document = JSON.parse(readFileSync(sample, 'utf8')) as Record<string, unknown>
  change(document)
  writeFileSync(at(name), JSON.stringify(document))
  return at(name)
}

test('an author checks, tries, packs and signs a tool, and whoever installs can tell whose it is', {
  timeout: 300_000,
}, async () => {
  expect(await liren('validate', sample)).toMatchObject({ code: 0, said: { isSound: true, id: 'tool-borrowing' } })
  expect(await liren('test', sample)).toMatchObject({ code: 0, said: { isFine: true } })
  await liren('pack', sample, '--out', at('one.json'))
  await liren('pack', sample, '--out', at('two.json'))
  expect(readFileSync(at('one.json'))).toEqual(readFileSync(at('two.json')))
  await liren('key', 'yuexiushan-community', '--out', at('key.json'))
  await liren('key', 'somebody-else', '--out', at('other.json'))
  expect((await liren('sign', at('one.json'), '--key', at('other.json'))).code).toBe(1)
  expect((await liren('sign', at('one.json'), '--key', at('key.json'), '--out', at('signed.json'))).code).toBe(0)
  expect(await liren('verify', at('signed.json'), '--key', at('key.public.json'))).toMatchObject({
    code: 0,
    said: { isSigned: true },
  })
  expect(await liren('verify', at('one.json'), '--key', at('key.public.json'))).toMatchObject({
    code: 1,
    said: { isSigned: false },
  })
})

test('a document that reaches for what it did not declare is refused with its place', async () => {
  const bad = changed('bad.json', (document) => {
    document.data = { reads: [], writes: [] }
  })
  const { code, said } = await liren('validate', bad)
  expect(code).toBe(1)
  expect(said).toMatchObject({ isSound: false, faults: [{ path: '/forms/0/fields/5/binds', code: 'undeclared-read' }] })
  expect((await liren('pack', bad)).code).toBe(1)
})

test('a version number that does not say how large a change is ends non-zero, with the step it deserves', async () => {
  const broken = changed('patch.json', (document) => {
    document.version = '1.0.1'
    document.retention = { keepDays: 3650 }
  })
  expect(await liren('diff', sample, broken)).toMatchObject({
    code: 1,
    said: { proposed: 'major', declared: 'patch', isEnough: false },
  })
  const major = changed('major.json', (document) => {
    document.version = '2.0.0'
    document.retention = { keepDays: 3650 }
  })
  expect(await liren('diff', sample, major)).toMatchObject({ code: 0, said: { isEnough: true } })
  // Two broken documents are still one answer.
  writeFileSync(at('no.json'), 'not json')
  expect(await liren('diff', at('no.json'), at('no.json'))).toMatchObject({
    code: 1,
    said: { isSound: false, faults: [{ code: 'not-json' }] },
  })
})
