/** Queries about the use of tools in communities: who cites what, since when, in which version, by which words. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Renaming } from '../views.ts'
import { around, nearestFirst } from './levels.ts'
import type { Head } from './store-tools.ts'

export type UseRecord = {
  toolId: string
  areaCode: string
  mode: 'trial' | 'cite' | 'fork'
  version: string
  previous: string | null
  isOn: boolean
  untilOn: string | null
  renaming: Renaming
  unitId: string | null
  sinceAt: Date
  lastUsedAt: Date | null
  retiredAt: Date | null
  latest: string
  head: Head
  kind: string
  records: number
  isOwn: boolean
  /** Due from above: laid down by the demand, or there before it. */
  mandate: 'laid' | 'kept' | null
}

const columns = sql`u.tool_id, u.area_code, u.mode, u.version, u.previous, u.is_on, u.until_on, u.renaming, u.unit_id, u.since_at, u.last_used_at, u.retired_at, u.mandate,
  t.latest, t.head, t.kind, coalesce(t.home_area = u.area_code, false) as is_own,
  (select count(*)::int from (select from tool_library_records r where r.tool_id = u.tool_id
    and (r.area_code = u.area_code or (right(u.area_code, 3) = '000' and r.area_code like regexp_replace(u.area_code, '(000)+$', '') || '%')) limit 10000) as counted) as records`
/** Without counting: for every request of a running tool. */
const lean = sql`u.tool_id, u.area_code, u.mode, u.version, u.previous, u.is_on, u.until_on, u.renaming, u.unit_id, u.since_at, u.last_used_at, u.retired_at, u.mandate,
  t.latest, t.head, t.kind, coalesce(t.home_area = u.area_code, false) as is_own, 0 as records`
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

/** Once an hour is enough to know whether a tool lives, and spares the row. */
export const isTouchDue = (lastUsedAt: Date | null, now: Date) =>
  lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > 3_600_000

