/** What the reader may see of the centre's own rows: by their area, restricted ones by leave only. */
import { areaPrefix, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Reach } from './store-cases.ts'

export const reachOf = (table: string, { scope, restricted, area }: Reach) => {
  const column = { area: `${table}.area_code` }
  const inside =
    area === null
      ? sql<boolean>`true`
      : sql<boolean>`${sql.ref(`${table}.area_code`)} like ${`${areaPrefix(area.slice(0, 12))}%`}`
  return sql<boolean>`${inside} and ${within(scope, column)} and (not ${sql.ref(`${table}.is_restricted`)} or ${within(restricted, column)})`
}
/** The same for rows that are never restricted. */
export const areaReach = (table: string, { scope, area }: Reach) => {
  const inside =
    area === null
      ? sql<boolean>`true`
      : sql<boolean>`${sql.ref(`${table}.area_code`)} like ${`${areaPrefix(area.slice(0, 12))}%`}`
  return sql<boolean>`${inside} and ${within(scope, { area: `${table}.area_code` })}`
}
