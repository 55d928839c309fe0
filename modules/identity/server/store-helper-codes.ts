/** Queries on the codes helpers show: one per account, the newest. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type HelperFound = { readonly accountId: string; readonly displayName: string }

export const helperCodesStore = (db: Db) => ({
  /** False where somebody else's code is the same just now. */
  show: async (accountId: string, codeDigest: string, expiresAt: Date, now: Date): Promise<boolean> => {
    await sql`delete from identity_helper_codes where expires_at <= ${now}`.execute(db)
    const { numAffectedRows } = await sql`insert into identity_helper_codes (account_id, code_digest, expires_at)
      select ${accountId}::uuid, ${codeDigest}, ${expiresAt}
      where not exists (select from identity_helper_codes where code_digest = ${codeDigest} and account_id <> ${accountId})
      on conflict (account_id) do update set code_digest = excluded.code_digest, expires_at = excluded.expires_at`.execute(
      db,
    )
    return numAffectedRows === 1n
  },
  find: async (codeDigest: string, now: Date): Promise<HelperFound | undefined> =>
    (
      await sql<HelperFound>`select c.account_id, a.display_name from identity_helper_codes c
        join identity_accounts a on a.id = c.account_id and a.status = 'active'
        where c.code_digest = ${codeDigest} and c.expires_at > ${now}`.execute(db)
    ).rows[0],
  /** Whoever takes it first has it. */
  take: async (codeDigest: string, now: Date): Promise<string | undefined> =>
    (
      await sql<{ accountId: string }>`delete from identity_helper_codes
        where code_digest = ${codeDigest} and expires_at > ${now} returning account_id`.execute(db)
    ).rows[0]?.accountId,
})
