/** Somebody tied to another entry of the register has their wallet there: what was booked on the old one comes back to the new. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import { type Account, walletOf } from './accounts.ts'

export const followStore = (db: Db) => ({
  /** Where this person's wallet is now. */
  personNow: async (personId: string): Promise<string> =>
    (await sql<{ toId: string }>`select to_id from points_followed where person_id = ${personId}::uuid`.execute(db))
      .rows[0]?.toId ?? personId,
  /** From now on; whoever was followed to `from` before is followed further. */
  follow: async (from: string, to: string, at: Date) => {
    await sql`delete from points_followed where person_id = ${to}::uuid`.execute(db)
    await sql`update points_followed set to_id = ${to}::uuid where to_id = ${from}::uuid`.execute(db)
    await sql`insert into points_followed (person_id, to_id, at) values (${from}::uuid, ${to}::uuid, ${at})
      on conflict (person_id) do update set to_id = excluded.to_id, at = excluded.at`.execute(db)
  },
})

/** The same account, or the wallet it was carried to. */
export const accountNow = async (db: Db, account: Account): Promise<Account> => {
  if (account.kind !== 'person' || account.owner === null) return account
  const owner = await followStore(db).personNow(account.owner)
  return owner === account.owner ? account : walletOf({ personId: owner }, account.unit)
}
