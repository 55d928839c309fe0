/** Queries of shifts and of who stands in them. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Level, Shift } from '../contract.ts'
import { type Rows, shiftColumns, type Tables } from './store-tables.ts'

export const rosters = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    addShifts: (rows: readonly Rows['shifts'][]) =>
      tables
        .insertInto('organisationShifts')
        .values([...rows])
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
    addLines: (rows: readonly Rows['rosterLines'][]) =>
      tables
        .insertInto('organisationRosterLines')
        .values([...rows])
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
    shiftsOfUnit: (unitId: string, on: string): Promise<Shift[]> =>
      tables
        .selectFrom('organisationShifts')
        .select(shiftColumns)
        .where('unitId', '=', unitId)
        .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', on)]))
        .orderBy('startsAt')
        .execute(),
    /** Shifts of one level that stand around an area or inside it. */
    shiftsAt: (level: Level, prefix: string, around: readonly string[]): Promise<Shift[]> =>
      tables
        .selectFrom('organisationShifts')
        .select(shiftColumns)
        .where('level', '=', level)
        .where((eb) => eb.or([eb('areaCode', 'like', `${prefix}%`), eb('areaCode', 'in', [...around])]))
        .orderBy('areaCode')
        .orderBy('startsAt')
        .execute(),
    shift: (id: string): Promise<Shift | undefined> =>
      tables.selectFrom('organisationShifts').select(shiftColumns).where('id', '=', id).executeTakeFirst(),
    endShift: (id: string, validTo: string): Promise<Shift> =>
      tables
        .updateTable('organisationShifts')
        .set({ validTo })
        .where('id', '=', id)
        .returning(shiftColumns)
        .executeTakeFirstOrThrow(),
    /** Roster lines of shifts that may hold on either of two days, with who they name. */
    lines: async (shiftIds: readonly string[], from: string, to: string) => {
      if (shiftIds.length === 0) return []
      return tables
        .selectFrom('organisationRosterLines as l')
        .innerJoin('organisationMembers as m', 'm.id', 'l.memberId')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select(['l.id', 'l.shiftId', 'l.memberId', 'l.startsOn', 'l.endsOn', 'l.everyDays', 'l.isStandIn'])
        .select(['m.name as memberName', 'm.accountId', 'm.phone', 'p.post'])
        .where(sql<boolean>`l.shift_id = any(${[...shiftIds]}::uuid[])`)
        .where('l.startsOn', '<=', to)
        .where((eb) => eb.or([eb('l.endsOn', 'is', null), eb('l.endsOn', '>=', from)]))
        .orderBy('l.startsOn')
        .orderBy('l.id')
        .execute()
    },
    line: (id: string) =>
      tables
        .selectFrom('organisationRosterLines as l')
        .innerJoin('organisationShifts as s', 's.id', 'l.shiftId')
        .select(['l.id', 'l.shiftId', 's.areaCode', 's.unitId'])
        .where('l.id', '=', id)
        .executeTakeFirst(),
    removeLine: (id: string) => tables.deleteFrom('organisationRosterLines').where('id', '=', id).execute(),
  }
}
