/**
 * A linked tool inside a frame of ours: who runs it and a way out stand above it all the time. The page holds no script, its policy lets
 * it frame the declared origin and nothing else, and what is framed learns nothing about whoever looks.
 */
import { answer } from '@liren/kernel'
import { toolLibrary } from '../../contract.ts'
import type { LibraryWork } from '../edition.ts'
import { runningFor } from '../running.ts'
import { useStore } from '../store-uses.ts'

const safe = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)

/** What is framed may run and ask, in windows of its own as well; it can neither move our page nor reach into it. */
const sandbox = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox'

const style = `:root{color-scheme:light dark;--ground:#faf8f4;--ink:#1f2328;--soft:#57606a;--line:#d8d4cc;--main:#1e7b6e}
@media(prefers-color-scheme:dark){:root{--ground:#14171a;--ink:#e6e4df;--soft:#a5a29b;--line:#3a3f45;--main:#6fc3b5}}
*{box-sizing:border-box}html,body{height:100%;margin:0}
body{display:flex;flex-direction:column;font:16px/1.5 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif;background:var(--ground);color:var(--ink)}
header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;padding:8px 12px;border-bottom:1px solid var(--line)}
header div{flex:1 1 12rem;min-width:0}h1{margin:0;font-size:1.1rem;overflow-wrap:anywhere}p{margin:0;color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}
a{display:inline-flex;align-items:center;min-height:48px;padding:0 16px;border:1px solid var(--main);border-radius:12px;color:var(--main);text-decoration:none}
a.leave{background:var(--main);color:var(--ground);font-weight:600}a:focus-visible{outline:3px solid var(--main);outline-offset:2px}
iframe{flex:1;width:100%;border:0;background:#fff}footer{padding:6px 12px;border-top:1px solid var(--line)}`

const pageOf = (
  work: LibraryWork,
  tool: {
    readonly id: string
    readonly name: string
    readonly unit: string
    readonly url: URL
    readonly area: string
    readonly back: string
  },
) => {
  const t = (key: string, facts: Readonly<Record<string, string>> = {}) =>
    safe(work.words(`tool-library.inside.${key}`, facts))
  const [name, unit] = [safe(tool.name), tool.unit]
  const outside = `/api/tool-library/linked/${tool.id}/open?area=${tool.area}`
  return `<!doctype html>
<html lang="${work.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${name}</title><style>${style}</style></head>
<body><header><a class="leave" href="${tool.back}">${t('leave')}</a><div><h1>${name}</h1><p>${t('runBy', { unit, host: tool.url.hostname })}</p></div><a href="${outside}" target="_blank" rel="noreferrer">${t('apart')}</a></header>
<iframe src="${safe(tool.url.href)}" title="${t('frame', { name: tool.name, unit })}" sandbox="${sandbox}" referrerpolicy="no-referrer" allow=""></iframe>
<footer><p>${t('told')}</p></footer></body></html>`
}

const boards = { resident: '/', worker: '/worker', merchant: '/merchant', desk: '/desk' } as const

export const inside = answer(toolLibrary, 'inside', async (work, { params, query }) => {
  const { use, document } = await runningFor(work, params.id, query.area)
  const { link } = document
  if (link?.opens !== 'inside') throw work.refuse('not-found')
  await useStore(work.db).touch(document.id, query.area, work.now)
  work.audit({ object: `tool:${document.id}`, area: query.area })
  work.emit('led-on', { toolId: document.id, areaCode: query.area })
  const url = new URL(link.url)
  work.http?.reply
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'unsafe-inline'; frame-src ${url.origin}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    )
  const [name, unit] = [(use.renaming.name ?? document.name)[work.locale], document.provider.unit[work.locale]]
  return pageOf(work, { id: document.id, name, unit, url, area: query.area, back: boards[query.board ?? 'resident'] })
})
