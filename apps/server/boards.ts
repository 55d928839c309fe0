/** Serves the four boards from one port, each page of a practice space marked as one: built pages, hashed assets for a year, any deeper address to its board's page. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { contentPolicy } from '@liren/kernel'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from './preset.ts'

/** First part of the path → the board's page. */
const boards: Readonly<Record<string, string>> = { worker: 'worker.html', desk: 'desk.html', merchant: 'merchant.html' }

/** A page's own few lines (`apps/web/early.ts`) run because the server knows them by their fingerprint; nothing else in a page does. */
export const policyOf = (html: string, devices: readonly string[] = []): string =>
  contentPolicy(
    [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, program = '']) => `sha256-${createHash('sha256').update(program).digest('base64')}`,
    ),
    devices,
  )

const plain = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page of a board under a band that no program of the page draws, and none can leave out. */
export const marked = (html: string, practiceOf: string): string =>
  html.replace('<title>', '<title>练习 · ').replace(
    '<div id="root">',
    `<style>
      .practice-band { position: sticky; top: 0; z-index: 2000; display: flex; flex-wrap: wrap; justify-content: center; gap: 4px 16px;
        padding: 6px 12px; background: #7A4B00; color: #fff; font: 600 14px/1.5 system-ui, sans-serif; text-align: center; }
      .practice-band a { color: #fff; }
    </style>
    <aside class="practice-band" aria-label="练习环境 Practice space">
      <span>练习环境 · 这里的一切都是示范，不影响真实工作。Practice: nothing here is real.</span>
      <a href="${plain(practiceOf)}">返回正式系统 Back</a>
    </aside>
    <div id="root">`,
  )

/** The page of a platform where no module knows who somebody is: it says so to its own program, which then asks for no session. */
export const alone = (html: string): string => html.replace('<html', '<html data-alone')

/** Hangs the boards in; without a build the API runs alone and says so. `practiceOf`: where the real district is; `devices`: what stands beside a kiosk; `hasSessions`: a module knows who somebody is. */
export const serveBoards = async (
  app: FastifyInstance,
  practiceOf: string | null = null,
  folder = join(projectRoot, 'apps/web/dist'),
  devices: () => Promise<readonly string[]> = async () => [],
  hasSessions = true,
): Promise<boolean> => {
  if (!existsSync(join(folder, 'index.html'))) return false
  await app.register(fastifyStatic, {
    root: folder,
    // One route below answers for all of them; a route for each asset would have to be made at every start.
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const policies = new Map<string, string>()
  const policyFor = (page: string, beside: readonly string[]) => {
    const key = [page, ...beside].join(' ')
    const known = policies.get(key) ?? policyOf(readFileSync(join(folder, page), 'utf8'), beside)
    policies.set(key, known)
    return known
  }
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/')) return reply.callNotFound()
    const board = path.split('/')[1] ?? ''
    // An address with a file ending is that file or missing, never a page.
    if (/\.[a-z0-9]{2,11}$/i.test(path)) return reply.sendFile(path)
    const page = boards[board] ?? 'index.html'
    reply.header('cache-control', 'no-cache').header('content-security-policy', policyFor(page, await devices()))
    if (practiceOf === null && hasSessions) return reply.sendFile(page)
    const built = readFileSync(join(folder, page), 'utf8')
    const html = hasSessions ? built : alone(built)
    return reply.type('text/html; charset=utf-8').send(practiceOf === null ? html : marked(html, practiceOf))
  })
  return true
}
