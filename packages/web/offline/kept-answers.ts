/**
 * The last answers a page may show without a network: sealed under a key of this browser that cannot be taken out of it, for
 * one account, gone at signing out, at another account and after a shift without a word from the server.
 */
import { hashKey, type Query, type QueryClient } from '@tanstack/react-query'
import { clear, createStore, del, entries, get, set, type UseStore } from 'idb-keyval'
import type { Cell } from '../cell.ts'
import { problemOf } from '../client.ts'

/** Longer than a session of staff lives, so nobody reads yesterday's inbox. */
const keptHours = 12
const most = 60

type Sealed = {
  readonly at: number
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}
type Owner = { readonly accountId: string; readonly key: CryptoKey }
type Answer = { readonly queryKey: readonly unknown[]; readonly data: unknown }

let opened: { readonly answers: UseStore; readonly owners: UseStore } | undefined
const stores = () => {
  opened ??= { answers: createStore('liren-answers', 'answers'), owners: createStore('liren-answers-owner', 'owner') }
  return opened
}

/** Forgets every answer, and the key with which they could be read. */
export const forgetAnswers = async () => {
  owner = null
  await Promise.all([clear(stores().answers), clear(stores().owners)])
}

let owner: Promise<Owner> | null = null

/** The key of this account's answers; another account's are forgotten first. */
const ownerOf = (accountId: string): Promise<Owner> => {
  const known = owner
  owner = (async () => {
    const last = (await known) ?? (await get<Owner>('owner', stores().owners))
    if (last?.accountId === accountId) return last
    await Promise.all([clear(stores().answers), clear(stores().owners)])
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const made = { accountId, key }
    await set('owner', made, stores().owners)
    return made
  })()
  return owner
}

const seal = async ({ key }: Owner, answer: Answer, at: number): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    key,
    new TextEncoder().encode(JSON.stringify(answer)),
  )
  return { at, iv, sealed }
}

const open = async ({ key }: Owner, { iv, sealed }: Sealed): Promise<Answer> =>
  // What was sealed here is what is opened here.
  JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed))) as Answer

const keep = async (accountId: string, { queryHash, queryKey, state }: Query) => {
  const answer = await seal(await ownerOf(accountId), { queryKey, data: state.data }, state.dataUpdatedAt)
  await set(queryHash, answer, stores().answers)
  const all = await entries<string, Sealed>(stores().answers)
  const old = all.sort(([, one], [, other]) => other.at - one.at).slice(most)
  for (const [hash] of old) await del(hash, stores().answers)
}

type IsWanted = (queryKey: readonly unknown[]) => boolean

/** Puts kept answers back where pages look first, without disturbing what is newer. */
const bringBack = async (cache: QueryClient, accountId: string, isWanted: IsWanted) => {
  const mine = await ownerOf(accountId)
  const all = await entries<string, Sealed>(stores().answers)
  const newest = Math.max(...all.map(([, { at }]) => at))
  if (all.length > 0 && newest < Date.now() - keptHours * 3_600_000) return forgetAnswers()
  for (const [hash, sealed] of all) {
    const answer = await open(mine, sealed).catch(() => null)
    if (!answer || hashKey(answer.queryKey) !== hash) await del(hash, stores().answers)
    else if (cache.getQueryData(answer.queryKey) === undefined && isWanted(answer.queryKey)) {
      cache.setQueryDefaults(answer.queryKey, { gcTime: keptHours * 3_600_000 })
      cache.setQueryData(answer.queryKey, answer.data, { updatedAt: sealed.at })
    }
  }
}

/** A browser that cannot seal (an address without TLS) keeps nothing. */
const canSeal = () => globalThis.crypto?.subtle !== undefined && globalThis.indexedDB !== undefined
const patienceMilliseconds = 2500

/**
 * Keeps what is answered to this account from now on, as far as the asking page wished it, and brings it back: all of it once
 * the network is away, what a page waits for when the network keeps it waiting. Ends with the returned function.
 */
export const keepAnswers = (cache: QueryClient, online: Cell<boolean>, accountId: string): (() => void) => {
  if (!canSeal()) return () => undefined
  const restore = (isWanted: IsWanted) => void bringBack(cache, accountId, isWanted).catch(() => undefined)
  const onceAway = () => {
    if (!online.get()) restore(() => true)
  }
  onceAway()
  const keepIt = (query: Query) => {
    if (query.meta?.isKept === true) void keep(accountId, query).catch(() => undefined)
  }
  // Pages are drawn before this file is here.
  for (const query of cache.getQueryCache().getAll()) if (query.state.status === 'success') keepIt(query)
  const ends = [
    online.watch(onceAway),
    cache.getQueryCache().subscribe((event) => {
      const isNew = event.type === 'updated' && event.action.type === 'success' && event.action.manual !== true
      if (isNew) keepIt(event.query)
      // No longer there, or no longer for this reader.
      const isRefused = event.type === 'updated' && event.action.type === 'error' && problemOf(event.action.error)
      if (isRefused) void del(event.query.queryHash, stores().answers).catch(() => undefined)
    }),
  ]
  const timer = setTimeout(
    () => restore((queryKey) => cache.getQueryState(queryKey)?.status === 'pending'),
    patienceMilliseconds,
  )
  return () => {
    clearTimeout(timer)
    for (const end of ends) end()
  }
}

/** Follows who is signed in: `undefined` is not known yet, `null` is nobody. */
export const followAccount = (cache: QueryClient, online: Cell<boolean>, account: Cell<string | null | undefined>) => {
  let end = () => {}
  const follow = () => {
    end()
    end = () => {}
    const id = account.get()
    if (id) end = keepAnswers(cache, online, id)
    else if (id === null) void forgetAnswers().catch(() => undefined)
  }
  follow()
  return account.watch(follow)
}
