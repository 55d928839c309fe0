/** What boards need of a contract: names, methods and paths. Schemas stay on the server, which does the checking. */
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

/** The source of a module that exports these values as plain data; null where one of them is code. */
export const sourceOf = (exports: Loose): string | null => {
  const lines = Object.entries(exports).map(([name, value]) =>
    typeof value === 'function' ? null : `export const ${name} = ${JSON.stringify(faceOf(value)) ?? 'undefined'}`,
  )
  return lines.every((line) => line !== null) ? lines.join('\n') : null
}

/** Replaces every module's `contract.ts` by its face when the boards are built. */
export const contractFaces = (): Plugin => ({
  name: 'liren-contract-faces',
  apply: 'build',
  enforce: 'pre',
  async load(id) {
    if (!/\/modules\/[^/]+\/contract\.ts$/.test(id)) return undefined
    const { module } = await runnerImport<Loose>(id, { configFile: false, logLevel: 'error' })
    return sourceOf(module) ?? undefined
  },
})
