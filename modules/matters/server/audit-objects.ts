/** For whoever audits: a matter is known by its number, while its acts stand under its id. */
import type { AuditObjects } from '@liren/kernel'
import { sql } from 'kysely'

/** As what modules speak of a matter of theirs. */
const spokenOf = ['matter', 'case', 'application', 'record'] as const

export const auditObjects: AuditObjects = async (db, text) => {
  if (!/^\d{8,}[A-Za-z0-9]*$/.test(text)) return []
  const { rows } = await sql<{
    id: string
  }>`select id from matters_matters where number = ${text.toUpperCase()}`.execute(db)
  return rows.flatMap(({ id }) => [id, ...spokenOf.map((kind) => `${kind}:${id}`)])
}
