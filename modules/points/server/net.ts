/** What is left of an award: less what was taken back of it, and again what of that came back after an objection. */
import { sql } from 'kysely'

/** Of the transfer `t`, in points. */
export const netOfAward = sql<number>`(t.amount - coalesce((select sum(r.amount - coalesce(
    (select sum(b.amount) from points_transfers b where b.reverses_id = r.id and b.kind = 'reverse'), 0))
  from points_transfers r where r.reverses_id = t.id and r.kind = 'reverse'), 0))`
