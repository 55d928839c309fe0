/** The queries of this module: areas, addresses, buildings, dwellings. Writes of many rows at once are in store-bulk.ts. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import { prefixOf } from '../areas.ts'
import type { AddressKind, AreaLevel, Building, Dwelling } from '../contract.ts'
import type { Shape } from '../geometry.ts'
import type { GridScheme } from '../grid-scheme.ts'

export type AreaRow = {
  code: string
  name: string
  level: AreaLevel
  parentCode: string | null
  urbanRuralCode: string | null
  scheme: GridScheme | null
  schemeCode: string | null
  shape: Shape | null
  centreLon: number | null
  centreLat: number | null
  areaM2: number | null
  households: number | null
  residents: number | null
  validFromOn: string
  validToOn: string | null
}
export type AddressRow = {
  id: string
  kind: AddressKind
  name: string
  text: string
  aliases: string[]
  lon: number
  lat: number
  cellCode: string
}
export type BuildingRow = Omit<Building, 'communityCode' | 'dwellings'>
export type DwellingRow = Pick<
  Dwelling,
  'id' | 'code' | 'buildingId' | 'unit' | 'floor' | 'room' | 'use' | 'floorAreaDm2'
>
type Tables = {
  territoryAreas: AreaRow
  territoryRevisions: { isCurrent: boolean; revision: string }
  territoryAddresses: AddressRow & { searchText: string }
  territoryBuildings: BuildingRow & { searchText: string }
  territoryDwellings: DwellingRow
}

/** What look-ups search: lower case, without spaces, so that "第 3 栋" is found as "第3栋". */
export const searchable = (...parts: readonly (string | null)[]) =>
  parts
    .filter((part) => part !== null && part !== '')
    .map((part) => (part ?? '').toLowerCase().replaceAll(/\s+/g, ''))
    .join('\n')

