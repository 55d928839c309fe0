/** The page and the install card of each board, all four from one pattern. */
import { basename } from 'node:path'
import type { Plugin } from 'vite'

type Shell = { readonly folder: string; readonly title: string; readonly path: string }

/** By the name of the board's page. */
export const shells: Readonly<Record<string, Shell>> = {
  index: { folder: 'resident', title: '里仁·人家', path: '/' },
  worker: { folder: 'worker', title: '里仁·先锋', path: '/worker' },
  merchant: { folder: 'merchant', title: '里仁·商家', path: '/merchant' },
  desk: { folder: 'desk', title: '里仁·智库', path: '/desk' },
}

/** The bar of the desk as it will be, seen while its program is still on the way; gone with the first drawing. */
const comingBar = (title: string) => `<style>
        @media (prefers-color-scheme: dark) {
          :root:not([data-theme]) { background: #14171A; }
          :root:not([data-theme]) body, :root:not([data-theme]) .desk-bar { background: #14171A; color: #E8E6E1; border-color: #2C3237; }
        }
      </style>
      <div class="desk" aria-hidden="true">
        <div class="desk-bar"><img src="/icon.svg" width="30" height="30" alt="" /><p class="desk-name">${title}</p></div>
      </div>`

const pageOf = (page: string, { folder, title }: Shell) => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="theme-color" content="#FAF8F4" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#14171A" media="(prefers-color-scheme: dark)" />
    <meta name="format-detection" content="telephone=no" />
    <title>${title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="/icon-192.png" />
    <link rel="manifest" href="/${page}.webmanifest" />
  </head>
  <body>
    <div id="root">${page === 'desk' ? comingBar(title) : ''}</div>
    <noscript>请启用 JavaScript 后使用里仁。 Please enable JavaScript to use Liren.</noscript>
    <script type="module" src="/${folder}/main.tsx"></script>
  </body>
</html>
`

const cardOf = ({ title, path }: Shell) => ({
  name: title,
  short_name: title,
  lang: 'zh-CN',
  start_url: path,
  scope: path,
  display: 'standalone',
  background_color: '#FAF8F4',
  theme_color: '#FAF8F4',
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
  ],
})

/** Fills the four pages, which the bundler wants to find as files, and writes their cards. */
export const shellPages = (): Plugin => ({
  name: 'liren-shells',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { filename }) => {
      const page = basename(filename, '.html')
      const shell = shells[page]
      return shell ? pageOf(page, shell) : html
    },
  },
  configureServer(server) {
    server.middlewares.use((request, reply, next) => {
      const shell = shells[/^\/(\w+)\.webmanifest$/.exec(request.url ?? '')?.[1] ?? '']
      if (!shell) return next()
      reply.setHeader('content-type', 'application/manifest+json')
      reply.end(JSON.stringify(cardOf(shell)))
    })
  },
  generateBundle() {
    for (const [page, shell] of Object.entries(shells))
      this.emitFile({ type: 'asset', fileName: `${page}.webmanifest`, source: JSON.stringify(cardOf(shell), null, 2) })
  },
})
