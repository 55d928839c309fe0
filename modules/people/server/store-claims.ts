/** Queries about log-ins that wait to be tied to somebody of the register. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import { inReach } from './reach.ts'

export type ClaimRow = {
  readonly id: string
  readonly accountId: string
  readonly personId: string
  readonly areaCode: string
  readonly state: 'open' | 'linked' | 'declined'
  readonly claimedAt: Date
}
const columns = sql`id, account_id, person_id, area_code, state, claimed_at`

export const claims = (db: Db) => ({
  add: async (row: Omit<ClaimRow, 'state'>) => {
    await sql`insert into people_claims (id, account_id, person_id, area_code, state, claimed_at)
      values (${row.id}, ${row.accountId}, ${row.personId}, ${row.areaCode}, 'open', ${row.claimedAt})
      on conflict (account_id) do nothing`.execute(db)
  },
  open: async (prefixes: readonly string[], after: readonly [string, string] | null, limit: number) =>
    (
      await sql<ClaimRow>`select ${columns} from people_claims where state = 'open' and ${inReach(prefixes, 'area_code')}
        ${after ? sql`and (area_code, id) > (${after[0]}, ${after[1]}::uuid)` : sql``} order by area_code, id limit ${limit}`.execute(
        db,
      )
    ).rows,
  lock: async (id: string): Promise<ClaimRow | undefined> =>
    (await sql<ClaimRow>`select ${columns} from people_claims where id = ${id} for update`.execute(db)).rows[0],
  settle: async (accountId: string, state: 'linked' | 'declined', by: string | null, at: Date) => {
    await sql`update people_claims set state = ${state}, decided_at = ${at}, decided_by = ${by}
      where account_id = ${accountId} and state = 'open'`.execute(db)
  },
  forget: async (personId: string): Promise<number> =>
    Number((await sql`delete from people_claims where person_id = ${personId}`.execute(db)).numAffectedRows ?? 0),
})
