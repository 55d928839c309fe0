/** Every query on what people have applied for, as the services tell it. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type Applied = {
  readonly applicationId: string
  readonly personId: string
  readonly serviceItem: string
  readonly outcome: 'approved' | 'refused' | null
}

export const applicationStore = (db: Db) => ({
  /** What was decided is not undone by hearing once more that it was handed in. */
  keep: async (row: Applied, at: Date) => {
    await sql`insert into benefits_applications (application_id, person_id, service_item, outcome, at)
      values (${row.applicationId}, ${row.personId}, ${row.serviceItem}, ${row.outcome}, ${at})
      on conflict (application_id) do update set outcome = coalesce(excluded.outcome, benefits_applications.outcome),
        at = case when excluded.outcome is null then benefits_applications.at else excluded.at end`.execute(db)
  },
  drop: async (applicationId: string) => {
    await sql`delete from benefits_applications where application_id = ${applicationId}`.execute(db)
  },
  /** Items somebody waits for just now. */
  running: async (personId: string): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await sql<{ item: string }>`select service_item as item from benefits_applications
          where person_id = ${personId} and outcome is null`.execute(db)
      ).rows.map(({ item }) => item),
    ),
  /** Decided so long ago that it keeps nobody from being found; counted, or deleted. */
  oldOnes: async (before: Date, isCounting: boolean): Promise<number> =>
    isCounting
      ? ((
          await sql<{
            n: number
          }>`select count(*)::int as n from benefits_applications where outcome is not null and at < ${before}`.execute(
            db,
          )
        ).rows[0]?.n ?? 0)
      : Number(
          (await sql`delete from benefits_applications where outcome is not null and at < ${before}`.execute(db))
            .numAffectedRows ?? 0,
        ),
})
