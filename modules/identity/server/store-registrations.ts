/** Registration as one statement: account, first role, outside link, figure of the day, session, audit and event, or nothing. */
import { type Db, uuidv7 } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import { type AccountToWrite, accountParts } from './store-accounts.ts'
import { type SessionToWrite, sessionPart } from './store-sessions.ts'

type Registration = {
  readonly account: AccountToWrite
  readonly session: SessionToWrite
  readonly link: { readonly provider: string; readonly subject: string; readonly unionId: string | null } | null
  readonly day: string
  /** The place whose code was scanned; counted where it is one of the community's. */
  readonly source: string | null
}

export const registrationsStore = (db: Db) => ({
  register: ({ account, session, link, day, source }: Registration, tail: RawBuilder<unknown>, now: Date) =>
    sql`with ${tail}, ${accountParts(account, now)},
      counted as (insert into identity_registration_days (area_code, day, stage, people)
        values (${account.areaCode ?? ''}, ${day}, 'registered', 1)
        on conflict (area_code, day, stage) do update set people = identity_registration_days.people + 1),
      by_place as (insert into identity_drive_days (area_code, source, day, registered)
        select area_code, source, ${day}::date, 1 from identity_drive_points
        where area_code = ${account.areaCode ?? ''} and source = ${source} and ended_at is null
        on conflict (area_code, source, day) do update set registered = identity_drive_days.registered + 1),
      linked as (insert into identity_links (id, provider, subject, union_id, account_id, linked_at)
        select ${uuidv7()}::uuid, one.provider, one.subject, one.union_id, ${account.id}::uuid, ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(link ? [{ provider: link.provider, subject: link.subject, union_id: link.unionId }] : [])}::jsonb)
          as one(provider text, subject text, union_id text)
        on conflict (provider, subject) do nothing)
      ${sessionPart(session, now)}`.execute(db),
})
