/** Queries that show entries to people. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Unit } from '../port.ts'
import { netOfAward } from './net.ts'

export type EntryRow = {
  readonly id: number
  readonly transferId: string
  readonly kind: string
  readonly unit: Unit
  readonly change: number
  readonly because: string
  readonly becauseEn: string | null
  readonly ruleCode: string | null
  readonly ruleVersion: number | null
  readonly actorName: string | null
  readonly source: string
  readonly link: string | null
  readonly areaCode: string | null
  readonly validOn: string | null
  readonly at: Date
  readonly objectionId: string | null
  readonly isReversed: boolean
  /** It is about this very wallet, and not about another one that gave or got. */
  readonly isOwn: boolean
}

export const entryStore = (db: Db) => ({
  page: async (accountId: string, after: number | null, limit: number) =>
    (
      await sql<EntryRow>`select e.id::float8 as id, e.transfer_id, t.kind, t.unit, e.amount::float8 as change, t.because, t.because_en, t.rule_code, t.rule_version,
          t.actor_name, t.source, t.link, t.area_code, to_char(e.valid_on, 'YYYY-MM-DD') as valid_on, e.at,
          t.account_id = e.account_id as is_own,
          (select o.matter_id from points_objections o where o.transfer_id = t.id order by o.raised_at limit 1) as objection_id,
          ${netOfAward} < t.amount as is_reversed
        from points_entries e join points_transfers t on t.id = e.transfer_id
        where e.account_id = ${accountId} and e.pocket = 'free' and ${after === null ? sql`true` : sql`e.id < ${after}`}
        order by e.id desc limit ${limit}`.execute(db)
    ).rows,
  /** Earned since then, less what was taken back of it; by reason. */
  earnedBy: async (personId: string, since: Date) =>
    (
      await sql<{
        because: string
        becauseEn: string | null
        amount: number
        times: number
      }>`select t.because, t.because_en, sum(${netOfAward})::float8 as amount, count(*)::float8 as times
        from points_transfers t where t.person_id = ${personId} and t.kind = 'earn' and t.unit = 'point' and t.at >= ${since}
          and ${netOfAward} > 0
        group by t.because, t.because_en order by 3 desc limit 12`.execute(db)
    ).rows,
  earned: async (personId: string, since: Date) =>
    (
      await sql<{
        sum: number
      }>`select coalesce(sum(${netOfAward}), 0)::float8 as sum from points_transfers t
        where t.person_id = ${personId} and t.unit = 'point' and t.at >= ${since} and t.kind in ('earn', 'carry')`.execute(
        db,
      )
    ).rows[0]?.sum ?? 0,
  object: async (matterId: string, transferId: string, personId: string, at: Date) =>
    (
      await sql`insert into points_objections (matter_id, transfer_id, person_id, raised_at) values (${matterId}, ${transferId}, ${personId}, ${at})
        on conflict on constraint points_objections_once do nothing returning matter_id`.execute(db)
    ).rows.length > 0,
  objectUnpaid: async (matterId: string, unpaidId: string, personId: string, at: Date) =>
    (
      await sql`insert into points_objections (matter_id, unpaid_id, person_id, raised_at) values (${matterId}, ${unpaidId}, ${personId}, ${at})
        on conflict do nothing returning matter_id`.execute(db)
    ).rows.length > 0,
  /** What else is kept under an entry of the register that gave way to another; what the other did already stands. */
  carry: async (from: string, to: string) => {
    await sql`update points_unpaid set person_id = ${to}::uuid where person_id = ${from}::uuid`.execute(db)
    await sql`update points_grants set person_id = ${to}::uuid where person_id = ${from}::uuid`.execute(db)
    await sql`update points_flags set person_ids = array_replace(person_ids, ${from}::uuid, ${to}::uuid)
      where state = 'frozen' and person_ids @> array[${from}::uuid]`.execute(db)
    await sql`update points_objections o set person_id = ${to}::uuid where person_id = ${from}::uuid and not exists (
      select 1 from points_objections p where p.transfer_id = o.transfer_id and p.person_id = ${to}::uuid)`.execute(db)
    await sql`update points_answers a set person_id = ${to}::uuid where person_id = ${from}::uuid and not exists (
      select 1 from points_answers b where b.reading_id = a.reading_id and b.person_id = ${to}::uuid)`.execute(db)
  },
  isObjectedTo: async (transferId: string) =>
    (await sql`select 1 from points_objections where transfer_id = ${transferId} limit 1`.execute(db)).rows.length > 0,
  objections: async (matterIds: readonly string[]) =>
    matterIds.length === 0
      ? []
      : (
          await sql<{
            matterId: string
            transferId: string | null
            unpaidId: string | null
            personId: string
            raisedAt: Date
            because: string
            becauseEn: string | null
            amount: number
            kind: string
          }>`
            select o.matter_id, o.transfer_id, o.unpaid_id, o.person_id, o.raised_at, coalesce(t.because, u.because, u.rule_code) as because, coalesce(t.because_en, u.because_en) as because_en,
              coalesce(t.amount, u.amount)::float8 as amount, coalesce(t.kind, 'earn') as kind
            from points_objections o left join points_transfers t on t.id = o.transfer_id
              left join points_unpaid u on u.id = o.unpaid_id where o.matter_id = any(${[...matterIds]}::uuid[])`.execute(
            db,
          )
        ).rows,
})
