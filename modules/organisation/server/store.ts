/** Every query of this module: units, posts, members, duty lists, shifts, rosters, responsibilities, trainings. */
import { type Db, type Scope, uuidv7, within } from '@liren/kernel'
import { type Insertable, sql } from 'kysely'
import type {
  Duty,
  Level,
  Member,
  Position,
  Post,
  Responsibility,
  RosterLine,
  Shift,
  Training,
  Unit,
  UnitKind,
} from '../contract.ts'

type UnitTable = Omit<Unit, 'closedAt'> & { createdAt: Date; closedAt: Date | null; closeReason: string | null }
type PositionTable = Omit<Position, 'closedAt' | 'tasks' | 'skills'> & {
  closedAt: Date | null
  tasks: unknown
  skills: unknown
}
type DutyTable = Omit<Duty, 'validFrom' | 'validTo'> & {
  validFrom: Date
  validTo: Date | null
  endReason: string | null
  enteredBy: string | null
}
type LineTable = Omit<RosterLine, 'memberName'>
type Tables = {
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
type Rows = {
  units: Insertable<UnitTable>
  positions: Insertable<PositionTable>
  members: Insertable<Member>
  duties: Insertable<DutyTable>
  shifts: Insertable<Shift>
  rosterLines: Insertable<LineTable>
  responsibilities: Insertable<Responsibility & { sort: number }>
}

const unitColumns = [
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
const dutyColumns = [
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
const positionColumns = [
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
const shiftColumns = [
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
const memberColumns = ['id', 'positionId', 'accountId', 'personId', 'name', 'phone', 'termFrom', 'termTo'] as const

const unitOf = (row: Omit<UnitTable, 'createdAt' | 'closeReason'>): Unit => ({
  ...row,
  closedAt: row.closedAt?.toISOString() ?? null,
})
const dutyOf = (row: Omit<DutyTable, 'endReason' | 'enteredBy'>): Duty => ({
  ...row,
  validFrom: row.validFrom.toISOString(),
  validTo: row.validTo?.toISOString() ?? null,
})
// jsonb arrives parsed; only arrays of strings are ever written.
const positionOf = (row: PositionTable): Position => ({
  ...row,
  tasks: row.tasks as string[],
  skills: row.skills as string[],
  closedAt: row.closedAt?.toISOString() ?? null,
})

/** Members in office on a day, as a condition on the table `m`. */
const inOffice = (on: string) => sql<boolean>`m.term_from <= ${on} and (m.term_to is null or m.term_to >= ${on})`

export type UnitFilter = {
  readonly parent?: string
  readonly kind?: UnitKind
  readonly area?: string
  readonly q?: string
  readonly isClosed?: boolean
  readonly after?: string
  readonly limit: number
}

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  const json = (value: readonly string[]) => JSON.stringify(value)
  return {
    token: async () =>
      (await tables.selectFrom('organisationRevision').select('token').executeTakeFirst())?.token ?? '',
    turn: () => tables.updateTable('organisationRevision').set({ token: uuidv7() }).execute(),

    allUnits: async (): Promise<Unit[]> =>
      (await tables.selectFrom('organisationUnits').select(unitColumns).execute()).map(unitOf),
    /** All versions ever: a question may be about the past. */
    allDuties: async (): Promise<Duty[]> =>
      (await tables.selectFrom('organisationDuties').select(dutyColumns).execute()).map(dutyOf),
    responsibilities: (): Promise<Responsibility[]> =>
      tables.selectFrom('organisationResponsibilities').selectAll().orderBy('sort').execute(),

    units: async (filter: UnitFilter): Promise<(Unit & { hasChildren: boolean })[]> => {
      let query = tables
        .selectFrom('organisationUnits as u')
        .select(unitColumns.map((column) => `u.${column}` as const))
        .select((eb) =>
          eb
            .exists(
              eb
                .selectFrom('organisationUnits as c')
                .select('c.id')
                .whereRef('c.parentId', '=', 'u.id')
                .where('c.closedAt', 'is', null),
            )
            .$castTo<boolean>()
            .as('hasChildren'),
        )
        .orderBy('u.code')
        .limit(filter.limit + 1)
      if (filter.parent === 'root') query = query.where('u.parentId', 'is', null)
      else if (filter.parent) query = query.where('u.parentId', '=', filter.parent)
      if (filter.kind) query = query.where('u.kind', '=', filter.kind)
      if (filter.area) query = query.where('u.areaCode', 'like', `${filter.area}%`)
      if (filter.q) {
        const like = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`
        query = query.where((eb) =>
          eb.or([eb('u.name', 'ilike', like), eb('u.shortName', 'ilike', like), eb('u.code', 'ilike', like)]),
        )
      }
      if (!filter.isClosed) query = query.where('u.closedAt', 'is', null)
      if (filter.after) query = query.where('u.code', '>', filter.after)
      return (await query.execute()).map(({ hasChildren, ...row }) => ({ ...unitOf(row), hasChildren }))
    },
    unit: async (id: string): Promise<Unit | null> => {
      const row = await tables
        .selectFrom('organisationUnits')
        .select(unitColumns)
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? unitOf(row) : null
    },
    lockUnit: async (id: string): Promise<Unit | null> => {
      const row = await tables
        .selectFrom('organisationUnits')
        .select(unitColumns)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      return row ? unitOf(row) : null
    },
    hasCode: async (code: string) =>
      (await tables.selectFrom('organisationUnits').select('id').where('code', '=', code).executeTakeFirst()) !==
      undefined,
    hasOpenChildren: async (id: string) =>
      (await tables
        .selectFrom('organisationUnits')
        .select('id')
        .where('parentId', '=', id)
        .where('closedAt', 'is', null)
        .executeTakeFirst()) !== undefined,
    changeUnit: async (
      id: string,
      set: Partial<
        Pick<UnitTable, 'name' | 'shortName' | 'phone' | 'address' | 'hours' | 'parentId' | 'closedAt' | 'closeReason'>
      >,
    ) =>
      unitOf(
        await tables
          .updateTable('organisationUnits')
          .set(set)
          .where('id', '=', id)
          .returning(unitColumns)
          .executeTakeFirstOrThrow(),
      ),

    addUnits: (rows: readonly Rows['units'][]) =>
      tables
        .insertInto('organisationUnits')
        .values([...rows])
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
    addPositions: (rows: readonly Omit<Position, 'closedAt'>[]) =>
      tables
        .insertInto('organisationPositions')
        .values(rows.map((row) => ({ ...row, tasks: json(row.tasks), skills: json(row.skills), closedAt: null })))
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
    addMembers: (rows: readonly Rows['members'][]) =>
      tables
        .insertInto('organisationMembers')
        .values([...rows])
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
    addDuties: (rows: readonly Rows['duties'][]) =>
      tables
        .insertInto('organisationDuties')
        .values([...rows])
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
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
    addResponsibilities: (rows: readonly Rows['responsibilities'][]) =>
      tables
        .insertInto('organisationResponsibilities')
        .values([...rows])
        .onConflict((oc) => oc.column('matter').doNothing())
        .execute(),

    positions: async (unitId: string): Promise<Position[]> =>
      (
        await tables
          .selectFrom('organisationPositions')
          .select(positionColumns)
          .where('unitId', '=', unitId)
          .where('closedAt', 'is', null)
          .orderBy('areaCode')
          .orderBy('post')
          .execute()
      ).map(positionOf),
    position: async (id: string): Promise<Position | null> => {
      const row = await tables
        .selectFrom('organisationPositions')
        .select(positionColumns)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      return row ? positionOf(row) : null
    },
    /** Shuts every post of a unit and ends the terms held there. */
    closePositions: async (unitId: string, at: Date, on: string) => {
      await tables
        .updateTable('organisationMembers')
        .set({ termTo: sql<string>`greatest(term_from, ${on}::date)` })
        .where('positionId', 'in', (eb) =>
          eb.selectFrom('organisationPositions as p').select('p.id').where('p.unitId', '=', unitId),
        )
        .where((eb) => eb.or([eb('termTo', 'is', null), eb('termTo', '>', on)]))
        .execute()
      await tables
        .updateTable('organisationPositions')
        .set({ closedAt: at })
        .where('unitId', '=', unitId)
        .where('closedAt', 'is', null)
        .execute()
    },
    closePosition: async (id: string, at: Date, on: string) => {
      await tables
        .updateTable('organisationMembers')
        .set({ termTo: sql<string>`greatest(term_from, ${on}::date)` })
        .where('positionId', '=', id)
        .where((eb) => eb.or([eb('termTo', 'is', null), eb('termTo', '>', on)]))
        .execute()
      await tables.updateTable('organisationPositions').set({ closedAt: at }).where('id', '=', id).execute()
    },
    postsOfPerson: (personId: string) =>
      tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select(['m.name', 'm.phone', 'm.termFrom', 'm.termTo', 'p.title', 'p.areaCode', 'p.tasks'])
        .where('m.personId', '=', personId)
        .execute(),
    forgetPerson: async (personId: string) => {
      const gone = await tables
        .updateTable('organisationMembers')
        .set({ personId: null, accountId: null, name: '—', phone: null })
        .where('personId', '=', personId)
        .returning('id')
        .execute()
      return gone.length
    },
    membersOfUnit: (unitId: string, on: string): Promise<Member[]> =>
      tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select(memberColumns.map((column) => `m.${column}` as const))
        .where('p.unitId', '=', unitId)
        .where('p.closedAt', 'is', null)
        .where((eb) => eb.or([eb('m.termTo', 'is', null), eb('m.termTo', '>=', on)]))
        .orderBy('m.termFrom')
        .orderBy('m.id')
        .execute(),
    /** Seats taken at any moment of a term. */
    seatsTaken: async (positionId: string, from: string, to: string | null) => {
      let query = tables
        .selectFrom('organisationMembers')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('positionId', '=', positionId)
        .where((eb) => eb.or([eb('termTo', 'is', null), eb('termTo', '>=', from)]))
      if (to) query = query.where('termFrom', '<=', to)
      return (await query.executeTakeFirstOrThrow()).count
    },
    addMember: (row: Member): Promise<Member> =>
      tables.insertInto('organisationMembers').values(row).returning(memberColumns).executeTakeFirstOrThrow(),
    /** A member with the unit, area and post held. */
    member: (id: string) =>
      tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .innerJoin('organisationUnits as u', 'u.id', 'p.unitId')
        .select(memberColumns.map((column) => `m.${column}` as const))
        .select(['p.unitId', 'p.post', 'u.areaCode'])
        .where('m.id', '=', id)
        .executeTakeFirst(),
    endMember: async (id: string, termTo: string): Promise<Member> => {
      await tables
        .updateTable('organisationRosterLines')
        .set({ endsOn: sql<string>`greatest(starts_on, ${termTo}::date)` })
        .where('memberId', '=', id)
        .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>', termTo)]))
        .execute()
      return tables
        .updateTable('organisationMembers')
        .set({ termTo })
        .where('id', '=', id)
        .returning(memberColumns)
        .executeTakeFirstOrThrow()
    },
    /** A seat nobody has claimed with an account yet. */
    freeSeat: async (unitId: string, post: Post, areaCode: string | null, on: string) => {
      let query = tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select('m.id')
        .where('p.unitId', '=', unitId)
        .where('p.post', '=', post)
        .where('m.accountId', 'is', null)
        .where('m.personId', 'is', null)
        .where(inOffice(on))
        .orderBy('p.areaCode')
        .orderBy('m.id')
      if (areaCode) query = query.where('p.areaCode', '=', areaCode)
      return (await query.limit(1).executeTakeFirst())?.id ?? null
    },
    claimSeat: (id: string, accountId: string, name: string) =>
      tables.updateTable('organisationMembers').set({ accountId, name }).where('id', '=', id).execute(),
    postsOf: (accountId: string, on: string) =>
      tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select(['p.unitId', 'p.post', 'p.areaCode'])
        .where('m.accountId', '=', accountId)
        .where('p.closedAt', 'is', null)
        .where(inOffice(on))
        .execute(),
    accountsAt: async (unitId: string, post: Post | null, on: string): Promise<string[]> => {
      let query = tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select('m.accountId')
        .distinct()
        .where('p.unitId', '=', unitId)
        .where('p.closedAt', 'is', null)
        .where('m.accountId', 'is not', null)
        .where(inOffice(on))
      if (post) query = query.where('p.post', '=', post)
      return (await query.execute()).flatMap((row) => (row.accountId ? [row.accountId] : []))
    },
    /** Names and posts a neighbour may know: the community's grid workers, lead and secretary. */
    faces: (areaCode: string, cell: string | null, on: string) =>
      tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select(['m.name', 'p.post', 'p.title', 'p.areaCode'])
        .where('p.areaCode', 'like', `${areaCode}%`)
        .where('p.post', 'in', ['gridWorker', 'gridLead', 'communitySecretary'])
        .where('p.closedAt', 'is', null)
        .where(inOffice(on))
        .where((eb) => (cell ? eb.or([eb('p.areaCode', '=', cell), eb('p.post', '!=', 'gridWorker')]) : eb.val(true)))
        .orderBy('p.areaCode')
        .orderBy('m.name')
        .limit(60)
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

    trainings: (unitId: string): Promise<(Training & { memberName: string })[]> =>
      tables
        .selectFrom('organisationTrainings as t')
        .innerJoin('organisationMembers as m', 'm.id', 't.memberId')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select([
          't.id',
          't.memberId',
          't.skill',
          't.course',
          't.heldOn',
          't.hours',
          't.validTo',
          'm.name as memberName',
        ])
        .where('p.unitId', '=', unitId)
        .orderBy('t.heldOn', 'desc')
        .limit(500)
        .execute(),
    addTraining: (row: Training): Promise<Training> =>
      tables
        .insertInto('organisationTrainings')
        .values(row)
        .returning(['id', 'memberId', 'skill', 'course', 'heldOn', 'hours', 'validTo'])
        .executeTakeFirstOrThrow(),
    /** Per unit, post and wanted skill: how many of those in office hold it, where fewer than all do. */
    skillGaps: (prefix: string, scope: Scope, on: string) =>
      tables
        .selectFrom('organisationPositions as p')
        .innerJoin('organisationUnits as u', 'u.id', 'p.unitId')
        .innerJoin('organisationMembers as m', 'm.positionId', 'p.id')
        .innerJoinLateral(
          sql<{ skill: string }>`jsonb_array_elements_text(p.skills)`.as<'wanted'>(sql`wanted(skill)`),
          (join) => join.onTrue(),
        )
        .select(['u.areaCode', 'u.id as unitId', 'u.name as unitName', 'p.post', 'wanted.skill'])
        .select([
          sql<number>`count(distinct m.id)::int`.as('wanted'),
          sql<number>`(count(distinct m.id) filter (where exists (select 1 from organisation_trainings t where t.member_id = m.id
            and t.skill = wanted.skill and (t.valid_to is null or t.valid_to >= ${on}))))::int`.as('held'),
        ])
        .where('u.areaCode', 'like', `${prefix}%`)
        .where(within(scope, { area: 'u.area_code', unit: 'u.id' }))
        .where('p.closedAt', 'is', null)
        .where(inOffice(on))
        .groupBy(['u.areaCode', 'u.id', 'u.name', 'p.post', 'wanted.skill'])
        .having(sql<boolean>`count(distinct m.id) > (count(distinct m.id) filter (where exists (select 1 from organisation_trainings t
          where t.member_id = m.id and t.skill = wanted.skill and (t.valid_to is null or t.valid_to >= ${on}))))`)
        .orderBy('u.areaCode')
        .orderBy('u.name')
        .limit(500)
        .execute(),
  }
}
export type Store = ReturnType<typeof store>
