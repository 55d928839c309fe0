/** Queries that fill the memory of open and recent cases: all of them once, portion by portion, then only what was written since. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { DayCase } from '../day-cases.ts'
import type { OpenCase } from '../open-cases.ts'
import type { RecentCase } from '../recent-cases.ts'

/** A case as it travels: one JSON list for each, in the order of the columns below. Times in milliseconds. */
type Told = readonly [
  id: string,
  areaCode: string,
  cellCode: string | null,
  state: string,
  phase: OpenCase['phase'],
  grade: number,
  isRestricted: boolean,
  holderUnitId: string | null,
  movedAt: number,
  dueAt: number | null,
  suspendedAt: number | null,
  closedAt: number | null,
  isCounted: boolean,
  source: string,
  categoryCode: string | null,
  openedAt: number,
  handleDueAt: number | null,
  handledAt: number | null,
  isDispatched: boolean,
  isAutomatic: boolean,
  isForwardedWrong: boolean,
  isSameDay: boolean,
]
const ms = (column: string) => sql`(extract(epoch from ${sql.raw(`c.${column}`)}) * 1000)::float8`
const told = sql`json_build_array(c.id, c.area_code, c.cell_code, c.state, c.phase, c.grade, c.is_restricted, c.holder_unit_id,
  ${ms('moved_at')}, ${ms('due_at')}, ${ms('suspended_at')}, ${ms('closed_at')}, c.is_counted, c.source, c.category_code,
  ${ms('opened_at')}, ${ms('handle_due_at')}, ${ms('handled_at')}, c.dispatched_at is not null, c.is_automatic, c.is_forwarded_wrong,
  coalesce(c.closed_on = c.opened_on, false))`

export type KeptCase = OpenCase & RecentCase & DayCase & { readonly isCounted: boolean }
const asCase = (row: Told): KeptCase => ({
  id: row[0],
  areaCode: row[1],
  cellCode: row[2],
  state: row[3],
  phase: row[4],
  grade: row[5],
  isRestricted: row[6],
  holderUnitId: row[7],
  movedAt: row[8],
  dueAt: row[9],
  suspendedAt: row[10],
  closedAt: row[11],
  isClosed: row[11] !== null,
  isCounted: row[12],
  source: row[13],
  categoryCode: row[14],
  openedAt: row[15],
  handleDueAt: row[16],
  handledAt: row[17],
  isDispatched: row[18],
  isAutomatic: row[19],
  isForwardedWrong: row[20],
  isSameDay: row[21],
})

/** What somebody saw of the database (`pg_snapshot`): everything below `xmax` that is not among those still under way. */
export type Mark = { readonly xmax: string; readonly underWay: readonly string[] }
const markFrom = (snapshot: string): Mark => {
  const [, xmax = '0', underWay = ''] = snapshot.split(':')
  return { xmax, underWay: underWay === '' ? [] : underWay.split(',') }
}

/** Rows of one statement: far below what a statement may take, on the slowest of machines. */
const portion = 20_000

/** Places one after the other into portions of about so many rows. */
export const portionsOf = (places: readonly { readonly key: string; readonly count: number }[], most: number) => {
  const portions: string[][] = []
  let room = 0
  for (const { key, count } of places) {
    if (room < count || portions.length === 0) {
      portions.push([])
      room = most
    }
    portions.at(-1)?.push(key)
    room -= count
  }
  return portions
}

export const openStore = (db: Db) => {
  const read = async (where: RawBuilder<boolean>) => {
    const { rows } = await sql<{
      told: readonly Told[] | null
    }>`select json_agg(${told}) as told from command_cases c where c.is_counted and ${where}`.execute(db)
    return (rows[0]?.told ?? []).map(asCase)
  }
  return {
    /** What is seen at this moment; whatever is not is asked for with `since`. */
    mark: async (): Promise<Mark> => {
      const { rows } = await sql<{ mark: string }>`select pg_current_snapshot()::text as mark`.execute(db)
      return markFrom(rows[0]?.mark ?? '')
    },

    /** All that are open, some communities at a time, so that neither a row nor a statement is large. */
    eachOpen: async (take: (one: KeptCase) => void) => {
      const { rows } = await sql<{ key: string; count: number }>`select area_code as key, count(*)::int as count
        from command_cases where closed_at is null and is_counted group by 1 order by 1`.execute(db)
      for (const areas of portionsOf(rows, portion))
        for (const one of await read(sql<boolean>`c.closed_at is null and c.area_code = any(${areas}::text[])`))
          take(one)
    },

    /** All that were reported within an hour or a day, whatever became of them. */
    openedWithin: (from: Date, until: Date) =>
      read(sql<boolean>`c.opened_at >= ${from}::timestamptz and c.opened_at < ${until}::timestamptz`),

    /** What was closed or fell due since the beginning of a day, or falls due later, some communities at a time. */
    eachOfDay: async (start: Date, take: (one: KeptCase) => void) => {
      const isOf = sql<boolean>`(c.closed_at >= ${start}::timestamptz or c.handle_due_at >= ${start}::timestamptz)`
      const { rows } = await sql<{ key: string; count: number }>`select area_code as key, count(*)::int as count
        from command_cases c where ${isOf} and c.is_counted group by 1 order by 1`.execute(db)
      for (const areas of portionsOf(rows, portion))
        for (const one of await read(sql<boolean>`${isOf} and c.area_code = any(${areas}::text[])`)) take(one)
    },

    /**
     * What a mark did not see, voided ones too, and the mark to go on from: both as one moment saw them. A transaction that was under way
     * then is asked for by its number, so that one that lasts long makes nothing be read twice.
     */
    since: async ({ xmax, underWay }: Mark, limit: number) => {
      const { rows } = await sql<{ mark: string; told: readonly Told[] | null }>`
        select pg_current_snapshot()::text as mark, (select json_agg(${told}) from (select * from command_cases
          where kept_in >= ${xmax}::xid8 or kept_in = any(${`{${underWay.join(',')}}`}::xid8[]) limit ${limit}) as c) as told`.execute(
        db,
      )
      const [found] = rows
      return { mark: markFrom(found?.mark ?? ''), changed: (found?.told ?? []).map(asCase) }
    },
  }
}
