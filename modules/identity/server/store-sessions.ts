/** Queries on sessions: the one that stands before every request, and those that open and end them. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { AccountKind, HeldRole, NextStep } from '../contract.ts'
import { rolesNow } from './store-accounts.ts'

export type Stage = 'whole' | NextStep

export type SessionRow = {
  readonly id: string
  readonly stage: Stage
  readonly how: string
  readonly lastSeenAt: Date
  readonly idleMinutes: number
  readonly expiresAt: Date
  readonly provedAt: Date | null
  readonly accountId: string
  readonly loginName: string
  readonly displayName: string
  readonly kind: AccountKind
  readonly personId: string | null
  readonly areaCode: string | null
  readonly unitId: string | null
  readonly authorityId: string | null
  readonly forPersonId: string | null
  readonly forPurpose: string | null
  readonly forUntilAt: Date | null
  readonly roles: readonly HeldRole[]
}

/** Session, account, roles (own and lent) and authority by token: one indexed statement, always the same text. */
export const sessionByToken = async (db: Db, tokenHash: string, now: Date): Promise<SessionRow | undefined> =>
  (
    await sql<SessionRow>`select s.id, s.stage, s.how, s.last_seen_at, s.idle_minutes, s.expires_at, s.proved_at, a.id as account_id,
      a.login_name, a.display_name, a.kind, a.person_id, a.area_code, a.unit_id, u.id as authority_id,
      u.person_id as for_person_id, u.purpose as for_purpose, u.until_at as for_until_at, ${rolesNow(now)} as roles
    from identity_sessions s
    join identity_accounts a on a.id = s.account_id and a.status = 'active'
    left join identity_authorities u on u.id = s.authority_id and u.ended_at is null and u.until_at > ${now}
    where s.token_hash = ${tokenHash} and (a.contract_id is null or exists (select from identity_contracts c
      where c.id = a.contract_id and c.ended_at is null
        and (${now}::timestamptz at time zone 'Asia/Shanghai')::date between c.from_on and c.until_on))`.execute(db)
  ).rows[0]

/** A session to be opened; with `replaces` all others of the account end. */
export type SessionToWrite = {
  readonly id: string
  readonly tokenHash: string
  readonly accountId: string
  readonly stage: Stage
  readonly how: string
  readonly device: string
  readonly idleMinutes: number
  readonly expiresAt: Date
  readonly replaces: boolean
}

/** What does not show who sits there: a factor is missing still, or a phone that was signed in long ago let a screen in. */
const isUnproved = ({ stage, how }: SessionToWrite) => stage === 'second-factor' || how === 'screen'

/** Session row as the last part of a statement; the account need not be visible yet (foreign keys wait for its end). */
export const sessionPart = (session: SessionToWrite, now: Date) => sql`insert into identity_sessions
  (id, token_hash, account_id, stage, how, device, started_at, last_seen_at, idle_minutes, expires_at, proved_at)
  values (${session.id}, ${session.tokenHash}, ${session.accountId}, ${session.stage}, ${session.how}, ${session.device},
    ${now}, ${now}, ${session.idleMinutes}, ${session.expiresAt}, ${isUnproved(session) ? null : now})`

export const sessionsStore = (db: Db) => ({
  /**
   * One round trip: audit and events (`tail`), forgiven failures, the ended others, the new session. While a second factor is
   * missing nothing is forgiven: whoever knows the password could guess at it without end.
   */
  open: (session: SessionToWrite, tail: RawBuilder<unknown>, now: Date) =>
    sql`with ${tail},
      forgiven as (update identity_accounts set failures = 0, locked_until = null, last_seen_at = ${now}
        where id = ${session.accountId} and ${session.stage !== 'second-factor'}),
      replaced as (delete from identity_sessions where account_id = ${session.accountId} and ${session.replaces})
      ${sessionPart(session, now)}`.execute(db),
  /** A pending session grows into the next stage under a new token: the old one was known before the proof. Failures are forgiven. */
  promote: (
    id: string,
    to: { tokenHash: string; stage: Stage; idleMinutes: number; expiresAt: Date },
    tail: RawBuilder<unknown>,
    now: Date,
  ) =>
    sql`with ${tail},
      forgiven as (update identity_accounts set failures = 0, locked_until = null, last_seen_at = ${now}
        where id = (select account_id from identity_sessions where id = ${id}))
      update identity_sessions set token_hash = ${to.tokenHash}, stage = ${to.stage},
      idle_minutes = ${to.idleMinutes}, expires_at = ${to.expiresAt}, last_seen_at = ${now}, proved_at = ${now}
      where id = ${id}`.execute(db),
  setStage: (id: string, stage: Stage) =>
    sql`update identity_sessions set stage = ${stage} where id = ${id}`.execute(db),
  touch: (id: string, accountId: string, now: Date) =>
    sql`with seen as (update identity_accounts set last_seen_at = ${now} where id = ${accountId})
      update identity_sessions set last_seen_at = ${now} where id = ${id}`.execute(db),
  prove: (id: string, tail: RawBuilder<unknown>, now: Date) =>
    sql`with ${tail} update identity_sessions set proved_at = ${now} where id = ${id}`.execute(db),
  end: async (id: string, accountId: string) =>
    (await sql`delete from identity_sessions where id = ${id} and account_id = ${accountId}`.execute(db))
      .numAffectedRows === 1n,
  endAll: (accountId: string, except: string | null = null) =>
    sql`delete from identity_sessions where account_id = ${accountId} and (${except}::uuid is null or id <> ${except})`.execute(
      db,
    ),
  /** Every session that acts under an authority goes back to acting for itself. */
  endAssistance: (authorityId: string) =>
    sql`update identity_sessions set authority_id = null where authority_id = ${authorityId}`.execute(db),
  setAuthority: (id: string, authorityId: string | null) =>
    sql`update identity_sessions set authority_id = ${authorityId} where id = ${id}`.execute(db),
  of: async (accountId: string, now: Date) =>
    (
      await sql<{ id: string; device: string; how: string; startedAt: Date; lastSeenAt: Date }>`
        select id, device, how, started_at, last_seen_at from identity_sessions
        where account_id = ${accountId} and stage = 'whole' and expires_at > ${now}
          and last_seen_at > ${now}::timestamptz - make_interval(mins => idle_minutes)
        order by last_seen_at desc`.execute(db)
    ).rows,
  /** Sessions that ran out or were left idle, at most so many at once. */
  endSpent: async (now: Date, limit: number) =>
    (
      await sql<{ id: string; accountId: string }>`delete from identity_sessions where id in (
          select id from identity_sessions where expires_at <= ${now}
            or last_seen_at <= ${now}::timestamptz - make_interval(mins => idle_minutes) limit ${limit})
        returning id, account_id`.execute(db)
    ).rows,
  /** Nightly: what has run out is gone. */
  sweep: (now: Date) =>
    sql`with b as (delete from identity_challenges where expires_at < ${now}),
        c as (delete from identity_provider_states where expires_at < ${now}),
        d as (delete from identity_link_tickets where expires_at < ${now}),
        f as (delete from identity_screen_log_ins where expires_at < ${now}),
        e as (delete from identity_stranger_tries where at < ${now}::timestamptz - interval '1 day')
      delete from identity_codes where asked_at < ${now}::timestamptz - interval '2 days'`.execute(db),
})
