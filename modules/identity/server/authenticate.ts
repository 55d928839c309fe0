/** Reads who is behind a request: one statement, remembered for a few seconds, forgotten as soon as something changes. */
import type { Actor, Authenticate, Db } from '@liren/kernel'
import { isAlive, shouldTouch } from '../session-life.ts'
import { digest, readCookie, sessionCookie } from './cookie.ts'
import { type SessionRow, sessionByToken, sessionsStore } from './store-sessions.ts'

const rememberMs = 10_000
const atMost = 20_000

type Known = { readonly row: SessionRow; readonly actor: Actor; readonly until: number }

/** One memory per process; keys are digests of random tokens, so districts in one process cannot meet. */
const known = new Map<string, Known>()
/** Accounts that changed a moment ago: until their change is surely committed, nothing about them is remembered. */
const unsettled = new Map<string, number>()

/** To be called by every act that changes what an account is or may do; other processes catch up within ten seconds. */
export const forget = (accountId: string) => {
  for (const [key, one] of known) if (one.row.accountId === accountId) known.delete(key)
  unsettled.set(accountId, Date.now() + rememberMs)
  if (unsettled.size > atMost) for (const [id, until] of unsettled) if (until < Date.now()) unsettled.delete(id)
}

/** Roles count only once nothing stands between log-in and account; before that the account may finish logging in. */
export const actorOf = (row: SessionRow): Actor => ({
  kind: 'account',
  id: row.accountId,
  name: row.displayName,
  personId: row.personId,
  grants: row.stage === 'whole' ? row.roles.map(({ role, area, unitId }) => ({ role, area, unitId })) : [],
  sessionId: row.id,
  onBehalfOf: row.authorityId && row.forPersonId ? { personId: row.forPersonId, authorityId: row.authorityId } : null,
  provedAt: row.provedAt,
})

/** The session behind a request, alive and seen; any stage. */
export const sessionOf = async (
  request: Parameters<Authenticate>[0],
  db: Db,
  now: Date,
): Promise<SessionRow | undefined> => {
  const token = readCookie(request, sessionCookie)
  if (!token) return undefined
  const row = await sessionByToken(db, digest(token), now)
  return row && isAlive(row, now) ? row : undefined
}

export const authenticate: Authenticate = async (request, db, now) => {
  const token = readCookie(request, sessionCookie)
  if (!token) return null
  const key = digest(token)
  const remembered = known.get(key)
  // `isAlive` again: a test or an operator may move the clock further than the wall shows.
  if (remembered && remembered.until > Date.now() && isAlive(remembered.row, now)) return remembered.actor
  const row = await sessionByToken(db, key, now)
  if (!row || !isAlive(row, now) || row.stage === 'second-factor') {
    known.delete(key)
    return null
  }
  const isSeenNow = shouldTouch(row, now)
  if (isSeenNow) await sessionsStore(db).touch(row.id, row.accountId, now)
  const actor = actorOf(row)
  if ((unsettled.get(row.accountId) ?? 0) < Date.now()) {
    if (known.size >= atMost) known.clear()
    known.set(key, { row: isSeenNow ? { ...row, lastSeenAt: now } : row, actor, until: Date.now() + rememberMs })
  }
  return actor
}
