/** The HTTP server: Fastify with our error table, safe headers, uploads, OpenAPI, and every route behind the door. */
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { RouteSpec } from '@liren/contract'
import Fastify, { type FastifyInstance } from 'fastify'
import { guest } from './actor.ts'
import { networkOf } from './address.ts'
import type { Core } from './core.ts'
import { openRoute } from './door.ts'
import { uuidv7 } from './ids.ts'
import { answerFailures } from './problem.ts'
import { refuseAsKernel } from './refusal.ts'
import { securityHeaders } from './security-headers.ts'
import { keepSentText } from './signed-text.ts'

/** A browser's write must come from our own pages: other sites cannot set this header or this origin. */
const guardWrites = (app: FastifyInstance, core: Core) => {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refuseAsKernel('cross-site')
    const { origin } = request.headers
    if (origin && site === undefined) {
      const expected = core.config.origin ?? `${request.protocol}://${request.headers.host}`
      if (origin !== expected) throw refuseAsKernel('cross-site')
    }
  })
}

/** Is half of a character in it somewhere? */
const hasHalves = (root: unknown): boolean => {
  const open = [root]
  for (let one = open.pop(); open.length > 0 || one !== undefined; one = open.pop()) {
    if (typeof one === 'string' && !one.isWellFormed()) return true
    if (typeof one === 'object' && one !== null)
      for (const [key, value] of Object.entries(one)) open.push(key, value ?? '')
  }
  return false
}

/** PostgreSQL stores neither a NUL nor half of a character. Sound browsers escape no part of a whole one. */
const isUnstorable = (json: string) =>
  json.includes('\\u0000') || json.includes('\u0000') || (/\\u[dD][89a-fA-F]/.test(json) && hasHalves(JSON.parse(json)))

/** Bodies are JSON; a NUL in a text would be refused by the database later, with less to say. */
const readJson = (app: FastifyInstance) => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body)
    if (text === '') return done(null, undefined)
    keepSentText(request, text)
    try {
      if (isUnstorable(text)) return done(refuseAsKernel('unreadable'), undefined)
    } catch {
      // Not JSON at all: the parser says so better.
    }
    return parse(request, text, done)
  })
  // A form of another site could send it unasked, and nobody here reads it.
  app.removeContentTypeParser('text/plain')
  // Some providers report in XML, OpenID asks in forms; whoever expects it reads the text itself, everybody else's schema refuses a text.
  const asText = ['text/xml', 'application/xml', 'application/x-www-form-urlencoded']
  app.addContentTypeParser(asText, { parseAs: 'string' }, (_request, body, done) => done(null, body))
}

/** Builds the server; routes are open, nothing listens yet. */
export const buildHttp = async (core: Core): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    genReqId: uuidv7,
    requestIdHeader: false,
    // Only what our own proxies wrote counts: the rest of the header is the caller's say and would evade every limit.
    trustProxy: (_address: string, hop: number) => hop < core.config.trustedProxies,
    bodyLimit: 1024 * 1024,
    // Whoever sends a byte now and then keeps a socket for this long and no longer: a large photo on a bad line takes minutes.
    requestTimeout: 10 * 60_000,
    routerOptions: { maxParamLength: 400 },
    // Parts of a request are checked by the door itself, see validation.ts.
    ajv: { customOptions: { strict: false } },
  })
  app.decorateRequest('actor')
  app.addHook('onRequest', async (request) => {
    request.actor = guest
    if (request.url.includes('%00')) throw refuseAsKernel('unreadable')
  })
  answerFailures(app, core)
  guardWrites(app, core)
  readJson(app)
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 64 * 1024 * 1024, files: 1, fields: 20 } })
  await app.register(rateLimit, {
    global: false,
    keyGenerator: (request) => request.actor?.id ?? networkOf(request.ip),
  })
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) if (!reply.hasHeader(name)) reply.header(name, value)
    // Told only where the operator promised https: a demo on plain http must stay reachable.
    if (core.config.origin?.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000')
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Liren 里仁',
        version: '0.1.0',
        description: 'Problems are RFC 9457 documents; lists are paginated by key.',
      },
      tags: [...core.modules.keys()].map((name) => ({
        name,
        description: core.dictionary.en.get(`${name}.title`) ?? name,
      })),
    },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  await app.register(async (routes) => {
    for (const module of core.modules.values())
      for (const answer of module.routes ?? []) {
        const route = module.contract.routes?.[answer.route] as RouteSpec
        openRoute(routes, core, module, answer.route, route, answer)
      }
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.addHook('onResponse', async (request, reply) => {
    core.log.info('answered', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      actor: request.actor?.id,
      ms: Math.round(reply.elapsedTime),
    })
  })
  return app
}
