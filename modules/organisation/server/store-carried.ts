/** Queries for when cells were redrawn: what stood for a cell, its copies for the other parts, and the list of what to confirm. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Duty, Position } from '../contract.ts'
import { dutyColumns, dutyOf, inOffice, positionColumns, positionOf, type Tables } from './store-tables.ts'

export type CarriedRow = {
  id: string
  communityCode: string
  kind: 'post' | 'duty'
  thingId: string
  fromCell: string
  toCell: string
  because: 'divided' | 'joined'
  carriedAt: Date
}
type Shown = CarriedRow & {
  readonly unitId: string | null
  readonly unitKind: string | null
  readonly title: string | null
  readonly holders: string[]
}

export const carried = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    positionsFor: async (area: string): Promise<Position[]> =>
      (
        await tables
          .selectFrom('organisationPositions')
          .select(positionColumns)
          .where('areaCode', '=', area)
          .where('closedAt', 'is', null)
          .orderBy('id')
          .forUpdate()
          .execute()
      ).map(positionOf),
    movePosition: (id: string, areaCode: string) =>
      tables.updateTable('organisationPositions').set({ areaCode }).where('id', '=', id).execute(),
    /** The same post once more, with everybody in office, for another part of the cell. */
    copyPosition: async (from: string, to: { readonly id: string; readonly areaCode: string }, on: string) => {
      await sql`insert into organisation_positions (id, unit_id, post, title, area_code, tasks, skills, seats, term_months)
        select ${to.id}, unit_id, post, title, ${to.areaCode}, tasks, skills, seats, term_months
        from organisation_positions where id = ${from}`.execute(db)
      await sql`insert into organisation_members (id, position_id, account_id, person_id, name, phone, term_from, term_to)
        select md5(m.id::text || ${to.id}::text)::uuid, ${to.id}, m.account_id, m.person_id, m.name, m.phone, m.term_from, m.term_to
        from organisation_members m where m.position_id = ${from} and ${inOffice(on)}`.execute(db)
    },
    dutiesFor: async (area: string): Promise<Duty[]> =>
      (
        await tables
          .selectFrom('organisationDuties')
          .select(dutyColumns)
          .where('areaCode', '=', area)
          .where('validTo', 'is', null)
          .orderBy('id')
          .forUpdate()
          .execute()
      ).map(dutyOf),
    /** Units and their shifts belong to one area: they go where most of the cell went. */
    moveUnits: async (from: string, to: string) => {
      const moved = await tables
        .updateTable('organisationUnits')
        .set({ areaCode: to })
        .where('areaCode', '=', from)
        .returning('id')
        .execute()
      const shifts = await tables
        .updateTable('organisationShifts')
        .set({ areaCode: to })
        .where('areaCode', '=', from)
        .returning('id')
        .execute()
      return { units: moved.map(({ id }) => id), shifts: shifts.map(({ id }) => id) }
    },
    /** Who holds a post today, as one line to compare by. */
    holdersKey: async (positionId: string, on: string) =>
      (
        await sql<{ key: string | null }>`select string_agg(coalesce(m.account_id::text, m.person_id::text, m.name), ' '
            order by coalesce(m.account_id::text, m.person_id::text, m.name)) as key
          from organisation_members m where m.position_id = ${positionId} and ${inOffice(on)}`.execute(db)
      ).rows[0]?.key ?? '',

    noteCarried: async (rows: readonly CarriedRow[]) => {
      for (const row of rows)
        await sql`insert into organisation_carried (id, community_code, kind, thing_id, from_cell, to_cell, because, carried_at)
          values (${row.id}, ${row.communityCode}, ${row.kind}, ${row.thingId}, ${row.fromCell}, ${row.toCell}, ${row.because},
            ${row.carriedAt})`.execute(db)
    },
    /** Not yet confirmed, and still there: what ended by itself needs nobody's word. */
    openCarried: async (asked: {
      readonly scope: Scope
      readonly area: string | undefined
      readonly after: string | undefined
      readonly on: string
      readonly limit: number
    }): Promise<Shown[]> =>
      (
        await sql<Shown>`select c.id, c.community_code, c.kind, c.thing_id, c.from_cell, c.to_cell, c.because, c.carried_at,
            coalesce(p.unit_id, d.unit_id) as unit_id, d.unit_kind, coalesce(p.title, d.clause) as title,
            coalesce((select array_agg(m.name order by m.name) from organisation_members m
              where m.position_id = p.id and ${inOffice(asked.on)}), '{}') as holders
          from organisation_carried c
          left join organisation_positions p on c.kind = 'post' and p.id = c.thing_id and p.closed_at is null
          left join organisation_duties d on c.kind = 'duty' and d.id = c.thing_id and d.valid_to is null
          where c.settled_at is null and (p.id is not null or d.id is not null)
            and ${within(asked.scope, { area: 'c.community_code' })}
            and c.community_code like ${`${areaPrefix(asked.area ?? '')}%`}
            and (${asked.after ?? null}::uuid is null or c.id > ${asked.after ?? null}::uuid)
          order by c.id limit ${asked.limit}`.execute(db)
      ).rows,
    lockCarried: async (id: string): Promise<CarriedRow | undefined> =>
      (
        await sql<CarriedRow>`select id, community_code, kind, thing_id, from_cell, to_cell, because, carried_at
          from organisation_carried where id = ${id} and settled_at is null for update`.execute(db)
      ).rows[0],
    settle: (id: string, isKept: boolean, by: string | null, at: Date) =>
      sql`update organisation_carried set settled_at = ${at}, settled_by = ${by}, is_kept = ${isKept} where id = ${id}`.execute(
        db,
      ),
    /** Another post of this sort, or another leading line for the same categories, stands for the cell. */
    hasOther: async (one: CarriedRow) =>
      (
        await (one.kind === 'post'
          ? sql`select 1 from organisation_positions p join organisation_positions o on o.area_code = p.area_code
              and o.post = p.post and o.id <> p.id and o.closed_at is null where p.id = ${one.thingId} limit 1`
          : sql`select 1 from organisation_duties d join organisation_duties o on o.area_code = d.area_code
              and o.id <> d.id and o.valid_to is null and o.categories && d.categories where d.id = ${one.thingId} limit 1`
        ).execute(db)
      ).rows.length > 0,
    accountsOfPosition: async (positionId: string, on: string) =>
      (
        await sql<{ accountId: string }>`select distinct m.account_id from organisation_members m
          where m.position_id = ${positionId} and m.account_id is not null and ${inOffice(on)}`.execute(db)
      ).rows.map(({ accountId }) => accountId),
  }
}
