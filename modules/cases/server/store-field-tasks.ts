/** Queries on whose turn it is to look at a place. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export const fieldTaskStore = (db: Db) => ({
  /** Of those who could go: whoever was sent least often since then; of those alike, whoever was sent longest ago, then the first named. */
  whoseTurn: async (accountIds: readonly string[], since: Date): Promise<string | null> => {
    const { rows } = await sql<{
      id: string
    }>`select who.id from unnest(${[...accountIds]}::uuid[]) with ordinality as who(id, place)
      left join cases_field_tasks t on t.account_id = who.id and t.given_at >= ${since}
      group by who.id, who.place order by count(t.given_at), max(t.given_at) nulls first, who.place limit 1`.execute(db)
    return rows[0]?.id ?? null
  },
  /** Notes a turn, and forgets those of the same person that no longer count. */
  keep: (caseId: string, accountId: string, at: Date, since: Date) =>
    sql`with gone as (delete from cases_field_tasks where account_id = ${accountId}::uuid and given_at < ${since})
      insert into cases_field_tasks (account_id, given_at, case_id) values (${accountId}::uuid, ${at}, ${caseId}::uuid)
      on conflict do nothing`.execute(db),
})
