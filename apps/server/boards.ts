/** Serves the four boards from one port: built pages, hashed assets for a year, any deeper address to its board's page. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from './preset.ts'

/** First part of the path → the board's page. */
const boards: Readonly<Record<string, string>> = { worker: 'worker.html', desk: 'desk.html', merchant: 'merchant.html' }

/** Hangs the boards in; without a build the API runs alone and says so. */
export const serveBoards = async (app: FastifyInstance): Promise<boolean> => {
  const folder = join(projectRoot, 'apps/web/dist')
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
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/')) return reply.callNotFound()
    const board = path.split('/')[1] ?? ''
    // An address with a file ending is that file or missing, never a page.
    if (/\.[a-z0-9]{2,11}$/i.test(path)) return reply.sendFile(path)
    return reply.header('cache-control', 'no-cache').sendFile(boards[board] ?? 'index.html')
  })
  return true
}
