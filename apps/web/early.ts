/**
 * What a board's page fetches before any program has come: the words in the reader's language, and, opened by its address, the
 * files of that very page and its first answers. A cold phone then waits for one round of the network instead of four.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bySpecificity } from '@liren/web/page-order.ts'
import { minifySync, type Plugin } from 'vite'
import { type PlugPage, pagesIn } from './board-plugs.ts'
import { isDrawn, type Manifest } from './offline-lists.ts'
import { shells } from './shells.ts'

type Locale = 'zh-CN' | 'en'
const locales = ['zh-CN', 'en'] as const

type Early = {
  /**
   * Named once, and elsewhere by their place here; programs without their folder and ending: the list stands in a page that
   * comes before everything else.
   */
  readonly files: readonly string[]
  /** Of every page of the board, and of it in one language. */
  readonly all: readonly number[]
  readonly words: Readonly<Record<Locale, readonly number[]>>
  /** Words of each module. */
  readonly modules: readonly Readonly<Record<Locale, readonly number[]>>[]
  /** Below the board, whose own address `base` is; the most particular first. What `:id` catches is put in the place of `:id` in `asks`. */
  readonly base: string
  readonly pages: readonly {
    readonly path: string
    readonly of: number
    readonly files: readonly number[]
    readonly asks?: string
  }[]
}

/** What a chunk needs, the files of `without` left out. */
const filesOf = (manifest: Manifest, keys: readonly string[], without: ReadonlySet<string> = new Set()) => {
  const seen = new Set<string>()
  const walk = (key: string) => {
    if (seen.has(key) || !manifest[key]) return
    seen.add(key)
    for (const next of manifest[key].imports ?? []) walk(next)
  }
  for (const key of keys) walk(key)
  const files = [...seen].flatMap((key) => [...(manifest[key]?.css ?? []), manifest[key]?.file ?? ''])
  return [...new Set(files)].filter((file) => file !== '' && !without.has(file))
}

export type ModulePages = { readonly module: string; readonly pages: readonly PlugPage[] }

/** `modules`: the pages of each that this board may open. */
export const earlyOf = (manifest: Manifest, page: string, modules: readonly ModulePages[]): Early => {
  const { folder, path: base } = shells[page] ?? { folder: page, path: `/${page}` }
  const start = new Set(filesOf(manifest, [`${page}.html`]))
  const plugs = Object.keys(manifest).filter((key) => key.startsWith(`_plugs-${folder}-`))
  const all = filesOf(manifest, plugs, start)
  const known = new Set([...start, ...all])
  const named = new Map<string, number>()
  const placesOf = (files: readonly string[]) =>
    files.map((file) => {
      const place = named.get(file) ?? named.size
      named.set(file, place)
      return place
    })
  const inBoth = (keysOf: (locale: Locale) => readonly string[]) =>
    Object.fromEntries(locales.map((locale) => [locale, placesOf(filesOf(manifest, keysOf(locale), known))])) as Record<
      Locale,
      number[]
    > // one for each locale
  const own = modules.flatMap(({ module, pages }) => {
    const drawn = pages
      .map((one) => ({ ...one, key: `../../modules/${module}/web/${one.file.replace(/^\.\//, '')}` }))
      .filter(({ key }) => manifest[key] && isDrawn(key, page))
    return drawn.length > 0 ? [{ module, drawn }] : []
  })
  const early = {
    all: placesOf(all),
    words: inBoth((locale) => [`../../virtual:liren-faces/${locale}/${folder}`]),
    modules: own.map(({ module }) => inBoth((locale) => [`../../modules/${module}/locales/${locale}.json`])),
    base: base === '/' ? '' : base,
    pages: bySpecificity(
      own.flatMap(({ drawn }, of) =>
        drawn.flatMap(({ path, key, asks, isHome }) =>
          [path, ...(isHome ? ['/'] : [])].map((at) => ({
            path: at,
            of,
            files: placesOf(filesOf(manifest, [key], known)),
            ...(asks ? { asks } : {}),
          })),
        ),
      ),
    ),
  }
  return { files: [...named.keys()].map((file) => /^assets\/([^./]+)\.js$/.exec(file)?.[1] ?? file), ...early }
}

