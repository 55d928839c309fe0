/** Queries about recorded baselines: what an indicator was before, and where that is known from. */
import { type Db, readTimeAndId, type Scope, uuidv7, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { IndicatorName } from '../indicator.ts'

export type Baseline = { readonly value: number; readonly source: string }
export type NewBaseline = {
  readonly areaCode: string
  readonly indicator: string
  readonly value: number
  readonly source: string
  readonly fromOn: string
  readonly untilOn: string
  readonly recordedBy: string | null
  readonly recordedByName: string
  readonly recordedAt: Date
}

export const baselineStore = (db: Db) => ({
  /** The newest of each indicator, of the area or of one around it; the nearest area wins. */
  latest: async (area: string | null): Promise<ReadonlyMap<IndicatorName, Baseline>> => {
    const around = area === null ? [] : [area.slice(0, 12), `${area.slice(0, 9)}000`, `${area.slice(0, 6)}000000`]
    const { rows } = await sql<Baseline & { indicator: IndicatorName; areaCode: string }>`
      select distinct on (indicator) indicator, area_code, value, source from command_baselines
      where ${area === null} or area_code = any(${around}::text[])
      order by indicator, rtrim(area_code, '0') ${area === null ? sql`` : sql`desc`}, recorded_at desc`.execute(db)
    return new Map(rows.map((row) => [row.indicator, row]))
  },
  page: async (scope: Scope, after: string | undefined, limit: number) => {
    const from = readTimeAndId(after)
    const key = from
      ? sql<boolean>`(recorded_at, id) < (${from.at}::timestamptz, ${from.id}::uuid)`
      : sql<boolean>`true`
    const { rows } = await sql<
      NewBaseline & { id: string }
    >`select id, area_code, indicator, value, source, to_char(from_on, 'YYYY-MM-DD') as from_on,
        to_char(until_on, 'YYYY-MM-DD') as until_on, recorded_by_name, date_trunc('milliseconds', recorded_at) as recorded_at
      from command_baselines b where ${key} and ${within(scope, { area: 'b.area_code' })}
      order by b.recorded_at desc, b.id desc limit ${limit + 1}`.execute(db)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? `${last.recordedAt.getTime()}~${last.id}` : null }
  },
  record: async (row: NewBaseline): Promise<string> => {
    const id = uuidv7()
    await sql`insert into command_baselines (id, area_code, indicator, value, source, from_on, until_on, recorded_by, recorded_by_name, recorded_at)
      values (${id}::uuid, ${row.areaCode}, ${row.indicator}, ${row.value}, ${row.source}, ${row.fromOn}::date, ${row.untilOn}::date,
        ${row.recordedBy}::uuid, ${row.recordedByName}, ${row.recordedAt})`.execute(db)
    return id
  },
})
