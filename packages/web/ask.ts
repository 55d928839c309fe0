/** Questions as hooks: a route of a contract becomes a query in one cache. Lists and orders, which no home page needs at once, have files of their own. */
import {
  type ContractSpec,
  type Input,
  type Reply,
  type RouteName,
  type RouteOf,
  type RouteSpec,
  urlOf,
} from '@liren/contract'
import { QueryClient, useQuery } from '@tanstack/react-query'
import { ask, problemOf } from './client.ts'
import { takeFirstAnswer } from './first-answers.ts'

/** One cache for the whole screen. Reads are retried by the client already; refusals are answers, not accidents. */
export const cache = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 15_000, networkMode: 'always', refetchOnWindowFocus: true },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** The key under which a route's answers are kept; without input, the beginning of all of them. */
export const keyOf = (contract: Pick<ContractSpec, 'name'>, route?: string, input?: unknown): readonly unknown[] =>
  route === undefined ? [contract.name] : input === undefined ? [contract.name, route] : [contract.name, route, input]

/** Makes answers stale, so that screens showing them ask again: `refresh([cases, 'inbox'], [matters])`. */
export const refresh = (...routes: readonly (readonly [Pick<ContractSpec, 'name'>, string?])[]) =>
  Promise.all(routes.map(([contract, route]) => cache.invalidateQueries({ queryKey: keyOf(contract, route) })))

// `ask` types its last argument by the route; inside these generic hooks the route is not yet known.
export const askLoosely = ask as unknown as (contract: ContractSpec, route: string, input?: unknown) => Promise<never>

export type Options = {
  readonly enabled?: boolean
  readonly staleSeconds?: number
  readonly everySeconds?: number
  /** The last answer is kept in this browser, sealed for this account, and shown when the network is away (with `AsOf`). */
  readonly isKept?: boolean
}
export const keptOption = ({ isKept }: Options) => (isKept ? { meta: { isKept } } : {})

/**
 * Why a screen has nothing to show. While it shows an earlier answer, a later one that was lost says nothing; that it may no longer
 * be read, or is gone, is said all the same.
 */
export const errorBeside = (data: unknown, error: Error | null): Error | null =>
  data === undefined || [401, 403, 404].includes(problemOf(error)?.status ?? 0) ? error : null

/** Hides lost answers of what is already shown. Reads the result only where a screen does: what it does not read draws nothing anew. */
export const quietly = <Q extends { readonly data: unknown; readonly error: Error | null }>(query: Q): Q =>
  Object.create(query, {
    error: { get: () => errorBeside(query.data, query.error) },
    isError: { get: () => errorBeside(query.data, query.error) !== null },
  })

/** Asks a route and keeps the answer. `useAsk(cases, 'read', { params: { id } })` */
export const useAsk = <C extends ContractSpec, R extends RouteName<C>>(
  contract: C,
  route: R,
  input?: Input<RouteOf<C, R>>,
  options: Options = {},
) => {
  const first =
    options.enabled === false
      ? undefined
      : takeFirstAnswer<Reply<RouteOf<C, R>>>(() => urlOf(contract, contract.routes?.[route] as RouteSpec, input ?? {}))
  return quietly(
    useQuery<Reply<RouteOf<C, R>>>({
      queryKey: keyOf(contract, route, input ?? {}),
      queryFn: () => askLoosely(contract, route, input),
      enabled: options.enabled ?? true,
      ...(options.staleSeconds === undefined ? {} : { staleTime: options.staleSeconds * 1000 }),
      ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1000 }),
      ...keptOption(options),
      // The server's own answer to this very address.
      ...(first === undefined ? {} : { initialData: first }),
    }),
  )
}
