import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { Type as light } from './typebox-light.ts'

const root = join(import.meta.dirname, '../..')
const contracts = readdirSync(join(root, 'modules'))
  .map((name) => join(root, 'modules', name))
  .filter((folder) => readdirSync(folder).includes('contract.ts'))

/** Schemas may be shared by several source files of a module: all that stand at its root are read. */
const sources = contracts.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8')),
)

it('knows every schema builder that a module uses', () => {
  const used = new Set(sources.flatMap((text) => [...text.matchAll(/\bType\.([A-Z]\w+)/g)].map(([, name]) => name)))
  expect([...used].filter((name) => name && !(name in light))).toEqual([])
})

it('says of every contract what TypeBox says', async () => {
  const read = async () => {
    vi.resetModules()
    const found: Record<string, unknown> = {}
    for (const folder of contracts) {
      const exports: Record<string, unknown> = await import(join(folder, 'contract.ts'))
      for (const [name, value] of Object.entries(exports))
        if (typeof value === 'object') found[`${folder}#${name}`] = value
    }
    return JSON.parse(JSON.stringify(found)) as unknown
  }
  const heavy = await read()
  vi.doMock('typebox', () => ({ Type: light }))
  expect(await read()).toEqual(heavy)
})
