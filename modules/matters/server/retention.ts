/** 留存期限 Ten years after it was closed a matter is about nobody: words, people and papers go, its number and times stay as figures. */
import type { Work } from '@liren/kernel'
import { sql } from 'kysely'
import { forgetMatters } from './forget.ts'
import type { MattersWork } from './house.ts'

const portion = 500
const isOver = (before: Date) => sql`closed_at < ${before} and forgotten_at is null`

const old = async ({ db }: Pick<Work, 'db'>, before: Date): Promise<number> =>
  (await sql<{ count: number }>`select count(*)::int as count from matters_matters where ${isOver(before)}`.execute(db))
    .rows[0]?.count ?? 0

/** Modules that keep their own papers for less have them forgotten sooner, see the port's `forget`. */
const forgetOld = async (work: Pick<MattersWork, 'db' | 'use' | 'now'>, before: Date): Promise<number> => {
  for (let removed = 0; ; ) {
    const { rows } = await sql<{
      id: string
    }>`select id from matters_matters where ${isOver(before)} order by closed_at limit ${portion}`.execute(work.db)
    removed += await forgetMatters(
      work,
      rows.map(({ id }) => id),
    )
    if (rows.length < portion) return removed
  }
}

/** In the shape the catalogue collects. */
export const retention = {
  retention: [
    {
      name: 'closed',
      keepDays: 3653,
      due: (work: object, before: Date) => old(work as Work, before),
      remove: (work: object, before: Date) => forgetOld(work as MattersWork, before),
    },
  ],
}
