/** Queries about money that was spent. */
import { areaPrefix, type Db, readTimeAndId, type Scope, uuidv7, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { SpendKind } from '../spend.ts'

export type Spend = {
  readonly id: string
  readonly areaCode: string
  readonly kind: SpendKind
  readonly fen: number
  readonly fromOn: string
  readonly untilOn: string
  readonly source: string
  readonly recordedBy: string | null
  readonly recordedByName: string
  readonly recordedAt: Date
}
const columns = sql`id, area_code, kind, fen::float8 as fen, to_char(from_on, 'YYYY-MM-DD') as from_on,
  to_char(until_on, 'YYYY-MM-DD') as until_on, source, recorded_by_name, date_trunc('milliseconds', recorded_at) as recorded_at`
const inArea = (area: string | null) =>
  area === null ? sql<boolean>`true` : sql<boolean>`s.area_code like ${`${areaPrefix(area.slice(0, 12))}%`}`

export const spendStore = (db: Db) => ({
  record: async (row: Omit<Spend, 'id'>): Promise<string> => {
    const id = uuidv7()
    await sql`insert into command_spends (id, area_code, kind, fen, from_on, until_on, source, recorded_by, recorded_by_name, recorded_at)
      values (${id}::uuid, ${row.areaCode}, ${row.kind}, ${row.fen}, ${row.fromOn}::date, ${row.untilOn}::date, ${row.source},
        ${row.recordedBy}::uuid, ${row.recordedByName}, ${row.recordedAt})`.execute(db)
    return id
  },
  /** What was spent at some time between two days. */
  between: async (scope: Scope, area: string | null, fromOn: string, untilOn: string) =>
    (
      await sql<Spend>`select ${columns} from command_spends s where from_on < ${untilOn}::date and until_on > ${fromOn}::date
        and ${inArea(area)} and ${within(scope, { area: 's.area_code' })}`.execute(db)
    ).rows,
  page: async (scope: Scope, area: string | null, after: string | undefined, limit: number) => {
    const from = readTimeAndId(after)
    const key = from
      ? sql<boolean>`(date_trunc('milliseconds', s.recorded_at), s.id) < (${from.at}::timestamptz, ${from.id}::uuid)`
      : sql<boolean>`true`
    const { rows } = await sql<Spend>`select ${columns} from command_spends s
      where ${key} and ${inArea(area)} and ${within(scope, { area: 's.area_code' })}
      order by date_trunc('milliseconds', s.recorded_at) desc, s.id desc limit ${limit + 1}`.execute(db)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? `${last.recordedAt.getTime()}~${last.id}` : null }
  },
})
