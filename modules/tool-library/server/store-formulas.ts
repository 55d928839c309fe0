/** Queries about the formula of credits and boards. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { FormulaVersion } from '../credit-formula.ts'

export const formulaStore = (db: Db) => ({
  /** Every version, newest first: a district makes a few in a year. */
  all: async (): Promise<readonly FormulaVersion[]> =>
    (
      await sql<FormulaVersion>`select version, formula, because, to_char(published_on, 'YYYY-MM-DD') as published_on, published_by_name,
          to_char(effective_on, 'YYYY-MM-DD') as effective_on, to_char(withdrawn_on, 'YYYY-MM-DD') as withdrawn_on
        from tool_library_formulas order by version desc limit 500`.execute(db)
    ).rows,
  /** False where somebody else published that version meanwhile. */
  add: async (one: Omit<FormulaVersion, 'withdrawnOn'>, by: string | null): Promise<boolean> =>
    (
      await sql`insert into tool_library_formulas (version, formula, because, published_on, published_by, published_by_name, effective_on)
        values (${one.version}, ${JSON.stringify(one.formula)}::jsonb, ${one.because}, ${one.publishedOn}::date, ${by}::uuid, ${one.publishedByName},
          ${one.effectiveOn}::date) on conflict do nothing returning version`.execute(db)
    ).rows.length > 0,
  /** False where it counts already, is the first, or was taken back before. */
  withdraw: async (version: number, today: string, by: string | null): Promise<boolean> =>
    (
      await sql`update tool_library_formulas set withdrawn_on = ${today}::date, withdrawn_by = ${by}::uuid
        where version = ${version} and version > 1 and withdrawn_on is null and effective_on > ${today}::date returning version`.execute(
        db,
      )
    ).rows.length > 0,
})
