/** Who is reading: an account with its grants, or a guest. Works without any login module: then everybody is a guest. */
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { account } from './account.ts'
import { cache } from './ask.ts'
import { askUrl, problemOf, signedOut } from './client.ts'
import { type ShellFacts, useShellFacts } from './shell-facts.ts'
import { recall, remember } from './storage.ts'

/** One role held within an area, perhaps for one unit. */
export type Grant = {
  readonly role: string
  readonly area: string
  readonly unitId: string | null
}

/** The part of `GET /api/identity/session` that screens of all modules need. */
export type Session = {
  readonly kind: 'account' | 'guest'
  readonly id: string | null
  readonly name: string
  readonly personId: string | null
  readonly areaCode: string | null
  readonly unitId: string | null
  readonly grants: readonly Grant[]
  /** Boards this person works on: `resident`, `merchant`, `worker`, `desk`. */
  readonly boards: readonly string[]
  /** A step still to be taken before the account is whole, e.g. `second-factor`. */
  readonly next: string | null
  readonly onBehalfOf: { readonly personId: string; readonly purpose?: string } | null
}

/** What the server tells; a login module may tell more. */
type Told = {
  readonly account: {
    readonly id: string
    readonly displayName: string
    readonly personId: string | null
    readonly areaCode: string | null
    readonly unitId: string | null
  } | null
  readonly roles: readonly Grant[]
  readonly boards?: readonly string[]
  readonly next?: string | null
  readonly onBehalfOf?: Session['onBehalfOf']
}

/** Nobody in particular. */
export const guest: Session = {
  kind: 'guest',
  id: null,
  name: '',
  personId: null,
  areaCode: null,
  unitId: null,
  grants: [{ role: 'guest', area: '', unitId: null }],
  boards: [],
  next: null,
  onBehalfOf: null,
}

const key = ['identity', 'session'] as const
/** From the server's words to ours; without an account, a guest. */
export const sessionOf = (told: Told | undefined): Session => {
  if (!told?.account) return guest
  const { id, displayName, personId, areaCode, unitId } = told.account
  return {
    kind: 'account',
    id,
    name: displayName,
    personId,
    areaCode,
    unitId,
    grants: told.roles,
    boards: told.boards ?? [],
    next: told.next ?? null,
    onBehalfOf: told.onBehalfOf ?? null,
  }
}

/** Who was signed in last time, for opening without a network. Forgotten on signing out; the server is asked as soon as it is there. */
const askSession = async (): Promise<Session> => {
  try {
    const session = sessionOf(await askUrl<Told>('/api/identity/session'))
    remember('session', session.kind === 'account' ? JSON.stringify(session) : null)
    account.set(session.id)
    return session
  } catch (thrown) {
    const kept = problemOf(thrown) ? null : recall('session')
    if (kept === null) {
      // Out of reach, and nobody was signed in last time: what is written now is a guest's.
      if (!problemOf(thrown)) account.set(null)
      throw thrown
    }
    const session = { ...guest, ...(JSON.parse(kept) as Partial<Session>) }
    account.set(session.id)
    return session
  }
}

signedOut.watch(() => {
  const known = cache.getQueryData<Session>(key)
  if (known && known.kind === 'account') void cache.invalidateQueries({ queryKey: key })
})

/** Asks before anything is drawn: a page then says whom it is for from the beginning. */
export const loadSession = (): Promise<Session> =>
  cache.fetchQuery({ queryKey: key, queryFn: askSession, staleTime: 60_000 })

type SessionState = { readonly session: Session; readonly isLoading: boolean }

/** Asks, and asks again after a while away: once for the whole screen (`reader.tsx`). */
export const useAskedSession = ({ modules }: ShellFacts): SessionState => {
  const { data, isLoading } = useQuery({
    queryKey: key,
    queryFn: askSession,
    staleTime: 60_000,
    enabled: modules.includes('identity'),
  })
  return useMemo(() => ({ session: data ?? guest, isLoading }), [data, isLoading])
}

export const SessionContext = createContext<SessionState>({ session: guest, isLoading: false })

/** The session, and whether it is still being asked for. */
export const useSessionState = (): SessionState => useContext(SessionContext)

/** Who am I? */
export const useSession = (): Session => useSessionState().session

/** Ask again after signing in or out; everything read as somebody else is forgotten. */
export const refreshSession = async () => {
  await cache.cancelQueries()
  cache.removeQueries({ predicate: (query) => query.queryKey[0] !== 'kernel' && query.queryKey[0] !== 'identity' })
  await cache.invalidateQueries()
}

/** Whom a page is for: everybody, whoever signed in, or holders of a permission (`case.dispatch`). */
export type May = 'anyone' | 'signed-in' | (string & {})

/** May this session open it? A courtesy of the screen: the server decides again. `held` null: the server did not say. */
export const mayOpen = (session: Session, held: readonly string[] | null, may: May = 'anyone'): boolean => {
  if (may === 'anyone') return true
  if (may === 'signed-in') return session.kind === 'account'
  return held ? held.includes(may) : session.kind === 'account'
}

/** `const may = useMay(); may('case.dispatch')` */
export const useMay = (): ((may?: May) => boolean) => {
  const session = useSession()
  const { may: held } = useShellFacts()
  return (may) => mayOpen(session, held ?? null, may)
}
