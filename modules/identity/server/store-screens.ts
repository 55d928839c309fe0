/** Queries on screens that wait to be let in; every change of state is one statement, so that each happens once. */
import { type Db, uuidv7 } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'

type Waiting = {
  readonly codeDigest: string
  readonly browserDigest: string
  readonly number: string
  readonly device: string
  readonly isKiosk: boolean
  readonly expiresAt: Date
}

export const screensStore = (db: Db) => ({
  /** Whoever asks anew gives the former square up. */
  ask: (one: Waiting, formerBrowser: string | null, tail: RawBuilder<unknown>, now: Date) =>
    sql`with ${tail}, former as (delete from identity_screen_log_ins where browser_digest = ${formerBrowser} and state <> 'confirmed')
      insert into identity_screen_log_ins (id, code_digest, browser_digest, number, device, is_kiosk, state, asked_at, expires_at)
      values (${uuidv7()}, ${one.codeDigest}, ${one.browserDigest}, ${one.number}, ${one.device}, ${one.isKiosk}, 'waiting', ${now}, ${one.expiresAt})`.execute(
      db,
    ),
  /** Takes the one entry there is; whoever comes second finds none. */
  enter: async (browserDigest: string, now: Date) =>
    (
      await sql<{ accountId: string; isKiosk: boolean }>`update identity_screen_log_ins set state = 'used'
        where browser_digest = ${browserDigest} and state = 'confirmed' and expires_at > ${now}
        returning account_id, is_kiosk`.execute(db)
    ).rows[0],
  stateOf: async (browserDigest: string, now: Date) =>
    (
      await sql<{
        state: 'waiting' | 'seen' | 'confirmed' | 'refused' | 'used'
      }>`select state from identity_screen_log_ins
        where browser_digest = ${browserDigest} and expires_at > ${now} order by asked_at desc limit 1`.execute(db)
    ).rows[0]?.state,
  look: async (codeDigest: string, now: Date) =>
    (
      await sql<{ device: string; isKiosk: boolean; askedAt: Date; expiresAt: Date }>`update identity_screen_log_ins
        set state = 'seen' where code_digest = ${codeDigest} and state in ('waiting', 'seen') and expires_at > ${now}
        returning device, is_kiosk, asked_at, expires_at`.execute(db)
    ).rows[0],
  /** `number` null refuses; a wrong one refuses as well. Answers what it became; undefined where there is nothing to decide. */
  decide: async (codeDigest: string, accountId: string, number: string | null, tail: RawBuilder<unknown>, now: Date) =>
    (
      await sql<{ state: 'confirmed' | 'refused'; device: string; isKiosk: boolean }>`with ${tail}
        update identity_screen_log_ins
        set state = case when number = ${number}::text then 'confirmed' else 'refused' end,
          account_id = case when number = ${number}::text then ${accountId}::uuid end
        where code_digest = ${codeDigest} and state in ('waiting', 'seen') and expires_at > ${now}
        returning state, device, is_kiosk`.execute(db)
    ).rows[0],
})
