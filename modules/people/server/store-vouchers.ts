/** Queries about what providers said of log-ins that are nobody of the register yet. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type Voucher = {
  readonly accountId: string
  readonly provider: string
  readonly creditCode: string | null
  readonly enterpriseName: string | null
  readonly vouchedAt: Date
}

export const vouchers = (db: Db) => ({
  /** Said and tied at the same moment: the second waits, and finds what the first did. */
  lock: async (accountId: string) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`people voucher ${accountId}`}, 0))`.execute(db)
  },
  /** The last word of each provider counts. */
  keep: async (one: Voucher) => {
    await sql`insert into people_vouchers (account_id, provider, credit_code, enterprise_name, vouched_at)
      values (${one.accountId}, ${one.provider}, ${one.creditCode}, ${one.enterpriseName}, ${one.vouchedAt})
      on conflict (account_id, provider) do update set credit_code = excluded.credit_code,
        enterprise_name = excluded.enterprise_name, vouched_at = excluded.vouched_at`.execute(db)
  },
  /** They are taken out: from now on what they say stands with the person. */
  take: async (accountId: string): Promise<readonly Voucher[]> =>
    (
      await sql<Voucher>`delete from people_vouchers where account_id = ${accountId}
        returning account_id, provider, credit_code, enterprise_name, vouched_at`.execute(db)
    ).rows,
  forgetBefore: async (before: Date) => {
    await sql`delete from people_vouchers where vouched_at < ${before}`.execute(db)
  },
})
