/** Every query of this module. The count of a slot moves only together with a booking, under one row's lock. */
import { areaPrefix, type Db, readAs, type Scope, within } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'
import type { Opening } from '../booking.ts'

type PlaceTable = {
  id: string
  name: string
  kind: 'window' | 'service' | 'venue' | 'visit'
  areaCode: string
  address: string
  services: string[]
  bring: string | null
  openings: unknown
  closedDays: string[]
  slotMinutes: number
  quota: number
  daysAhead: number
  isOpen: boolean
}
type BookingTable = {
  id: string
  placeId: string
  areaCode: string
  service: string
  startAt: Date
  endAt: Date
  state: 'booked' | 'waiting' | 'cancelled' | 'arrived' | 'served' | 'missed'
  code: string
  codeFingerprint: string
  personId: string
  accountId: string | null
  madeAt: Date
  remindedAt: Date | null
  appealSealed: string | null
  appealAnswer: string | null
  isExcused: boolean
  matterId: string | null
  matterNumber: string | null
}
type Tables = {
  appointmentsPlaces: PlaceTable
  appointmentsSlots: { placeId: string; startAt: Date; taken: number }
  appointmentsBookings: BookingTable
}
export type PlaceStored = Omit<Selectable<PlaceTable>, 'openings'> & { readonly openings: readonly Opening[] }
export type BookingStored = Selectable<BookingTable>
export type BookingWhole = BookingStored & {
  readonly placeName: string
  readonly address: string
  readonly bring: string | null
}

