/** Queries of units: the tree, search, changes, and the revision of the picture in memory. */
import { type Db, uuidv7 } from '@liren/kernel'
import type { Responsibility, Unit, UnitKind } from '../contract.ts'
import { type Rows, type Tables, type UnitTable, unitColumns, unitOf } from './store-tables.ts'

export type UnitFilter = {
  readonly parent?: string
  readonly kind?: UnitKind
  readonly area?: string
  readonly q?: string
  readonly isClosed?: boolean
  readonly after?: string
  readonly limit: number
}

export const units = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    token: async () =>
      (await tables.selectFrom('organisationRevision').select('token').executeTakeFirst())?.token ?? '',
    turn: () => tables.updateTable('organisationRevision').set({ token: uuidv7() }).execute(),
    allUnits: async (): Promise<Unit[]> =>
      (await tables.selectFrom('organisationUnits').select(unitColumns).execute()).map(unitOf),
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
    responsibilities: (): Promise<Responsibility[]> =>
      tables.selectFrom('organisationResponsibilities').selectAll().orderBy('sort').execute(),
    addResponsibilities: (rows: readonly Rows['responsibilities'][]) =>
      tables
        .insertInto('organisationResponsibilities')
        .values([...rows])
        .onConflict((oc) => oc.column('matter').doNothing())
        .execute(),
  }
}
