/** Queries about leaks of personal data and about impact assessments. */
import type { Db, Scope } from '@liren/kernel'
import { within } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'
import type { AssessmentDraft } from '../routes-assessments.ts'
import type { Breach } from '../routes-breaches.ts'

type BreachTable = Omit<Breach, 'noticedAt' | 'dueAt' | 'containedAt' | 'toldAt' | 'closedAt'> & {
  noticedAt: Date
  dueAt: Date | null
  reportedBy: string | null
  containedAt: Date | null
  toldAt: Date | null
  closedAt: Date | null
}
type AssessmentTable = AssessmentDraft & { id: string; madeBy: string | null; madeName: string; madeAt: Date }
type Tables = { catalogueBreaches: BreachTable; catalogueAssessments: AssessmentTable }
export type BreachRow = Selectable<BreachTable>
export type AssessmentRow = Selectable<AssessmentTable>

export const breachStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    add: (row: BreachRow) =>
      tables
        .insertInto('catalogueBreaches')
        .values(row)
        .onConflict((on) => on.column('id').doNothing())
        .execute(),
    find: (id: string, isHeld = false): Promise<BreachRow | undefined> => {
      const row = tables.selectFrom('catalogueBreaches').selectAll().where('id', '=', id)
      return (isHeld ? row.forUpdate() : row).executeTakeFirst()
    },
    set: (id: string, change: Partial<BreachRow>) =>
      tables.updateTable('catalogueBreaches').set(change).where('id', '=', id).execute(),
    list: (scope: Scope, state: string | undefined, after: string | null, limit: number): Promise<BreachRow[]> => {
      let rows = tables
        .selectFrom('catalogueBreaches')
        .selectAll()
        .where(within(scope, { area: 'area_code' }))
      if (state) rows = rows.where(sql<boolean>`state = ${state}`)
      if (after) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },
    inPublic: (after: string | null, limit: number): Promise<BreachRow[]> => {
      let rows = tables.selectFrom('catalogueBreaches').selectAll().where('way', '=', 'public')
      if (after) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },

    keepAssessment: (row: AssessmentRow) =>
      tables
        .insertInto('catalogueAssessments')
        .values(row)
        .onConflict((on) => on.column('id').doNothing())
        .execute(),
    assessment: (id: string): Promise<AssessmentRow | undefined> =>
      tables.selectFrom('catalogueAssessments').selectAll().where('id', '=', id).executeTakeFirst(),
    assessments: (scope: Scope, after: string | null, limit: number): Promise<AssessmentRow[]> => {
      let rows = tables
        .selectFrom('catalogueAssessments')
        .selectAll()
        .where(within(scope, { area: 'area_code' }))
      if (after) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },
  }
}
