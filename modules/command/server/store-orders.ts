/** Queries about what orders and calls are about. */
import { type Db, readTimeAndId } from '@liren/kernel'
import { sql } from 'kysely'
import type { Reach } from './store-cases.ts'
import { reachOf } from './store-reach.ts'

export type OrderKind = 'order' | 'call' | 'instruction' | 'plan' | 'paper'
export type Order = {
  readonly matterId: string
  readonly kind: OrderKind
  readonly caseId: string | null
  readonly launchId: string | null
  readonly areaCode: string
  readonly madeAt: Date
  readonly madeBy: string | null
}

export type OrderStanding = {
  readonly matterId: string
  readonly unitId: string | null
  readonly phase: string
  readonly takeDueAt: number | null
  readonly takenAt: number | null
  readonly dueAt: number | null
  readonly closedAt: number | null
  readonly isRestricted: boolean
}
type Listed = Pick<Order, 'matterId' | 'kind' | 'caseId' | 'launchId' | 'areaCode'> & {
  readonly takeDueAt: Date | null
  readonly takenAt: Date | null
  readonly at: Date
}
export type OrdersAsked = {
  readonly state: 'open' | 'late' | 'done'
  readonly unit: string | undefined
  readonly kind: OrderKind | undefined
  readonly now: Date
  readonly after: string | undefined
  readonly limit: number
}
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

export const orderStore = (db: Db) => ({
  keep: async (row: Order) => {
    await sql`insert into command_orders (matter_id, kind, case_id, launch_id, area_code, made_at, made_by)
      values (${row.matterId}::uuid, ${row.kind}, ${row.caseId}::uuid, ${row.launchId}::uuid, ${row.areaCode}, ${row.madeAt},
        ${row.madeBy}::uuid)`.execute(db)
  },
  stand: async (rows: readonly OrderStanding[]) => {
    const told = rows.map((row) => ({
      id: row.matterId,
      unit: row.unitId,
      phase: row.phase,
      take_due: iso(row.takeDueAt),
      taken: iso(row.takenAt),
      due: iso(row.dueAt),
      closed: iso(row.closedAt),
      restricted: row.isRestricted,
    }))
    await sql`update command_orders o set unit_id = r.unit, phase = r.phase, take_due_at = r.take_due, taken_at = r.taken, due_at = r.due,
        closed_at = r.closed, is_restricted = r.restricted
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r(id uuid, unit uuid, phase text, take_due timestamptz, taken timestamptz,
        due timestamptz, closed timestamptz, restricted boolean) where o.matter_id = r.id`.execute(db)
  },
  unread: async (limit: number) => {
    const { rows } = await sql<{ matterId: string }>`select matter_id from command_orders where phase is null
      order by matter_id limit ${limit}`.execute(db)
    return rows.map(({ matterId }) => matterId)
  },
  /** What is open by due time, the latest first; what is over, the newest first. */
  page: async (reach: Reach, { state, unit, kind, now, after, limit }: OrdersAsked) => {
    const isDone = state === 'done'
    const from = readTimeAndId(after)
    const at = isDone ? sql`o.closed_at` : sql`coalesce(o.due_at, '9999-12-31T00:00:00Z'::timestamptz)`
    const key = !from
      ? sql<boolean>`true`
      : isDone
        ? sql<boolean>`(${at}, o.matter_id) < (${from.at}::timestamptz, ${from.id}::uuid)`
        : sql<boolean>`(${at}, o.matter_id) > (${from.at}::timestamptz, ${from.id}::uuid)`
    const is = {
      open: sql<boolean>`o.closed_at is null and o.phase is not null`,
      late: sql<boolean>`o.closed_at is null and o.phase is not null and o.due_at <= ${now}::timestamptz`,
      done: sql<boolean>`o.closed_at is not null`,
    }[state]
    const { rows } =
      await sql<Listed>`select o.matter_id, o.kind, o.case_id, o.launch_id, o.area_code, o.take_due_at, o.taken_at, ${at} as at
      from command_orders o where ${is} and ${key} and ${unit ? sql<boolean>`o.unit_id = ${unit}::uuid` : sql<boolean>`true`}
        and ${kind ? sql<boolean>`o.kind = ${kind}` : sql<boolean>`true`} and ${reachOf('o', reach)}
      order by ${at} ${sql.raw(isDone ? 'desc' : 'asc')}, o.matter_id ${sql.raw(isDone ? 'desc' : 'asc')} limit ${limit + 1}`.execute(
        db,
      )
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? `${last.at.getTime()}~${last.matterId}` : null }
  },
  madeBy: async (matterId: string) => {
    const { rows } = await sql<{ madeBy: string | null }>`select made_by from command_orders
      where matter_id = ${matterId}::uuid`.execute(db)
    return rows[0] ?? null
  },
  /** What somebody raised, by when. */
  callsOf: async (accountId: string, after: string | undefined, limit: number) => {
    const from = readTimeAndId(after)
    const key = from
      ? sql<boolean>`(made_at, matter_id) < (${from.at}::timestamptz, ${from.id}::uuid)`
      : sql<boolean>`true`
    const { rows } = await sql<{ matterId: string; kind: OrderKind; madeAt: Date }>`
      select matter_id, kind, date_trunc('milliseconds', made_at) as made_at from command_orders
      where made_by = ${accountId}::uuid and kind = 'call' and ${key} order by made_at desc, matter_id desc limit ${limit + 1}`.execute(
      db,
    )
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? `${last.madeAt.getTime()}~${last.matterId}` : null }
  },
  ofCase: async (caseId: string) =>
    (
      await sql<Order>`select matter_id, kind, case_id, launch_id, area_code, made_at, made_by from command_orders where case_id = ${caseId}::uuid
        order by made_at limit 100`.execute(db)
    ).rows,
})
