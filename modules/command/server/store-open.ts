/** Queries that fill the memory of open cases: all of them once, then only what was written since. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { OpenCase } from '../open-cases.ts'

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
  isOpen: boolean,
]
const ms = (column: string) => sql`(extract(epoch from ${sql.raw(`c.${column}`)}) * 1000)::float8`
const told = sql`json_build_array(c.id, c.area_code, c.cell_code, c.state, c.phase, c.grade, c.is_restricted, c.holder_unit_id,
  ${ms('moved_at')}, ${ms('due_at')}, ${ms('suspended_at')}, c.closed_at is null and c.is_counted)`

const asCase = (row: Told): OpenCase & { readonly isOpen: boolean } => ({
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
  isOpen: row[11],
})

export const openStore = (db: Db) => ({
  /** The oldest transaction that may still be under way: whatever is written from now on bears its number or a later one. */
  mark: async (): Promise<string> => {
    const { rows } = await sql<{ mark: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as mark`.execute(
      db,
    )
    return rows[0]?.mark ?? '0'
  },

  /** All that are open, one row for each area, so that no row is large and no list is made twice. */
  all: async (): Promise<OpenCase[]> => {
    const { rows } = await sql<{ told: readonly Told[] }>`select json_agg(${told}) as told from command_cases c
      where c.closed_at is null and c.is_counted group by c.area_code`.execute(db)
    return rows.flatMap((row) => row.told.map(asCase))
  },

  /** What was written from a mark on, closed cases too, and the mark to go on from: both as one moment saw them. */
  since: async (mark: string, limit: number) => {
    const { rows } = await sql<{ mark: string; told: readonly Told[] | null }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as mark, (select json_agg(${told}) from (
        select * from command_cases where kept_in >= ${mark}::xid8 limit ${limit}) as c) as told`.execute(db)
    const [found] = rows
    return { mark: found?.mark ?? mark, changed: (found?.told ?? []).map(asCase) }
  },
})
