/** Queries of swaps: with the shift and both names, as people read them. */
import { type Db, uuidv7 } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Post } from '../contract.ts'

export type SwapRow = {
  id: string
  shiftId: string
  shiftName: string
  areaCode: string
  startsAt: string
  endsAt: string
  onDay: string
  inReturnOn: string | null
  fromMemberId: string
  fromAccountId: string | null
  fromName: string
  toMemberId: string
  toAccountId: string | null
  toName: string
  reason: string
  state: 'asked' | 'agreed' | 'refused' | 'withdrawn'
  askedAt: Date
  answeredAt: Date | null
  answer: string | null
}
export type Seat = { memberId: string; name: string; unitId: string; post: Post }

const whole = sql`select w.id, w.shift_id, s.name as shift_name, s.area_code, s.starts_at, s.ends_at, w.on_day, w.in_return_on,
  w.from_member_id, f.account_id as from_account_id, f.name as from_name, w.to_member_id, t.account_id as to_account_id, t.name as to_name,
  w.reason, w.state, w.asked_at, w.answered_at, w.answer
  from organisation_swaps w join organisation_shifts s on s.id = w.shift_id
  join organisation_members f on f.id = w.from_member_id join organisation_members t on t.id = w.to_member_id`

export const swaps = (db: Db) => {
  const many = async <R>(statement: RawBuilder<R>) => (await statement.execute(db)).rows
  return {
    /** Seats somebody holds on a day. */
    seatsOf: (accountId: string, on: string) =>
      many(sql<Seat>`select m.id as member_id, m.name, p.unit_id, p.post from organisation_members m
        join organisation_positions p on p.id = m.position_id
        where m.account_id = ${accountId}::uuid and m.term_from <= ${on}::date and (m.term_to is null or m.term_to >= ${on}::date)`),
    /** Others who hold the same post in the same unit. */
    peersOf: (seats: readonly Seat[], on: string) =>
      many(sql<Seat>`select m.id as member_id, m.name, p.unit_id, p.post from organisation_members m
        join organisation_positions p on p.id = m.position_id
        where p.unit_id = any(${seats.map(({ unitId }) => unitId)}::uuid[]) and m.account_id is not null
          and (m.term_to is null or m.term_to >= ${on}::date) order by m.name limit 500`),
    askSwap: async (row: {
      shiftId: string
      fromMemberId: string
      toMemberId: string
      onDay: string
      inReturnOn: string | null
      reason: string
      askedAt: Date
    }) =>
      (
        await many(sql<{
          id: string
        }>`insert into organisation_swaps (id, shift_id, from_member_id, to_member_id, on_day, in_return_on, reason, state, asked_at)
          values (${uuidv7()}::uuid, ${row.shiftId}::uuid, ${row.fromMemberId}::uuid, ${row.toMemberId}::uuid, ${row.onDay}::date,
            ${row.inReturnOn}::date, ${row.reason}, 'asked', ${row.askedAt}) on conflict do nothing returning id`)
      )[0],
    swap: async (id: string) => (await many(sql<SwapRow>`${whole} where w.id = ${id}::uuid for no key update of w`))[0],
    answerSwap: (id: string, state: SwapRow['state'], at: Date, answer: string | null) =>
      sql`update organisation_swaps set state = ${state}, answered_at = ${at}, answer = ${answer} where id = ${id}::uuid`.execute(
        db,
      ),
    swapsOf: (memberIds: readonly string[], from: string) =>
      many(sql<SwapRow>`${whole} where (w.from_member_id = any(${[...memberIds]}::uuid[]) or w.to_member_id = any(${[...memberIds]}::uuid[]))
        and w.on_day >= ${from}::date order by w.on_day, w.id limit 100`),
    swapsOfUnit: (unitId: string, from: string) =>
      many(
        sql<SwapRow>`${whole} where s.unit_id = ${unitId}::uuid and w.on_day >= ${from}::date order by w.on_day desc, w.id limit 200`,
      ),
  }
}
