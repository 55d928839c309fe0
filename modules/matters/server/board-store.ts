/** Queries behind the desk's map and its figures of the day; each stops counting rather than let the desk wait. */
import { areaPrefix, type Db, type Scope } from '@liren/kernel'
import { sql } from 'kysely'
import { inside, openTo, reachOf } from './lists.ts'

type Kept = { readonly area?: string; readonly process?: string; readonly state?: string }
type Cell = { code: string; open: number; grave: number; overdue: number }
type Dot = {
  id: string
  title: string
  lon: number
  lat: number
  grade: 1 | 2 | 3 | 4
  isOverdue: boolean
}

const keeping = ({ area, process, state }: Kept) => sql<boolean>`
  ${area === undefined ? sql`true` : inside('m.area_code', areaPrefix(area))}
  and ${process === undefined ? sql`true` : sql`m.process = ${process}`}
  and ${state === undefined ? sql`true` : sql`m.state = ${state}`}`

export const boardStore = (db: Db) => ({
  /** Open matters by cell, and the gravest of them with a place. */
  heat: async (scope: Scope, restricted: Scope, kept: Kept, now: Date) => {
    const { rows: cells } = await sql<Cell>`
      select code, count(*) as open, count(*) filter (where grade >= 3) as grave, count(*) filter (where due_at <= ${now}::timestamptz) as overdue
      from (select coalesce(cell_code, area_code) as code, grade, due_at from matters_matters m
        where closed_at is null and ${reachOf(scope)} and ${openTo(restricted)} and ${keeping(kept)} limit 20000) as standing
      group by code`.execute(db)
    const { rows: dots } = await sql<Dot>`
      select id, title, lon, lat, grade, coalesce(due_at <= ${now}::timestamptz, false) as is_overdue from (
        select * from matters_matters m where closed_at is null and lon is not null and lat is not null and ${reachOf(scope)}
          and ${keeping(kept)} and ${openTo(restricted)}
        limit 20000) as placed
      order by grade desc, order_at limit 300`.execute(db)
    return { cells, dots }
  },

  /** What came and went since midnight. */
  day: async (scope: Scope, restricted: Scope, kept: Kept, since: Date) => {
    const { rows } = await sql<{ opened: number; closed: number; closedSameDay: number }>`
      select count(*) filter (where opened_at >= ${since}::timestamptz) as opened,
        count(*) filter (where closed_at >= ${since}::timestamptz) as closed,
        count(*) filter (where opened_at >= ${since}::timestamptz and closed_at >= ${since}::timestamptz) as closed_same_day
      from (
        (select id, opened_at, closed_at from matters_matters m where opened_at >= ${since}::timestamptz and state not in ('voided', 'merged')
          and ${reachOf(scope)} and ${openTo(restricted)} and ${keeping(kept)} limit 50000)
        union
        (select id, opened_at, closed_at from matters_matters m where archived_at is null and closed_at >= ${since}::timestamptz
          and state not in ('voided', 'merged') and ${reachOf(scope)} and ${openTo(restricted)} and ${keeping(kept)} limit 50000)) as today`.execute(
      db,
    )
    return rows[0] ?? { opened: 0, closed: 0, closedSameDay: 0 }
  },
})
