/** The one door: permission → validation → transaction → effect → audit → events → reply. Every route goes through here. */
import type { RouteSpec } from '@liren/contract'
import type { ValidateFunction } from 'ajv'
import fastJson, { type Schema } from 'fast-json-stringify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, guest } from './actor.ts'
import type { Core } from './core.ts'
import type { Answer, Module, Work } from './module.ts'
import { holds } from './permissions.ts'
import { beginUpload, receiveUpload } from './receive.ts'
import { Refusal, refuseAsKernel } from './refusal.ts'
import { refuseWhereOff } from './switched-off.ts'
import { compile, refuseInput, serialisable } from './validation.ts'
import { localeOf } from './words.ts'
import {
  type Circumstances,
  entryOf,
  goAhead,
  inTransaction,
  makeWork,
  openLedger,
  readingWork,
  writeTail,
} from './work.ts'

/** A reply already written as JSON text, e.g. a list the database put together. Only visible columns may be in it. */
export class JsonText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Hands a JSON text from the database straight to the wire, typed as the route's reply. */
export const jsonText = <T>(text: string): T => new JsonText(text) as unknown as T

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

const circumstances = (
  core: Core,
  module: string,
  route: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Circumstances => ({
  actor: request.actor,
  action: `${module}.${route}`,
  now: core.now(),
  locale: localeOf(request.headers['accept-language']),
  requestId: request.id,
  from: request.ip,
  http: { request, reply },
})

const mostUploaded = 64 * 1024 * 1024

const isWrite = (route: RouteSpec) => route.acts === true || route.method !== 'GET'

const parts = ['params', 'query', 'body'] as const

/** Hundreds of routes, of which a day asks for a few dozen: what each needs is compiled when it is asked for the first time. */
const onFirstUse = <T>(make: () => T) => {
  let made: { readonly value: T } | undefined
  return (): T => {
    made ??= { value: make() }
    return made.value
  }
}

/** Without a schema for a part, that part must not be sent: nothing undeclared gets in. */
const checker = (route: RouteSpec) => {
  const checks = parts.flatMap((part) => {
    const schema = route[part]
    return schema && route.kind !== 'upload' ? [{ part, checkOf: onFirstUse(() => compile(schema, part)) }] : []
  })
  return (request: FastifyRequest) => {
    for (const { part, checkOf } of checks) {
      const check: ValidateFunction = checkOf()
      if (part === 'body' && request.body === undefined) request.body = {}
      if (!check(request[part])) throw refuseInput(check.errors ?? [], part)
    }
  }
}

type Doing = (work: Work, input: never) => Promise<void>

const run = async (
  core: Core,
  module: Module,
  route: RouteSpec,
  answer: Answer,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  const { name } = module.contract
  const about = circumstances(core, name, answer.route, request, reply)
  const input = { params: request.params, query: request.query, body: request.body } as never
  const handle = answer.handle as (work: Work, input: never) => Promise<unknown>
  if (!isWrite(route) || (route.kind === 'stream' && !route.acts)) {
    const ledger = openLedger()
    const result = await handle(readingWork(core, name, about, ledger), input)
    if (ledger.isNoted || ledger.told.length + ledger.queued.length > 0)
      await writeTail(core, entryOf(core, about, ledger), ledger)
    return result
  }
  if (answer.once) {
    const ledger = openLedger()
    const result = await handle(makeWork(core, name, core.db, about, ledger), input)
    // Without its tail the write would leave no trace; better to find out in the first test.
    if (!ledger.isTailTaken) throw new Error(`route ${about.action} writes at once but left out its tail`)
    if (ledger.told.length + ledger.queued.length > 0) core.poke.wake()
    return result
  }
  await goAhead(core, name, about, answer.ahead as Doing | undefined, input)
  if (route.kind !== 'upload') return inTransaction(core, name, about, (work) => handle(work, input))
  const upload = await receiveUpload(core, request, reply, route.mostBytes ?? mostUploaded)
  const http = { request, reply, upload }
  return inTransaction(core, name, { ...about, http }, (work) => handle(work, input)).finally(upload.remove)
}

/** A field nobody declared has the name its sender gave it: a number, a person, a megabyte. It is not for keeping. */
const fieldKept = ({ field, facts }: Refusal) => {
  const [first] = (facts.errors as readonly { readonly rule?: string }[] | undefined) ?? []
  const isOurs = first?.rule !== 'additionalProperties' && /^[A-Za-z][A-Za-z0-9.]{0,79}$/.test(field ?? '')
  return isOurs ? field : undefined
}

/** Refused writes are remembered too; reads only when somebody was not allowed. */
const remember = (core: Core, action: string, route: RouteSpec, request: FastifyRequest, refusal: Refusal) => {
  if (!isWrite(route) && refusal.status !== 403) return
  if ([401, 429, 503].includes(refusal.status)) return
  const ledger = openLedger()
  ledger.note = { facts: { refusal: refusal.code, field: fieldKept(refusal) } }
  const about = {
    actor: request.actor ?? guest,
    action,
    now: core.now(),
    locale: 'zh-CN' as const,
    requestId: request.id,
    from: request.ip,
    http: null,
  }
  writeTail(core, entryOf(core, about, ledger, 'refused'), ledger).catch((error) =>
    core.log.error('refusal not audited', { error }),
  )
}

/**
 * A route's own limit holds for everybody. Without one, guests' writes are counted by address; who has signed in is known
 * and is not slowed down.
 */
const limitOf = (core: Core, route: RouteSpec) => {
  if (route.perMinute) return { max: route.perMinute, timeWindow: 60_000 }
  if (!isWrite(route) || !holds(core.roles, guest, route.may)) return false as never
  const allowList = (request: FastifyRequest) => request.actor.kind !== 'guest'
  return { max: core.config.guestWrites, timeWindow: 60_000, allowList }
}

/** Opens one route of one module. */
export const openRoute = (
  app: FastifyInstance,
  core: Core,
  module: Module,
  routeName: string,
  route: RouteSpec,
  answer: Answer,
) => {
  const { name } = module.contract
  const action = `${name}.${routeName}`
  const validate = checker(route)
  app.route({
    method: route.method,
    url: `/api/${name}${route.path}`,
    schema: {
      operationId: action,
      summary: route.summary ?? core.dictionary.en.get(`${name}.route.${routeName}`) ?? routeName,
      tags: [name],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body && route.kind !== 'upload' ? { body: route.body } : {}),
      ...(route.reply ? { response: { [route.status ?? 200]: serialisable(route.reply) } } : {}),
    },
    // The door validates by itself, in its own order.
    validatorCompiler: () => () => true,
    serializerCompiler: ({ schema: shape }) => {
      const writerOf = onFirstUse(() => fastJson(shape as unknown as Schema))
      return (reply) => writerOf()(reply)
    },
    config: {
      may: route.may,
      module: name,
      route: routeName,
      rateLimit: limitOf(core, route),
    },
    onRequest: async (request) => {
      if (core.outage.turnsAway()) throw refuseAsKernel('database-away')
      request.actor = (await core.authenticate(request, core.db, core.now())) ?? guest
      if (!holds(core.roles, request.actor, route.may)) {
        const refusal = refuseAsKernel(request.actor.kind === 'guest' ? 'not-signed-in' : 'forbidden', {
          permission: route.may,
        })
        remember(core, action, route, request, refusal)
        throw refusal
      }
    },
    handler: async (request, reply) => {
      try {
        validate(request)
        await refuseWhereOff(core, name, request.actor, request)
        const ended = route.kind === 'upload' ? beginUpload(core, request) : undefined
        core.door.answering += 1
        const result = await run(core, module, route, answer, request, reply).finally(() => {
          core.door.answering -= 1
          ended?.()
        })
        if (reply.sent || reply.raw.headersSent) return reply
        if (result instanceof JsonText)
          return reply
            .type('application/json; charset=utf-8')
            .serializer((text) => text as string)
            .send(result.text)
        if (route.kind === 'stream') return result === undefined ? reply : reply.send(result)
        if (!route.reply) return reply.code(route.status ?? 204).send()
        return reply.code(route.status ?? 200).send(result)
      } catch (error) {
        if (error instanceof Refusal) remember(core, action, route, request, error)
        throw error
      }
    },
  })
}
