/** Fetches a board's whole set of files ahead, quietly, so that every page of it opens without a network; and clears away old builds. */
import { cell } from '../cell.ts'

/** What a build says a board is made of: `/<page>.offline.json`. */
export type OfflineList = {
  readonly entry: string
  readonly always: readonly string[]
  readonly modules: Readonly<Record<string, readonly string[]>>
}

/** `possible`: it could be kept, but this phone is asked to save data, so the person decides. */
export type OfflineState = 'unknown' | 'possible' | 'keeping' | 'ready'
export const offlineState = cell<OfflineState>('unknown')

/** The worker in `sw.js` serves from the same cache. */
const shelf = 'liren-shell-2'
/** A board's page as it was when its whole set was there; opened when the newest cannot be had. */
const keptPage = (path: string) => `${path}?kept`
const listUrl = (page: string) => `/${page}.offline.json`
const atOnce = 3

/** The files of the modules that are switched on. */
export const filesOf = ({ always, modules }: OfflineList, on: readonly string[]): readonly string[] => [
  ...new Set([...always, ...on.flatMap((module) => modules[module] ?? [])]),
]

/** Which kept files no list names any longer. */
export const outdated = (kept: readonly string[], lists: readonly OfflineList[]): readonly string[] => {
  const named = new Set(lists.flatMap((list) => filesOf(list, Object.keys(list.modules))))
  return kept.filter((path) => path.startsWith('/assets/') && !named.has(path))
}

const readList = async (response: Response | undefined): Promise<OfflineList | null> =>
  // Our own build's file.
  response?.ok ? ((await response.json()) as OfflineList) : null

const pathsIn = async (cache: Cache) => (await cache.keys()).map(({ url }) => new URL(url).pathname)

let pressedAt = Number.NEGATIVE_INFINITY
const pageMilliseconds = 2000

/** After a press the phone is the person's: a page opens in a third less time when nothing else is fetched beside it. */
const untilCalm = async () => {
  const left = () => pressedAt + pageMilliseconds - performance.now()
  while (left() > 0) await new Promise((go) => setTimeout(go, left()))
}

/** Files still missing come a few at a time, behind everything a person waits for. One that fails stops the rest. */
const fetchAll = async (cache: Cache, missing: readonly string[]) => {
  const queue = [...missing]
  const work = async () => {
    for (let path = queue.shift(); path; path = queue.shift()) {
      await untilCalm()
      const response = await fetch(path, { priority: 'low' })
      if (!response.ok) throw new TypeError(`${path}: ${response.status}`)
      await cache.put(path, response)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/** Notes the newest list of a board; the one before stays, for a page of that build that is still open. */
const note = async (cache: Cache, page: string, list: OfflineList) => {
  const before = await cache.match(listUrl(page))
  const old = await readList(before?.clone())
  if (before && old && JSON.stringify(old) !== JSON.stringify(list)) await cache.put(`${listUrl(page)}?before`, before)
  await cache.put(listUrl(page), Response.json(list))
}

const clear = async (cache: Cache) => {
  const notes = (await cache.keys()).filter(({ url }) => new URL(url).pathname.endsWith('.offline.json'))
  const lists = await Promise.all(notes.map(async (one) => readList(await cache.match(one))))
  const known = lists.filter((list) => list !== null)
  for (const path of outdated(await pathsIn(cache), known)) await cache.delete(path)
}

type Wish = {
  /** `index`, `worker`, … as the build names a board's page, and the path it opens at. */
  readonly page: string
  readonly path: string
  readonly modules: readonly string[]
  /** False where only what was opened is kept (the desk). */
  readonly isWhole: boolean
}

/** Brings the kept set up to date. Resolves true when the board opens whole without a network. */
const bringUp = async ({ page, path, modules, isWhole }: Wish, mayFetch: boolean): Promise<OfflineState> => {
  const cache = await caches.open(shelf)
  const fresh = await readList(await fetch(listUrl(page), { cache: 'no-cache' }).catch(() => undefined))
  const kept = await readList(await cache.match(listUrl(page)))
  const list = fresh ?? kept
  if (!list) return 'unknown'
  if (isWhole) {
    const there = new Set(await pathsIn(cache))
    const missing = filesOf(list, modules).filter((file) => !there.has(file))
    const opened = await (await cache.match(keptPage(path)))?.text()
    const isCurrent = opened?.includes(list.entry) === true
    if (missing.length > 0 || !isCurrent) {
      if (!fresh) return 'unknown'
      if (!mayFetch) return 'possible'
      offlineState.set('keeping')
      await fetchAll(cache, missing)
      const html = await fetch(path, { cache: 'no-cache' })
      const text = await html.clone().text()
      // A newer build came in between: its list is asked for next time.
      if (!html.ok || !text.includes(list.entry)) return 'unknown'
      await cache.put(keptPage(path), html)
    }
  }
  if (fresh) {
    await note(cache, page, fresh)
    await clear(cache)
  }
  return isWhole ? 'ready' : 'unknown'
}

/** The browser's own word for "the person pays by the megabyte"; not all have it. */
const isSaving = () =>
  (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true

const settle = (state: OfflineState) => {
  offlineState.set(state)
  // For whoever looks at the page from outside.
  document.documentElement.toggleAttribute('data-offline-ready', state === 'ready')
}

let wish: Wish | null = null
let running: Promise<void> | null = null

/** Tries now; `isAsked` when the person wants it although data is to be saved. */
export const keepNow = (isAsked = false): Promise<void> => {
  running ??= (async () => {
    if (!wish) return
    const wanted = wish
    await navigator.serviceWorker.ready
    const act = () => bringUp(wanted, isAsked || !isSaving())
    settle(await (navigator.locks ? navigator.locks.request('liren-offline', act) : act()))
  })()
    .catch((cause: unknown) => {
      console.warn('this board could not be kept for use without a network', cause)
      settle('unknown')
    })
    .finally(() => {
      running = null
    })
  return running
}

const soonMilliseconds = 3000
const lateMilliseconds = 60_000

/** Keeps this board from now on: once after the start, again when the network is back, and ever less often as long as it did not succeed. */
export const keepBoard = (wanted: Wish) => {
  wish = wanted
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return
  const goOn = async (wait: number) => {
    if (offlineState.get() !== 'ready') await keepNow()
    const isOver = !wanted.isWhole || offlineState.get() === 'ready'
    if (!isOver) setTimeout(() => void goOn(Math.min(wait * 2, lateMilliseconds)), wait)
  }
  globalThis.addEventListener('click', () => (pressedAt = performance.now()), { capture: true, passive: true })
  globalThis.addEventListener('online', () => setTimeout(() => void keepNow(), soonMilliseconds))
  void goOn(soonMilliseconds)
}
