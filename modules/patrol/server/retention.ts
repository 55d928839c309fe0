/** 留存期限 Whom somebody called on, and what was unforeseen on the way, is a diary and no archive: it goes after three years, with its photos. */
import { files } from '@liren/files/contract'
import type { Db, Work } from '@liren/kernel'
import { sql } from 'kysely'

const tables = {
  visits: { table: sql.table('patrol_visits'), at: sql.ref('visited_at'), object: 'visit' },
  happenings: { table: sql.table('patrol_happenings'), at: sql.ref('happened_at'), object: 'happening' },
} as const
type Kept = keyof typeof tables

const portion = 500

const old = async (db: Db, kept: Kept, before: Date): Promise<number> => {
  const { table, at } = tables[kept]
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from ${table} where ${at} < ${before}`.execute(db)
  return rows[0]?.count ?? 0
}

const forget = async (work: Pick<Work, 'db' | 'use'>, kept: Kept, before: Date): Promise<number> => {
  const { table, at, object } = tables[kept]
  for (let removed = 0; ; ) {
    const { rows } = await sql<{ id: string; fileIds: string[] }>`delete from ${table}
      where id in (select id from ${table} where ${at} < ${before} limit ${portion}) returning id, file_ids`.execute(
      work.db,
    )
    for (const { id, fileIds } of rows)
      if (fileIds.length > 0) await work.use(files).release({ module: 'patrol', object: `${object}:${id}` })
    removed += rows.length
    if (rows.length < portion) return removed
  }
}

const kept = (name: Kept) => ({
  name,
  keepDays: 1096,
  due: (work: object, before: Date) => old((work as Work).db, name, before),
  remove: (work: object, before: Date) => forget(work as Work, name, before),
})

/** In the shape the catalogue collects. */
export const retention = { retention: [kept('visits'), kept('happenings')] }
