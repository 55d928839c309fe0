/** Queries for when grid cells were redrawn: whatever is filed under a cell goes where its dwelling went. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

const withHomes = ['people_persons', 'people_households', 'people_dwelling_ties'] as const
const filedByCell = [
  ...withHomes,
  'people_enterprises',
  'people_footprint_questions',
  'people_erasure_requests',
] as const

export const cellFollowers = (db: Db) => {
  const count = async (query: ReturnType<typeof sql>) => Number((await query.execute(db)).numAffectedRows ?? 0n)
  return {
    /** Dwellings that something filed under a cell belongs to, in order. */
    dwellingsIn: async (cell: string, after: string | null, limit: number): Promise<string[]> =>
      (
        await sql<{ id: string }>`select distinct dwelling_id as id from (
            select dwelling_id from people_persons where area_code = ${cell}
            union all select dwelling_id from people_households where area_code = ${cell}
            union all select dwelling_id from people_dwelling_ties where area_code = ${cell}) homes
          where dwelling_id is not null and dwelling_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
          order by 1 limit ${limit}`.execute(db)
      ).rows.map(({ id }) => id),
    follow: async (from: string, moves: readonly { readonly id: string; readonly cellCode: string }[]) => {
      if (moves.length === 0) return 0
      const pairs = JSON.stringify(moves.map(({ id, cellCode }) => ({ id, cell_code: cellCode })))
      let moved = 0
      for (const table of withHomes)
        moved += await count(sql`update ${sql.table(table)} t set area_code = m.cell_code
          from jsonb_to_recordset(${pairs}::jsonb) as m(id uuid, cell_code text)
          where t.dwelling_id = m.id and t.area_code = ${from}`)
      return moved
    },
    /** What is left without a home goes as a whole; a census count of the old cell says nothing about the new ones. */
    inherit: async (from: string, to: string) => {
      let moved = 0
      for (const table of filedByCell)
        moved += await count(sql`update ${sql.table(table)} set area_code = ${to} where area_code = ${from}`)
      await sql`delete from people_permanent_counts where area_code = ${from}`.execute(db)
      return moved
    },
  }
}
