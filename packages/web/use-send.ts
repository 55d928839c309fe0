/** Orders to a route: sent once, with what they make stale. */
import type { ContractSpec, Input, Reply, RouteName, RouteOf } from '@liren/contract'
import { useMutation } from '@tanstack/react-query'
import { askLoosely, refresh } from './ask.ts'
import { fieldErrors, problemOf } from './client.ts'
import { toastProblem } from './toast.tsx'

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
