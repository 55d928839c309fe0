/** The modules at hand on this board: loaded if the server has them switched on, put in order, ready to be drawn. */
import { createContext, useContext } from 'react'
import type { AreaChoice, BoardName, Tile, WebModule, WebPage } from './module.ts'
import { registerSenders } from './outbox.ts'
import { registerWords } from './words.ts'

type Fill = WebPage['page']
export type OfModule<T> = T & { readonly module: string }

export type Registry = {
  readonly board: BoardName
  readonly modules: readonly string[]
  readonly pages: readonly OfModule<WebPage>[]
  readonly tiles: readonly OfModule<Tile>[]
  readonly slots: ReadonlyMap<string, readonly OfModule<{ readonly fill: Fill }>[]>
  readonly areas: (() => Promise<readonly AreaChoice[]>) | null
}

/** Finders of every module's `web/module.tsx` by path, as `import.meta.glob` gives them. */
export type ModuleFinders = Readonly<Record<string, () => Promise<unknown>>>

const nameIn = (path: string) => /\/modules\/([^/]+)\/web\//.exec(path)?.[1]
const order = (page: WebPage) => page.tab?.order ?? page.menu?.order ?? 1000

/** Puts loaded modules in order for one board. Refuses two pages at one address: the first keeps it. */
export const arrange = (board: BoardName, loaded: readonly WebModule[]): Registry => {
  const pages: OfModule<WebPage>[] = []
  const taken = new Map<string, string>()
  const slots = new Map<string, OfModule<{ fill: Fill }>[]>()
  for (const { name, boards } of loaded) {
    const parts = boards[board]
    for (const page of parts?.pages ?? []) {
      const holder = taken.get(page.path)
      if (holder) console.error(`${board}: ${page.path} of ${name} is already taken by ${holder}`)
      else pages.push({ ...page, module: name })
      if (!holder) taken.set(page.path, name)
    }
    for (const [slot, fill] of Object.entries(parts?.slots ?? {}))
      slots.set(slot, [...(slots.get(slot) ?? []), { module: name, fill }])
  }
  return {
    board,
    modules: loaded.map(({ name }) => name),
    pages: pages.sort((one, other) => order(one) - order(other)),
    tiles: loaded
      .flatMap(({ name, boards }) => (boards[board]?.tiles ?? []).map((tile) => ({ ...tile, module: name })))
      .sort((one, other) => one.order - other.order),
    slots,
    areas: null,
  }
}

/** Loads the screens of the modules that are switched on. One that fails to load is left out, loudly. */
export const loadRegistry = async (
  board: BoardName,
  enabled: readonly string[],
  finders: ModuleFinders,
): Promise<Registry> => {
  const found = await Promise.all(
    Object.entries(finders).map(async ([path, find]) => {
      const name = nameIn(path)
      if (!name || !enabled.includes(name)) return null
      try {
        // The border between the bundler and us: every module.tsx exports its plug as default.
        return ((await find()) as { readonly default: WebModule }).default
      } catch (cause) {
        console.error(`the screens of ${name} did not load`, cause)
        return null
      }
    }),
  )
  const loaded = found.filter((one) => one !== null)
  for (const { name, locales, senders } of loaded) {
    registerWords(name, locales)
    for (const [kind, sender] of Object.entries(senders ?? {})) registerSenders(`${name}.${kind}`, sender)
  }
  const areas = loaded.find((one) => one.areas)?.areas
  return { ...arrange(board, loaded), areas: areas ? async () => (await areas()).default() : null }
}

export const RegistryContext = createContext<Registry>(arrange('resident', []))

/** What is at hand on this board. */
export const useRegistry = () => useContext(RegistryContext)
