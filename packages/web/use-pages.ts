/** A list that grows page after page. */
import type { ContractSpec, Input, Reply, RouteName, RouteOf } from '@liren/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { askLoosely, errorBeside, keptOption, keyOf, type Options } from './ask.ts'
import { toastProblem } from './toast.tsx'

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
    error: errorBeside(query.data, query.error),
    isFetching: query.isFetching,
    dataUpdatedAt: query.dataUpdatedAt,
    hasMore: query.hasNextPage,
    more: () =>
      void query.fetchNextPage().then((after) => {
        if (after.isFetchNextPageError) toastProblem(after.error)
      }),
    again: () => void query.refetch(),
  }
}
