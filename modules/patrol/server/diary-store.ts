/** Every query on visits and happenings. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'

export type VisitRow = {
  id: string
  areaCode: string
  kind: string
  way: string
  labelSealed: string
  noteSealed: string | null
  template: string | null
  fileIds: string[]
  visitedAt: Date
  byId: string
}
export type HappeningRow = {
  id: string
  areaCode: string
  text: string
  team: string | null
  kind: string | null
  fileIds: string[]
  happenedAt: Date
  byId: string
  byName: string
  steps: unknown
  caseId: string | null
}
type Tables = { patrolVisits: VisitRow; patrolHappenings: HappeningRow }
type Key = { readonly at: Date; readonly id: string } | null

export const diaryStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    /** Added, or the one that stands under this id already. */
    addVisit: async (visit: VisitRow) => {
      const made = await tables
        .insertInto('patrolVisits')
        .values(visit)
        .onConflict((on) => on.column('id').doNothing())
        .returningAll()
        .executeTakeFirst()
      if (made) return { row: made, isNew: true }
      const row = await tables
        .selectFrom('patrolVisits')
        .selectAll()
        .where('id', '=', visit.id)
        .executeTakeFirstOrThrow()
      return { row, isNew: false }
    },
    visitsOf: (byId: string, after: Key, limit: number) => {
      let rows = tables.selectFrom('patrolVisits').selectAll().where('byId', '=', byId)
      if (after) rows = rows.where(sql<boolean>`(visited_at, id) < (${after.at}, ${after.id}::uuid)`)
      return rows.orderBy('visitedAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
    },

    addHappening: async (happening: Omit<HappeningRow, 'steps' | 'caseId'>) => {
      const made = await tables
        .insertInto('patrolHappenings')
        .values({ ...happening, steps: sql`'[]'::jsonb` })
        .onConflict((on) => on.column('id').doNothing())
        .returningAll()
        .executeTakeFirst()
      if (made) return { row: made, isNew: true }
      const row = await tables
        .selectFrom('patrolHappenings')
        .selectAll()
        .where('id', '=', happening.id)
        .executeTakeFirstOrThrow()
      return { row, isNew: false }
    },
    lockHappening: (id: string) =>
      tables.selectFrom('patrolHappenings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    setSteps: (id: string, steps: unknown) =>
      tables
        .updateTable('patrolHappenings')
        .set({ steps: sql`${JSON.stringify(steps)}::jsonb` })
        .where('id', '=', id)
        .execute(),
    setCase: (id: string, caseId: string) =>
      tables.updateTable('patrolHappenings').set({ caseId }).where('id', '=', id).execute(),
    setKind: (id: string, kind: string) =>
      tables.updateTable('patrolHappenings').set({ kind }).where('id', '=', id).execute(),
    happenings: (
      scope: Scope,
      byId: string,
      asked: { area: string | undefined; isOpen: boolean; after: Key },
      limit: number,
    ) => {
      let rows = tables
        .selectFrom('patrolHappenings')
        .selectAll()
        .where((on) => on.or([within(scope, { area: 'area_code' }), on('byId', '=', byId)]))
      if (asked.area) rows = rows.where('areaCode', 'like', `${areaPrefix(asked.area)}%`)
      if (asked.isOpen) rows = rows.where('kind', 'is', null)
      if (asked.after) rows = rows.where(sql<boolean>`(happened_at, id) < (${asked.after.at}, ${asked.after.id}::uuid)`)
      return rows.orderBy('happenedAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
    },
  }
}
