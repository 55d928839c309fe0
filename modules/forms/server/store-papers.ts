/** Queries about sheets of paper kept beside a form. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type PaperLine = {
  readonly id: string
  readonly submissionId: string | null
  readonly sheet: number
  readonly sheets: number | null
  readonly version: number | null
  readonly isReadByCode: boolean
  readonly fileId: string
  readonly keptBy: string | null
  readonly keptByName: string
  readonly keptAt: Date
}

export const papers = (db: Db) => ({
  of: async (submissionId: string): Promise<readonly PaperLine[]> =>
    (
      await sql<PaperLine>`select * from forms_papers where submission_id = ${submissionId} order by sheet limit 99`.execute(
        db,
      )
    ).rows,
  /** Gone from the form; the picture is let go of with what is loose. */
  loosen: async (submissionId: string, sheet: number): Promise<boolean> =>
    Number(
      (
        await sql`update forms_papers set submission_id = null where submission_id = ${submissionId} and sheet = ${sheet}`.execute(
          db,
        )
      ).numAffectedRows ?? 0,
    ) > 0,
  add: async (row: PaperLine) => {
    await sql`insert into forms_papers (id, submission_id, sheet, sheets, version, is_read_by_code, file_id, kept_by, kept_by_name, kept_at)
      values (${row.id}, ${row.submissionId}, ${row.sheet}, ${row.sheets}, ${row.version}, ${row.isReadByCode}, ${row.fileId},
        ${row.keptBy}, ${row.keptByName}, ${row.keptAt})`.execute(db)
  },
  loose: async (limit: number): Promise<readonly string[]> =>
    (
      await sql<{
        id: string
      }>`select id from forms_papers where submission_id is null order by id limit ${limit}`.execute(db)
    ).rows.map(({ id }) => id),
  drop: async (ids: readonly string[]) => {
    await sql`delete from forms_papers where id = any(${[...ids]}::uuid[])`.execute(db)
  },
})
