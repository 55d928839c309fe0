/** Writes that outlive the network: sends kept in this browser, each sent once when the server is back. */
import { clear, createStore, del, entries, type UseStore, update } from 'idb-keyval'
import { account } from './account.ts'
import { online, problemOf } from './client.ts'
import { isOurs, outbox, type Send, type Step, senders } from './outbox.ts'

let opened: { readonly sends: UseStore; readonly drafts: UseStore } | undefined
const stores = () => {
  opened ??= { sends: createStore('liren-outbox', 'sends'), drafts: createStore('liren-drafts', 'drafts') }
  return opened
}

const reload = async () => {
  const all = await entries<string, Send>(stores().sends)
  outbox.set(all.map(([, send]) => send).sort((one, other) => one.madeAt.localeCompare(other.madeAt)))
}

const change = async (id: string, by: Partial<Send>) => {
  await update<Send | undefined>(id, (old) => old && { ...old, ...by }, stores().sends)
  await reload()
}

/** Passing troubles are waited out: no network, time-outs, a server restarting, too many requests, a session that ended. */
const isPassing = (thrown: unknown) => {
  const status = problemOf(thrown)?.status
  if (status === undefined) return thrown instanceof TypeError || thrown instanceof DOMException
  return status === 401 || status === 408 || status === 429 || status >= 500
}

const isOnItsWay = ({ state }: Send) => state === 'waiting' || state === 'sending'

const carryOut = async (send: Send) => {
  const finder = senders.get(send.kind)
  if (!finder) return
  await change(send.id, { state: 'sending', why: null })
  const done: Record<string, unknown> = { ...send.done }
  const step: Step = async (name, act) => {
    if (!(name in done)) {
      done[name] = await act()
      await change(send.id, { done })
    }
    // What was kept under this name is what `act` once gave.
    return done[name] as Awaited<ReturnType<typeof act>>
  }
  try {
    const { default: out } = await finder()
    const reply = await out({ id: send.id, payload: send.payload as never }, step)
    await change(send.id, { state: 'sent', reply, payload: null })
  } catch (thrown) {
    const problem = problemOf(thrown)
    if (isPassing(thrown)) await change(send.id, { state: 'waiting', why: problem?.title ?? null })
    else await change(send.id, { state: 'refused', why: problem?.title ?? null })
  }
}

/** One tab at a time carries sends out, where the browser can lock. */
const alone = (act: () => Promise<void>): Promise<void> =>
  globalThis.navigator?.locks
    ? navigator.locks.request('liren-outbox', { ifAvailable: true }, async (lock) => (lock ? act() : undefined))
    : act()

let newest = 0
/** No two sends are made at the same time, so that their order is known. */
const nextMoment = () => {
  newest = Math.max(Date.now(), newest + 1)
  return new Date(newest).toISOString()
}

let running: Promise<void> | null = null

/** Tries everything that waits, oldest first. */
export const flush = (): Promise<void> => {
  // Sent now it would go in the name of whoever's cookie is here.
  if (account.get() === undefined) return Promise.resolve()
  running ??= alone(async () => {
    await reload()
    const by = account.get()
    for (const { id } of outbox.get().filter((send) => send.by === undefined)) await change(id, { by })
    const held = new Set<string>()
    for (const send of outbox.get()) {
      if (!isOnItsWay(send) || !isOurs(send) || (send.lane && held.has(send.lane))) continue
      await carryOut(send)
      const after = outbox.get().find(({ id }) => id === send.id)
      if (send.lane && after && isOnItsWay(after)) held.add(send.lane)
    }
  }).finally(() => {
    running = null
  })
  return running
}

/** Keeps a write and tries it at once. Resolves when it is safely kept, with its id. */
export const sendSoon = async (
  kind: string,
  title: string,
  payload: unknown,
  { id = crypto.randomUUID(), lane = null, at = null }: { id?: string; lane?: string | null; at?: string | null } = {},
) => {
  const send: Send = {
    id,
    kind,
    title,
    payload,
    lane,
    at,
    by: account.get(),
    state: 'waiting',
    madeAt: nextMoment(),
    why: null,
    reply: null,
    done: {},
  }
  await update<Send>(id, (old) => old ?? send, stores().sends)
  await reload()
  void (running ?? Promise.resolve()).then(flush)
  return id
}

/** Takes a send out: the person gave it up, or has seen that it arrived. */
export const discard = async (id: string) => {
  await del(id, stores().sends)
  await reload()
}

/** Lets a refused send try again, with a corrected payload if given. */
export const tryAgain = async (id: string, payload?: unknown) => {
  await change(id, { state: 'waiting', why: null, ...(payload === undefined ? {} : { payload }) })
  await flush()
}

const keepSentDays = 7

/** Takes up what an earlier visit left, and goes on whenever the network comes back. Called once by each shell. */
export const startOutbox = async () => {
  await reload()
  const old = new Date(Date.now() - keepSentDays * 86_400_000).toISOString()
  for (const { id, state, madeAt } of outbox.get()) if (state === 'sent' && madeAt < old) await discard(id)
  globalThis.addEventListener?.('online', () => void flush())
  online.watch(() => {
    if (online.get()) void flush()
  })
  account.watch(() => void flush())
  setInterval(() => {
    if (outbox.get().some((send) => isOnItsWay(send) && isOurs(send))) void flush()
  }, 20_000)
  await flush()
}

/** Where `use-draft.ts` keeps what is typed. */
export const drafts = () => stores().drafts

/** Forgets every draft and every send, whosever they are. */
export const forgetKept = async () => {
  await Promise.all([clear(stores().drafts), clear(stores().sends)])
  await reload()
}
