/** Figures of buildings and dwellings for areas, counted in one pass over each. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { TerritoryPort } from '../contract.ts'

type Asked = Parameters<TerritoryPort['tallies']>[0]
type Row = { area: string } & Record<string, string | number | null>

export const tallies = async (db: Db, { within, digits, counts }: Asked): ReturnType<TerritoryPort['tallies']> => {
  const into = new Map<string, Record<string, number>>()
  const prefix = areaPrefix(within)
  const take = (rows: readonly Row[], of: Asked['counts']) => {
    for (const row of rows) {
      const counted = into.get(row.area) ?? {}
      for (const [at, { name }] of of.entries()) counted[name] = Number(row[`n${at}`] ?? 0)
      into.set(row.area, counted)
    }
  }
  const area = sql`left(b.cell_code, ${sql.lit(digits)})`
  const inside = sql`b.cell_code >= ${prefix} and b.cell_code < ${`${prefix}:`}`
  const houses = counts.filter(({ of }) => of !== 'dwellings')
  if (houses.length > 0) {
    const figures = houses.map(
      ({ of }, at) => sql`${of === 'elevators' ? sql`sum(b.elevators)` : sql`count(*)`} as ${sql.ref(`n${at}`)}`,
    )
    take(
      (
        await sql<Row>`select ${area} as area, ${sql.join(figures)} from territory_buildings b where ${inside} group by 1`.execute(
          db,
        )
      ).rows,
      houses,
    )
  }
  const homes = counts.filter(({ of }) => of === 'dwellings')
  if (homes.length > 0) {
    const figures = homes.map(
      ({ where }, at) =>
        sql`count(*) filter (where ${where?.use ? sql`d.use = ${where.use}` : sql`true`}) as ${sql.ref(`n${at}`)}`,
    )
    take(
      (
        await sql<Row>`select ${area} as area, ${sql.join(figures)} from territory_buildings b
          join territory_dwellings d on d.building_id = b.id where ${inside} group by 1`.execute(db)
      ).rows,
      homes,
    )
  }
  return into
}
