/** Writes many matters at once, with all that hangs on them: one statement for each table, whatever their number. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

type Row = Readonly<Record<string, unknown>>

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const asJson = (rows: readonly Row[]) =>
  JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]))))

/** In the order of their foreign keys. */
const tables = [
  'matters_matters',
  'matters_steps',
  'matters_clocks',
  'matters_parties',
  'matters_ratings',
  'matters_requests',
] as const
export type BulkTable = (typeof tables)[number]
export type SerialGroup = {
  readonly day: string
  readonly area: string
  readonly letter: string
  readonly count: number
}

export const bulkStore = (db: Db) => ({
  /** Reserves a run of serials for every group; gives back the first of each, under `day/area/letter`. */
  reserve: async (groups: readonly SerialGroup[]): Promise<ReadonlyMap<string, number>> => {
    // In one order, so that two imports cannot wait for each other.
    const { rows } = await sql<{ day: string; area: string; letter: string; next: number }>`
      insert into matters_serials as s (day, area, letter, next)
      select day, area, letter, count + 1 from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb)
        as g(day text, area text, letter text, count int) order by day, area, letter
      on conflict (day, area, letter) do update set next = s.next + excluded.next - 1
      returning day, area, letter, next`.execute(db)
    const counts = new Map(groups.map((one) => [`${one.day}/${one.area}/${one.letter}`, one.count]))
    return new Map(
      rows.map(({ day, area, letter, next }) => {
        const key = `${day}/${area}/${letter}`
        return [key, next - (counts.get(key) ?? 0)]
      }),
    )
  },

  put: async (rows: Readonly<Partial<Record<BulkTable, readonly Row[]>>>) => {
    for (const table of tables) {
      const some = rows[table] ?? []
      if (some.length > 0)
        await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${asJson(some)}::jsonb)`.execute(
          db,
        )
    }
  },
})
