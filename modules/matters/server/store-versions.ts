/** Queries on versions of processes. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Shape } from '../process-change.ts'

export type VersionRow = {
  readonly process: string
  readonly version: number
  readonly shape: Shape
  readonly since: Date
}

export const versionStore = (db: Db) => ({
  /** Of one process, the oldest first. */
  of: async (process: string): Promise<readonly VersionRow[]> =>
    (
      await sql<VersionRow>`select process, version, shape, since from matters_process_versions
        where process = ${process} order by version`.execute(db)
    ).rows,
  /** The newest of each process. */
  newest: async (): Promise<readonly VersionRow[]> =>
    (
      await sql<VersionRow>`select distinct on (process) process, version, shape, since from matters_process_versions
        order by process, version desc`.execute(db)
    ).rows,
  keep: ({ process, version, shape, since }: VersionRow) =>
    sql`insert into matters_process_versions (process, version, shape, since)
      values (${process}, ${version}, ${JSON.stringify(shape)}::jsonb, ${since}) on conflict do nothing`.execute(db),
})
