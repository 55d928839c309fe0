/** Every failure leaves as RFC 9457 problem details: refusals with their words, bugs with none of their insides. */
import type { Problem } from '@liren/contract'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import type { Core } from './core.ts'
import { patienceSeconds } from './gate.ts'
import { Refusal, refuseAsKernel } from './refusal.ts'
import { refuseField } from './validation.ts'
import { localeOf, say } from './words.ts'

type Fault = { readonly field: string; readonly rule: string }

/** Failures the HTTP layer finds by itself, before a handler sees the request. */
const fromHttp = (error: FastifyError): Refusal | null => {
  if (error instanceof Refusal) return error
  if (error.statusCode === 429) return refuseAsKernel('too-many-requests')
  if (error.statusCode === 413) return refuseAsKernel('too-large')
  if (error.statusCode === 404) return refuseAsKernel('not-found')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return refuseAsKernel('unreadable')
  return null
}

/**
 * Where a page begins is text of the caller's that no schema can judge; what the database cannot read as a key (SQLSTATE
 * class 22) was not one of ours.
 */
const fromForgedPage = (error: FastifyError, request: FastifyRequest): Refusal | null =>
  request.method === 'GET' && (request.query as { after?: string }).after && /^22...$/.test(error.code ?? '')
    ? refuseField('after', 'format')
    : null

/** Nothing is wrong with the question: it may be asked again once the database is back. */
const fromOutage = (core: Core, error: FastifyError): Refusal | null =>
  core.outage.noted(error) ? refuseAsKernel('database-away') : null

/** Writes a refusal in the reader's language. */
export const problemOf = (core: Core, refusal: Refusal, request: FastifyRequest): Problem => {
  const locale = localeOf(request.headers['accept-language'])
  const [module, code] = refusal.code.split('/')
  const title = say(core.dictionary, locale, `${module}.refusal.${code}`, refusal.facts)
  const { errors, part: _, ...facts } = refusal.facts as { errors?: readonly Fault[]; part?: string }
  const words = errors?.map(({ field, rule }) => {
    const known = core.dictionary[locale].has(`kernel.input.${rule}`) ? rule : 'other'
    return { field, message: say(core.dictionary, locale, `kernel.input.${known}`) }
  })
  return {
    type: `urn:liren:refusal:${refusal.code}`,
    title,
    status: refusal.status,
    code: refusal.code,
    ...(words?.[0] ? { detail: words.map(({ field, message }) => `${field}: ${message}`).join('; ') } : {}),
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
    ...(words ? { errors: words } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    requestId: request.id,
  }
}

/** Hangs the error table into the server. */
export const answerFailures = (app: FastifyInstance, core: Core) => {
  const send = (request: FastifyRequest, refusal: Refusal) => ({
    status: refusal.status,
    body: problemOf(core, refusal, request),
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = fromHttp(error) ?? fromForgedPage(error, request) ?? fromOutage(core, error)
    if (refusal) {
      const { status, body } = send(request, refusal)
      if (status === 503) reply.header('retry-after', String(patienceSeconds))
      return reply.code(status).type('application/problem+json; charset=utf-8').send(body)
    }
    core.log.error('bug', { requestId: request.id, method: request.method, route: request.routeOptions.url, error })
    const title = say(core.dictionary, localeOf(request.headers['accept-language']), 'kernel.refusal.bug')
    return reply
      .code(500)
      .type('application/problem+json; charset=utf-8')
      .send({ type: 'urn:liren:bug', title, status: 500, code: 'kernel/bug', requestId: request.id })
  })
  app.setNotFoundHandler((request, reply) => {
    const { status, body } = send(request, refuseAsKernel('not-found'))
    return reply.code(status).type('application/problem+json; charset=utf-8').send(body)
  })
}
