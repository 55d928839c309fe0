/** Figures of matters for areas, counted in one pass over those opened in a stretch of time; restricted ones are in no figure. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { MattersPort } from '../port.ts'

export const tallies = async (
  db: Db,
  { within, digits, from, until, counts, without = [] }: Parameters<MattersPort['tallies']>[0],
): ReturnType<MattersPort['tallies']> => {
  if (counts.length === 0) return new Map()
  const figures = counts.map(
    (
      { where },
      at,
    ) => sql`(count(*) filter (where ${where?.kind ? sql`m.kind_code like ${`${where.kind}%`}` : sql`true`}
      and ${where?.isClosed === undefined ? sql`true` : where.isClosed ? sql`m.closed_at is not null` : sql`m.closed_at is null`}
      ))::int as ${sql.ref(`n${at}`)}`,
  )
  const community = areaPrefix(within).slice(0, 12)
  const isCell = within.length > 12
  const { rows } = await sql<{ area: string } & Record<string, number | string>>`
    select left(${digits === 15 ? sql`m.cell_code` : sql`m.area_code`}, ${sql.lit(digits)}) as area, ${sql.join(figures)}
    from matters_matters m where m.area_code >= ${community} and m.area_code < ${`${community}:`} and not m.is_restricted
      and m.module <> all(${[...without]}::text[])
      and m.merged_into_id is null and m.opened_at >= ${from} and m.opened_at < ${until}
      and ${isCell ? sql`m.cell_code = ${within}` : sql`true`} and ${digits === 15 ? sql`m.cell_code is not null` : sql`true`}
    group by 1`.execute(db)
  return new Map(
    rows.map((row) => [row.area, Object.fromEntries(counts.map(({ name }, at) => [name, Number(row[`n${at}`])]))]),
  )
}