// The openings' shape was checked when the place was kept.
const asPlace = (row: Selectable<PlaceTable>): PlaceStored => ({ ...row, openings: row.openings as readonly Opening[] })
const cursor = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/
export const cursorOf = (row: Pick<BookingStored, 'startAt' | 'id'>) => `${row.startAt.toISOString()} ${row.id}`

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  const whole = async (rest: ReturnType<typeof sql>) =>
    (
      await sql<BookingWhole>`select b.*, p.name as place_name, p.address, p.bring from appointments_bookings b
        join appointments_places p on p.id = b.place_id ${rest}`.execute(db)
    ).rows
  return {
    place: async (id: string) => {
      const row = await tables.selectFrom('appointmentsPlaces').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? asPlace(row) : null
    },
    /** The place as it is for the whole of this act: bookings share it, whoever changes its hours has it alone. */
    holdPlace: async (id: string, how: 'share' | 'alone') => {
      const rows = tables.selectFrom('appointmentsPlaces').selectAll().where('id', '=', id)
      const row = await (how === 'share' ? rows.forShare() : rows.forUpdate()).executeTakeFirst()
      return row ? asPlace(row) : null
    },
    places: async (
      area: string | undefined,
      q: string | undefined,
      after: string | undefined,
      limit: number,
      isAll: boolean,
    ) => {
      let rows = tables.selectFrom('appointmentsPlaces').selectAll()
      if (!isAll) rows = rows.where('isOpen', '=', true)
      // Places of the district and of the subdistrict serve a community, too.
      if (area)
        rows = rows.where((eb) =>
          eb.or([
            eb('areaCode', 'like', `${areaPrefix(area)}%`),
            eb('areaCode', 'in', [`${area.slice(0, 9)}000`, `${area.slice(0, 6)}000000`]),
          ]),
        )
      if (q) {
        const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
        rows = rows.where(sql<boolean>`(name like ${like} or array_to_string(services, ' ') like ${like})`)
      }
      if (after) rows = rows.where('id', '>', after)
      return (await rows.orderBy('id').limit(limit).execute()).map(asPlace)
    },
    /** Slots somebody booked or waits for ahead, held in their order. */
    slotsAhead: async (placeId: string, now: Date) =>
      (
        await sql<{ startAt: Date; taken: number }>`select start_at, taken from appointments_slots
          where place_id = ${placeId} and start_at > ${now} order by start_at for update`.execute(db)
      ).rows,
    ofSlot: (placeId: string, startAt: Date) =>
      whole(sql`where b.place_id = ${placeId} and b.start_at = ${startAt} and b.state in ('booked', 'waiting')
        order by b.made_at, b.id for update of b`),
    emptySlot: (placeId: string, startAt: Date) =>
      tables
        .updateTable('appointmentsSlots')
        .set({ taken: 0 })
        .where('placeId', '=', placeId)
        .where('startAt', '=', startAt)
        .execute(),
    keepPlace: async (place: PlaceStored) => {
      const set = { ...place, openings: sql`${JSON.stringify(place.openings)}::jsonb` }
      await tables
        .insertInto('appointmentsPlaces')
        .values(set)
        .onConflict((on) => on.column('id').doUpdateSet(set))
        .execute()
    },

    /** Taken once for each place there is: whoever comes after the last gets false. The row is held until the act is over. */
    take: async (placeId: string, startAt: Date, quota: number) => {
      const { rows } = await sql<{ taken: number }>`insert into appointments_slots (place_id, start_at, taken)
        values (${placeId}, ${startAt}, 1)
        on conflict (place_id, start_at) do update set taken = appointments_slots.taken + 1
          where appointments_slots.taken < ${quota} returning taken`.execute(db)
      return rows.length > 0
    },
    giveBack: (placeId: string, startAt: Date) =>
      tables
        .updateTable('appointmentsSlots')
        .set((eb) => ({ taken: eb('taken', '-', 1) }))
        .where('placeId', '=', placeId)
        .where('startAt', '=', startAt)
        .execute(),
    /** Held while places move, so that nobody slips in between leaving and moving up. */
    holdSlot: (placeId: string, startAt: Date) =>
      tables
        .selectFrom('appointmentsSlots')
        .select('taken')
        .where('placeId', '=', placeId)
        .where('startAt', '=', startAt)
        .forUpdate()
        .executeTakeFirst(),
    counts: async (placeId: string, from: Date, until: Date) =>
      (
        await sql<{ startAt: Date; taken: number; waiting: number }>`select s.start_at, s.taken,
            (select count(*)::int from appointments_bookings b where b.place_id = s.place_id and b.start_at = s.start_at and b.state = 'waiting') as waiting
          from appointments_slots s where s.place_id = ${placeId} and s.start_at >= ${from} and s.start_at < ${until}`.execute(
          db,
        )
      ).rows,
    firstWaiting: (placeId: string, startAt: Date) =>
      tables
        .selectFrom('appointmentsBookings')
        .selectAll()
        .where('placeId', '=', placeId)
        .where('startAt', '=', startAt)
        .where('state', '=', 'waiting')
        .orderBy('madeAt')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .executeTakeFirst(),

    add: (row: BookingStored) => tables.insertInto('appointmentsBookings').values(row).execute(),
    set: (id: string, change: Partial<BookingStored>) =>
      tables.updateTable('appointmentsBookings').set(change).where('id', '=', id).execute(),
    booking: async (id: string) => (await whole(sql`where b.id = ${id} for update of b`))[0] ?? null,
    byCode: async (fingerprint: string) =>
      (await whole(sql`where b.code_fingerprint = ${fingerprint} for update of b`))[0] ?? null,
    ofSlotAndPerson: async (placeId: string, startAt: Date, personId: string) =>
      (
        await whole(sql`where b.place_id = ${placeId} and b.start_at = ${startAt} and b.person_id = ${personId}
          and b.state in ('booked', 'waiting', 'arrived')`)
      )[0] ?? null,
    /** What somebody has ahead, booked or waiting; the person is held until the act is over, so that two at once are counted both. */
    ahead: async (personId: string, placeId: string, now: Date) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`appointments ${personId}`}, 0))`.execute(db)
      const { rows } = await sql<{ here: number; all: number }>`select
          count(*) filter (where place_id = ${placeId})::int as here, count(*)::int as "all"
        from appointments_bookings where person_id = ${personId} and state in ('booked', 'waiting') and start_at > ${now}`.execute(
        db,
      )
      return rows[0] ?? { here: 0, all: 0 }
    },
    mine: (personId: string, after: string | undefined, limit: number) => {
      const [at, id] = readAs(after, cursor) ?? []
      return whole(sql`where b.person_id = ${personId}
        ${at && id ? sql`and (b.start_at, b.id) < (${at}::timestamptz, ${id}::uuid)` : sql``}
        order by b.start_at desc, b.id desc limit ${limit}`)
    },
    missed: (personId: string, since: Date) =>
      tables
        .selectFrom('appointmentsBookings')
        .select(['startAt as at', 'isExcused'])
        .where('personId', '=', personId)
        .where('state', '=', 'missed')
        .where('startAt', '>=', since)
        .execute(),
    day: (
      scope: Scope,
      asked: { from: Date; until: Date; area?: string | undefined; appeals: boolean },
      after: string | undefined,
      limit: number,
    ) => {
      const [at, id] = readAs(after, cursor) ?? []
      return whole(sql`where ${within(scope, { area: 'b.area_code' })}
        ${asked.appeals ? sql`and b.state = 'missed' and b.appeal_sealed is not null and b.appeal_answer is null` : sql`and b.start_at >= ${asked.from} and b.start_at < ${asked.until} and b.state <> 'cancelled'`}
        ${asked.area ? sql`and b.area_code like ${`${areaPrefix(asked.area)}%`}` : sql``}
        ${at && id ? sql`and (b.start_at, b.id) > (${at}::timestamptz, ${id}::uuid)` : sql``}
        order by b.start_at, b.id limit ${limit}`)
    },
    toRemind: (from: Date, until: Date, limit: number) =>
      whole(sql`where b.state = 'booked' and b.reminded_at is null and b.start_at > ${from} and b.start_at <= ${until}
        order by b.start_at limit ${limit} for update of b skip locked`),
    late: (before: Date, limit: number) =>
      whole(
        sql`where b.state = 'booked' and b.start_at <= ${before} order by b.start_at limit ${limit} for update of b skip locked`,
      ),
    closeWaiting: (now: Date) =>
      tables
        .updateTable('appointmentsBookings')
        .set({ state: 'cancelled' })
        .where('state', '=', 'waiting')
        .where('startAt', '<=', now)
        .execute(),
    bookedAhead: (personId: string, now: Date) =>
      whole(sql`where b.person_id = ${personId} and b.start_at > ${now} and b.state in ('booked', 'waiting')
        order by b.start_at limit 100 for update of b`),
    old: async (before: Date, isCounting: boolean): Promise<number> =>
      isCounting
        ? ((
            await sql<{
              n: number
            }>`select count(*)::int as n from appointments_bookings where end_at < ${before}`.execute(db)
          ).rows[0]?.n ?? 0)
        : Number(
            (await sql`delete from appointments_bookings where end_at < ${before}`.execute(db)).numAffectedRows ?? 0,
          ),
    heldAbout: (personId: string) => whole(sql`where b.person_id = ${personId} order by b.start_at desc limit 1000`),
    leftBehind: (accountId: string, personId: string, now: Date) =>
      whole(sql`where b.account_id = ${accountId} and b.person_id <> ${personId}::uuid and b.start_at > ${now}
        and b.state in ('booked', 'waiting') order by b.start_at limit 100 for update of b`),
    /** All but what the other has for the same time already. */
    carry: (from: string, to: string) =>
      sql`update appointments_bookings b set person_id = ${to}::uuid where person_id = ${from}::uuid and not exists (
        select 1 from appointments_bookings o where o.place_id = b.place_id and o.start_at = b.start_at and o.person_id = ${to}::uuid
          and o.state in ('booked', 'waiting', 'arrived') and b.state in ('booked', 'waiting', 'arrived'))`.execute(db),
    forget: async (personId: string, before: Date) => {
      const { numDeletedRows } = await tables
        .deleteFrom('appointmentsBookings')
        .where('personId', '=', personId)
        .where('startAt', '<', before)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
