/** Queries about hours and money recorded for one case, campaign or service. */
import { areaPrefix, type Db, readTimeAndId, type Scope, uuidv7, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { EffortKind } from '../effort.ts'
import type { Parts } from '../estimate.ts'
import { type Reach, reachable } from './store-cases.ts'

export type Effort = {
  readonly id: string
  readonly kind: EffortKind
  readonly subjectId: string | null
  readonly name: string | null
  readonly served: number
  readonly areaCode: string
  readonly unitId: string | null
  readonly minutes: number
  readonly fenPerHour: number
  readonly fen: number
  readonly cost: number
  readonly doneOn: string
  readonly note: string
  readonly recordedBy: string | null
  readonly recordedByName: string
  readonly recordedAt: Date
}
export type UnitCost = {
  readonly key: string
  readonly name: string | null
  readonly things: number
  readonly minutes: number
  readonly cost: number
  readonly estimatedYuan: number | null
}
type Asked = {
  readonly area: string | null
  readonly fromOn: string
  readonly untilOn: string
  readonly after: string | undefined
  readonly limit: number
}

const inArea = (area: string | null) =>
  area === null ? sql<boolean>`true` : sql<boolean>`e.area_code like ${`${areaPrefix(area.slice(0, 12))}%`}`
const during = ({ fromOn, untilOn }: Asked) =>
  sql<boolean>`e.done_on >= ${fromOn}::date and e.done_on < ${untilOn}::date`
/** The dearest first, by sum and key. */
const paged = (after: string | undefined) => {
  const [cost, ...key] = (after ?? '').split('~')
  return after === undefined ? sql<boolean>`true` : sql<boolean>`(w.cost, w.key) < (${cost}::bigint, ${key.join('~')})`
}
const page = (rows: readonly UnitCost[], limit: number) => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.cost}~${last.key}` : null }
}

export const effortStore = (db: Db) => ({
  record: async (row: Omit<Effort, 'id'>): Promise<string> => {
    const id = uuidv7()
    await sql`insert into command_efforts (id, kind, subject_id, name, served, area_code, unit_id, minutes, fen_per_hour, fen, cost,
        done_on, note, recorded_by, recorded_by_name, recorded_at)
      values (${id}::uuid, ${row.kind}, ${row.subjectId}::uuid, ${row.name}, ${row.served}, ${row.areaCode}, ${row.unitId}::uuid, ${row.minutes},
        ${row.fenPerHour}, ${row.fen}, ${row.cost}, ${row.doneOn}::date, ${row.note}, ${row.recordedBy}::uuid, ${row.recordedByName},
        ${row.recordedAt})`.execute(db)
    return id
  },
  /** Where a case that the reader may count lies; null for one of others. */
  areaOfCase: async (id: string, reach: Reach): Promise<string | null> =>
    (
      await sql<{ areaCode: string }>`select c.area_code from command_cases c where c.id = ${id}::uuid
        and ${reachable(reach)}`.execute(db)
    ).rows[0]?.areaCode ?? null,
  of: async (subjectId: string, after: string | undefined, limit: number) => {
    const from = readTimeAndId(after)
    const key = from
      ? sql<boolean>`(date_trunc('milliseconds', e.recorded_at), e.id) < (${from.at}::timestamptz, ${from.id}::uuid)`
      : sql<boolean>`true`
    const { rows } =
      await sql<Effort>`select e.id, e.minutes, e.fen_per_hour, e.fen::float8 as fen, e.cost::float8 as cost,
        to_char(e.done_on, 'YYYY-MM-DD') as done_on, e.note, e.recorded_by_name, date_trunc('milliseconds', e.recorded_at) as recorded_at
      from command_efforts e where e.subject_id = ${subjectId}::uuid and ${key}
      order by date_trunc('milliseconds', e.recorded_at) desc, e.id desc limit ${limit + 1}`.execute(db)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? `${last.recordedAt.getTime()}~${last.id}` : null }
  },
  sumOf: async (subjectId: string) => {
    const { rows } = await sql<{ minutes: number; cost: number }>`select coalesce(sum(e.minutes), 0)::int as minutes,
        coalesce(sum(e.cost), 0)::float8 as cost from command_efforts e where e.subject_id = ${subjectId}::uuid`.execute(
      db,
    )
    return rows[0] ?? { minutes: 0, cost: 0 }
  },
  /** Recorded cases by category, beside what is estimated for the very same ones. */
  byCategory: async (reach: Reach, asked: Asked, parts: Parts) => {
    const { rows } = await sql<UnitCost>`with recorded as (
        select e.subject_id, sum(e.minutes)::int as minutes, sum(e.cost)::bigint as cost from command_efforts e
        where e.kind = 'case' and ${during(asked)} and ${inArea(reach.area)} group by e.subject_id),
      w as (select coalesce(c.category_code, '') as key, count(*)::int as things, sum(r.minutes)::int as minutes, sum(r.cost)::bigint as cost,
          sum(c.desk_acts * ${parts.deskActs}::float8 + c.field_acts * ${parts.fieldActs}::float8
            + c.messages * ${parts.messages}::float8 + ${parts.each}::float8)::float8 as estimated_yuan
        from recorded r join command_cases c on c.id = r.subject_id where ${reachable(reach)} group by 1)
      select w.key, null::text as name, w.things, w.minutes, w.cost::float8 as cost, w.estimated_yuan from w
      where ${paged(asked.after)} order by w.cost desc, w.key desc limit ${asked.limit + 1}`.execute(db)
    return page(rows, asked.limit)
  },
  /** Campaigns one by one, services by name. */
  byName: async (kind: 'campaign' | 'service', scope: Scope, asked: Asked) => {
    const key = kind === 'campaign' ? sql`e.subject_id::text` : sql`e.name`
    const things = kind === 'campaign' ? sql`1` : sql`sum(e.served)::int`
    const { rows } =
      await sql<UnitCost>`with w as (select ${key} as key, max(l.name) as name, ${things} as things, sum(e.minutes)::int as minutes,
          sum(e.cost)::bigint as cost from command_efforts e left join command_launches l on l.id = e.subject_id
        where e.kind = ${kind} and ${during(asked)} and ${inArea(asked.area)} and ${within(scope, { area: 'e.area_code', unit: 'e.unit_id' })}
        group by 1)
      select w.key, coalesce(w.name, w.key) as name, w.things, w.minutes, w.cost::float8 as cost, null::float8 as estimated_yuan from w
      where ${paged(asked.after)} order by w.cost desc, w.key desc limit ${asked.limit + 1}`.execute(db)
    return page(rows, asked.limit)
  },
})
