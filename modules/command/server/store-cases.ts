/** Queries about the counted rows of cases: kept up to date, counted for tiles, listed behind them. */
import { areaPrefix, type Db, readTimeAndId, type Scope, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { CaseFacts } from '../facts.ts'

export type Reach = {
  readonly scope: Scope
  readonly restricted: Scope
  readonly area: string | null
  /** Also what one's unit led and has handed on since: a unit is measured by what it did, not by what still lies with it. */
  readonly isLed?: boolean
}

/** Inside an area; of a cell, by its own column. */
export const inside = (area: string | null) => {
  if (area === null) return sql<boolean>`true`
  if (area.length > 12) return sql<boolean>`c.cell_code = ${area}`
  const prefix = areaPrefix(area)
  return prefix.length >= 12
    ? sql<boolean>`c.area_code = ${prefix.slice(0, 12)}`
    : sql<boolean>`c.area_code >= ${prefix} and c.area_code < ${`${prefix}~`}`
}

/** What the reader may count; restricted cases count for those only who may open them. */
export const reachable = ({ scope, restricted, area, isLed = false }: Reach) => {
  const columns = { area: 'c.area_code', unit: 'c.holder_unit_id' }
  const own = isLed
    ? sql<boolean>`(${within(scope, columns)} or ${within(scope, { ...columns, unit: 'c.lead_unit_id' })})`
    : within(scope, columns)
  return sql<boolean>`${inside(area)} and ${own} and (not c.is_restricted or ${within(restricted, columns)})`
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
export const column = (name: keyof CaseFacts) => sql.raw(`c.${snake(name)}`)

const asRow = (facts: CaseFacts) =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      snake(key),
      key.endsWith('At') && typeof value === 'number' ? new Date(value).toISOString() : value,
    ]),
  )

const columnsOf = (facts: CaseFacts) => Object.keys(facts).map(snake)

export type Before = { readonly id: string; readonly steps: number; readonly isOpen: boolean }

export const caseStore = (db: Db) => ({
  categoryOf: async (id: string): Promise<string | null> => {
    const { rows } = await sql<{ categoryCode: string | null }>`select category_code from command_cases
      where id = ${id}::uuid`.execute(db)
    return rows[0]?.categoryCode ?? null
  },

  /**
   * Writes rows. What was read earlier never overwrites what was read later: the timeline only grows. What is the same stays untouched,
   * unless it was written in a transaction that has not come yet: then the rows are restored ones of another server.
   * @returns how far each had been counted before.
   */
  keep: async (rows: readonly CaseFacts[]): Promise<ReadonlyMap<string, Before>> => {
    const [first] = rows
    if (!first) return new Map()
    const columns = columnsOf(first)
    const list = sql.raw(columns.join(', '))
    const others = columns.filter((name) => name !== 'id')
    const set = sql.raw(others.map((name) => `${name} = excluded.${name}`).join(', '))
    const of = (table: string) => sql.raw(others.map((name) => `${table}.${name}`).join(', '))
    const { rows: before } = await sql<Before>`with before as (
        select id, steps, closed_at is null as is_open from command_cases where id = any(${rows.map(({ id }) => id)}::uuid[])),
      kept as (insert into command_cases (${list}) select ${list}
      from jsonb_populate_recordset(null::command_cases, ${JSON.stringify(rows.map(asRow))}::jsonb)
      on conflict (id) do update set ${set}, kept_in = pg_current_xact_id() where excluded.steps >= command_cases.steps
        and ((${of('command_cases')}) is distinct from (${of('excluded')}) or command_cases.kept_in > pg_current_xact_id()))
      select * from before`.execute(db)
    return new Map(before.map((row) => [row.id, row]))
  },

  /** How many were reported since, by area (so many digits of its code). */
  reportedBy: async (reach: Reach, from: Date, digits: 9 | 12): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await sql<{
      area: string
      count: number
    }>`select left(c.area_code, ${sql.lit(digits)}) as area, count(*)::int as count
      from command_cases c where opened_at >= ${from}::timestamptz and is_counted and ${reachable(reach)} group by 1`.execute(
      db,
    )
    return new Map(rows.map((row) => [row.area, row.count]))
  },

  /** Closed cases of a window by category and the unit that led. */
  handledBy: async (reach: Reach, from: Date, until: Date) => {
    const { rows } = await sql<{ categoryCode: string; unitId: string; count: number }>`
      select category_code, lead_unit_id as unit_id, count(*)::int as count from command_cases c
      where closed_at >= ${from}::timestamptz and closed_at < ${until}::timestamptz and is_counted
        and category_code is not null and lead_unit_id is not null and ${reachable(reach)} group by 1, 2`.execute(db)
    return rows
  },

  /** What was reported in a window by category and area, and how much of it is open and late. */
  demand: async (reach: Reach, from: Date, until: Date, digits: 9 | 12, now: Date) => {
    const { rows } = await sql<{
      categoryCode: string
      areaCode: string
      reported: number
      open: number
      overdue: number
    }>`select category_code, rpad(left(c.area_code, ${sql.lit(digits)}), 12, '0') as area_code, count(*)::int as reported,
        (count(*) filter (where c.closed_at is null))::int as open,
        (count(*) filter (where c.closed_at is null and c.due_at <= ${now}::timestamptz))::int as overdue
      from command_cases c where opened_at >= ${from}::timestamptz and opened_at < ${until}::timestamptz and is_counted
        and category_code is not null and ${reachable(reach)} group by 1, 2`.execute(db)
    return rows
  },

  /** By which channel cases came in a window, and how fast they moved on. */
  channels: async (reach: Reach, from: Date) => {
    const { rows } = await sql<{ source: string; reported: number; closed: number }>`
      select source, count(*)::int as reported, count(closed_at)::int as closed from command_cases c
      where opened_at >= ${from}::timestamptz and is_counted and ${reachable(reach)} group by 1 order by 2 desc, 1`.execute(
      db,
    )
    return rows
  },
})

/** A page of ids behind a figure, by key. `at` is the column it is sorted by. */
export const pageOfCases = async (
  db: Db,
  where: RawBuilder<boolean>,
  at: RawBuilder<unknown>,
  isRising: boolean,
  after: string | undefined,
  limit: number,
) => {
  const from = readTimeAndId(after)
  const key = from
    ? sql<boolean>`(${at}, c.id) ${sql.raw(isRising ? '>' : '<')} (${from.at}::timestamptz, ${from.id}::uuid)`
    : sql<boolean>`true`
  const direction = sql.raw(isRising ? 'asc' : 'desc')
  const { rows } = await sql<{
    id: string
    at: Date
    categoryCode: string | null
    holderUnitId: string | null
  }>`select c.id, date_trunc('milliseconds', ${at}) as at, c.category_code from command_cases c
    where ${where} and ${at} is not null and ${key} order by ${at} ${direction}, c.id ${direction} limit ${limit + 1}`.execute(
    db,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.at.getTime()}~${last.id}` : null }
}