/**
 * Runs in the page's head, before anything else is there. It mirrors how `look.ts` finds the language, and leaves what it asked
 * to `client.ts` for some seconds only: nobody may find an answer that was somebody else's. On a kiosk it asks nothing.
 */
const run = (early: Early) => {
  const recall = (name: string) => {
    try {
      return localStorage.getItem(`liren.${name}`)
    } catch {
      return null
    }
  }
  const kept = recall('locale')
  const locale: Locale =
    kept === 'zh-CN' || kept === 'en' ? kept : navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  const begun = new Map<string, Promise<Response | undefined>>()
  const ask = (url: string) => {
    const headers = { accept: 'application/json', 'x-liren': '1', 'accept-language': locale }
    begun.set(
      url,
      fetch(url, { headers, signal: AbortSignal.timeout(20000) }).catch(() => undefined),
    )
  }
  const bring = (places: readonly number[]) => {
    for (const place of places) {
      const named = early.files[place] ?? ''
      const file = /[./]/.test(named) ? named : `assets/${named}.js`
      const link = document.createElement('link')
      link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload'
      link.crossOrigin = ''
      if (file.endsWith('.css')) link.as = 'style'
      link.href = `/${file}`
      document.head.append(link)
    }
  }
  const at = location.pathname.slice(early.base.length).split('/').filter(Boolean)
  const page = early.pages.find(({ path }) => {
    const parts = path.split('/').filter(Boolean)
    return parts.length === at.length && parts.every((part, index) => part[0] === ':' || part === at[index])
  })
  if (!/[?&]at=/.test(location.search) && !recall('kiosk')) {
    Object.assign(globalThis, { early: begun })
    ask('/api/kernel/shell')
    // Where no module knows who somebody is, the server says so (`boards.ts`).
    const isAlone = 'alone' in document.documentElement.dataset
    if (!isAlone && (page || recall('session'))) ask('/api/identity/session')
    const caught = (name: string) => at[page?.path.split('/').filter(Boolean).indexOf(name) ?? -1] ?? name
    if (page?.asks) ask(page.asks.replace(/:\w+/g, caught))
    setTimeout(() => begun.clear(), 9000)
  }
  bring([...early.all, ...early.words[locale]])
  if (page) bring([...page.files, ...(early.modules[page.of]?.[locale] ?? [])])
}

/** Into the head behind the program's own files, before the style sheet, which a script would wait for. */
export const withEarly = (html: string, program: string): string => {
  const at = html.search(/<link rel="stylesheet"|<\/head>/)
  return `${html.slice(0, at)}<script>${program}</script>\n    ${html.slice(at)}`
}

/** Writes it into each board's page when the boards are built. The server tells browsers its fingerprint (`boards.ts`). */
export const earlyStart = (): Plugin => {
  const plugs: { readonly module: string; readonly text: string; readonly parsed: unknown }[] = []
  return {
    name: 'liren-early',
    apply: 'build',
    buildStart() {
      const modules = join(import.meta.dirname, '../../modules')
      for (const module of readdirSync(modules)) {
        const file = join(modules, module, 'web/module.tsx')
        if (!existsSync(file)) continue
        const text = readFileSync(file, 'utf8')
        plugs.push({ module, text, parsed: this.parse(text, { lang: 'tsx' }) })
      }
    },
    writeBundle({ dir = '' }) {
      // The border to the bundler's own file, whose shape it documents.
      const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest
      for (const [page, { folder }] of Object.entries(shells)) {
        const modules = plugs.map(({ module, text, parsed }) => ({ module, pages: pagesIn(text, parsed, folder) }))
        const file = join(dir, `${page}.html`)
        const source = `(${run.toString()})(${JSON.stringify(earlyOf(manifest, page, modules))})`
        const { code } = minifySync('early.js', source)
        writeFileSync(file, withEarly(readFileSync(file, 'utf8'), code.trim()))
      }
    },
  }
}
