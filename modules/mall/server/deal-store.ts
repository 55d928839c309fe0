/** Queries on what was handed over and on stock-takings, newest first: of one point for its counter, of a community for the desk. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Good } from '../views.ts'

/** Whose: one point, or all points of an area within reach. */
export type Where = { readonly pointId: string } | { readonly scope: Scope; readonly area: string | undefined }

export type DealRow = {
  readonly id: string
  readonly number: string
  readonly goodName: string
  readonly goodNameEn: string | null
  readonly kind: Good['kind']
  readonly pointId: string
  readonly pointName: string
  readonly pointNameEn: string | null
  readonly personId: string
  readonly quantity: number
  readonly points: number
  readonly handedAt: Date
  readonly refundedAt: Date | null
  readonly because: string | null
}
export type CountRow = {
  readonly id: string
  readonly goodId: string
  readonly goodName: string
  readonly goodNameEn: string | null
  readonly pointName: string
  readonly pointNameEn: string | null
  readonly expected: number
  readonly counted: number
  readonly note: string | null
  readonly byName: string
  readonly at: Date
}

/** The points it is about. */
export const at = (where: Where) =>
  'pointId' in where
    ? sql`p.id = ${where.pointId}`
    : sql`${within(where.scope, { area: 'p.area_code' })} and ${where.area ? sql`p.area_code like ${`${areaPrefix(where.area)}%`}` : sql`true`}`

export const dealStore = (db: Db) => ({
  handedOver: async (
    where: Where,
    number: string | undefined,
    after: { readonly at: Date; readonly id: string } | null,
    limit: number,
  ) =>
    (
      await sql<DealRow>`select r.id, r.number, g.name as good_name, g.name_en as good_name_en, g.kind, r.point_id, p.name as point_name, p.name_en as point_name_en, r.person_id, r.quantity, r.points,
          r.handed_at, r.refunded_at, r.because
        from mall_reservations r join mall_goods g on g.id = r.good_id join mall_points p on p.id = r.point_id
        where r.handed_at is not null and ${at(where)} and ${number ? sql`r.number = ${number}` : sql`true`}
          and ${after ? sql`(r.handed_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
        order by r.handed_at desc, r.id desc limit ${limit}`.execute(db)
    ).rows,
  counts: async (where: Where, after: string | undefined, limit: number) =>
    (
      await sql<CountRow>`select c.id, c.good_id, g.name as good_name, g.name_en as good_name_en, p.name as point_name, p.name_en as point_name_en, c.expected, c.counted, c.note, c.by_name, c.at
        from mall_counts c join mall_goods g on g.id = c.good_id join mall_points p on p.id = c.point_id
        where ${at(where)} and ${after ? sql`c.id < ${after}::uuid` : sql`true`} order by c.id desc limit ${limit}`.execute(
        db,
      )
    ).rows,
})