export const useStore = (db: Db) => ({
  /** The use that counts at a place: its own, or one of a level above. */
  use: async (toolId: string, area: string): Promise<UseRecord | null> => {
    const { rows } =
      await sql<UseRecord>`select ${lean} from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
      where u.tool_id = ${toolId} and u.area_code = any(${around(area)}::text[]) order by ${nearestFirst} limit 1`.execute(
        db,
      )
    return rows[0] ?? null
  },
  lockUse: async (toolId: string, area: string): Promise<UseRecord | null> => {
    const { rows } =
      await sql<UseRecord>`select ${columns} from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
      where u.tool_id = ${toolId} and u.area_code = ${area} for update of u`.execute(db)
    return rows[0] ?? null
  },
  usesIn: async (area: string, isOnOnly: boolean): Promise<readonly UseRecord[]> => {
    const { rows } =
      await sql<UseRecord>`select ${isOnOnly ? lean : columns} from (select distinct on (tool_id) * from tool_library_uses
          where area_code = any(${around(area)}::text[]) order by tool_id, ${nearestFirst}) u
        join tool_library_tools t on t.id = u.tool_id where (u.is_on or not ${isOnOnly}) order by u.since_at, u.tool_id limit 600`.execute(
        db,
      )
    return rows
  },
  usersOf: async (toolId: string): Promise<readonly UseRecord[]> => {
    const { rows } =
      await sql<UseRecord>`select ${lean} from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
      where u.tool_id = ${toolId} and u.is_on order by u.since_at limit 300`.execute(db)
    return rows
  },
  /** Every use of one version, those put down too. */
  ofVersion: async (toolId: string, version: string): Promise<readonly UseRecord[]> => {
    const { rows } =
      await sql<UseRecord>`select ${lean} from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
      where u.tool_id = ${toolId} and u.version = ${version} order by u.area_code desc`.execute(db)
    return rows
  },
  takenUpBy: async (toolId: string, area: string): Promise<string | null> => {
    const { rows } = await sql<{ usedBy: string | null }>`select used_by from tool_library_uses
      where tool_id = ${toolId} and area_code = ${area}`.execute(db)
    return rows[0]?.usedBy ?? null
  },
  /** Areas below a level that decided for themselves about a tool. */
  nearerThan: async (toolId: string, area: string): Promise<readonly string[]> => {
    const { rows } = await sql<{ areaCode: string }>`select area_code from tool_library_uses
      where tool_id = ${toolId} and area_code <> ${area} and area_code like ${`${areaPrefix(area)}%`}`.execute(db)
    return rows.map(({ areaCode }) => areaCode)
  },
  keep: async (use: {
    toolId: string
    areaCode: string
    mode: string
    version: string
    untilOn: string | null
    unitId: string | null
    at: Date
    by: string | null
  }): Promise<void> => {
    await sql`insert into tool_library_uses (tool_id, area_code, mode, version, is_on, until_on, unit_id, since_at, used_by)
      values (${use.toolId}, ${use.areaCode}, ${use.mode}, ${use.version}, true, ${use.untilOn}, ${use.unitId}, ${use.at}, ${use.by})
      on conflict (tool_id, area_code) do update set mode = excluded.mode, is_on = true, until_on = excluded.until_on, retired_at = null,
        previous = case when tool_library_uses.version <> excluded.version then tool_library_uses.version else tool_library_uses.previous end,
        version = excluded.version`.execute(db)
  },
  setVersion: async (toolId: string, area: string, version: string, previous: string | null): Promise<void> => {
    await sql`update tool_library_uses set version = ${version}, previous = ${previous} where tool_id = ${toolId} and area_code = ${area}`.execute(
      db,
    )
  },
  rename: async (toolId: string, area: string, renaming: Renaming): Promise<void> => {
    await sql`update tool_library_uses set renaming = ${json(renaming)} where tool_id = ${toolId} and area_code = ${area}`.execute(
      db,
    )
  },
  setOn: async (toolId: string, area: string, isOn: boolean, retiredAt: Date | null): Promise<void> => {
    await sql`update tool_library_uses set is_on = ${isOn}, retired_at = ${retiredAt} where tool_id = ${toolId} and area_code = ${area}`.execute(
      db,
    )
  },
  setMandate: async (toolId: string, area: string, mandate: 'laid' | 'kept' | null): Promise<void> => {
    await sql`update tool_library_uses set mandate = ${mandate} where tool_id = ${toolId} and area_code = ${area}`.execute(
      db,
    )
  },
  setUntil: async (toolId: string, area: string, untilOn: string | null): Promise<void> => {
    await sql`update tool_library_uses set until_on = ${untilOn}::date where tool_id = ${toolId} and area_code = ${area}`.execute(
      db,
    )
  },
  touch: async (toolId: string, area: string, at: Date): Promise<void> => {
    await sql`update tool_library_uses set last_used_at = ${at} where tool_id = ${toolId}
      and area_code = (select area_code from tool_library_uses where tool_id = ${toolId} and area_code = any(${around(area)}::text[])
        order by ${nearestFirst} limit 1)
      and (last_used_at is null or last_used_at < ${new Date(at.getTime() - 3_600_000)})`.execute(db)
  },
  remove: async (toolId: string, area: string): Promise<void> => {
    await sql`delete from tool_library_uses where tool_id = ${toolId} and area_code = ${area}`.execute(db)
  },
  countCitations: async (toolId: string): Promise<void> => {
    await sql`update tool_library_tools t set citations = (select count(*) from tool_library_uses u where u.tool_id = t.id and u.is_on and u.mode = 'cite'
      and u.mandate is distinct from 'laid' and (t.home_area is null or u.area_code <> t.home_area)) where t.id = ${toolId}`.execute(
      db,
    )
  },
  /** Uses that follow their tool and are one or more versions behind. */
  followers: async (toolId: string, latest: string): Promise<readonly { areaCode: string; version: string }[]> => {
    const { rows } = await sql<{ areaCode: string; version: string }>`select area_code, version from tool_library_uses
      where tool_id = ${toolId} and mode = 'cite' and is_on and version <> ${latest} order by area_code`.execute(db)
    return rows
  },
  /** What is due from above ends with its demand, and a trial that became due with it. */
  overdueTrials: async (today: string): Promise<readonly { toolId: string; areaCode: string; mode: string }[]> => {
    const { rows } = await sql<{
      toolId: string
      areaCode: string
      mode: string
    }>`select tool_id, area_code, mode from tool_library_uses
      where is_on and mandate is null and until_on < ${today}::date limit 1000`.execute(db)
    return rows
  },
})
