/** Who is reading: an account with its grants, or a guest. Works without any login module: then everybody is a guest. */
import { useQuery } from '@tanstack/react-query'
import { cache } from './ask.ts'
import { askUrl, signedOut } from './client.ts'
import { useShellFacts } from './shell-facts.ts'

/** One role held within an area, perhaps for one unit. Names are for showing. */
export type Grant = {
  readonly role: string
  readonly area: string
  readonly unitId: string | null
  readonly areaName?: string | null
  readonly unitName?: string | null
}

/** `GET /api/identity/session`. `may` lists the permissions held anywhere; null when the server does not say. */
export type Session = {
  readonly kind: 'account' | 'guest'
  readonly id: string | null
  readonly name: string
  readonly personId: string | null
  readonly grants: readonly Grant[]
  readonly may: readonly string[] | null
  readonly onBehalfOf: { readonly personId: string; readonly name?: string } | null
}

/** Nobody in particular. */
export const guest: Session = {
  kind: 'guest',
  id: null,
  name: '',
  personId: null,
  grants: [{ role: 'guest', area: '', unitId: null }],
  may: null,
  onBehalfOf: null,
}

const key = ['identity', 'session'] as const
const askSession = async (): Promise<Session> => {
  const told = await askUrl<Partial<Session> | undefined>('/api/identity/session').catch(() => undefined)
  return told?.id ? { ...guest, ...told, kind: 'account' } : { ...guest, may: told?.may ?? null }
}

signedOut.watch(() => {
  const known = cache.getQueryData<Session>(key)
  if (known && known.kind === 'account') void cache.invalidateQueries({ queryKey: key })
})

/** The session, and whether it is still being asked for. */
export const useSessionState = (): { readonly session: Session; readonly isLoading: boolean } => {
  const { modules } = useShellFacts()
  const { data, isLoading } = useQuery({
    queryKey: key,
    queryFn: askSession,
    staleTime: 60_000,
    enabled: modules.includes('identity'),
  })
  return { session: data ?? guest, isLoading }
}

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

/** May this session open it? A courtesy of the screen: the server decides again. */
export const mayOpen = (session: Session, may: May = 'anyone', shellMay: readonly string[] | null = null): boolean => {
  if (may === 'anyone') return true
  const held = session.may ?? shellMay
  if (may === 'signed-in') return session.kind === 'account'
  return held ? held.includes(may) : session.kind === 'account'
}

/** `const may = useMay(); may('case.dispatch')` */
export const useMay = (): ((may?: May) => boolean) => {
  const session = useSession()
  const shell = useShellFacts()
  return (may) => mayOpen(session, may, shell.may ?? null)
}
