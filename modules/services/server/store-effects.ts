/** Every query on what decisions wrote elsewhere. */
import type { Db } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'

type EffectTable = {
  decisionId: string
  rank: number
  what: 'value' | 'register' | 'firm' | 'household' | 'tenancy' | 'home' | 'child'
  key: string | null
  subjectKind: string | null
  subjectId: string | null
  source: string | null
  fault: string | null
  at: Date
}
export type EffectStored = Selectable<EffectTable>

export const effectStore = (db: Db) => {
  const tables = db.withTables<{ servicesEffects: EffectTable }>()
  return {
    add: async (rows: readonly EffectStored[]) => {
      if (rows.length > 0)
        await tables
          .insertInto('servicesEffects')
          .values([...rows])
          .execute()
    },
    of: (decisionId: string) =>
      tables.selectFrom('servicesEffects').selectAll().where('decisionId', '=', decisionId).orderBy('rank').execute(),
    /** With the answers of the applications they came from. */
    forget: async (applicationIds: readonly string[]) => {
      await sql`delete from services_effects where decision_id in
        (select id from services_decisions where application_id = any(${[...applicationIds]}::uuid[]))`.execute(db)
    },
  }
}
