/** Queries on pick-up points, goods and reservations. No other module reads these tables. */
import { areaPrefix, type Db, type readTimeAndId, type Scope, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ReservationState } from '../reservation.ts'
import type { Good, PickupPoint } from '../views.ts'

export type ReservationRow = {
  readonly id: string
  readonly number: string
  readonly goodId: string
  readonly goodName: string
  readonly goodNameEn: string | null
  readonly kind: Good['kind']
  readonly pointId: string
  readonly pointName: string
  readonly pointNameEn: string | null
  readonly address: string
  readonly addressEn: string | null
  readonly areaCode: string
  readonly personId: string
  readonly quantity: number
  readonly points: number
  readonly state: ReservationState
  readonly secretSealed: string
  readonly wrongCodes: number
  readonly wrongAt: Date | null
  readonly reservedAt: Date
  readonly keptUntil: string
  readonly handedAt: Date | null
  readonly handOverId: string | null
}

const goodColumns =
  sql.raw(`g.id, g.point_id, p.name as point_name, p.name_en as point_name_en, p.address, p.address_en, p.area_code as area, g.name, g.note, g.name_en,
  g.note_en, g.kind, g.points, g.stock, g.per_person,
  g.is_offered, json_build_object('weekdays', p.weekdays, 'from', p.from_time, 'until', p.until_time) as hours`)
const pointColumns = sql.raw(`p.id, p.area_code as area, p.name, p.address, p.name_en, p.address_en, p.is_closed,
  json_build_object('weekdays', p.weekdays, 'from', p.from_time, 'until', p.until_time) as hours,
  coalesce((select json_agg(json_build_object('id', s.account_id, 'name', s.name) order by s.name) from mall_staff s where s.point_id = p.id), '[]') as staff`)
const reservationColumns =
  sql.raw(`r.id, r.number, r.good_id, g.name as good_name, g.name_en as good_name_en, g.kind, r.point_id, p.name as point_name,
  p.name_en as point_name_en, p.address, p.address_en, r.area_code,
  r.person_id, r.quantity, r.points, r.state, r.secret_sealed, r.wrong_codes, r.wrong_at, r.reserved_at, to_char(r.kept_until, 'YYYY-MM-DD') as kept_until,
  r.handed_at, r.hand_over_id`)
const reservationTables = sql.raw(
  'mall_reservations r join mall_goods g on g.id = r.good_id join mall_points p on p.id = r.point_id',
)

/** A good as it is kept; a reader is told of its point in one language. */
export type GoodRow = Good & { readonly pointNameEn: string | null; readonly addressEn: string | null }

