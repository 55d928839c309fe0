/** 留存期限 The telephone left with a report goes two years after the case is closed; the words and photos of the report after ten. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { sql } from 'kysely'

type Forgetting = Pick<Work, 'db' | 'use'>

const portion = 500

/** Cases reported before then that keep something of a report, in order; the spine knows which of them were closed by then. */
const candidates = {
  contacts: sql`exists (select from cases_contacts c where c.case_id = k.id)`,
  reports: sql`(k.text <> '' or exists (select from cases_evidence e where e.case_id = k.id))`,
} as const
type Kept = keyof typeof candidates

/** Goes through all of them by portions; `use` gets those whose time is over. */
const throughOld = async (
  work: Forgetting,
  kept: Kept,
  before: Date,
  use: (ids: readonly string[]) => Promise<void>,
): Promise<number> => {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let count = 0; ; ) {
    const { rows } = await sql<{ id: string }>`select k.id from cases_cases k
      where k.created_at < ${before} and k.id > ${after}::uuid and ${candidates[kept]} order by k.id limit ${portion}`.execute(
      work.db,
    )
    const closed = (await work.use(matters).rows(rows.map(({ id }) => id)))
      .filter(({ closedAt }) => closedAt !== null && new Date(closedAt) < before)
      .map(({ id }) => id)
    if (closed.length > 0) await use(closed)
    count += closed.length
    if (rows.length < portion) return count
    after = rows.at(-1)?.id ?? after
  }
}

const forget: Readonly<Record<Kept, (work: Forgetting, ids: readonly string[]) => Promise<void>>> = {
  contacts: async ({ db }, ids) => {
    await sql`delete from cases_contacts where case_id = any(${[...ids]}::uuid[])`.execute(db)
  },
  reports: async (work, ids) => {
    await sql`update cases_cases set text = '', safety_words = '{}' where id = any(${[...ids]}::uuid[])`.execute(
      work.db,
    )
    await sql`delete from cases_evidence where case_id = any(${[...ids]}::uuid[])`.execute(work.db)
    for (const id of ids) await work.use(files).release({ module: 'cases', object: `case:${id}` })
  },
}

const kept = (name: Kept, keepDays: number) => ({
  name,
  keepDays,
  due: (work: object, before: Date) => throughOld(work as Work, name, before, async () => {}),
  remove: (work: object, before: Date) =>
    throughOld(work as Work, name, before, (ids) => forget[name](work as Work, ids)),
})

/** In the shape the catalogue collects. */
export const retention = { retention: [kept('contacts', 731), kept('reports', 3653)] }
