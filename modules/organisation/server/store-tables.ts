/** The shapes of this module's tables, the columns its queries read, and rows as the contract shows them. */
import { type Insertable, sql } from 'kysely'
import type { Duty, Member, Position, Responsibility, RosterLine, Shift, Training, Unit } from '../contract.ts'

export type UnitTable = Omit<Unit, 'closedAt'> & { createdAt: Date; closedAt: Date | null; closeReason: string | null }
export type PositionTable = Omit<Position, 'closedAt' | 'tasks' | 'skills'> & {
  closedAt: Date | null
  tasks: unknown
  skills: unknown
}
export type DutyTable = Omit<Duty, 'validFrom' | 'validTo'> & {
  validFrom: Date
  validTo: Date | null
  endReason: string | null
  enteredBy: string | null
}
export type LineTable = Omit<RosterLine, 'memberName'>
export type Tables = {
  organisationUnits: UnitTable
  organisationPositions: PositionTable
  organisationMembers: Member
  organisationDuties: DutyTable
  organisationShifts: Shift
  organisationRosterLines: LineTable
  organisationResponsibilities: Responsibility & { sort: number }
  organisationTrainings: Training
  organisationRevision: { isOnly: boolean; token: string }
}
export type Rows = {
  units: Insertable<UnitTable>
  positions: Insertable<PositionTable>
  members: Insertable<Member>
  duties: Insertable<DutyTable>
  shifts: Insertable<Shift>
  rosterLines: Insertable<LineTable>
  responsibilities: Insertable<Responsibility & { sort: number }>
}

export const unitColumns = [
  'id',
  'code',
  'kind',
  'name',
  'shortName',
  'areaCode',
  'parentId',
  'phone',
  'address',
  'hours',
  'closedAt',
] as const
export const dutyColumns = [
  'id',
  'entryId',
  'version',
  'unitId',
  'unitKind',
  'categories',
  'ownership',
  'areaCode',
  'part',
  'clause',
  'fromTime',
  'toTime',
  'validFrom',
  'validTo',
] as const
export const positionColumns = [
  'id',
  'unitId',
  'post',
  'title',
  'areaCode',
  'tasks',
  'skills',
  'seats',
  'termMonths',
  'closedAt',
] as const
export const shiftColumns = [
  'id',
  'unitId',
  'areaCode',
  'level',
  'name',
  'startsAt',
  'endsAt',
  'days',
  'validFrom',
  'validTo',
] as const
export const memberColumns = [
  'id',
  'positionId',
  'accountId',
  'personId',
  'name',
  'phone',
  'termFrom',
  'termTo',
] as const

export const unitOf = (row: Omit<UnitTable, 'createdAt' | 'closeReason'>): Unit => ({
  ...row,
  closedAt: row.closedAt?.toISOString() ?? null,
})
export const dutyOf = (row: Omit<DutyTable, 'endReason' | 'enteredBy'>): Duty => ({
  ...row,
  validFrom: row.validFrom.toISOString(),
  validTo: row.validTo?.toISOString() ?? null,
})
// jsonb arrives parsed; only arrays of strings are ever written.
export const positionOf = (row: PositionTable): Position => ({
  ...row,
  tasks: row.tasks as string[],
  skills: row.skills as string[],
  closedAt: row.closedAt?.toISOString() ?? null,
})

/** Members in office on a day, as a condition on the table `m`. */
export const inOffice = (on: string) => sql<boolean>`m.term_from <= ${on} and (m.term_to is null or m.term_to >= ${on})`
