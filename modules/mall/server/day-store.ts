/** Queries on days of shops and on hand-overs that did not fit. */
import { areaPrefix, type Db, readAs, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { conflictReasons } from '../views.ts'
import { at, type Where } from './deal-store.ts'

export type DayRow = {
  readonly pointId: string
  readonly onDay: string
  readonly handedOver: number
  readonly points: number
  readonly refunds: number
  readonly refundedPoints: number
  readonly isEqual: boolean | null
  readonly note: string | null
}
export type ConflictRow = {
  readonly id: string
  readonly reservationId: string
  readonly pointId: string
  readonly areaCode: string
  readonly number: string
  readonly goodName: string
  readonly goodNameEn: string | null
  readonly why: (typeof conflictReasons)[number]
  readonly doneAt: Date
  readonly byId: string | null
  readonly byName: string
  readonly settledNote: string | null
}
const start = (day: string) => sql`(${day}::timestamp at time zone 'Asia/Shanghai')`
const end = (day: string) => sql`((${day}::timestamp + interval '1 day') at time zone 'Asia/Shanghai')`
const conflictColumns =
  sql.raw(`c.id, c.reservation_id, c.point_id, p.area_code, coalesce(r.number, '—') as number, coalesce(g.name, '—') as good_name, g.name_en as good_name_en, c.why,
  c.done_at, c.by_id, c.by_name, c.settled_note`)
const conflictTables =
  sql.raw(`mall_conflicts c join mall_points p on p.id = c.point_id left join mall_reservations r on r.id = c.reservation_id
  left join mall_goods g on g.id = r.good_id`)

export const dayStore = (db: Db) => ({
  /** What points did on a day, from the reservations. */
  sums: async (pointIds: readonly string[], day: string) =>
    pointIds.length === 0
      ? []
      : (
          await sql<Omit<DayRow, 'isEqual' | 'note'>>`select p.id as point_id, ${day}::text as on_day,
              coalesce(h.n, 0)::int as handed_over, coalesce(h.s, 0)::int as points, coalesce(f.n, 0)::int as refunds, coalesce(f.s, 0)::int as refunded_points
            from mall_points p
            left join lateral (select count(*) as n, sum(points) as s from mall_reservations r where r.point_id = p.id and r.handed_at >= ${start(day)}
              and r.handed_at < ${end(day)}) h on true
            left join lateral (select count(*) as n, sum(points) as s from mall_reservations r where r.point_id = p.id and r.refunded_at >= ${start(day)}
              and r.refunded_at < ${end(day)}) f on true
            where p.id = any(${[...pointIds]}::uuid[])`.execute(db)
        ).rows,
  areas: async () =>
    (
      await sql<{
        area: string
        pointIds: string[]
      }>`select area_code as area, array_agg(id) as point_ids from mall_points group by area_code`.execute(db)
    ).rows,
  /** The day settled last, else the day before anything was handed over; null where nothing was yet. */
  settledUntil: async () =>
    (
      await sql<{
        day: string | null
      }>`select to_char(coalesce(max(on_day), (select min(handed_at at time zone 'Asia/Shanghai')::date - 1
        from mall_reservations)), 'YYYY-MM-DD') as day from mall_days`.execute(db)
    ).rows[0]?.day ?? null,
  bounds: async (day: string) => {
    const { rows } = await sql<{
      from: Date
      until: Date
    }>`select ${start(day)} as "from", ${end(day)} as "until"`.execute(db)
    return rows[0] ?? { from: new Date(0), until: new Date(0) }
  },
  close: async (day: Omit<DayRow, 'note'>, at: Date) => {
    await sql`insert into mall_days (point_id, on_day, handed_over, points, refunds, refunded_points, is_equal, closed_at) values (${day.pointId},
      ${day.onDay}::date, ${day.handedOver}, ${day.points}, ${day.refunds}, ${day.refundedPoints}, ${day.isEqual ?? false}, ${at}) on conflict do nothing`.execute(
      db,
    )
  },
  page: async (where: Where, after: string | undefined, limit: number) => {
    const from = readAs(after, /^(\d{4}-\d\d-\d\d) ([0-9a-f-]{36})$/)
    return (
      await sql<DayRow>`select d.point_id, to_char(d.on_day, 'YYYY-MM-DD') as on_day, d.handed_over, d.points, d.refunds, d.refunded_points, d.is_equal, d.note
        from mall_days d join mall_points p on p.id = d.point_id where ${at(where)}
          and ${from ? sql`(d.on_day, d.point_id) < (${from[0]}::date, ${from[1]}::uuid)` : sql`true`}
        order by d.on_day desc, d.point_id desc limit ${limit}`.execute(db)
    ).rows
  },
  /** One settled day of one shop, with where the shop is; held until it is explained. */
  day: async (pointId: string, on: string) =>
    (
      await sql<
        DayRow & { areaCode: string }
      >`select d.point_id, to_char(d.on_day, 'YYYY-MM-DD') as on_day, d.handed_over, d.points, d.refunds,
          d.refunded_points, d.is_equal, d.note, p.area_code
        from mall_days d join mall_points p on p.id = d.point_id where d.point_id = ${pointId} and d.on_day = ${on}::date for update of d`.execute(
        db,
      )
    ).rows[0] ?? null,
  explain: async (pointId: string, on: string, note: string, by: string) => {
    await sql`update mall_days set note = ${note}, noted_by = ${by} where point_id = ${pointId} and on_day = ${on}::date`.execute(
      db,
    )
  },
  addConflict: async (
    one: Pick<ConflictRow, 'id' | 'reservationId' | 'pointId' | 'why' | 'doneAt' | 'byName'> & {
      handingId: string
      byId: string | null
    },
  ) => {
    await sql`insert into mall_conflicts (id, handing_id, reservation_id, point_id, why, done_at, by_id, by_name) values (${one.id}, ${one.handingId},
      ${one.reservationId}, ${one.pointId}, ${one.why}, ${one.doneAt}, ${one.byId}, ${one.byName}) on conflict (handing_id) do nothing`.execute(
      db,
    )
  },
  conflict: async (id: string) =>
    (
      await sql<ConflictRow>`select ${conflictColumns} from ${conflictTables} where c.id = ${id} for update of c`.execute(
        db,
      )
    ).rows[0] ?? null,
  settleConflict: async (id: string, note: string, at: Date) => {
    await sql`update mall_conflicts set settled_note = ${note}, settled_at = ${at} where id = ${id}`.execute(db)
  },
  openConflicts: async (pointId: string) =>
    (
      await sql<ConflictRow>`select ${conflictColumns} from ${conflictTables} where c.point_id = ${pointId} and c.settled_at is null order by c.id desc limit 50`.execute(
        db,
      )
    ).rows,
  conflicts: async (scope: Scope, area: string | undefined, after: string | undefined, limit: number) =>
    (
      await sql<ConflictRow>`select ${conflictColumns} from ${conflictTables} where ${within(scope, { area: 'p.area_code' })}
        and ${area ? sql`p.area_code like ${`${areaPrefix(area)}%`}` : sql`true`} and ${after ? sql`c.id < ${after}::uuid` : sql`true`}
        order by c.id desc limit ${limit}`.execute(db)
    ).rows,
})
