/** Writes on their way to the server, as screens see them; `sending.ts`, which comes a moment after the first page, sends them. */
import { account } from './account.ts'
import { cell, useCell } from './cell.ts'

/** Does a step of a send once: its result is kept, so that a send taken up again skips what was done. */
export type Step = <T>(name: string, act: () => Promise<T>) => Promise<T>

/** How a kind of send is carried out. Give the server `send.id` as the id of what is created: it refuses doubles by it. */
export type SendOut = (send: { readonly id: string; readonly payload: never }, step: Step) => Promise<unknown>

/** One write on its way. `payload` may hold photos (Blob). */
export type Send = {
  readonly id: string
  readonly kind: string
  readonly title: string
  /** Sends of one lane (one matter) leave in the order they were made: a later one waits for those before it. */
  readonly lane: string | null
  /** The page it belongs to. */
  readonly at: string | null
  /** Whose it is: nobody else sends it or reads of it. Null for guests; absent while it is not known who writes. */
  readonly by?: string | null | undefined
  readonly payload: unknown
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused'
  readonly madeAt: string
  readonly why: string | null
  readonly reply: unknown
  readonly done: Readonly<Record<string, unknown>>
}

export type SendOutFinder = () => Promise<{ readonly default: SendOut }>
/** How each kind of send is carried out. */
export const senders = new Map<string, SendOutFinder>()

/** Makes a kind of send known; the registry does it for every module. */
export const registerSenders = (kind: string, find: SendOutFinder) => {
  senders.set(kind, find)
}

/** All sends of this browser, oldest first. */
export const outbox = cell<readonly Send[]>([])

export const isOurs = ({ by }: Send) => by === undefined || by === account.get()

/** This account's sends of one kind (or all), for showing beside what the server already knows. */
export const useOutbox = (kind?: string) => {
  const all = useCell(outbox)
  useCell(account)
  return all.filter((send) => isOurs(send) && (kind === undefined || send.kind === kind))
}
