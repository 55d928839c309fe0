/** Every query on the ledger of things. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'
import type { ThingState } from '../thing.ts'

type KindTable = { code: string; name: string; nameEn: string }
type ThingTable = {
  id: string
  code: string
  kind: string
  place: string
  areaCode: string
  lon: number | null
  lat: number | null
  ownerName: string
  state: ThingState
  lastCheckedOn: string | null
  note: string
  changedAt: Date
  changedBy: string | null
}
type NamedTable = { matterId: string; thingId: string; namedAt: Date; namedBy: string | null }
type Tables = { thingsKinds: KindTable; thingsThings: ThingTable; thingsNamed: NamedTable }
export type ThingStored = Selectable<ThingTable>
export type ThingNamed = ThingStored & { readonly kindName: string }

export type Wanted = {
  readonly scope: Scope
  readonly area: string | undefined
  readonly kind: string | undefined
  readonly state: string | undefined
  readonly q: string | undefined
  /** The last code of the page before. */
  readonly after: string | null
  readonly limit: number
}

const columns = [
  ...(['id', 'code', 'kind', 'place', 'areaCode', 'lon', 'lat', 'ownerName'] as const),
  ...(['state', 'lastCheckedOn', 'note', 'changedAt', 'changedBy'] as const),
] as const satisfies readonly (keyof ThingTable)[]
const literal = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&')

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  const named = () =>
    tables
      .selectFrom('thingsThings as t')
      .innerJoin('thingsKinds as k', 'k.code', 't.kind')
      .select([...columns.map((column) => `t.${column}` as const), 'k.name as kindName'])
  return {
    kinds: () => tables.selectFrom('thingsKinds').selectAll().orderBy('code').execute(),
    keepKinds: (rows: readonly KindTable[]) =>
      tables
        .insertInto('thingsKinds')
        .values([...rows])
        .onConflict((on) =>
          on.column('code').doUpdateSet((eb) => ({ name: eb.ref('excluded.name'), nameEn: eb.ref('excluded.nameEn') })),
        )
        .execute(),

    list: ({ scope, area, kind, state, q, after, limit }: Wanted): Promise<ThingNamed[]> => {
      let rows = named().where(within(scope, { area: 't.area_code' }))
      if (area) rows = rows.where('t.areaCode', 'like', `${areaPrefix(area)}%`)
      if (kind) rows = rows.where('t.kind', '=', kind)
      if (state) rows = rows.where(sql<boolean>`t.state = ${state}`)
      if (q)
        rows = rows.where((eb) =>
          eb.or([eb('t.code', 'like', `${literal(q)}%`), eb('t.place', 'like', `%${literal(q)}%`)]),
        )
      if (after) rows = rows.where('t.code', '>', after)
      return rows.orderBy('t.code').limit(limit).execute()
    },
    inside: (area: string, after: string | null, limit: number): Promise<ThingNamed[]> => {
      const prefix = areaPrefix(area)
      let rows = named()
        .where('t.areaCode', '>=', prefix)
        .where('t.areaCode', '<', `${prefix}:`)
        .where('t.state', '<>', 'retired')
      if (after) rows = rows.where('t.code', '>', after)
      return rows.orderBy('t.code').limit(limit).execute()
    },
    byIds: (ids: readonly string[]): Promise<ThingNamed[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : named()
            .where('t.id', 'in', [...ids])
            .orderBy('t.code')
            .execute(),
    byCodes: (codes: readonly string[]) =>
      tables
        .selectFrom('thingsThings')
        .select(['id', 'code', 'areaCode'])
        .where('code', 'in', [...codes])
        .execute(),

    /** One at a time gives out codes, so that two things never get one. Held until the act is over. */
    holdCodes: () => sql`select pg_advisory_xact_lock(hashtext('things.codes'))`.execute(db),
    lastCode: async (prefix: string): Promise<string | null> =>
      (
        await tables
          .selectFrom('thingsThings')
          .select('code')
          .where('code', '>', prefix)
          .where('code', '<', `${prefix}:`)
          .orderBy('code', 'desc')
          .limit(1)
          .executeTakeFirst()
      )?.code ?? null,

    /** What is there under this code is written over; the id stays. */
    keep: (rows: readonly ThingStored[]) =>
      tables
        .insertInto('thingsThings')
        .values([...rows])
        .onConflict((on) =>
          on.column('code').doUpdateSet((eb) => ({
            kind: eb.ref('excluded.kind'),
            place: eb.ref('excluded.place'),
            areaCode: eb.ref('excluded.areaCode'),
            lon: eb.ref('excluded.lon'),
            lat: eb.ref('excluded.lat'),
            ownerName: eb.ref('excluded.ownerName'),
            state: eb.ref('excluded.state'),
            lastCheckedOn: eb.ref('excluded.lastCheckedOn'),
            note: eb.ref('excluded.note'),
            changedAt: eb.ref('excluded.changedAt'),
            changedBy: eb.ref('excluded.changedBy'),
          })),
        )
        .execute(),
    change: ({ id, ...row }: ThingStored) => tables.updateTable('thingsThings').set(row).where('id', '=', id).execute(),

    name: (row: NamedTable) =>
      tables
        .insertInto('thingsNamed')
        .values(row)
        .onConflict((on) => on.columns(['matterId', 'thingId']).doNothing())
        .execute(),
    unname: (matterId: string, thingId: string) =>
      tables.deleteFrom('thingsNamed').where('matterId', '=', matterId).where('thingId', '=', thingId).execute(),
    namedBy: async (matterId: string): Promise<string[]> =>
      (await tables.selectFrom('thingsNamed').select('thingId').where('matterId', '=', matterId).execute()).map(
        ({ thingId }) => thingId,
      ),
    namesOf: (thingId: string, limit: number) =>
      tables
        .selectFrom('thingsNamed')
        .select(['matterId', 'namedAt'])
        .where('thingId', '=', thingId)
        .orderBy('namedAt', 'desc')
        .limit(limit)
        .execute(),

    tallies: async (
      within: string,
      digits: number,
      counts: readonly { readonly name: string; readonly where?: { readonly kind?: string } }[],
    ): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> => {
      if (counts.length === 0) return new Map()
      const prefix = areaPrefix(within)
      const figures = counts.map(
        ({ where }, at) =>
          sql`count(*) filter (where ${where?.kind ? sql`k.name like ${`%${literal(where.kind)}%`}` : sql`true`}) as ${sql.ref(`n${at}`)}`,
      )
      const { rows } = await sql<{ area: string } & Record<string, string>>`
        select left(t.area_code, ${sql.lit(digits)}) as area, ${sql.join(figures)}
        from things_things t join things_kinds k on k.code = t.kind
        where t.area_code >= ${prefix} and t.area_code < ${`${prefix}:`} and t.state <> 'retired' group by 1`.execute(
        db,
      )
      return new Map(
        rows.map((row) => [
          row.area,
          Object.fromEntries(counts.map(({ name }, at) => [name, Number(row[`n${at}`] ?? 0)])),
        ]),
      )
    },
  }
}
