/** Queries about what orders and calls are about. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type OrderKind = 'order' | 'call' | 'instruction' | 'plan' | 'paper'
export type Order = {
  readonly matterId: string
  readonly kind: OrderKind
  readonly caseId: string | null
  readonly launchId: string | null
  readonly areaCode: string
  readonly madeAt: Date
}

export const orderStore = (db: Db) => ({
  keep: async (row: Order) => {
    await sql`insert into command_orders (matter_id, kind, case_id, launch_id, area_code, made_at)
      values (${row.matterId}::uuid, ${row.kind}, ${row.caseId}::uuid, ${row.launchId}::uuid, ${row.areaCode}, ${row.madeAt})`.execute(
      db,
    )
  },
  ofCase: async (caseId: string) =>
    (
      await sql<Order>`select matter_id, kind, case_id, launch_id, area_code, made_at from command_orders where case_id = ${caseId}::uuid
        order by made_at limit 100`.execute(db)
    ).rows,
})
