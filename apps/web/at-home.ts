/** Small parts that home pages draw at once, one file for those that the same boards draw: a dozen files of half a kilobyte weigh twice as much. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { boards, withoutOthers } from './board-plugs.ts'
import { isDrawn } from './offline-lists.ts'

/** Fills of `home:…` and `bar:…` slots, badges and the list of areas, as a plug names them. */
const drawnAtOnce = /(?:'(?:home|bar):[^']*'|badge|areas): \(\) =>\s*import\('\.\/([^']+)'\)/g

/** Files a plug's text names as drawn at once, from the folder of its screens. */
export const filesAtHome = (plug: string): readonly string[] =>
  [...plug.matchAll(drawnAtOnce)].map(([, file = '']) => file)

/** What the bundler knows of a file: here, which files it imports at once. */
type Graph = { readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null }

/**
 * `plugin` reads the plugs; `chunkOf` then says which chunk a file belongs to, with the files of modules it imports, or null.
 * What only the desk draws stays by itself.
 */
export const atHome = () => {
  const drawing = new Map<string, Set<string>>()
  const plugin: Plugin = {
    name: 'liren-at-home',
    apply: 'build',
    buildStart() {
      const modules = join(import.meta.dirname, '../../modules')
      for (const module of readdirSync(modules)) {
        const plug = join(modules, module, 'web/module.tsx')
        if (!existsSync(plug)) continue
        const text = readFileSync(plug, 'utf8')
        for (const board of boards)
          for (const file of filesAtHome(withoutOthers(text, this.parse(text, { lang: 'tsx' }), board))) {
            const path = join(modules, module, 'web', file)
            if (isDrawn(path, board === 'resident' ? 'index' : board))
              drawing.set(path, (drawing.get(path) ?? new Set()).add(board))
          }
      }
    },
  }
  let found: Map<string, Set<string>> | undefined
  const withImports = (graph: Graph) => {
    const all = new Map<string, Set<string>>()
    const walk = (id: string, board: string) => {
      const known = all.get(id) ?? new Set()
      if (known.has(board) || !/\/modules\//.test(id)) return
      all.set(id, known.add(board))
      for (const next of graph.getModuleInfo(id)?.importedIds ?? []) walk(next, board)
    }
    for (const [file, by] of drawing)
      if ([...by].some((board) => board !== 'desk')) for (const board of by) walk(file, board)
    return all
  }
  const chunkOf = (id: string, graph: Graph): string | null => {
    found ??= withImports(graph)
    const by = found.get(id)
    return by ? `at-home-${[...by].sort().join('-')}` : null
  }
  return { plugin, chunkOf }
}
