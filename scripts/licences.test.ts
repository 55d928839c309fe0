/** What runs in production may be passed on: its licence is on the list, or named with its reason in ADR 0025. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Zlib',
  'PostgreSQL',
])
const exceptions: Readonly<Record<string, string>> = {
  exifreader: 'MPL-2.0',
  buffers: 'none said',
  chainsaw: 'MIT/X11',
}
/** libvips beside sharp, one package for each system. */
const isLibvips = (name: string) => /^@img\/sharp-(libvips-|win32-|wasm32)/.test(name)

type Entry = { readonly license?: string; readonly dev?: boolean; readonly link?: boolean }
// The border to npm's own file, whose shape it documents.
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Entry>>
}
const inProduction = Object.entries(lock.packages).flatMap(([path, { license = 'none said', dev, link }]) =>
  path.includes('node_modules/') && !dev && !link ? [[path.replace(/^.*node_modules\//, ''), license] as const] : [],
)

/** `(MIT OR GPL-3.0)` is as good as its best, `MIT AND Zlib` as its worst. */
const isPermissive = (licence: string): boolean => {
  const plain = licence.replace(/^\(|\)$/g, '')
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isPermissive)
  return plain.split(' AND ').every((one) => permissive.has(one))
}

test('every package that runs in production has a licence of the list, or an exception with a reason', () => {
  expect(inProduction.length).toBeGreaterThan(100)
  const others = inProduction.filter(
    ([name, licence]) => !isPermissive(licence) && exceptions[name] !== licence && !isLibvips(name),
  )
  expect(others).toEqual([])
})

test('every exception is still needed, and its reason stands in the decision', () => {
  const reasons = readFileSync(join(root, 'docs/decisions/0025-what-we-build-upon.md'), 'utf8')
  for (const [name, licence] of Object.entries(exceptions)) {
    expect(inProduction).toContainEqual([name, licence])
    expect(reasons).toContain(`\`${name}\``)
  }
})
