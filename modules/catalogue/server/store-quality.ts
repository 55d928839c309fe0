/** Queries about rules of quality, whose values changed since they were last judged, and what was found. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { QualityRule } from '../quality.ts'

export type RuleStanding = { readonly row: QualityRule; readonly open: number; readonly found: number }

export const qualityStore = (db: Db) => ({
  rules: async (): Promise<readonly RuleStanding[]> =>
    (
      await sql<RuleStanding>`select r.row, count(c.matter_id) filter (where c.closed_at is null)::int as open,
          count(c.matter_id)::int as found
        from catalogue_quality_rules r left join catalogue_challenges c on c.rule_code = r.code
        group by r.code, r.row order by r.code`.execute(db)
    ).rows,
  keep: async (rule: QualityRule, at: Date) => {
    await sql`insert into catalogue_quality_rules (code, row, changed_at) values (${rule.code}, ${JSON.stringify(rule)}::jsonb, ${at})
      on conflict (code) do update set row = excluded.row, changed_at = excluded.changed_at`.execute(db)
  },
  /** Judged until then; a rule that changed since is judged from the beginning. */
  judgedUntil: async (code: string): Promise<Date | null> =>
    (
      await sql<{ until: Date | null }>`select case when judged_until >= changed_at then judged_until end as until
        from catalogue_quality_rules where code = ${code}`.execute(db)
    ).rows[0]?.until ?? null,
  markJudged: async (code: string, until: Date) => {
    await sql`update catalogue_quality_rules set judged_until = ${until} where code = ${code}`.execute(db)
  },
  /** Persons of whom something under these keys was told since then, in key order. */
  toldSince: async (keys: readonly string[], since: Date | null, after: string | null, limit: number) =>
    (
      await sql<{ personId: string }>`select distinct subject_id as person_id from catalogue_values
        where subject_kind = 'person' and key = any(${[...keys]}::text[])
          ${since ? sql`and recorded_at >= ${since}` : sql``} ${after ? sql`and subject_id > ${after}::uuid` : sql``}
        order by subject_id limit ${limit}`.execute(db)
    ).rows.map(({ personId }) => personId),
  tie: async (matterId: string, code: string) => {
    await sql`update catalogue_challenges set rule_code = ${code} where matter_id = ${matterId} and rule_code is null`.execute(
      db,
    )
  },
})
