/** Queries on what is kept of old reports: the telephone left with them, their words and photos. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

/** What of a case is kept for a time of its own. */
const candidates = {
  contacts: sql`exists (select from cases_contacts c where c.case_id = k.id)`,
  reports: sql`(k.text <> '' or exists (select from cases_evidence e where e.case_id = k.id))`,
} as const
export type Kept = keyof typeof candidates

export const keptStore = (db: Db) => ({
  /** Cases reported before then that still keep it, in order, after one of them. */
  holding: async (kept: Kept, before: Date, after: string, portion: number): Promise<readonly string[]> =>
    (
      await sql<{ id: string }>`select k.id from cases_cases k
        where k.created_at < ${before} and k.id > ${after}::uuid and ${candidates[kept]} order by k.id limit ${portion}`.execute(
        db,
      )
    ).rows.map(({ id }) => id),
  forgetContacts: (ids: readonly string[]) =>
    sql`delete from cases_contacts where case_id = any(${[...ids]}::uuid[])`.execute(db),
  forgetReports: async (ids: readonly string[]) => {
    await sql`update cases_cases set text = '', safety_words = '{}' where id = any(${[...ids]}::uuid[])`.execute(db)
    await sql`delete from cases_evidence where case_id = any(${[...ids]}::uuid[])`.execute(db)
  },
})
