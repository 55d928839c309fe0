/** Access tokens of providers: fetched once for all who wait, kept until five minutes before their end, renewed once when refused. */

export type Token = { readonly token: string; readonly seconds: number }
/** Asks the provider; `isForced` when the last one was refused before its time. Null when it gives none. */
export type AskToken = (isForced: boolean) => Promise<Token | null>

const marginMs = 5 * 60_000

export type TokenKeeper = {
  readonly get: () => Promise<string | null>
  /** Says that this token was refused; whoever says so first causes one renewal for all. */
  readonly refuse: (token: string) => void
}

export const keepToken = (ask: AskToken, now: () => number = Date.now): TokenKeeper => {
  let current: { readonly token: string; readonly endsAt: number } | null = null
  let asking: Promise<string | null> | null = null
  let isForced = false
  const renew = async () => {
    const got = await ask(isForced)
    isForced = false
    // A very short-lived token would otherwise never be used.
    const life = got ? Math.max(got.seconds * 1000 - marginMs, got.seconds * 500) : 0
    current = got ? { token: got.token, endsAt: now() + life } : null
    return got?.token ?? null
  }
  return {
    get: () => {
      if (current && current.endsAt > now()) return Promise.resolve(current.token)
      asking ??= renew().finally(() => {
        asking = null
      })
      return asking
    },
    refuse: (token) => {
      if (current?.token !== token) return
      current = null
      isForced = true
    },
  }
}

const keepers = new Map<string, TokenKeeper>()

/** One keeper per account of the platform with a provider, shared by all work of this process. */
export const keeperOf = (name: string, ask: AskToken) => {
  const known = keepers.get(name)
  if (known) return known
  const made = keepToken(ask)
  keepers.set(name, made)
  return made
}

/** Calls with a token; when it is said to be stale, once more with a fresh one. */
export const withToken = async <T>(
  keeper: TokenKeeper,
  call: (token: string) => Promise<T>,
  isStale: (reply: T) => boolean,
) => {
  const token = await keeper.get()
  if (token === null) return null
  const reply = await call(token)
  if (!isStale(reply)) return reply
  keeper.refuse(token)
  const fresh = await keeper.get()
  return fresh === null ? null : call(fresh)
}
