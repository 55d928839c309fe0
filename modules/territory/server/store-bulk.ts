/** Writes of many rows in one statement each: boundaries, seeded places and buildings, the numbering of dwellings. */
import type { Db } from '@liren/kernel'
import { type SqlBool, sql } from 'kysely'
import type { PresetBuilding } from '../preset.ts'
import { type AddressRow, type AreaRow, searchable } from './store.ts'

/** Ids follow from what a row stands for, so that a second seeding finds the first. */
const lastingId = (text: string) => sql`md5('territory:' || ${sql.raw(text)})::uuid`

const inChunks = async <T>(rows: readonly T[], size: number, write: (chunk: readonly T[]) => Promise<unknown>) => {
  for (let at = 0; at < rows.length; at += size) await write(rows.slice(at, at + size))
}

export const bulk = (db: Db) => ({
  /** Writes areas whole, parents before children; what is there is replaced, counts are kept where none are given. */
  putAreas: async (rows: readonly AreaRow[]) => {
    for (const level of ['district', 'subdistrict', 'community', 'gridCell'] as const)
      await inChunks(
        rows.filter((row) => row.level === level),
        2000,
        (chunk) =>
          sql`
          insert into territory_areas (code, name, level, parent_code, urban_rural_code, shape, centre_lon, centre_lat,
            area_m2, households, residents, valid_from_on, scheme, scheme_code)
          select r->>0, r->>1, r->>2, r->>3, r->>4, nullif(r->5, 'null'), (r->>6)::float8, (r->>7)::float8,
            (r->>8)::int, (r->>9)::int, (r->>10)::int, (r->>11)::date,
            r->>12, r->>13
          from jsonb_array_elements(${JSON.stringify(chunk.map(areaColumns))}::jsonb) r
          on conflict (code) do update set name = excluded.name,
            shape = coalesce(excluded.shape, territory_areas.shape),
            centre_lon = coalesce(excluded.centre_lon, territory_areas.centre_lon),
            centre_lat = coalesce(excluded.centre_lat, territory_areas.centre_lat),
            area_m2 = coalesce(excluded.area_m2, territory_areas.area_m2),
            urban_rural_code = coalesce(excluded.urban_rural_code, territory_areas.urban_rural_code),
            scheme = coalesce(excluded.scheme, territory_areas.scheme),
            scheme_code = case when excluded.scheme is null then territory_areas.scheme_code else excluded.scheme_code end,
            households = coalesce(excluded.households, territory_areas.households),
            residents = coalesce(excluded.residents, territory_areas.residents), valid_to_on = null`.execute(db),
      )
  },

  putAddresses: (rows: readonly Omit<AddressRow, 'id'>[]) =>
    inChunks(rows, 2000, (chunk) =>
      sql`
        insert into territory_addresses (id, kind, name, text, aliases, lon, lat, cell_code, search_text)
        select ${lastingId(`(r->>0) || (r->>6) || (r->>2)`)}, r->>0, r->>1, r->>2,
          array(select jsonb_array_elements_text(r->3)), (r->>4)::float8, (r->>5)::float8, r->>6, r->>7
        from jsonb_array_elements(${JSON.stringify(
          chunk.map((row) => [
            row.kind,
            row.name,
            row.text,
            row.aliases,
            row.lon,
            row.lat,
            row.cellCode,
            searchable(row.name, row.text, ...row.aliases),
          ]),
        )}::jsonb) r
        on conflict do nothing`.execute(db),
    ),

  putBuildings: (rows: readonly PresetBuilding[], wrote: (count: number) => void) => {
    let done = 0
    return inChunks(rows, 1000, async (chunk) => {
      await sql`
        insert into territory_buildings (id, code, name, address, estate_name, cell_code, lon, lat, floors, units,
          dwellings_per_floor, elevators, built_year, property_firm, search_text)
        select ${lastingId('(r->>0)')}, r->>0, r->>1, r->>2, r->>3, r->>4, (r->>5)::float8, (r->>6)::float8, (r->>7)::int,
          (r->>8)::int, (r->>9)::int, (r->>10)::int, (r->>11)::int, r->>12, r->>13
        from jsonb_array_elements(${JSON.stringify(chunk.map(buildingColumns))}::jsonb) r
        on conflict do nothing`.execute(db)
      await numberDwellings(
        db,
        chunk.map((row) => row.code),
      )
      done += chunk.length
      wrote(done)
    })
  },

  /** Puts addresses and buildings into other cells. Their codes stay: codes are given once. */
  moveSpots: async (moves: readonly { readonly id: string; readonly cellCode: string }[]) => {
    const pairs = JSON.stringify(moves.map(({ id, cellCode }) => [id, cellCode]))
    for (const table of ['territory_addresses', 'territory_buildings'])
      await sql`
        update ${sql.table(table)} spot set cell_code = m->>1
        from jsonb_array_elements(${pairs}::jsonb) m where spot.id = (m->>0)::uuid`.execute(db)
  },

  numberDwellings: (buildingCode: string) => numberDwellings(db, [buildingCode]),
})

const areaColumns = (row: AreaRow) => [
  row.code,
  row.name,
  row.level,
  row.parentCode,
  row.urbanRuralCode,
  row.shape,
  row.centreLon,
  row.centreLat,
  row.areaM2,
  row.households,
  row.residents,
  row.validFromOn,
  row.scheme,
  row.schemeCode,
]

const buildingColumns = (row: PresetBuilding) => [
  row.code,
  row.name,
  row.address,
  row.estateName,
  row.cellCode,
  row.lon,
  row.lat,
  row.floors,
  row.units,
  row.dwellingsPerFloor,
  row.elevators,
  row.builtYear,
  row.propertyFirm,
  searchable(row.address, row.name, row.estateName, row.address + row.name),
]

/** Numbers what is missing: every floor of every unit has its rooms; room 502 is the second on the fifth floor. */
const numberDwellings = (db: Db, buildingCodes: readonly string[]) =>
  sql`
    insert into territory_dwellings (id, code, building_id, unit, floor, room)
    select ${lastingId('n.code')}, n.code, n.id, n.unit::text, n.floor, n.room
    from (
      select b.id, b.code || lpad(u::text, 2, '0') || lpad(f::text, 3, '0') || lpad(r::text, 2, '0') as code,
        u as unit, f as floor, f || lpad(r::text, 2, '0') as room
      from territory_buildings b, generate_series(1, b.units) u, generate_series(1, b.floors) f,
        generate_series(1, b.dwellings_per_floor) r
      where ${sql<SqlBool>`b.code = any(${[...buildingCodes]})`}
    ) n
    on conflict do nothing`.execute(db)
