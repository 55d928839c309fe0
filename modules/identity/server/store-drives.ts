/** Queries on registration drives: figures of communities, places and teams. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'

export type TargetRow = { areaCode: string; people: number; fromOn: string; untilOn: string }
export type PointRow = {
  areaCode: string
  source: string
  place: string
  team: string
  isEnded: boolean
  visited: number
  registered: number
}

export const drivesStore = (db: Db) => {
  const all = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows
  return {
    targets: (area: string) =>
      all(sql<TargetRow>`select area_code, people, from_on::text as from_on, until_on::text as until_on from identity_drive_targets
        where area_code like ${`${areaPrefix(area)}%`} order by area_code limit 2000`),
    /** Registered per community between its target's days, or since `sinceOn` where it has none. */
    registered: (area: string, sinceOn: string) =>
      all(sql<{ areaCode: string; registered: number }>`select d.area_code, sum(d.people)::int as registered
        from identity_registration_days d left join identity_drive_targets t on t.area_code = d.area_code
        where d.area_code like ${`${areaPrefix(area)}%`} and d.stage = 'registered'
          and d.day >= coalesce(t.from_on, ${sinceOn}::date) and d.day <= coalesce(t.until_on, d.day)
        group by d.area_code order by d.area_code limit 2000`),
    /** By team and place, in the order of their names: a list to look things up in, no list of winners. */
    points: (area: string) =>
      all(sql<PointRow>`select p.area_code, p.source, p.place, p.team, p.ended_at is not null as is_ended,
          coalesce(sum(d.visited), 0)::int as visited, coalesce(sum(d.registered), 0)::int as registered
        from identity_drive_points p left join identity_drive_days d on d.area_code = p.area_code and d.source = p.source
        where p.area_code like ${`${areaPrefix(area)}%`}
        group by p.area_code, p.source order by p.area_code, p.ended_at is not null, p.team, p.place limit 2000`),
    setTarget: (target: TargetRow, by: string | null, now: Date) =>
      sql`insert into identity_drive_targets (area_code, people, from_on, until_on, set_by, set_at)
        values (${target.areaCode}, ${target.people}, ${target.fromOn}::date, ${target.untilOn}::date, ${by}, ${now})
        on conflict (area_code) do update set people = excluded.people, from_on = excluded.from_on, until_on = excluded.until_on,
          set_by = excluded.set_by, set_at = excluded.set_at`.execute(db),
    addPoint: (point: Pick<PointRow, 'areaCode' | 'source' | 'place' | 'team'>, now: Date) =>
      sql`insert into identity_drive_points (area_code, source, place, team, added_at)
        values (${point.areaCode}, ${point.source}, ${point.place}, ${point.team}, ${now})`.execute(db),
    endPoint: async (areaCode: string, source: string, now: Date) =>
      (
        await sql`update identity_drive_points set ended_at = ${now}
          where area_code = ${areaCode} and source = ${source} and ended_at is null`.execute(db)
      ).numAffectedRows === 1n,
    /** One more by a place that is known and still hangs there; anything else is counted nowhere. */
    count: (areaCode: string, source: string, day: string, what: 'visited' | 'registered') =>
      sql`insert into identity_drive_days (area_code, source, day, visited, registered)
        select area_code, source, ${day}::date, ${what === 'visited' ? 1 : 0}, ${what === 'registered' ? 1 : 0}
        from identity_drive_points where area_code = ${areaCode} and source = ${source} and ended_at is null
        on conflict (area_code, source, day) do update set visited = identity_drive_days.visited + excluded.visited,
          registered = identity_drive_days.registered + excluded.registered`.execute(db),
  }
}
