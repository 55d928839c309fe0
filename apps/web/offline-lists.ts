/** Lists for each board what a phone must hold to open all of its pages without a network: by module, for not every district has all. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** One entry of the bundler's manifest. */
export type Chunk = {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}
export type Manifest = Readonly<Record<string, Chunk>>

/** What `/<page>.offline.json` says. `entry` tells whether a board's page belongs to this build. */
export type OfflineList = {
  readonly entry: string
  readonly always: readonly string[]
  readonly modules: Readonly<Record<string, readonly string[]>>
}

/** Folders of a module's screens that a board draws; what lies in no such folder is for all boards. */
const draws: Readonly<Record<string, readonly string[]>> = {
  index: ['resident'],
  merchant: ['merchant', 'resident'],
  worker: ['worker', 'resident'],
  desk: ['desk'],
}

export const isDrawn = (key: string, page: string) => {
  const folder = /\/web\/(resident|worker|merchant|desk)\//.exec(key)?.[1]
  const isDesk = /packages\/web\/(locales\/desk\.|desk\/)/.test(key)
  return (!folder || (draws[page] ?? []).includes(folder)) && (!isDesk || page === 'desk')
}

const moduleOf = (key: string) => /\/modules\/([^/]+)\//.exec(key)?.[1]

/** Everything one board can ever load: what it always needs, and beyond that what each module brings. */
export const offlineList = (manifest: Manifest, page: string, others: readonly string[] = []): OfflineList => {
  const walk = (key: string, seen: Set<string>, isBorder: (key: string) => boolean) => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return
    seen.add(key)
    for (const next of chunk.imports ?? []) walk(next, seen, isBorder)
    for (const next of chunk.dynamicImports ?? [])
      if (!isBorder(next) && isDrawn(next, page)) walk(next, seen, isBorder)
  }
  const filesOf = (keys: Iterable<string>) =>
    [...keys].flatMap((key) => {
      const { file, css = [], assets = [] } = manifest[key] ?? { file: '' }
      return [file, ...css, ...assets].map((path) => `/${path}`)
    })
  const start = `${page}.html`
  const first = new Set<string>()
  const doors = new Map<string, Set<string>>()
  // The plugs name the pages of all modules; from there on each module counts for itself.
  walk(start, first, (key) => {
    const module = moduleOf(key)
    if (!module || /\/web\/module\.tsx(?:\?|$)/.test(key)) return false
    if (isDrawn(key, page)) doors.set(module, (doors.get(module) ?? new Set()).add(key))
    return true
  })
  const always = new Set([...filesOf(first), ...others])
  const modules = [...doors].map(([module, keys]) => {
    const seen = new Set(first)
    for (const key of keys) walk(key, seen, () => false)
    return [module, [...new Set(filesOf(seen))].filter((file) => !always.has(file)).sort()] as const
  })
  return {
    entry: `/${manifest[start]?.file ?? ''}`,
    always: [...always].sort(),
    modules: Object.fromEntries(modules.sort(([one], [other]) => one.localeCompare(other))),
  }
}

/** Writes `<page>.offline.json` beside each board's page when the boards are built. */
export const offlineLists = (): Plugin => ({
  name: 'liren-offline-lists',
  apply: 'build',
  writeBundle({ dir = '' }) {
    // The border to the bundler's own file, whose shape it documents.
    const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest
    for (const page of Object.keys(draws))
      writeFileSync(
        join(dir, `${page}.offline.json`),
        JSON.stringify(offlineList(manifest, page, ['/icon.svg', '/icon-192.png', `/${page}.webmanifest`])),
      )
  },
})
