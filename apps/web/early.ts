/**
 * What a board's page fetches before any program has come: the words in the reader's language, and, opened by its address, the
 * files of that very page and its first answers. A cold phone then waits for one round of the network instead of four.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { minifySync, type Plugin } from 'vite'
import { type PageAsking, pagesAsking } from './board-plugs.ts'
import { isDrawn, type Manifest } from './offline-lists.ts'
import { shells } from './shells.ts'

type Locale = 'zh-CN' | 'en'
const locales = ['zh-CN', 'en'] as const

type Early = {
  /** Of every page of the board, and of it in one language. */
  readonly all: readonly string[]
  readonly words: Readonly<Record<Locale, readonly string[]>>
  readonly pages: readonly {
    /** A pattern of the address; what it catches stands for `$1` … in `asks`. */
    readonly at: string
    readonly asks: string
    readonly files: readonly string[]
    readonly words: Readonly<Record<Locale, readonly string[]>>
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

const patternOf = (path: string) => `^${path.replace(/:\w+/g, '([^/]+)')}$`
const answerOf = (path: string, asks: string) => {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
  return asks.replace(/:(\w+)/g, (_, name: string) => `$${names.indexOf(name) + 1}`)
}

export type ModulePages = { readonly module: string; readonly pages: readonly PageAsking[] }

export const earlyOf = (manifest: Manifest, page: string, asking: readonly ModulePages[]): Early => {
  const { folder, path: base } = shells[page] ?? { folder: page, path: `/${page}` }
  const start = new Set(filesOf(manifest, [`${page}.html`]))
  const plugs = Object.keys(manifest).filter((key) => key.startsWith(`_plugs-${folder}-`))
  const all = filesOf(manifest, plugs, start)
  const known = new Set([...start, ...all])
  const inBoth = (keysOf: (locale: Locale) => readonly string[]) =>
    Object.fromEntries(locales.map((locale) => [locale, filesOf(manifest, keysOf(locale), known)])) as Record<
      Locale,
      string[]
    > // one for each locale
  return {
    all,
    words: inBoth((locale) => [
      `../../virtual:liren-faces/${locale}/${folder}`,
      `../../packages/web/locales/${locale}.json`,
      ...(page === 'desk' ? [`../../packages/web/locales/desk.${locale}.json`] : []),
    ]),
    pages: asking.flatMap(({ module, pages }) =>
      pages.flatMap(({ path, asks, file }) => {
        const key = `../../modules/${module}/web/${file.replace(/^\.\//, '')}`
        if (!manifest[key] || !isDrawn(key, page)) return []
        return [
          {
            at: patternOf(base === '/' ? path : base + path),
            asks: answerOf(path, asks),
            files: filesOf(manifest, [key], known),
            words: inBoth((locale) => [`../../modules/${module}/locales/${locale}.json`]),
          },
        ]
      }),
    ),
  }
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
  const bring = (files: readonly string[]) => {
    for (const file of files) {
      const link = document.createElement('link')
      link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload'
      link.crossOrigin = ''
      if (file.endsWith('.css')) link.as = 'style'
      link.href = `/${file}`
      document.head.append(link)
    }
  }
  const { pathname, search } = location
  const page = early.pages.find(({ at }) => new RegExp(at).test(pathname))
  if (!/[?&]at=/.test(search) && !recall('kiosk')) {
    Object.assign(globalThis, { early: begun })
    ask('/api/kernel/shell')
    if (page || recall('session')) ask('/api/identity/session')
    if (page) ask(pathname.replace(new RegExp(page.at), page.asks))
    setTimeout(() => begun.clear(), 9000)
  }
  bring([...early.all, ...early.words[locale]])
  if (page) bring([...page.files, ...page.words[locale]])
}

/** Into the head behind the program's own files, before the style sheet, which a script would wait for. */
export const withEarly = (html: string, program: string): string => {
  const at = html.search(/<link rel="stylesheet"|<\/head>/)
  return `${html.slice(0, at)}<script>${program}</script>\n    ${html.slice(at)}`
}

/** Writes it into each board's page when the boards are built. The server tells browsers its fingerprint (`boards.ts`). */
export const earlyStart = (): Plugin => {
  const asking: ModulePages[] = []
  return {
    name: 'liren-early',
    apply: 'build',
    buildStart() {
      const modules = join(import.meta.dirname, '../../modules')
      for (const module of readdirSync(modules)) {
        try {
          const text = readFileSync(join(modules, module, 'web/module.tsx'), 'utf8')
          const pages = pagesAsking(text, this.parse(text, { lang: 'tsx' }))
          if (pages.length > 0) asking.push({ module, pages })
        } catch {
          // A module without screens.
        }
      }
    },
    writeBundle({ dir = '' }) {
      // The border to the bundler's own file, whose shape it documents.
      const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest
      for (const page of Object.keys(shells)) {
        const file = join(dir, `${page}.html`)
        const source = `(${run.toString()})(${JSON.stringify(earlyOf(manifest, page, asking))})`
        const { code } = minifySync('early.js', source)
        writeFileSync(file, withEarly(readFileSync(file, 'utf8'), code.trim()))
      }
    },
  }
}
