/** The face of a module, declared once: what others may ask of it, hear from it and be refused by it. */
import type { Static, TSchema } from 'typebox'

/** HTTP verbs a route may use. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One thing that may be asked of a module over HTTP. `path` is below `/api/<module>`.
 * `may` is a permission of this contract (`noun.verb`), or `anyone` (no login), or `signed-in`.
 * Without `reply` the answer is 204. `upload` routes take multipart/form-data; `stream` routes answer with bytes or events.
 */
export type RouteSpec = {
  readonly method: Method
  readonly path: string
  readonly may: string
  readonly summary?: string
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  readonly reply?: TSchema
  readonly status?: number
  readonly kind?: 'json' | 'upload' | 'stream'
  /** Of an upload: the largest file it takes; default 64 MB. */
  readonly mostBytes?: number
  /** True for a GET or a stream that writes all the same, as OpenID's pages do: it runs in a transaction and is audited. */
  readonly acts?: true
  /** Requests per minute and caller; default 600. Lower it for log-in, codes and guest writes. */
  readonly perMinute?: number
}

/** What `defineContract` takes. Every name here needs words in both languages (`locales/*.json`). */
export type ContractSpec = {
  /** kebab-case; also the URL prefix and, in snake_case, the prefix of its tables. */
  readonly name: string
  readonly version?: string
  /** Permission (`noun.verb`) → the roles that hold it, each within the areas and units of its grant. */
  readonly permissions?: Readonly<Record<string, readonly string[]>>
  /** Refusal code → HTTP status. */
  readonly refusals?: Readonly<Record<string, number>>
  /** Past participle → the fact told after commit. */
  readonly events?: Readonly<Record<string, TSchema>>
  readonly routes?: Readonly<Record<string, RouteSpec>>
  /** The typed interface offered to modules that declare the need; made with `port<T>()`. */
  readonly port?: PortType<unknown>
}

/** Carries the type of a port through a contract without any code. */
export type PortType<T> = { readonly __port?: T }

/** Declares the type of a module's port: `port: port<MattersPort>()`. */
export const port = <T>(): PortType<T> => Object.freeze({})

/** A frozen contract. */
export type Contract = ContractSpec & { readonly version: string }

const refuse = (name: string, why: string): never => {
  throw new Error(`contract "${name}": ${why}`)
}

/**
 * Freezes a contract after checking its names.
 * @example
 * const mutualAid = defineContract({ name: 'mutual-aid', refusals: { 'not-yours': 403 } })
 * mutualAid.refusals['not-yours'] // 403
 * @throws Error naming the contract and what is wrong with it.
 */
export const defineContract = <const S extends ContractSpec>(spec: S): S & { readonly version: string } => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(spec.name)) refuse(spec.name, 'a name is kebab-case')
  const seen = new Set<string>()
  for (const [key, route] of Object.entries(spec.routes ?? {})) {
    const line = `${route.method} ${route.path}`
    if (!route.path.startsWith('/')) refuse(spec.name, `route ${key}: a path starts with "/"`)
    if (seen.has(line)) refuse(spec.name, `route ${key}: ${line} is declared twice`)
    seen.add(line)
    if (route.may !== 'anyone' && route.may !== 'signed-in' && !spec.permissions?.[route.may])
      refuse(spec.name, `route ${key}: permission "${route.may}" is not declared`)
  }
  for (const [code, status] of Object.entries(spec.refusals ?? {}))
    if (status < 400 || status > 499) refuse(spec.name, `refusal ${code}: status ${status} is not a 4xx`)
  return Object.freeze({ version: '0.1.0', ...spec })
}

/** Names of a contract's routes. */
export type RouteName<C extends ContractSpec> = keyof C['routes'] & string
/** One route of a contract. */
export type RouteOf<C extends ContractSpec, R extends RouteName<C>> = NonNullable<C['routes']>[R]
/** Refusal codes of a contract. */
export type RefusalCode<C extends ContractSpec> = keyof C['refusals'] & string
/** Event names of a contract. */
export type EventName<C extends ContractSpec> = keyof C['events'] & string
/** The fact an event carries. */
export type Fact<C extends ContractSpec, E extends EventName<C>> = NonNullable<C['events']>[E] extends infer T extends
  TSchema
  ? Static<T>
  : never
/** The typed interface a contract offers. */
export type PortOf<C> = C extends { readonly port: PortType<infer P> } ? P : never

type Shape<T> = T extends TSchema ? Static<T> : undefined
type Part<R, K extends string> = R extends { readonly [P in K]: infer T } ? Shape<T> : undefined
type Given<K extends string, T> = T extends undefined ? { readonly [P in K]?: undefined } : { readonly [P in K]: T }

type Sendable<K extends string, T> = T extends undefined
  ? { readonly [P in K]?: undefined }
  : Record<never, never> extends T
    ? { readonly [P in K]?: T }
    : { readonly [P in K]: T }

/** What a client sends: like `Input`, but a part with nothing due in it may be left out. */
export type Sent<R> = Sendable<'params', Part<R, 'params'>> &
  Sendable<'query', Part<R, 'query'>> &
  Sendable<'body', Part<R, 'body'>>
/** What a handler receives: `params`, `query` and `body` as their schemas say. */
export type Input<R> = Given<'params', Part<R, 'params'>> &
  Given<'query', Part<R, 'query'>> &
  Given<'body', Part<R, 'body'>>
/** What a route answers with; `undefined` for 204. */
export type Reply<R> = Part<R, 'reply'>
/** What a handler returns: its reply, nothing for 204, bytes or nothing for a stream. */
export type Answered<R> = R extends { readonly kind: 'stream' }
  ? unknown
  : [Reply<R>] extends [undefined]
    ? void
    : Reply<R>
