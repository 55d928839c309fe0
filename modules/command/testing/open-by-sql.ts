/** The counts of open and recent cases as one statement each over all cases: what the memory is held against, and how fast it is. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { CaseFacts } from '../facts.ts'
import { weeksOf } from '../recent-cases.ts'
import { type Reach, reachable } from '../server/store-cases.ts'

export const openBySql = (db: Db) => ({
  /** Open cases by stage and age. */
  queues: async (reach: Reach, now: Date, soon: Date) => {
    const { rows } = await sql<{
      state: string
      phase: CaseFacts['phase']
      open: number
      underHour: number
      underDay: number
      older: number
      soon: number
      overdue: number
      suspended: number
    }>`select state, phase, count(*)::int as open,
        (count(*) filter (where moved_at > ${now}::timestamptz - interval '1 hour'))::int as under_hour,
        (count(*) filter (where moved_at <= ${now}::timestamptz - interval '1 hour' and moved_at > ${now}::timestamptz - interval '1 day'))::int as under_day,
        (count(*) filter (where moved_at <= ${now}::timestamptz - interval '1 day'))::int as older,
        (count(*) filter (where due_at > ${now}::timestamptz and due_at <= ${soon}::timestamptz))::int as soon,
        (count(*) filter (where due_at <= ${now}::timestamptz))::int as overdue,
        (count(*) filter (where suspended_at is not null))::int as suspended
      from command_cases c where closed_at is null and is_counted and ${reachable(reach)} group by state, phase`.execute(
      db,
    )
    return rows
  },

  /** Open cases by cell (by community where no cell is known) and grade. */
  cells: async (reach: Reach, now: Date) => {
    const { rows } = await sql<{
      code: string
      open: number
      grade2: number
      grade3: number
      grade4: number
      overdue: number
    }>`select coalesce(cell_code, area_code) as code, count(*)::int as open, (count(*) filter (where grade = 2))::int as grade2,
        (count(*) filter (where grade = 3))::int as grade3, (count(*) filter (where grade = 4))::int as grade4,
        (count(*) filter (where due_at <= ${now}::timestamptz))::int as overdue
      from command_cases c where closed_at is null and is_counted and ${reachable(reach)} group by 1 order by 1`.execute(
      db,
    )
    return rows
  },

  /** What each unit carries; the most laden first. */
  units: async (reach: Reach, now: Date) => {
    const { rows } = await sql<{ unitId: string; open: number; overdue: number; oldest: Date }>`
      select holder_unit_id as unit_id, count(*)::int as open, (count(*) filter (where due_at <= ${now}::timestamptz))::int as overdue,
        min(moved_at) as oldest
      from command_cases c where closed_at is null and is_counted and holder_unit_id is not null and ${reachable(reach)}
      group by 1 order by overdue desc, open desc, 1 limit 40`.execute(db)
    return rows
  },

  /** Categories with the most reports of this week, beside the week before. */
  topics: async (reach: Reach, now: Date) => {
    const weeks = weeksOf(now.getTime())
    const at = (ms: number) => sql`${new Date(ms)}::timestamptz`
    const { rows } = await sql<{ categoryCode: string; reported: number; before: number; open: number; cells: number }>`
      select category_code, (count(*) filter (where opened_at >= ${at(weeks.from)}))::int as reported,
        (count(*) filter (where opened_at < ${at(weeks.beforeUntil)}))::int as before,
        (count(*) filter (where closed_at is null))::int as open, count(distinct cell_code)::int as cells
      from command_cases c where opened_at >= ${at(weeks.beforeFrom)} and is_counted and category_code is not null
        and ${reachable(reach)} group by 1 order by 2 desc, category_code collate "C" limit 12`.execute(db)
    return rows.filter((row) => row.reported > 0)
  },
})