export const store = (db: Db) => {
  const goods = async (rest: RawBuilder<unknown>) =>
    (
      await sql<GoodRow>`select ${goodColumns} from mall_goods g join mall_points p on p.id = g.point_id ${rest}`.execute(
        db,
      )
    ).rows
  const points = async (rest: RawBuilder<unknown>) =>
    (await sql<PickupPoint>`select ${pointColumns} from mall_points p ${rest}`.execute(db)).rows
  const reservations = async (rest: RawBuilder<unknown>) =>
    (await sql<ReservationRow>`select ${reservationColumns} from ${reservationTables} ${rest}`.execute(db)).rows
  return {
    good: async (id: string) => (await goods(sql`where g.id = ${id}`))[0] ?? null,
    /** Those of a community, what is there before what is not. */
    offered: (area: string, kind: string | undefined, after: string | undefined, limit: number) =>
      goods(sql`where p.area_code = ${area} and g.is_offered and not p.is_closed and ${kind ? sql`g.kind = ${kind}` : sql`true`}
        and ${after ? sql`g.id > ${after}::uuid` : sql`true`} order by g.id limit ${limit}`),
    ofPoint: (pointId: string) => goods(sql`where g.point_id = ${pointId} order by g.id limit 500`),
    goodsPage: (scope: Scope, area: string | undefined, after: string | undefined, limit: number) =>
      goods(sql`where ${within(scope, { area: 'p.area_code' })} and ${area ? sql`p.area_code like ${`${areaPrefix(area)}%`}` : sql`true`}
        and ${after ? sql`g.id > ${after}::uuid` : sql`true`} order by g.id limit ${limit}`),
    keepGood: async (
      good: Pick<
        Good,
        'id' | 'pointId' | 'name' | 'note' | 'nameEn' | 'noteEn' | 'kind' | 'points' | 'perPerson' | 'isOffered'
      >,
      add: number,
      at: Date,
    ) => {
      await sql`insert into mall_goods as g (id, point_id, name, note, name_en, note_en, kind, points, stock, per_person, is_offered, changed_at)
        values (${good.id}, ${good.pointId}, ${good.name}, ${good.note}, ${good.nameEn}, ${good.noteEn}, ${good.kind}, ${good.points}, ${add}, ${good.perPerson}, ${good.isOffered}, ${at})
        on conflict (id) do update set name = excluded.name, note = excluded.note, name_en = excluded.name_en, note_en = excluded.note_en, kind = excluded.kind, points = excluded.points,
          per_person = excluded.per_person, is_offered = excluded.is_offered, stock = g.stock + excluded.stock, changed_at = excluded.changed_at`.execute(
        db,
      )
    },
    /** False where not so many are left: the row itself says so, whoever asks at the same moment. */
    takeStock: async (id: string, quantity: number) =>
      (
        await sql`update mall_goods set stock = stock - ${quantity} where id = ${id} and stock >= ${quantity} and is_offered returning id`.execute(
          db,
        )
      ).rows.length > 0,
    putBack: async (id: string, quantity: number) => {
      await sql`update mall_goods set stock = stock + ${quantity} where id = ${id}`.execute(db)
    },
    count: async (of: {
      readonly id: string
      readonly goodId: string
      readonly counted: number
      readonly note: string | null
      readonly byId: string | null
      readonly byName: string
      readonly at: Date
    }) => {
      const { rows } = await sql<{
        expected: number
      }>`with before as (select stock, point_id from mall_goods where id = ${of.goodId} for update),
          kept as (insert into mall_counts (id, good_id, point_id, expected, counted, note, by_id, by_name, at)
            select ${of.id}, ${of.goodId}, point_id, stock, ${of.counted}, ${of.note}, ${of.byId}, ${of.byName}, ${of.at} from before
            returning expected),
          moved as (update mall_goods set stock = ${of.counted} where id = ${of.goodId})
        select expected from kept`.execute(db)
      return of.counted - (rows[0]?.expected ?? of.counted)
    },

    point: async (id: string) => (await points(sql`where p.id = ${id}`))[0] ?? null,
    pointsPage: (scope: Scope, area: string | undefined, after: string | undefined, limit: number) =>
      points(sql`where ${within(scope, { area: 'p.area_code' })} and ${area ? sql`p.area_code like ${`${areaPrefix(area)}%`}` : sql`true`}
        and ${after ? sql`p.id > ${after}::uuid` : sql`true`} order by p.id limit ${limit}`),
    servedBy: (accountId: string) =>
      points(
        sql`where exists (select 1 from mall_staff s where s.point_id = p.id and s.account_id = ${accountId}) order by p.id limit 20`,
      ),
    keepPoint: async (point: PickupPoint, at: Date) => {
      const { weekdays, from, until } = point.hours
      await sql`insert into mall_points (id, area_code, name, address, name_en, address_en, weekdays, from_time, until_time, is_closed, changed_at)
        values (${point.id}, ${point.area}, ${point.name}, ${point.address}, ${point.nameEn}, ${point.addressEn}, ${[...weekdays]}::smallint[], ${from}, ${until}, ${point.isClosed}, ${at})
        on conflict (id) do update set name = excluded.name, address = excluded.address, name_en = excluded.name_en, address_en = excluded.address_en, weekdays = excluded.weekdays, from_time = excluded.from_time,
          until_time = excluded.until_time, is_closed = excluded.is_closed, changed_at = excluded.changed_at`.execute(
        db,
      )
      await sql`delete from mall_staff where point_id = ${point.id}`.execute(db)
      for (const { id, name } of point.staff)
        await sql`insert into mall_staff (point_id, account_id, name) values (${point.id}, ${id}, ${name})`.execute(db)
    },

    reservation: async (id: string) => (await reservations(sql`where r.id = ${id}`))[0] ?? null,
    lock: async (id: string) => (await reservations(sql`where r.id = ${id} for update of r`))[0] ?? null,
    lockByNumber: async (pointId: string, number: string) =>
      (
        await reservations(
          sql`where r.point_id = ${pointId} and r.number = ${number} and r.state = 'reserved' for update of r`,
        )
      )[0] ?? null,
    handedOverAs: async (handOverId: string) =>
      (await reservations(sql`where r.hand_over_id = ${handOverId}`))[0] ?? null,
    ofPerson: (personId: string, from: ReturnType<typeof readTimeAndId>, limit: number) =>
      reservations(
        sql`where r.person_id = ${personId}
          and ${from ? sql`(r.reserved_at, r.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`}
          order by r.reserved_at desc, r.id desc limit ${limit}`,
      ),
    open: (pointId: string) =>
      reservations(sql`where r.point_id = ${pointId} and r.state = 'reserved' order by r.number limit 500`),
    /** Kept until before a day, a batch at a time. */
    overdue: (day: string, limit: number) =>
      reservations(
        sql`where r.state = 'reserved' and r.kept_until < ${day}::date order by r.kept_until limit ${limit} for update of r skip locked`,
      ),
    /** Still lying there, to be collected by a day at the latest. */
    keptUntil: (day: string, after: string | null, limit: number) =>
      reservations(
        sql`where r.state = 'reserved' and r.kept_until = ${day}::date and ${after ? sql`r.id > ${after}::uuid` : sql`true`}
          order by r.id limit ${limit}`,
      ),
    takenSince: async (goodId: string, personId: string, since: Date) =>
      (
        await sql<{
          n: number
        }>`select coalesce(sum(quantity), 0)::int as n from mall_reservations where good_id = ${goodId} and person_id = ${personId}
          and reserved_at >= ${since} and state in ('reserved', 'handedOver')`.execute(db)
      ).rows[0]?.n ?? 0,
    /** A number no open reservation of the point has; null where all tries were taken. */
    freeNumber: async (pointId: string, tries: readonly string[]) =>
      (
        await sql<{ number: string }>`select t as number from unnest(${[...tries]}::text[]) t where not exists (
          select 1 from mall_reservations r where r.point_id = ${pointId} and r.number = t and r.state = 'reserved') limit 1`.execute(
          db,
        )
      ).rows[0]?.number ?? null,
    add: async (one: {
      id: string
      number: string
      goodId: string
      pointId: string
      area: string
      personId: string
      quantity: number
      points: number
      secretSealed: string
      reservedAt: Date
      keptUntil: string
    }) => {
      await sql`insert into mall_reservations (id, number, good_id, point_id, area_code, person_id, quantity, points, state, secret_sealed, reserved_at, kept_until)
        values (${one.id}, ${one.number}, ${one.goodId}, ${one.pointId}, ${one.area}, ${one.personId}, ${one.quantity}, ${one.points}, 'reserved',
          ${one.secretSealed}, ${one.reservedAt}, ${one.keptUntil}::date)`.execute(db)
    },
    end: async (id: string, state: 'cancelled' | 'lapsed') => {
      await sql`update mall_reservations set state = ${state} where id = ${id}`.execute(db)
    },
    handOver: async (id: string, handOverId: string, by: string | null, at: Date) => {
      await sql`update mall_reservations set state = 'handedOver', handed_at = ${at}, handed_by = ${by}, hand_over_id = ${handOverId}, wrong_codes = 0
        where id = ${id}`.execute(db)
    },
    refund: async (id: string, because: string, at: Date) => {
      await sql`update mall_reservations set state = 'refunded', refunded_at = ${at}, because = ${because} where id = ${id}`.execute(
        db,
      )
    },
    wrongCode: async (id: string, at: Date) => {
      await sql`update mall_reservations set wrong_codes = wrong_codes + 1, wrong_at = ${at} where id = ${id}`.execute(
        db,
      )
    },
    carry: (from: string, to: string) =>
      sql`update mall_reservations set person_id = ${to}::uuid where person_id = ${from}::uuid`.execute(db),
    ofPersonAll: async (personId: string) =>
      reservations(sql`where r.person_id = ${personId} order by r.id limit 10000`),
  }
}
