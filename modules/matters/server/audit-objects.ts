/** For whoever audits: a matter is known by its number, while its acts stand under its id. */
import type { AuditObjects } from '@liren/kernel'
import { matterStore } from './store.ts'

/** As what modules speak of a matter of theirs. */
const spokenOf = ['matter', 'case', 'application', 'record'] as const

export const auditObjects: AuditObjects = async (db, text) => {
  if (!/^\d{8,}[A-Za-z0-9]*$/.test(text)) return []
  const id = await matterStore(db).idOfNumber(text.toUpperCase())
  return id === null ? [] : [id, ...spokenOf.map((kind) => `${kind}:${id}`)]
}
