/** Queries of duty lists; a line is only ever added or ended. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Duty, UnitKind } from '../contract.ts'
import { dutyColumns, dutyOf, type Rows, type Tables } from './store-tables.ts'

export const dutyLists = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    /** All versions ever: a question may be about the past. */
    allDuties: async (): Promise<Duty[]> =>
      (await tables.selectFrom('organisationDuties').select(dutyColumns).execute()).map(dutyOf),
    addDuties: (rows: readonly Rows['duties'][]) =>
      tables
        .insertInto('organisationDuties')
        .values([...rows])
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
    duties: async (filter: {
      unit?: string
      kind?: UnitKind
      patterns?: readonly string[]
      at?: Date
      after?: string
      limit: number
    }) => {
      let query = tables
        .selectFrom('organisationDuties')
        .select(dutyColumns)
        .orderBy('id')
        .limit(filter.limit + 1)
      if (filter.unit) query = query.where('unitId', '=', filter.unit)
      if (filter.kind) query = query.where('unitKind', '=', filter.kind)
      if (filter.patterns) query = query.where(sql<boolean>`categories && ${[...filter.patterns]}::text[]`)
      if (filter.at) {
        const at = filter.at
        query = query
          .where('validFrom', '<=', at)
          .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', at)]))
      }
      if (filter.after) query = query.where('id', '>', filter.after)
      return (await query.execute()).map(dutyOf)
    },
    /** All versions of the entry that a version belongs to, newest first. */
    dutyVersions: async (id: string): Promise<Duty[]> =>
      (
        await tables
          .selectFrom('organisationDuties')
          .select(dutyColumns)
          .where('entryId', '=', (eb) =>
            eb.selectFrom('organisationDuties as one').select('one.entryId').where('one.id', '=', id),
          )
          .orderBy('version', 'desc')
          .execute()
      ).map(dutyOf),
    lockDuty: async (id: string) => {
      const row = await tables
        .selectFrom('organisationDuties')
        .select(dutyColumns)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      return row ? dutyOf(row) : null
    },
    addDuty: async (row: Rows['duties']): Promise<Duty> =>
      dutyOf(
        await tables.insertInto('organisationDuties').values(row).returning(dutyColumns).executeTakeFirstOrThrow(),
      ),
    endDuty: async (id: string, at: Date, reason: string | null): Promise<Duty> =>
      dutyOf(
        await tables
          .updateTable('organisationDuties')
          .set({ validTo: sql<Date>`greatest(valid_from, ${at}::timestamptz)`, endReason: reason })
          .where('id', '=', id)
          .returning(dutyColumns)
          .executeTakeFirstOrThrow(),
      ),
    hasDuties: async (unitId: string, at: Date) =>
      (await tables
        .selectFrom('organisationDuties')
        .select('id')
        .where('unitId', '=', unitId)
        .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', at)]))
        .executeTakeFirst()) !== undefined,
  }
}
