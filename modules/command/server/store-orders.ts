/** Queries about what orders and calls are about. */
import { type Db, readTimeAndId } from '@liren/kernel'
import { sql } from 'kysely'

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

export const orderStore = (db: Db) => ({
  keep: async (row: Order) => {
    await sql`insert into command_orders (matter_id, kind, case_id, launch_id, area_code, made_at, made_by)
      values (${row.matterId}::uuid, ${row.kind}, ${row.caseId}::uuid, ${row.launchId}::uuid, ${row.areaCode}, ${row.madeAt},
        ${row.madeBy}::uuid)`.execute(db)
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
