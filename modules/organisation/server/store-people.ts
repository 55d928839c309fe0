/** Queries of posts, of those who hold them, and of their trainings. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Member, Position, Post, Training } from '../contract.ts'
import { inOffice, memberColumns, positionColumns, positionOf, type Rows, type Tables } from './store-tables.ts'

export const people = (db: Db) => {
  const tables = db.withTables<Tables>()
  const json = (value: readonly string[]) => JSON.stringify(value)
  return {
    addPositions: (rows: readonly Omit<Position, 'closedAt'>[]) =>
      tables
        .insertInto('organisationPositions')
        .values(rows.map((row) => ({ ...row, tasks: json(row.tasks), skills: json(row.skills), closedAt: null })))
        .onConflict((oc) => oc.column('id').doNothing())
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
    addMembers: (rows: readonly Rows['members'][]) =>
      tables
        .insertInto('organisationMembers')
        .values([...rows])
        .onConflict((oc) => oc.column('id').doNothing())
        .execute(),
    postsOfPerson: (personId: string) =>
      tables
        .selectFrom('organisationMembers as m')
        .innerJoin('organisationPositions as p', 'p.id', 'm.positionId')
        .select(['m.name', 'm.phone', 'm.termFrom', 'm.termTo', 'p.title', 'p.areaCode', 'p.tasks'])
        .where('m.personId', '=', personId)
        .execute(),
    /** Posts held on a day under an account or as the person behind it. */
    postsHeldBy: async (accountId: string | null, personId: string | null, on: string) => {
      if (accountId === null && personId === null) return []
      const { rows } = await sql<{
        id: string
        post: Post
        title: string
        unitId: string
        areaCode: string
        tasks: string[]
        termFrom: string
        termTo: string | null
      }>`select m.id, p.post, p.title, p.unit_id, p.area_code, p.tasks, m.term_from, m.term_to from organisation_members m
        join organisation_positions p on p.id = m.position_id and p.closed_at is null
        where (m.account_id = ${accountId}::uuid or m.person_id = ${personId}::uuid) and ${inOffice(on)}
        order by m.term_from, m.id limit 50`.execute(db)
      return rows
    },
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
