/** Every query of this module. No other module reads these tables. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'

type NotesTable = { id: string; areaCode: string; text: string; leftBy: string | null; leftAt: Date }
type Tables = { commandNotes: NotesTable }
export type StoredNote = NotesTable

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    keep: (note: StoredNote) => tables.insertInto('commandNotes').values(note).execute(),

    /** Ids are made in order of time, so the id of the last note of a page is the key of the next page. */
    page: (scope: Scope, area: string | undefined, after: string | undefined, limit: number): Promise<StoredNote[]> => {
      let notes = tables
        .selectFrom('commandNotes')
        .selectAll()
        .where(within(scope, { area: 'area_code' }))
      if (area) notes = notes.where('areaCode', 'like', `${areaPrefix(area)}%`)
      if (after) notes = notes.where('id', '<', after)
      return notes.orderBy('id', 'desc').limit(limit).execute()
    },
  }
}

/** A stored note as the contract shows it. */
export const shown = (note: StoredNote) => ({
  id: note.id,
  area: note.areaCode,
  text: note.text,
  leftAt: note.leftAt.toISOString(),
})
