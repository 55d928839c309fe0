/** Every query of this module. No other module reads this table. */
import { areaPrefix, type Db, readTimeAndId, type Scope, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { HelpKind, HelpState, Reach } from '../help-request.ts'

export type HelpRow = {
  readonly id: string
  readonly areaCode: string
  readonly kind: HelpKind
  readonly wish: string
  readonly building: string
  readonly placeSealed: string
  readonly codeSealed: string
  readonly forWhom: 'self' | 'elder' | 'minor'
  readonly startsAt: Date
  readonly endsAt: Date
  readonly hours: number
  readonly hoursFrom: 'mine' | 'pool' | null
  readonly safety: string | null
  readonly state: HelpState
  readonly askerId: string
  readonly askerAccountId: string | null
  readonly helperId: string | null
  readonly helperAccountId: string | null
  readonly helperArea: string | null
  readonly wrongCodes: number
  readonly takes: number
  /** One entry for each time a helper gave it back. */
  readonly givenBackBy: readonly string[]
  /** Hours went over, by thanks or by a settlement; also true where nothing was to be paid. */
  readonly isHelperPaid: boolean
  readonly askerScore: number | null
  readonly askerWords: string | null
  readonly helperScore: number | null
  readonly matterId: string | null
  readonly reach: Reach
  /** Requests asked for together, one for each neighbour wanted. */
  readonly groupId: string | null
  readonly people: number
  readonly isUrgent: boolean
  readonly deskNote: string | null
  readonly postedAt: Date
  readonly takenAt: Date | null
  readonly startedAt: Date | null
  readonly doneAt: Date | null
  readonly endedAt: Date | null
}
type Tables = { mutualAidRequests: { -readonly [K in keyof HelpRow]: HelpRow[K] } }

/** Phones make ids up at random, so the time of asking says what is newest. */
const newestFirst = sql.raw('order by posted_at desc, id desc')
const before = (after: string | undefined) => {
  const from = readTimeAndId(after)
  return from ? sql`(posted_at, id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`
}
/** Where a page ends, for the next. */
export const cursorOf = (row: { readonly id: string; readonly postedAt: string } | undefined) =>
  row ? `${row.postedAt} ${row.id}` : null

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  const rows = async (rest: RawBuilder<unknown>) =>
    (await sql<HelpRow>`select * from mutual_aid_requests ${rest}`.execute(db)).rows
  return {
    find: async (id: string) => (await rows(sql`where id = ${id}`))[0] ?? null,
    lock: async (id: string) => (await rows(sql`where id = ${id} for update`))[0] ?? null,
    add: (row: HelpRow) => tables.insertInto('mutualAidRequests').values(row).execute(),
    set: async (id: string, change: Partial<HelpRow>) => {
      await tables.updateTable('mutualAidRequests').set(change).where('id', '=', id).execute()
    },
    /** What is open in a community and, told along the street, next to it; of several places asked for together the first. */
    open: (area: string, kind: string | undefined, now: Date, after: string | undefined, limit: number) =>
      rows(sql`as one where state = 'open' and (area_code like ${`${areaPrefix(area)}%`}
          or (reach = 'street' and area_code like ${`${area.slice(0, 9)}%`})) and ends_at > ${now}
        and ${kind ? sql`kind = ${kind}` : sql`true`} and ${before(after)}
        and (group_id is null or not exists (select 1 from mutual_aid_requests other
          where other.group_id = one.group_id and other.state = 'open' and other.id < one.id))
        ${newestFirst} limit ${limit}`),
    group: (groupId: string) => rows(sql`where group_id = ${groupId} order by id limit 10`),
    ofPerson: (personId: string, after: string | undefined, limit: number) =>
      rows(sql`where (asker_id = ${personId} or helper_id = ${personId}) and ${before(after)}
        ${newestFirst} limit ${limit}`),
    all: (
      scope: Scope,
      area: string | undefined,
      state: string | undefined,
      after: string | undefined,
      limit: number,
    ) =>
      rows(sql`where ${within(scope, { area: 'area_code' })} and ${area ? sql`area_code like ${`${areaPrefix(area)}%`}` : sql`true`}
        and ${state ? sql`state = ${state}` : sql`true`} and ${before(after)}
        ${newestFirst} limit ${limit}`),
    /** Two requests taken at the same moment must not both fit into one day. */
    lockHelper: async (personId: string) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`mutual-aid ${personId}`}, 0))`.execute(db)
    },
    hoursOn: async (personId: string, day: string) =>
      (
        await sql<{
          hours: number
        }>`select coalesce(sum(hours), 0)::int as hours from mutual_aid_requests where helper_id = ${personId}
          and (state in ('taken', 'started', 'done', 'disputed', 'thanked') or is_helper_paid) and (starts_at at time zone 'Asia/Shanghai')::date = ${day}::date`.execute(
          db,
        )
      ).rows[0]?.hours ?? 0,
    /** Hours somebody took over and was not paid for yet: they count towards what may be held. */
    hoursAhead: async (personId: string) =>
      (
        await sql<{
          hours: number
        }>`select coalesce(sum(hours), 0)::int as hours from mutual_aid_requests where helper_id = ${personId}
          and state in ('taken', 'started', 'done', 'disputed')`.execute(db)
      ).rows[0]?.hours ?? 0,
    overdue: (now: Date, limit: number) =>
      rows(
        sql`where state in ('toCheck', 'open') and ends_at < ${now} order by ends_at limit ${limit} for update skip locked`,
      ),
    /** Taken or begun, and never said to be over. */
    forgotten: (endedBefore: Date, limit: number) =>
      rows(sql`where state in ('taken', 'started') and ends_at < ${endedBefore}
        order by ends_at limit ${limit} for update skip locked`),
    unthanked: (before: Date, limit: number) =>
      rows(sql`where state = 'done' and done_at < ${before} order by done_at limit ${limit} for update skip locked`),
    clearing: async (area: string, month: string) =>
      (
        await sql<{
          from: string
          to: string
          hours: number
          requests: number
        }>`select area_code as "from", helper_area as "to", sum(hours)::int as hours,
            count(*)::int as requests
          from mutual_aid_requests where is_helper_paid and hours > 0 and helper_area is not null and helper_area <> area_code
            and (area_code like ${`${areaPrefix(area)}%`} or helper_area like ${`${areaPrefix(area)}%`})
            and ended_at >= (${`${month}-01`}::timestamp at time zone 'Asia/Shanghai')
            and ended_at < ((${`${month}-01`}::timestamp + interval '1 month') at time zone 'Asia/Shanghai')
          group by 1, 2 order by 1, 2`.execute(db)
      ).rows,
    /** Months settled between two communities, with who settled them. */
    cleared: async (area: string, month: string) =>
      (
        await sql<{
          from: string
          to: string
          clearedAt: Date
          clearedByName: string
        }>`select from_area as "from", to_area as "to",
            cleared_at, cleared_by_name from mutual_aid_clearings
          where month = ${month} and (from_area like ${`${areaPrefix(area)}%`} or to_area like ${`${areaPrefix(area)}%`})`.execute(
          db,
        )
      ).rows,
    /** False where it had been settled before. */
    clear: async (one: {
      month: string
      from: string
      to: string
      hours: number
      transferId: string
      at: Date
      by: string | null
      byName: string
    }) =>
      (
        await sql`insert into mutual_aid_clearings (month, from_area, to_area, hours, transfer_id, cleared_at, cleared_by, cleared_by_name)
          values (${one.month}, ${one.from}, ${one.to}, ${one.hours}, ${one.transferId}, ${one.at}, ${one.by}::uuid, ${one.byName})
          on conflict do nothing returning month`.execute(db)
      ).rows.length > 0,
    carry: (from: string, to: string) =>
      sql`update mutual_aid_requests set asker_id = case when asker_id = ${from}::uuid then ${to}::uuid else asker_id end,
          helper_id = case when helper_id = ${from}::uuid then ${to}::uuid else helper_id end,
          given_back_by = array_replace(given_back_by, ${from}::uuid, ${to}::uuid)
        where asker_id = ${from}::uuid or helper_id = ${from}::uuid`.execute(db),
    forget: async (personId: string) =>
      (
        await sql`update mutual_aid_requests set place_sealed = '', wish = '—', safety = null, asker_words = null where asker_id = ${personId}
          and ended_at is not null and place_sealed <> '' returning id`.execute(db)
      ).rows.length,
  }
}
