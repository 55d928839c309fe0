/** Tries what may take longer than a statement is given, without losing the transaction around it. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

/** The database gave up on a statement (`query_canceled`). */
const gaveUp = '57014'

/** @returns null where the database gave up; all that was written meanwhile is undone. */
export const unlessTooSlow = async <T>(db: Db, attempt: () => Promise<T>): Promise<T | null> => {
  await sql`savepoint attempt`.execute(db)
  try {
    const found = await attempt()
    await sql`release savepoint attempt`.execute(db)
    return found
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== gaveUp) throw error
    await sql`rollback to savepoint attempt`.execute(db)
    return null
  }
}