const pattern = (text: string) => searchable(text).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()

  const buildings = () =>
    tables
      .selectFrom('territoryBuildings as b')
      .select([
        'b.id',
        'b.code',
        'b.name',
        'b.address',
        'b.estateName',
        'b.cellCode',
        'b.lon',
        'b.lat',
        'b.floors',
        'b.units',
        'b.dwellingsPerFloor',
        'b.elevators',
        'b.builtYear',
        'b.propertyFirm',
      ])
      .select(sql<string>`left(b.cell_code, 12)`.as('communityCode'))
      .select(sql<number>`(select count(*)::int from territory_dwellings d where d.building_id = b.id)`.as('dwellings'))

  const dwellings = () =>
    tables
      .selectFrom('territoryDwellings as d')
      .innerJoin('territoryBuildings as b', 'b.id', 'd.buildingId')
      .select([
        'd.id',
        'd.code',
        'd.buildingId',
        'b.cellCode',
        'd.unit',
        'd.floor',
        'd.room',
        'd.use',
        'd.floorAreaDm2',
      ])
      .select(sql<string>`left(b.cell_code, 12)`.as('communityCode'))
      .select(
        sql<string>`b.address || case when b.name = b.address then '' else b.name end
          || case when b.units > 1 then d.unit || '单元' else '' end || d.room || '房'`.as('address'),
      )

  const areaColumns = [
    'code',
    'name',
    'level',
    'parentCode',
    'urbanRuralCode',
    'scheme',
    'schemeCode',
    'shape',
    'centreLon',
    'centreLat',
    'areaM2',
    'households',
    'residents',
  ] as const

  return {
    // Areas

    revision: async () =>
      (await tables.selectFrom('territoryRevisions').select('revision').executeTakeFirst())?.revision ?? 'empty',

    revise: (revision: string) => tables.updateTable('territoryRevisions').set({ revision }).execute(),

    areas: (): Promise<AreaRow[]> =>
      tables
        .selectFrom('territoryAreas')
        .select(areaColumns)
        // A day stays a day: as text it cannot slip into another time zone.
        .select([
          sql<string>`valid_from_on::text`.as('validFromOn'),
          sql<string | null>`valid_to_on::text`.as('validToOn'),
        ])
        .where('validToOn', 'is', null)
        .orderBy('code')
        .execute(),

    /** Areas that ended: their names are still read where they stand written. */
    endedNames: () =>
      tables.selectFrom('territoryAreas').select(['code', 'name']).where('validToOn', 'is not', null).execute(),

    /** The highest code a cell of a community ever had. */
    lastCell: async (community: string) =>
      (
        await tables
          .selectFrom('territoryAreas')
          .select('code')
          .where('code', '>', `${community}000`)
          .where('code', '<=', `${community}999`)
          .orderBy('code', 'desc')
          .limit(1)
          .executeTakeFirst()
      )?.code,

    changeArea: async (
      code: string,
      change: { name?: string; households?: number | null; residents?: number | null },
    ) =>
      (
        await tables
          .updateTable('territoryAreas')
          .set(change)
          .where('code', '=', code)
          .where('validToOn', 'is', null)
          .returning('code')
          .executeTakeFirst()
      )?.code,

    retireCells: (codes: readonly string[], on: string) =>
      tables
        .updateTable('territoryAreas')
        .set({ validToOn: on })
        .where('code', 'in', [...codes])
        .execute(),

    /** Addresses and buildings in these cells or within a frame, with where they are. */
    spotsAround: async (
      codes: readonly string[],
      frame: { west: number; south: number; east: number; north: number },
    ) => {
      const { west, south, east, north } = frame
      const { rows } = await sql<{ id: string; lon: number; lat: number; cellCode: string }>`
        select id, lon, lat, cell_code from territory_addresses
        where cell_code = any(${[...codes]}) or (lon between ${west} and ${east} and lat between ${south} and ${north})
        union all
        select id, lon, lat, cell_code from territory_buildings
        where cell_code = any(${[...codes]}) or (lon between ${west} and ${east} and lat between ${south} and ${north})`.execute(
        db,
      )
      return rows
    },

    // Addresses

    /** Streets, estates, landmarks and the doors of buildings; exact names first, then beginnings, then landmarks. */
    findAddresses: async (asked: { text: string; area: string; limit: number }): Promise<AddressRow[]> => {
      const like = pattern(asked.text)
      const { rows } = await sql<AddressRow>`
        select id, kind, name, text, aliases, lon, lat, cell_code from (
          select id, kind, name, text, aliases, lon, lat, cell_code, search_text from territory_addresses
          where search_text like ${`%${like}%`} and cell_code like ${`${prefixOf(asked.area)}%`}
          union all
          select id, 'door', name, case when name = address then address else address || name end, '{}', lon, lat,
            cell_code, search_text from territory_buildings
          where search_text like ${`%${like}%`} and cell_code like ${`${prefixOf(asked.area)}%`}
        ) found
        order by case when chr(10) || search_text || chr(10) like ${`%\n${like}\n%`} then 0
          when search_text like ${`${like}%`} then 1 else 2 end,
          case kind when 'landmark' then 0 when 'estate' then 1 when 'street' then 2 else 3 end, length(text), id
        limit ${asked.limit}`.execute(db)
      return rows
    },

    /** Places whose name or alias stands in a text: one pass over names, of which a district has some thousands. */
    placesNamedIn: async (asked: { text: string; area: string; limit: number }): Promise<AddressRow[]> => {
      const text = searchable(asked.text)
      const { rows } = await sql<AddressRow>`
        select id, kind, name, text, aliases, lon, lat, cell_code from (
          select a.*, (select max(length(n)) from unnest(array[a.name] || a.aliases) n
            where length(n) > 1 and strpos(${text}, lower(n)) > 0) as said
          from territory_addresses a where cell_code like ${`${prefixOf(asked.area)}%`}
          union all
          select id, 'door', name, address, '{}', lon, lat, cell_code, '', length(address) from territory_buildings
          where strpos(${text}, lower(address)) > 0 and cell_code like ${`${prefixOf(asked.area)}%`}
        ) found
        where said is not null
        order by case kind when 'door' then 0 when 'landmark' then 1 when 'estate' then 2 else 3 end, said desc, id
        limit ${asked.limit}`.execute(db)
      return rows
    },

    address: (id: string): Promise<AddressRow | undefined> =>
      tables
        .selectFrom('territoryAddresses')
        .select(['id', 'kind', 'name', 'text', 'aliases', 'lon', 'lat', 'cellCode'])
        .where('id', '=', id)
        .executeTakeFirst(),

    putAddress: async (row: AddressRow) => {
      const searchText = searchable(row.name, row.text, ...row.aliases)
      await tables
        .insertInto('territoryAddresses')
        .values({ ...row, searchText })
        .onConflict((on) => on.column('id').doUpdateSet({ ...row, searchText }))
        .execute()
    },

    dropAddress: (id: string) => tables.deleteFrom('territoryAddresses').where('id', '=', id).execute(),

    /** The name of a spot nearest to a point, among those of the same cell. */
    nearest: async (cellCode: string, lon: number, lat: number) => {
      const { rows } = await sql<{ text: string; lon: number; lat: number }>`
        select text, lon, lat from (
          select text, lon, lat from territory_addresses where cell_code = ${cellCode}
          union all
          select address, lon, lat from territory_buildings where cell_code = ${cellCode}
        ) spots
        order by ((lon - ${lon}) * cos(radians(${lat}))) ^ 2 + (lat - ${lat}) ^ 2 limit 1`.execute(db)
      return rows[0]
    },

    // Buildings and dwellings

    building: (id: string): Promise<Building | undefined> => buildings().where('b.id', '=', id).executeTakeFirst(),

    buildings: (ids: readonly string[]): Promise<Building[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : buildings()
            .where('b.id', 'in', [...ids])
            .execute(),

    buildingsIn: (asked: {
      area: string
      text?: string | undefined
      after?: string | undefined
      limit: number
    }): Promise<Building[]> =>
      buildings()
        .where('b.cellCode', 'like', `${prefixOf(asked.area)}%`)
        .where('b.code', '>', asked.after ?? '')
        .$if(asked.text !== undefined, (query) => query.where('b.searchText', 'like', `%${pattern(asked.text ?? '')}%`))
        .orderBy('b.code')
        .limit(asked.limit)
        .execute(),

    /** Holds the cell until the end of the act, so that two newcomers do not get one number. */
    lastBuildingCode: async (cellCode: string) => {
      await tables.selectFrom('territoryAreas').select('code').where('code', '=', cellCode).forUpdate().execute()
      return (
        await tables
          .selectFrom('territoryBuildings')
          .select('code')
          .where('code', 'like', `${cellCode}%`)
          .orderBy('code', 'desc')
          .limit(1)
          .executeTakeFirst()
      )?.code
    },

    addBuilding: (row: BuildingRow) =>
      tables
        .insertInto('territoryBuildings')
        .values({ ...row, searchText: searchable(row.address, row.name, row.estateName, row.address + row.name) })
        .execute(),

    correctBuilding: ({ id, ...row }: BuildingRow) =>
      tables
        .updateTable('territoryBuildings')
        .set({ ...row, searchText: searchable(row.address, row.name, row.estateName, row.address + row.name) })
        .where('id', '=', id)
        .execute(),

    /** Dwellings that the building, as it is now described, would not have. */
    hasSurplusDwellings: async (id: string) => {
      const { rows } = await sql`
        select 1 from territory_dwellings d join territory_buildings b on b.id = d.building_id
        where b.id = ${id} and (d.unit::int > b.units or d.floor > b.floors or right(d.code, 2)::int > b.dwellings_per_floor)
        limit 1`.execute(db)
      return rows.length > 0
    },

    dwelling: (id: string): Promise<Dwelling | undefined> => dwellings().where('d.id', '=', id).executeTakeFirst(),

    dwellings: (ids: readonly string[]): Promise<Dwelling[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : dwellings()
            .where('d.id', 'in', [...ids])
            .execute(),

    dwellingByCode: (code: string): Promise<Dwelling | undefined> =>
      dwellings().where('d.code', '=', code).executeTakeFirst(),

    dwellingsIn: (asked: {
      area?: string | undefined
      buildingId?: string | undefined
      after?: string | undefined
      limit: number
    }): Promise<Dwelling[]> =>
      dwellings()
        .where('d.code', '>', asked.after ?? '')
        .$if(asked.area !== undefined, (query) => query.where('b.cellCode', 'like', `${prefixOf(asked.area ?? '')}%`))
        .$if(asked.buildingId !== undefined, (query) => query.where('d.buildingId', '=', asked.buildingId ?? ''))
        .orderBy('d.code')
        .limit(asked.limit)
        .execute(),

    correctDwelling: (id: string, change: { use?: Dwelling['use']; floorAreaDm2?: number | null }) =>
      tables.updateTable('territoryDwellings').set(change).where('id', '=', id).execute(),
  }
}

export type Store = ReturnType<typeof store>
