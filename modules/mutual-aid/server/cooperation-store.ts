/** Queries of how neighbours work together: counted in the database, so that no name leaves it. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Cooperation } from '../cooperation.ts'

/** By what requests that ended are put together. */
const ways = {
  whole: sql.raw("''::text"),
  months: sql.raw("to_char(ended_at at time zone 'Asia/Shanghai', 'YYYY-MM')"),
  kinds: sql.raw('kind'),
  communities: sql.raw('area_code'),
} as const

export const cooperationStore = (db: Db) => ({
  counted: async (
    area: string,
    since: Date,
    way: keyof typeof ways,
  ): Promise<readonly (Cooperation & { key: string })[]> =>
    (
      await sql<Cooperation & { key: string }>`with ended as (
          select ${ways[way]} as key, asker_id, helper_id, helper_id is not null and (state = 'thanked' or is_helper_paid) as is_met
          from mutual_aid_requests where area_code like ${`${areaPrefix(area)}%`} and ended_at >= ${since}
            and state in ('thanked', 'expired', 'settled')),
        helped as (select key, helper_id, count(*) as times from ended where is_met group by key, helper_id)
        select e.key, count(*)::int as asked, count(*) filter (where e.is_met)::int as met,
          (count(*) filter (where e.is_met))::float8 / count(*) as met_share,
          count(distinct (e.asker_id, e.helper_id)) filter (where e.is_met)::int as pairs,
          (select count(*) from helped h where h.key = e.key)::int as helpers,
          (select count(*) from helped h where h.key = e.key and h.times > 1)::int as repeat_helpers
        from ended e group by e.key order by e.key limit 1000`.execute(db)
    ).rows,
})
