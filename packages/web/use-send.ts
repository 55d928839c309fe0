/** Orders to a route: sent once, with what they make stale. */
import type { ContractSpec, Input, Reply, RouteName, RouteOf } from '@liren/contract'
import { useMutation } from '@tanstack/react-query'
import { askLoosely, refresh } from './ask.ts'
import { fieldErrors, problemOf } from './client.ts'
import { toastProblem } from './toast.tsx'

const all = Symbol('every field')

/** The messages, noting in `read` at which fields a screen draws them; whoever goes through all of them draws all. */
export const noting = (errors: Readonly<Record<string, string>>, read: Set<string | symbol>) =>
  new Proxy(errors, {
    get: (of, field) => {
      read.add(field)
      return Reflect.get(of, field)
    },
    ownKeys: (of) => {
      read.add(all)
      return Reflect.ownKeys(of)
    },
  })

/** Does a refusal stand at one of the fields a screen draws? */
export const isShownAt = (read: ReadonlySet<string | symbol>, thrown: unknown): boolean =>
  Object.keys(fieldErrors(thrown)).some((field) => read.has(field) || read.has(all))

/**
 * Sends an order to a route. A refusal becomes a toast, unless it names a field whose `errors` this screen draws.
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
  const read = new Set<string | symbol>()
  const mutation = useMutation<Reply<RouteOf<C, R>>, unknown, Input<RouteOf<C, R>>>({
    mutationFn: (input) => askLoosely(contract, route, input),
    onSuccess: async (reply, input) => {
      await refresh(...(options.stale ?? [[contract]]))
      options.then?.(reply, input)
    },
    onError: (thrown) => {
      // A running order follows what was drawn last, and so does `read`.
      if (!options.isQuiet && !isShownAt(read, thrown)) toastProblem(thrown)
    },
  })
  return {
    now: mutation.mutate,
    soon: mutation.mutateAsync,
    isSending: mutation.isPending,
    isDone: mutation.isSuccess,
    reply: mutation.data,
    problem: problemOf(mutation.error),
    errors: noting(fieldErrors(mutation.error), read),
    reset: mutation.reset,
  }
}
