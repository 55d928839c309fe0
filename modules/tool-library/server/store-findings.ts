/** Queries about tools found alike while another was made, and what came of it. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export const findingStore = (db: Db) => ({
  /** A maker was shown these; the first time counts. */
  note: async (
    draftId: string,
    area: string,
    found: readonly { readonly id: string; readonly likeness: number }[],
    at: Date,
  ): Promise<void> => {
    if (found.length === 0) return
    await sql`insert into tool_library_findings (draft_id, alike_id, area_code, likeness, found_at)
      select ${draftId}::uuid, f.id, ${area}, f.likeness, ${at}
      from unnest(${found.map(({ id }) => id)}::text[], ${found.map(({ likeness }) => likeness)}::real[]) as f (id, likeness)
      on conflict do nothing`.execute(db)
  },
  /** The community cites what it was shown instead of making its own. */
  avoided: async (toolId: string, area: string, at: Date, since: Date): Promise<void> => {
    await sql`update tool_library_findings set avoided_at = ${at}
      where alike_id = ${toolId} and area_code = ${area} and avoided_at is null and found_at >= ${since}`.execute(db)
  },
  /** It was made all the same: nothing was avoided. */
  forget: async (draftId: string): Promise<void> => {
    await sql`delete from tool_library_findings where draft_id = ${draftId}`.execute(db)
  },
})
