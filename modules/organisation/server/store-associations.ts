/** Queries of the register of associations: units of that kind, what is told of them, and their open needs. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Need, Unit } from '../contract.ts'
import { unitOf } from './store-tables.ts'

type Told = { sort: 'social' | 'civil' | 'newEconomy' | null; fields: string[]; contactName: string | null }
type UnitColumns = Omit<Unit, 'closedAt'> & { closedAt: Date | null }
type NeedRow = Omit<Need, 'notedAt' | 'metAt'> & { notedAt: Date; metAt: Date | null }

const needOf = ({ notedAt, metAt, ...row }: NeedRow): Need => ({
  ...row,
  notedAt: notedAt.toISOString(),
  metAt: metAt?.toISOString() ?? null,
})
const needColumns = sql`id, unit_id, kind, text, noted_at, met_at, met_note`

export type AssociationRow = Told & { readonly unit: Unit; readonly needs: readonly Need[] }
export type AssociationFilter = {
  readonly area?: string
  readonly unitId?: string
  readonly field?: string
  readonly sort?: string
  readonly need?: string
  readonly after?: string
  readonly limit: number
}

export const associations = (db: Db) => ({
  associations: async (filter: AssociationFilter): Promise<AssociationRow[]> => {
    const conditions = [
      sql`u.kind = 'socialOrganisation' and u.closed_at is null`,
      ...(filter.area ? [sql`u.area_code like ${`${filter.area}%`}`] : []),
      ...(filter.unitId ? [sql`u.id = ${filter.unitId}`] : []),
      ...(filter.field ? [sql`a.fields @> array[${filter.field}]::text[]`] : []),
      ...(filter.sort ? [sql`a.sort = ${filter.sort}`] : []),
      ...(filter.need
        ? [
            sql`exists (select from organisation_needs n where n.unit_id = u.id and n.met_at is null and n.kind = ${filter.need})`,
          ]
        : []),
      ...(filter.after ? [sql`u.code > ${filter.after}`] : []),
    ]
    const { rows } = await sql<UnitColumns & Told>`select u.id, u.code, u.kind, u.name, u.short_name, u.area_code,
        u.parent_id, u.phone, u.address, u.hours, u.closed_at, a.sort, coalesce(a.fields, '{}') as fields, a.contact_name
      from organisation_units u left join organisation_associations a on a.unit_id = u.id
      where ${sql.join(conditions, sql` and `)} order by u.code limit ${filter.limit + 1}`.execute(db)
    const needs = await sql<NeedRow>`select ${needColumns} from organisation_needs
      where unit_id = any(${rows.map(({ id }) => id)}::uuid[]) and met_at is null order by id`.execute(db)
    const byUnit = Map.groupBy(needs.rows.map(needOf), ({ unitId }) => unitId)
    return rows.map(({ sort, fields, contactName, ...unit }) => ({
      unit: unitOf(unit),
      sort,
      fields,
      contactName,
      needs: byUnit.get(unit.id) ?? [],
    }))
  },
  describe: (unitId: string, { sort, fields, contactName }: Told) =>
    sql`insert into organisation_associations (unit_id, sort, fields, contact_name)
      values (${unitId}, ${sort}, ${fields}::text[], ${contactName})
      on conflict (unit_id) do update set sort = excluded.sort, fields = excluded.fields, contact_name = excluded.contact_name`.execute(
      db,
    ),
  addNeed: async (need: { id: string; unitId: string; kind: Need['kind']; text: string; at: Date }) => {
    const { rows } = await sql<NeedRow>`insert into organisation_needs (id, unit_id, kind, text, noted_at)
      values (${need.id}, ${need.unitId}, ${need.kind}, ${need.text}, ${need.at}) on conflict (id) do nothing
      returning ${needColumns}`.execute(db)
    return rows.map(needOf)[0]
  },
  lockNeed: async (id: string): Promise<Need | undefined> =>
    (
      await sql<NeedRow>`select ${needColumns} from organisation_needs where id = ${id} for update`.execute(db)
    ).rows.map(needOf)[0],
  meetNeed: async (id: string, note: string, at: Date): Promise<Need | undefined> =>
    (
      await sql<NeedRow>`update organisation_needs set met_at = ${at}, met_note = ${note} where id = ${id}
        returning ${needColumns}`.execute(db)
    ).rows.map(needOf)[0],
})
