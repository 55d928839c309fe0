/** Figures of units and associations for areas, counted in one pass. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { OrganisationPort } from '../contract.ts'

export const tallies = async (
  db: Db,
  { within, digits, counts }: Parameters<OrganisationPort['tallies']>[0],
): ReturnType<OrganisationPort['tallies']> => {
  if (counts.length === 0) return new Map()
  const figures = counts.map(
    ({ where }, at) => sql`(count(*) filter (where ${where?.kind ? sql`u.kind = ${where.kind}` : sql`true`}
      and ${where?.sort ? sql`a.sort = ${where.sort}` : sql`true`}))::int as ${sql.ref(`n${at}`)}`,
  )
  const { rows } = await sql<
    { area: string } & Record<string, number | string>
  >`select left(u.area_code, ${sql.lit(digits)}) as area,
      ${sql.join(figures)} from organisation_units u left join organisation_associations a on a.unit_id = u.id
    where u.closed_at is null and u.area_code like ${`${areaPrefix(within)}%`} group by 1`.execute(db)
  return new Map(
    rows.map((row) => [row.area, Object.fromEntries(counts.map(({ name }, at) => [name, Number(row[`n${at}`])]))]),
  )
}

/** People in office at these posts, by area. */
export const seated = async (
  db: Db,
  { within = '', digits, posts, on }: Parameters<OrganisationPort['seated']>[0] & { readonly on: string },
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{
    area: string
    count: number
  }>`select left(p.area_code, ${sql.lit(digits)}) as area, count(*)::int as count
    from organisation_positions p join organisation_members m on m.position_id = p.id
    where p.closed_at is null and p.post = any(${[...posts]}::text[]) and p.area_code like ${`${areaPrefix(within)}%`}
      and m.term_from <= ${on}::date and (m.term_to is null or m.term_to >= ${on}::date) group by 1`.execute(db)
  return new Map(rows.map(({ area, count }) => [area, count]))
}
