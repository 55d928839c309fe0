/** The last steps of every way in: which stage the session starts in, how long it lives, and the cookie. */
import { uuidv7, type Work } from '@liren/kernel'
import type { identity, NextStep } from '../contract.ts'
import { administratorRoles } from '../grant.ts'
import { isStale } from '../password.ts'
import { personaOf } from '../persona.ts'
import { defaultLimits, isStaffPersona, type Limits } from '../session-life.ts'
import { digest, newToken, sessionCookie, setCookie } from './cookie.ts'
import type { AccountRow } from './store-accounts.ts'
import { type SessionToWrite, type Stage, sessionsStore } from './store-sessions.ts'
import { refuseBeyondContract } from './under-contract.ts'

export type IdentityWork = Work<typeof identity>
export type Way = 'password' | 'code' | 'passkey' | 'registration' | 'screen' | 'card' | `provider:${string}`

/** What of an account decides how its session begins. */
export type Entrant = Pick<
  AccountRow,
  'id' | 'areaCode' | 'roles' | 'totpSealed' | 'passkeyCount' | 'isDemo' | 'mustChangePassword' | 'passwordChangedAt'
> &
  Partial<Pick<AccountRow, 'contractId'>>

type Proof = {
  readonly how: Way | (string & {})
  readonly isTwofold: boolean
  /** A device others use after this person: the session is a short one. */
  readonly isShared?: boolean
}

/** Of whom a second factor is asked, by the setting. Those of communities and of data export, import and set up too. */
const askedOf = {
  allAdministrators: [...administratorRoles, 'communityAdmin', 'dataSteward'],
  administrators: administratorRoles,
  nobody: [],
} as const satisfies Record<string, readonly string[]>

/** Roles whose holders need a second factor in this district. */
export const askedForSecond = async (work: IdentityWork): Promise<readonly string[]> =>
  askedOf[await work.setting<keyof typeof askedOf>('secondFactor')]

/** What still stands between this proof and the whole account. */
export const nextStage = async (work: IdentityWork, account: Entrant, { how, isTwofold }: Proof): Promise<Stage> => {
  const hasSecond = account.totpSealed !== null
  if (hasSecond && !isTwofold) return 'second-factor'
  const asked = await askedForSecond(work)
  const isAsked = account.roles.some((role) => asked.includes(role))
  if (isAsked && !account.isDemo && !hasSecond && account.passkeyCount === 0) return 'enrol-second-factor'
  const isStaff = isStaffPersona(personaOf(account.roles))
  const isOld = how === 'password' && !account.isDemo && isStale(account.passwordChangedAt, isStaff, work.now)
  return account.mustChangePassword || isOld ? 'change-password' : 'whole'
}

const limitsFor = async (work: IdentityWork, account: Entrant, stage: Stage, isShared: boolean): Promise<Limits> => {
  if (stage === 'second-factor') return defaultLimits.pending
  if (isShared) return defaultLimits.shared
  if (!isStaffPersona(personaOf(account.roles))) return defaultLimits.resident
  return { ...defaultLimits.staff, idleMinutes: await work.setting<number>('staffIdleMinutes') }
}

/** `Windows · Edg`, from what the browser says of itself. */
export const deviceOf = (work: IdentityWork) => {
  const agent = work.http?.request.headers['user-agent'] ?? ''
  const system = /Windows|Android|iPhone|iPad|Macintosh|HarmonyOS|Linux/.exec(agent)?.[0] ?? 'device'
  const browser = /MicroMessenger|wxwork|DingTalk|Edg|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? 'browser'
  return `${system} · ${browser}`
}

/** A session ready to be written, and the token whose digest it holds. */
export const prepareSession = async (work: IdentityWork, account: Entrant, proof: Proof) => {
  if (account.contractId) await refuseBeyondContract(work, account.id)
  const stage = await nextStage(work, account, proof)
  const { idleMinutes, absoluteHours } = await limitsFor(work, account, stage, proof.isShared ?? false)
  const isSingle =
    isStaffPersona(personaOf(account.roles)) && (await work.setting<boolean>('oneSessionForStaff')) === true
  const token = newToken()
  const session: SessionToWrite = {
    id: uuidv7(),
    tokenHash: digest(token),
    accountId: account.id,
    stage,
    how: proof.how,
    device: deviceOf(work),
    idleMinutes,
    expiresAt: new Date(work.now.getTime() + absoluteHours * 3_600_000),
    replaces: isSingle && stage === 'whole',
  }
  return { token, session }
}

export const stepOf = (stage: Stage): NextStep | null => (stage === 'whole' ? null : stage)

/** Sets the cookie that lives as long as the session at most. */
export const handCookie = (work: IdentityWork, token: string, session: Pick<SessionToWrite, 'expiresAt'>) =>
  setCookie(work, sessionCookie, token, (session.expiresAt.getTime() - work.now.getTime()) / 1000)

/** Opens the session in one statement together with its audit entry. For routes made with `answerOnce`. */
export const enter = async (work: IdentityWork, account: Entrant, proof: Proof) => {
  const { token, session } = await prepareSession(work, account, proof)
  work.audit({
    object: `account:${account.id}`,
    area: account.areaCode,
    facts: { how: proof.how, stage: session.stage },
  })
  await sessionsStore(work.db).open(session, work.tail(), work.now)
  handCookie(work, token, session)
  return { accountId: account.id, next: stepOf(session.stage) }
}
