/** Starts a board in the browser: the reader's look, the frame's words, the switched-on modules, then the first page. */
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { account } from './account.ts'
import { cache } from './ask.ts'
import { online } from './client.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { readFirstAnswers } from './first-answers.ts'
import { hearKiosk, isKiosk } from './kiosk/kiosk.ts'
import { type Faces, knowFaces, ready } from './language.ts'
import { look, startLook } from './look.ts'
import type { BoardName, WebPage } from './module.ts'
import { pageAt } from './page-order.ts'
import { aheadOf } from './pages.tsx'
import { Reader } from './reader.tsx'
import { arrange, loadRegistry, type ModuleFinders, type OfModule, type Registry, RegistryContext } from './registry.ts'
import { loadSession } from './session.ts'
import { loadShellFacts } from './shell-facts.ts'
import { recall } from './storage.ts'
import { Toasts } from './toast.tsx'
import { loadWords } from './words.ts'

const whenIdle = (act: () => void) => (globalThis.requestIdleCallback ?? setTimeout)(act)
const whenCalm = (act: () => void) => setTimeout(() => whenIdle(act), 2000)

/** Fetches the main pages and all words while nothing else happens: they are there at once, and also without a network. */
const warm = (
  pages: readonly OfModule<WebPage>[],
  own: readonly (() => Promise<unknown>)[],
  modules: readonly string[],
) => {
  const fetchAll = () => {
    for (const find of own) void find().catch(() => undefined)
    // A page also draws parts of other modules, such as the picker of photos.
    for (const module of modules) void loadWords(module).catch(() => undefined)
    for (const { module, page } of pages) void Promise.all([page(), loadWords(module)]).catch(() => undefined)
  }
  whenCalm(fetchAll)
}

const firstPatience = 400

/**
 * Who asks, the first page and what it asks are on their way since the HTML came. Waiting for all three draws once instead of
 * three times; what is late does not keep the frame waiting.
 */
const first = (registry: Registry, path: string) => {
  const page = path.length > 1 ? pageAt(registry.pages, path)?.page : registry.pages.find(({ isHome }) => isHome)
  const coming = Promise.allSettled([
    registry.modules.includes('identity') && loadSession(),
    page && aheadOf(page),
    readFirstAnswers(),
  ])
  return Promise.race([coming, new Promise((late) => setTimeout(late, firstPatience))])
}

/** Starts a board. `frame` draws what surrounds the pages. */
export const startBoard = async (options: {
  readonly board: BoardName
  readonly base: string
  readonly finders: ModuleFinders
  readonly faces: Faces
  readonly frame: ReactNode
  /** The frame's own pages worth fetching ahead. */
  readonly own?: readonly (() => Promise<unknown>)[]
}) => {
  knowFaces(options.faces, options.board === 'desk' ? ['web', 'desk'] : ['web'])
  startLook()
  // All plugs of a board are one file: it comes beside the facts that say which of them are on.
  void Object.values(options.finders)[0]?.().catch(() => undefined)
  hearKiosk(location.search)
  if (isKiosk()) await (await import('./kiosk/forget-client.ts')).beforeNext(options.base || '/')
  const [facts] = await Promise.all([loadShellFacts().catch(() => null), ready(look.get().locale)])
  // Without a login module everybody is a guest.
  if (facts && !facts.modules.includes('identity')) account.set(null)
  const registry = facts
    ? await loadRegistry(options.board, facts.modules, options.finders)
    : arrange(options.board, [])
  const root = document.getElementById('root')
  if (!root) return
  await first(registry, location.pathname.slice(options.base.length))
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <RegistryContext value={registry}>
          <Router base={options.base}>
            <Reader>
              <ErrorBoundary>{options.frame}</ErrorBoundary>
              <Toasts />
            </Reader>
          </Router>
        </RegistryContext>
      </QueryClientProvider>
    </StrictMode>,
  )
  const isMain = ({ tab, isHome, path }: WebPage) =>
    tab !== undefined || isHome === true || registry.tiles.some((tile) => tile.isMain && tile.path === path)
  warm(registry.pages.filter(isMain), options.own ?? [], registry.modules)
  // What an earlier visit left is sent behind what this one asks for.
  const sendKept = async () => (await import('./sending.ts')).startOutbox()
  whenIdle(() => void sendKept().catch(() => undefined))
  const keepAnswers = () =>
    void import('./offline/kept-answers.ts')
      .then(({ followAccount }) => followAccount(cache, online, account))
      .catch(() => undefined)
  // A kiosk keeps nothing. Whoever was signed in last time may be without a network now, and waits for what was kept.
  if (!isKiosk()) {
    if (recall('session')) keepAnswers()
    else {
      const stop = account.watch(() => {
        stop()
        keepAnswers()
      })
    }
  }
  if (!('serviceWorker' in navigator) || import.meta.env?.DEV) return
  const kept = {
    page: options.board === 'resident' ? 'index' : options.board,
    path: options.base || '/',
    modules: registry.modules,
    isWhole: options.board !== 'desk',
  }
  const keepAll = async () => {
    await navigator.serviceWorker.register('/sw.js')
    await (await import('./offline/keep-board.ts')).keepBoard(kept)
  }
  whenCalm(() => void keepAll().catch(() => undefined))
}
