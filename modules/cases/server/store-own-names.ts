/** Queries on the names places give to categories themselves. */
import { areaPrefix, type Db, uuidv7 } from '@liren/kernel'
import type { OwnNames } from '../own-names.ts'

type Row = {
  id: string
  areaCode: string
  code: string
  name: string
  nameEn: string | null
  since: Date
  byId: string | null
  byName: string
  endedAt: Date | null
}
const most = 500

export const ownNamesStore = (db: Db) => {
  const tables = db.withTables<{ casesOwnNames: Row }>()
  return {
    /** All names in force, for keeping in memory. */
    inForce: async (): Promise<OwnNames> => {
      const rows = await tables
        .selectFrom('casesOwnNames')
        .select(['areaCode', 'code', 'name', 'nameEn'])
        .where('endedAt', 'is', null)
        .execute()
      return Map.groupBy(
        rows.map(({ areaCode, ...row }) => ({ ...row, prefix: areaPrefix(areaCode) })),
        ({ code }) => code,
      )
    },
    /** Names these areas have and had, the newest first. */
    of: (areaCodes: readonly string[]) =>
      tables
        .selectFrom('casesOwnNames')
        .selectAll()
        .where('areaCode', 'in', areaCodes)
        .orderBy('since', 'desc')
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    /** The name in force in exactly this area, held for a change. */
    lock: (areaCode: string, code: string) =>
      tables
        .selectFrom('casesOwnNames')
        .select(['id', 'name', 'nameEn'])
        .where('areaCode', '=', areaCode)
        .where('code', '=', code)
        .where('endedAt', 'is', null)
        .forUpdate()
        .executeTakeFirst(),
    end: async (id: string, at: Date) => {
      await tables.updateTable('casesOwnNames').set({ endedAt: at }).where('id', '=', id).execute()
    },
    begin: async (row: Omit<Row, 'id' | 'endedAt'>) => {
      await tables
        .insertInto('casesOwnNames')
        .values({ ...row, id: uuidv7(), endedAt: null })
        .execute()
    },
  }
}
