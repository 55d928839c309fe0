/** The typed client: a contract and a route name give the shapes of what is sent and what comes back. */
import type { Contract, ContractSpec, Reply, RouteName, RouteOf, RouteSpec, Sent } from './contract.ts'

/** RFC 9457 problem details as our server sends them; `code` is `<module>/<refusal>`, `field` names the faulty input. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly field?: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  readonly facts?: Readonly<Record<string, unknown>>
  readonly requestId?: string
}

/** A foreseen refusal, thrown by the client; `problem.title` is already in the reader's language. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'Refused'
    this.problem = problem
  }
}

type Asked = { params?: unknown; query?: unknown; body?: unknown }

const fill = (path: string, params: unknown) =>
  path.replace(/:([A-Za-z]+)/g, (_, key: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[key] ?? '')),
  )

const search = (query: unknown) => {
  const pairs = new URLSearchParams()
  for (const [key, value] of Object.entries((query as Record<string, unknown> | undefined) ?? {})) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) pairs.append(key, String(one))
  }
  const text = pairs.toString()
  return text ? `?${text}` : ''
}

/** The URL of a route, with parameters and query filled in: `/api/cases/cases/42?open=true`. */
export const urlOf = (contract: Pick<Contract, 'name'>, route: RouteSpec, asked: Asked = {}) =>
  `/api/${contract.name}${fill(route.path, asked.params)}${search(asked.query)}`

/** How requests reach the server; the browser's `fetch` by default. */
export type Transport = (url: string, init: RequestInit) => Promise<Response>

/**
 * Asks one route and returns its reply.
 * @example
 * const ask = createClient((url, init) => fetch(url, init))
 * const report = await ask(cases, 'report', { body: { text: '井盖不见了' } })
 * @throws Refused when the server refuses; the transport's own error when it cannot be reached.
 */
export const createClient =
  (transport: Transport) =>
  async <C extends ContractSpec, R extends RouteName<C>>(
    contract: C,
    name: R,
    ...[asked]: Record<never, never> extends Sent<RouteOf<C, R>> ? [Sent<RouteOf<C, R>>?] : [Sent<RouteOf<C, R>>]
  ): Promise<Reply<RouteOf<C, R>>> => {
    const route = contract.routes?.[name] as RouteSpec
    const given = (asked ?? {}) as Asked
    const isForm = typeof FormData !== 'undefined' && given.body instanceof FormData
    const response = await transport(urlOf(contract, route, given), {
      method: route.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'x-liren': '1',
        ...(given.body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
      },
      ...(given.body === undefined ? {} : { body: isForm ? (given.body as FormData) : JSON.stringify(given.body) }),
    })
    if (response.status === 204) return undefined as Reply<RouteOf<C, R>>
    const answer: unknown = await response.json().catch(() => undefined)
    if (!response.ok)
      throw new Refused(
        (answer as Problem | undefined) ?? {
          type: 'about:blank',
          title: response.statusText,
          status: response.status,
          code: 'kernel/unreadable',
        },
      )
    return answer as Reply<RouteOf<C, R>>
  }
