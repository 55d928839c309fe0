/** Builds the four boards: one page each, one chunk for each module and page, titles of all modules in one small file. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip as gzipCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { atHome } from './at-home.ts'
import { boardPlugs, withoutOthers } from './board-plugs.ts'
import { contractFaces } from './contract-faces.ts'
import { earlyStart } from './early.ts'
import { offlineLists } from './offline-lists.ts'
import { shellPages, shells } from './shells.ts'

const here = import.meta.dirname
const modules = join(here, '../../modules')
const prefix = 'virtual:liren-faces/'

/** The frame's own words, and those a menu needs before a module loads: its `title` and what stands under `nav` and is named by this board's part of the plug. */
const faces = (): Plugin => ({
  name: 'liren-faces',
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return undefined
    const [locale = '', board = ''] = id.slice(prefix.length + 1).split('/')
    const framePath = (name: string) => join(here, '../../packages/web/locales', `${name}${locale}.json`)
    const own = { web: framePath(''), ...(board === 'desk' ? { desk: framePath('desk.') } : {}) }
    const all: Record<string, unknown> = {}
    for (const [scope, path] of Object.entries(own)) {
      all[scope] = JSON.parse(readFileSync(path, 'utf8'))
      this.addWatchFile(path)
    }
    for (const module of readdirSync(modules)) {
      const path = join(modules, module, 'locales', `${locale}.json`)
      try {
        const { title, nav = {} } = JSON.parse(readFileSync(path, 'utf8')) as { title?: string; nav?: object }
        const plug = join(modules, module, 'web/module.tsx')
        const text = existsSync(plug) ? readFileSync(plug, 'utf8') : ''
        const plugged = withoutOthers(text, this.parse(text, { lang: 'tsx' }), board)
        const named = Object.entries(nav).filter(([key]) => plugged.includes(`'nav.${key}`))
        all[module] = { ...(title ? { title } : {}), ...(named.length > 0 ? { nav: Object.fromEntries(named) } : {}) }
        this.addWatchFile(path)
      } catch {
        // A module without words has no screens.
      }
    }
    return `export default ${JSON.stringify(all)}`
  },
})

const [brotli, gzip] = [promisify(brotliCompress), promisify(gzipCompress)]

/**
 * Writes a `.br` and `.gz` twin beside every text file, as small as can be, so that the server compresses nothing while people
 * wait. On a middling phone network every five kilobytes are a fortieth of a second.
 */
const compressed = (): Plugin => ({
  name: 'liren-compressed',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(js|css|html|svg|webmanifest|offline\.json)$/.test(file),
    )
    const compress = async (file: string) => {
      const bytes = readFileSync(join(dir, file))
      if (bytes.length < 1000) return
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      }
      writeFileSync(join(dir, `${file}.br`), await brotli(bytes, { params }))
      writeFileSync(join(dir, `${file}.gz`), await gzip(bytes, { level: 9 }))
    }
    await Promise.all(files.map(compress))
  },
})

/** Kinds of words that only the server says; kept where a screen of the module says them too. */
const serverWords = ['permission', 'refusal', 'event', 'setting', 'job']

/** Leaves out of a module's words what its screens never say. */
const screenWords = (): Plugin => ({
  name: 'liren-screen-words',
  apply: 'build',
  enforce: 'pre',
  load(id) {
    const folder = /^(.*\/modules\/[^/]+)\/locales\/[\w-]+\.json$/.exec(id)?.[1]
    if (!folder) return undefined
    const screens = readdirSync(join(folder, 'web'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(join(folder, 'web', file), 'utf8'))
      .join('\n')
    const words = JSON.parse(readFileSync(id, 'utf8')) as Record<string, unknown>
    const said = Object.entries(words).filter(
      ([kind]) => !serverWords.includes(kind) || new RegExp(`['"\`:]${kind}\\.`).test(screens),
    )
    return JSON.stringify(Object.fromEntries(said))
  },
})

const home = atHome()

export default defineConfig({
  root: here,
  plugins: [
    shellPages(),
    react(),
    faces(),
    contractFaces(),
    screenWords(),
    boardPlugs(),
    home.plugin,
    offlineLists(),
    earlyStart(),
    compressed(),
  ],
  resolve: {
    // React 18 and later have this themselves; the router still asks for the shim.
    alias: [{ find: /^use-sync-external-store\/shim\/index\.js$/, replacement: 'react' }],
    dedupe: ['react', 'react-dom', '@tanstack/react-query', 'wouter', 'antd'],
  },
  build: {
    outDir: join(here, 'dist'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    // Plugs name many pages: lists of what each page would preload weigh more than they save. Styles must come along.
    // A browser that does not know the hint goes without it, and fetches the same files a moment later.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
    },
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      // Schemas stay out of a chunk that does not use them: typebox does not say that its files are pure.
      treeshake: { moduleSideEffects: (id) => !/\/(typebox|packages\/contract)\//.test(id) },
      output: {
        // Few requests at the start: the plugs of all modules are one chunk.
        codeSplitting: {
          groups: [
            // In two: on a thin line every file gets a like share of it, and the largest of a dozen would come last, with everybody
            // waiting. No more than two: a browser asks for six files at a time, and the first answers want to be among them.
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            {
              name: 'frame',
              // What writes and what grows lists comes with the first page that does so; drafts, sends, orders, days, fresh proofs,
              // colours for charts and leaving come with the pages that use them.
              test: /node_modules\/(wouter|regexparam|use-sync-external-store|@tanstack(?!.*\/(mutationObserver|useMutation|infiniteQueryObserver|useInfiniteQuery)\.js))\/|\/packages\/(web\/(?!tokens|use-|times|own-area|proof|sign-out|csv|sending|live-stream)[\w-]+|web\/phone\/(list|button|page|seal|frame|door|read-aloud|own-pages)|contract\/client)\.tsx?$/,
            },
            // A form opened by its address on a cold phone: what waits there is the number of files, more than their weight.
            {
              name: 'rules',
              // Most forms do without: what they do need is not to come along with it.
              test: /\/packages\/contract\/rules?(-syntax)?\.ts$|\/@marcbachmann\/cel-js\//,
              includeDependenciesRecursively: false,
            },
            {
              name: 'lines',
              test: /\/packages\/web\/(times|sending|use-draft|phone\/(field|parts))\.tsx?$|\/node_modules\/idb-keyval\//,
            },
            {
              name: 'form-shapes',
              test: /\/modules\/forms\/(contract|shapes|definition|outline|answers|blocks|origin)\.ts$/,
            },
            {
              name: 'filling',
              test: /\/modules\/forms\/((standing|accepted|order|value|plain|facts)\.ts|web\/parts\/(fill-form|filling|rules|form-view|field-view|fault-words|input|attached|kept|summary|materials|sheet-part|answers-list|forms)\.\w+)$/,
            },
            { name: home.chunkOf, debugName: 'at-home', includeDependenciesRecursively: false },
            ...['resident', 'worker', 'merchant', 'desk'].map((board) => ({
              name: `plugs-${board}`,
              test: new RegExp(`/modules/[^/]+/web/module\\.tsx\\?board=${board}$`),
            })),
          ],
        },
      },
      input: Object.fromEntries(Object.keys(shells).map((page) => [page, join(here, `${page}.html`)])),
    },
  },
  server: { proxy: { '/api': process.env.LIREN_TEST_ADDRESS ?? 'http://127.0.0.1:8080' } },
})
