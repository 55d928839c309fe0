/** Queries about what is recommended from above, and how communities answered. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import { around } from './levels.ts'
import type { Head } from './store-tools.ts'

export type RecommendedRecord = {
  toolId: string
  areaCode: string
  head: Head
  version: string
  issuer: string
  reason: string
  untilOn: string | null
  at: Date
  notNeeded: string | null
}

export const recommendedStore = (db: Db) => ({
  keep: async (row: {
    toolId: string
    areaCode: string
    issuer: string
    reason: string
    untilOn: string | null
    at: Date
  }): Promise<void> => {
    await sql`insert into tool_library_recommended (tool_id, area_code, issuer, reason, until_on, at)
      select t.id, ${row.areaCode}, ${row.issuer}, ${row.reason}, ${row.untilOn}::date, ${row.at} from tool_library_tools t where t.id = ${row.toolId}
      on conflict (tool_id, area_code) do update set issuer = excluded.issuer, reason = excluded.reason, until_on = excluded.until_on`.execute(
      db,
    )
  },
  drop: async (toolId: string, areaCode: string): Promise<void> => {
    await sql`delete from tool_library_recommended where tool_id = ${toolId} and area_code = ${areaCode}`.execute(db)
  },
  /** What is recommended here, published, and used neither here nor above; the newest first. */
  openIn: async (area: string, today: string): Promise<readonly RecommendedRecord[]> => {
    const { rows } =
      await sql<RecommendedRecord>`select distinct on (r.tool_id) r.tool_id, r.area_code, t.head, t.latest as version, r.issuer, r.reason,
        r.until_on::text as until_on, r.at, n.reason as not_needed
      from tool_library_recommended r join tool_library_tools t on t.id = r.tool_id and t.state = 'published'
      left join tool_library_not_needed n on n.tool_id = r.tool_id and n.area_code = ${area}
      where r.area_code = any(${around(area)}::text[]) and (r.until_on is null or r.until_on >= ${today}::date)
        and not exists (select from tool_library_uses u where u.tool_id = r.tool_id and u.area_code = any(${around(area)}::text[]) and u.is_on)
      order by r.tool_id, r.area_code desc limit 50`.execute(db)
    return rows
  },
  notNeeded: async (row: {
    toolId: string
    areaCode: string
    reason: string
    at: Date
    by: string | null
  }): Promise<void> => {
    await sql`insert into tool_library_not_needed (tool_id, area_code, reason, at, by_account)
      values (${row.toolId}, ${row.areaCode}, ${row.reason}, ${row.at}, ${row.by})
      on conflict (tool_id, area_code) do update set reason = excluded.reason, at = excluded.at, by_account = excluded.by_account`.execute(
      db,
    )
  },
  /** What a level recommended, how many communities took it up, and what the others said. */
  answers: async (
    area: string,
  ): Promise<
    readonly {
      toolId: string
      head: Head
      issuer: string
      takenUp: number
      notNeeded: readonly { areaCode: string; reason: string; at: string }[]
    }[]
  > => {
    const below = `${areaPrefix(area)}%`
    const { rows } = await sql<{
      toolId: string
      head: Head
      issuer: string
      takenUp: number
      notNeeded: readonly { areaCode: string; reason: string; at: string }[]
    }>`select r.tool_id, t.head, r.issuer,
        (select count(*)::int from tool_library_uses u where u.tool_id = r.tool_id and u.is_on and u.area_code like ${below}) as taken_up,
        coalesce((select jsonb_agg(jsonb_build_object('areaCode', n.area_code, 'reason', n.reason, 'at', n.at) order by n.at desc)
          from (select * from tool_library_not_needed n where n.tool_id = r.tool_id and n.area_code like ${below} order by n.at desc limit 100) n), '[]') as not_needed
      from tool_library_recommended r join tool_library_tools t on t.id = r.tool_id where r.area_code = ${area} order by r.at desc limit 100`.execute(
      db,
    )
    return rows
  },
})
