/**
 * The one way out of the house: to public addresses by name over https, looked at again when the name is resolved; home addresses only
 * where the operator says so. Redirects are not followed, answers are cut off when long or late.
 */
import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { request as requestPlain } from 'node:http'
import { request as requestSealed } from 'node:https'
import type { LookupFunction } from 'node:net'
import { join } from 'node:path'
import { addressFault, isPublicAddress } from '@liren/contract/address'

export type Call = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly withinMs: number
  readonly atMostBytes: number
}
/** `why` is fit for a log and for whoever keeps the port: never an address of home. */
export type Outcome =
  | { readonly isAnswered: true; readonly status: number; readonly text: string; readonly ms: number }
  | {
      readonly isAnswered: false
      readonly why: 'address' | 'timeout' | 'too-long' | 'unreachable'
      readonly ms: number
    }

type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>
const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true })

class HomeAddress extends Error {}

/** Resolves for one connection: a name with a single address at home is refused, whatever else it has. */
export const guardedLookup =
  (resolve: Resolve = resolveAll): LookupFunction =>
  (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found
        if (!first || !found.every(({ address }) => isPublicAddress(address)))
          return done(new HomeAddress(`${host} leads home`), '')
        return options.all ? done(null, [...found]) : done(null, first.address, first.family)
      },
      (error: Error) => done(error as NodeJS.ErrnoException, ''),
    )
  }

/**
 * Systems of the government's own network have no public address. The operator names them in `<data folder>/reachable.json`:
 * `{ "health.yuexiu.gov.cn": "https://10.1.2.3:8443" }`. A document alone reaches none of them.
 */
const reachable = async (dataFolder: string): Promise<Readonly<Record<string, string>>> => {
  const text = await readFile(join(dataFolder, 'reachable.json'), 'utf8').catch(() => '{}')
  return JSON.parse(text) as Readonly<Record<string, string>>
}

const send = (target: URL, call: Call, isGuarded: boolean): Promise<{ status: number; text: string }> =>
  new Promise((done, fail) => {
    const ask = target.protocol === 'http:' ? requestPlain : requestSealed
    const request = ask(
      target,
      {
        method: call.method,
        headers: {
          accept: 'application/json, text/html;q=0.5',
          'user-agent': 'liren',
          ...call.headers,
          ...(call.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(call.body)) }),
        },
        signal: AbortSignal.timeout(call.withinMs),
        agent: false,
        ...(isGuarded ? { lookup: guardedLookup() } : {}),
      },
      (reply) => {
        const parts: Buffer[] = []
        let size = 0
        reply.on('data', (part: Buffer) => {
          size += part.length
          parts.push(part)
          if (size > call.atMostBytes) request.destroy(new RangeError('too long'))
        })
        reply.on('end', () => done({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }))
        reply.on('error', fail)
      },
    )
    request.on('error', fail)
    request.end(call.body)
  })

const whyOf = (error: unknown): 'address' | 'timeout' | 'too-long' | 'unreachable' => {
  if (error instanceof HomeAddress) return 'address'
  if (error instanceof RangeError) return 'too-long'
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
    ? 'timeout'
    : 'unreachable'
}

/** Calls out; never throws. `url` is checked like an address in a document. */
export const callOut = async (dataFolder: string, call: Call): Promise<Outcome> => {
  const began = performance.now()
  const ms = () => Math.round(performance.now() - began)
  if (addressFault(call.url)) return { isAnswered: false, why: 'address', ms: ms() }
  const url = new URL(call.url)
  const home = (await reachable(dataFolder))[url.hostname]
  const target = home === undefined ? url : new URL(`${url.pathname}${url.search}`, home)
  return send(target, call, home === undefined).then(
    (answered) => ({ isAnswered: true, ...answered, ms: ms() }),
    (error: unknown) => ({ isAnswered: false, why: whyOf(error), ms: ms() }),
  )
}
