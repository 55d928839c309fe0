/** Questions and orders as hooks: a route of a contract becomes a query, a list that grows, or a mutation. */
import type { ContractSpec, Input, Reply, RouteName, RouteOf } from '@liren/contract'
import { QueryClient, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { ask, fieldErrors, problemOf } from './client.ts'
import { toastProblem } from './toast.tsx'

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
const askLoosely = ask as unknown as (contract: ContractSpec, route: string, input?: unknown) => Promise<never>

type Options = {
  readonly enabled?: boolean
  readonly staleSeconds?: number
  readonly everySeconds?: number
  /** The last answer is kept in this browser, sealed for this account, and shown when the network is away (with `AsOf`). */
  readonly isKept?: boolean
}
const keptOption = ({ isKept }: Options) => (isKept ? { meta: { isKept } } : {})

/** Asks a route and keeps the answer. `useAsk(cases, 'read', { params: { id } })` */
export const useAsk = <C extends ContractSpec, R extends RouteName<C>>(
  contract: C,
  route: R,
  input?: Input<RouteOf<C, R>>,
  options: Options = {},
) =>
  useQuery<Reply<RouteOf<C, R>>>({
    queryKey: keyOf(contract, route, input ?? {}),
    queryFn: () => askLoosely(contract, route, input),
    enabled: options.enabled ?? true,
    ...(options.staleSeconds === undefined ? {} : { staleTime: options.staleSeconds * 1000 }),
    ...(options.everySeconds === undefined ? {} : { refetchInterval: options.everySeconds * 1000 }),
    ...keptOption(options),
  })

/** What a list's route answers with, one by one. */
export type ItemOf<P> = P extends { readonly items: readonly (infer I)[] } ? I : never

/** Asks a list page after page: `items` grows with `more()`. The route takes `query.after` and answers `{ items, next }`. */
export const usePages = <C extends ContractSpec, R extends RouteName<C>>(
  contract: C,
  route: R,
  input?: Input<RouteOf<C, R>>,
  options: Options = {},
) => {
  const asked = (input ?? {}) as { readonly query?: Readonly<Record<string, unknown>> }
  const query = useInfiniteQuery({
    queryKey: keyOf(contract, route, { ...asked, pages: true }),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }): Promise<{ items: readonly ItemOf<Reply<RouteOf<C, R>>>[]; next: string | null }> =>
      askLoosely(contract, route, { ...asked, query: { ...asked.query, after: pageParam ?? undefined } }),
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    ...(options.staleSeconds === undefined ? {} : { staleTime: options.staleSeconds * 1000 }),
    ...keptOption(options),
  })
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    isLoading: query.isLoading,
    isLoadingMore: query.isFetchingNextPage,
    error: query.error,
    isFetching: query.isFetching,
    dataUpdatedAt: query.dataUpdatedAt,
    hasMore: query.hasNextPage,
    more: () => void query.fetchNextPage(),
    again: () => void query.refetch(),
  }
}

/**
 * Sends an order to a route. A refusal becomes a toast, unless it names a field: then it is in `errors`.
 * @example
 * const send = useSend(cases, 'report', { then: () => go('/matters'), stale: [[matters, 'mine']] })
 * send.now({ body: { text } })
 */
export const useSend = <C extends ContractSpec, R extends RouteName<C>>(
  contract: C,
  route: R,
  options: {
    readonly then?: (reply: Reply<RouteOf<C, R>>, input: Input<RouteOf<C, R>>) => void
    readonly stale?: readonly (readonly [Pick<ContractSpec, 'name'>, string?])[]
    readonly isQuiet?: boolean
  } = {},
) => {
  const mutation = useMutation<Reply<RouteOf<C, R>>, unknown, Input<RouteOf<C, R>>>({
    mutationFn: (input) => askLoosely(contract, route, input),
    onSuccess: async (reply, input) => {
      await refresh(...(options.stale ?? [[contract]]))
      options.then?.(reply, input)
    },
    onError: (thrown) => {
      const isShownAtField = Object.keys(fieldErrors(thrown)).length > 0
      if (!options.isQuiet && !isShownAtField) toastProblem(thrown)
    },
  })
  return {
    now: mutation.mutate,
    soon: mutation.mutateAsync,
    isSending: mutation.isPending,
    isDone: mutation.isSuccess,
    reply: mutation.data,
    problem: problemOf(mutation.error),
    errors: fieldErrors(mutation.error),
    reset: mutation.reset,
  }
}
