/** 到期不涉人 A closed matter whose years are over is about nobody: parties, words, papers and contacts go; number, states, times and units stay as figures. */
import { files } from '@liren/files/contract'
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { MattersWork } from './house.ts'

/** Which of them are closed and not forgotten yet; from here on their query code opens nothing. */
const mark = async (db: Db, ids: readonly string[], at: Date): Promise<readonly string[]> =>
  (
    await sql<{
      id: string
    }>`update matters_matters set forgotten_at = ${at}, query_code_hash = '', summary = null, search = null,
        address = null, lon = null, lat = null
      where id = any(${[...ids]}::uuid[]) and closed_at is not null and forgotten_at is null returning id`.execute(db)
  ).rows.map(({ id }) => id)

/** One statement for each table; counts of what was there stay right. */
const empty = async (db: Db, ids: readonly string[]) => {
  const these = sql`matter_id = any(${[...ids]}::uuid[])`
  await sql`update matters_parties set person_id = null, account_id = null, name = null, contact_ref = null,
      followed_as = null where ${these}`.execute(db)
  await sql`update matters_messages set text = '', file_ids = '{}',
      author_id = case when side = 'resident' then null else author_id end,
      author_name = case when side = 'resident' then '' else author_name end where ${these}`.execute(db)
  await sql`update matters_calls set to_name = '', to_account_id = null, note = '' where ${these}`.execute(db)
  await sql`update matters_follow_ups set note = '' where ${these}`.execute(db)
  // A made-up account instead of none: several people may have rated one matter.
  await sql`update matters_ratings set text = null, follow_up_result = null,
      account_id = case when account_id is null then null else gen_random_uuid() end where ${these}`.execute(db)
  await sql`update matters_requests set reason = '', decision = null, file_ids = '{}' where ${these}`.execute(db)
  await sql`update matters_helpers set task = '', result = null, overridden_because = null where ${these}`.execute(db)
  await sql`update matters_supervisions set text = '', answer = null where ${these}`.execute(db)
  await sql`delete from matters_unanswered where ${these}`.execute(db)
  await sql`select matters_forget_steps(${[...ids]}::uuid[])`.execute(db)
}

export const forgetMatters = async (
  work: Pick<MattersWork, 'db' | 'use' | 'now'>,
  ids: readonly string[],
): Promise<number> => {
  if (ids.length === 0) return 0
  const over = await mark(work.db, ids, work.now)
  if (over.length === 0) return 0
  await empty(work.db, over)
  for (const id of over) await work.use(files).release({ module: 'matters', object: `matter:${id}` })
  return over.length
}

/** Of a forgotten matter only the hashes are left: the last of them is still the one the matter knows. */
export const isForgotten = async (db: Db, id: string): Promise<{ readonly headHash: string } | null> =>
  (
    await sql<{
      headHash: string
    }>`select head_hash from matters_matters where id = ${id}::uuid and forgotten_at is not null`.execute(db)
  ).rows[0] ?? null
