/** Queries of the daily trial balance. The digest of a day is made of every entry in it, so that none can be changed unseen. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type DayRow = {
  readonly onDay: string
  readonly entries: number
  readonly isBalanced: boolean
  readonly digest: string
  readonly before: string
  readonly hash: string
  readonly closedAt: Date
}
const columns = sql.raw(
  "to_char(on_day, 'YYYY-MM-DD') as on_day, entries::float8 as entries, is_balanced, digest, before, hash, closed_at",
)
const start = (day: string) => sql`(${day}::timestamp at time zone 'Asia/Shanghai')`

export const dayStore = (db: Db) => ({
  last: async () =>
    (await sql<DayRow>`select ${columns} from points_days order by on_day desc limit 1`.execute(db)).rows[0] ?? null,
  page: async (before: string | undefined, limit: number) =>
    (
      await sql<DayRow>`select ${columns} from points_days where ${before ? sql`on_day < ${before}::date` : sql`true`}
        order by on_day desc limit ${limit}`.execute(db)
    ).rows,
  firstDay: async () =>
    (
      await sql<{
        day: string | null
      }>`select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from points_entries order by at limit 1`.execute(
        db,
      )
    ).rows[0]?.day ?? null,
  /** Entries of a day, its digest, and transfers in it whose entries do not add up to nothing. */
  count: async (day: string) => {
    const { rows } = await sql<{ entries: number; digest: string; odd: number }>`with mine as (
        select id, transfer_id, account_id, pocket, amount, valid_on, at from points_entries
        where at >= ${start(day)} and at < ${start(day)} + interval '1 day')
      select (select count(*) from mine)::float8 as entries,
        encode(sha256(coalesce((select string_agg(encode(sha256(convert_to(concat_ws('|', id, transfer_id, account_id, pocket, amount,
            to_char(valid_on, 'YYYYMMDD'), extract(epoch from at)), 'UTF8')), 'hex'), '' order by id) from mine), '')::bytea), 'hex') as digest,
        (select count(*) from (select transfer_id from mine group by transfer_id having sum(amount) <> 0) o)::float8 as odd`.execute(
      db,
    )
    return rows[0] ?? { entries: 0, digest: '', odd: 0 }
  },
  /** Guarded accounts whose balance is not the sum of their entries, and entries on accounts that are not there. */
  faults: async () => {
    const { rows } = await sql<{ wrong: number; orphans: number; negative: number }>`with sums as (
        select account_id, sum(amount) filter (where pocket = 'free') as free, sum(amount) filter (where pocket = 'held') as held
        from points_entries group by account_id)
      select (select count(*) from points_accounts a left join sums s on s.account_id = a.id
          where a.is_guarded and (a.free <> coalesce(s.free, 0) or a.held <> coalesce(s.held, 0)))::float8 as wrong,
        (select count(*) from sums s where not exists (select 1 from points_accounts a where a.id = s.account_id))::float8 as orphans,
        (select count(*) from points_accounts where free < 0 or held < 0)::float8 as negative`.execute(db)
    return rows[0] ?? { wrong: 0, orphans: 0, negative: 0 }
  },
  total: async () =>
    (await sql<{ sum: number }>`select coalesce(sum(amount), 0)::float8 as sum from points_entries`.execute(db)).rows[0]
      ?.sum ?? 0,
  close: async (day: Omit<DayRow, 'closedAt'>, at: Date) => {
    await sql`insert into points_days (on_day, entries, is_balanced, digest, before, hash, closed_at) values (${day.onDay}::date, ${day.entries},
      ${day.isBalanced}, ${day.digest}, ${day.before}, ${day.hash}, ${at}) on conflict do nothing`.execute(db)
  },
})
