/** What boards need of a contract: names, methods and paths. Schemas stay on the server, which does the checking. */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Plugin, runnerImport } from 'vite'

type Loose = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null
const isContract = (value: unknown): value is Loose & { readonly routes: Readonly<Record<string, Loose>> } =>
  isRecord(value) && typeof value.name === 'string' && typeof value.version === 'string' && isRecord(value.routes)

/** A contract without its schemas; anything else as it is. */
export const faceOf = (value: unknown): unknown =>
  isContract(value)
    ? {
        name: value.name,
        version: value.version,
        routes: Object.fromEntries(
          Object.entries(value.routes).map(([name, { method, path, kind }]) => [name, { method, path, kind }]),
        ),
      }
    : value

/**
 * The source of a module that exports these values as plain data. Code is taken from the file it comes from (`homes`: name →
 * file); null where one of them has none.
 */
export const sourceOf = (exports: Loose, homes: ReadonlyMap<string, string> = new Map()): string | null => {
  const lines = Object.entries(exports).map(([name, value]) => {
    if (typeof value !== 'function') return `export const ${name} = ${JSON.stringify(faceOf(value)) ?? 'undefined'}`
    const home = homes.get(name)
    return home ? `export { ${name} } from ${JSON.stringify(home)}` : null
  })
  return lines.every((line) => line !== null) ? lines.join('\n') : null
}

const load = async (id: string): Promise<Loose> =>
  (await runnerImport<Loose>(id, { configFile: false, logLevel: 'error' })).module

/** Where a contract takes its code from: the files of its own module that it passes on (`export … from './process.ts'`). */
const homesOf = async (id: string): Promise<ReadonlyMap<string, string>> => {
  const text = await readFile(id, 'utf8')
  const files = [...text.matchAll(/^export (?!type )(?:\*|\{[^}]*\}) from '(\.\/[^']+)'/gm)].map(
    ([, file = '']) => file,
  )
  const found = await Promise.all(
    files.map(async (file) => Object.keys(await load(join(dirname(id), file))).map((name) => [name, file] as const)),
  )
  return new Map(found.flat())
}

/** Replaces every module's `contract.ts` by its face when the boards are built. */
export const contractFaces = (): Plugin => ({
  name: 'liren-contract-faces',
  apply: 'build',
  enforce: 'pre',
  async load(id) {
    if (!/\/modules\/[^/]+\/contract\.ts$/.test(id)) return undefined
    const module = await load(id)
    return sourceOf(module) ?? sourceOf(module, await homesOf(id)) ?? undefined
  },
})
