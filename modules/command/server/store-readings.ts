/** Queries about readings of all matters, and about what was laid down and waits to be read. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type Reading = { readonly id: string; readonly afterId: string | null; readonly portion: number }

export const readingStore = (db: Db) => ({
  current: async (): Promise<Reading | null> => {
    const { rows } = await sql<Reading>`select id, after_id, portion from command_readings where ended_at is null
      order by began_at limit 1 for update`.execute(db)
    return rows[0] ?? null
  },
  begin: async (id: string, at: Date): Promise<Reading> => {
    const { rows } = await sql<Reading>`insert into command_readings (id, began_at) values (${id}::uuid, ${at})
      returning id, after_id, portion`.execute(db)
    const [begun] = rows
    if (!begun) throw new Error('the reading just begun is there')
    return begun
  },
  resize: async (id: string, portion: number) => {
    await sql`update command_readings set portion = ${portion} where id = ${id}::uuid`.execute(db)
  },
  goOn: async (id: string, afterId: string | null, more: number, portion: number, endedAt: Date | null) => {
    await sql`update command_readings set after_id = ${afterId}::uuid, counted = counted + ${more}, portion = ${portion},
      ended_at = ${endedAt}::timestamptz where id = ${id}::uuid`.execute(db)
  },
  wait: async (ids: readonly string[], at: Date) => {
    await sql`insert into command_waiting (matter_id, told_at) select id, ${at} from unnest(${[...ids]}::uuid[]) as id
      on conflict do nothing`.execute(db)
  },
  /** Whoever takes them reads them; two who take at once take different ones. */
  takeWaiting: async (limit: number): Promise<string[]> => {
    const { rows } = await sql<{ matterId: string }>`delete from command_waiting where matter_id in (
      select matter_id from command_waiting order by matter_id limit ${limit} for update skip locked) returning matter_id`.execute(
      db,
    )
    return rows.map((row) => row.matterId)
  },
  last: async () => {
    const { rows } = await sql<{ endedAt: Date | null; counted: number }>`select ended_at, counted from command_readings
      order by began_at desc limit 1`.execute(db)
    return rows[0] ?? null
  },
})
