/** 地域 Territory: which areas a district has, where a point lies, and what stands there (addresses, buildings, dwellings). */
import {
  AreaCode,
  defineContract,
  Id,
  Nullable,
  On,
  Page,
  PageQuery,
  type Place,
  port,
  type Static,
  Type,
} from '@liren/contract'

const closed = { additionalProperties: false } as const
const Lon = Type.Number({ minimum: -180, maximum: 180 })
const Lat = Type.Number({ minimum: -90, maximum: 90 })
const Crs = Type.Enum(['cgcs2000', 'gcj02', 'bd09'])
const Name = Type.String({ minLength: 1, maxLength: 60 })
const Point = Type.Object({ lon: Lon, lat: Lat }, closed)

/** district 区县 › subdistrict 街道/镇 › community 社区/村 › gridCell 网格. */
export type AreaLevel = Static<typeof AreaLevel>
export const AreaLevel = Type.Enum(['district', 'subdistrict', 'community', 'gridCell'])

/** What the code says an area is: a town is a subdistrict-level area, a village a community-level one. */
export type AreaKind = Static<typeof AreaKind>
export const AreaKind = Type.Enum(['district', 'subdistrict', 'town', 'township', 'community', 'village', 'gridCell'])

/** One unit of area. Cells have 15-digit codes, all others 12. `centre` lies inside the area. */
export type Area = Static<typeof Area>
export const Area = Type.Object({
  code: AreaCode,
  name: Type.String(),
  level: AreaLevel,
  kind: AreaKind,
  parentCode: Nullable(Type.String()),
  urbanRuralCode: Nullable(Type.String()),
  centre: Nullable(Point),
  areaM2: Nullable(Type.Integer()),
  households: Nullable(Type.Integer()),
  residents: Nullable(Type.Integer()),
  validFromOn: On,
  hasChildren: Type.Boolean(),
})

/** Where a point lies: the cell and its ancestors. */
export type Located = Static<typeof Located>
export const Located = Type.Object({
  cellCode: Type.String(),
  communityCode: Type.String(),
  subdistrictCode: Type.String(),
  districtCode: Type.String(),
})

/** street 路巷, estate 小区, door 门牌, landmark 地标. */
export type AddressKind = Static<typeof AddressKind>
export const AddressKind = Type.Enum(['street', 'estate', 'door', 'landmark'])

/** A name under which people know a spot. `text` is what one would write on a letter, below the district. */
export type Address = Static<typeof Address>
export const Address = Type.Object({
  id: Id,
  kind: AddressKind,
  name: Type.String(),
  text: Type.String(),
  aliases: Type.Array(Type.String()),
  lon: Lon,
  lat: Lat,
  cellCode: Type.String(),
  communityCode: Type.String(),
  communityName: Type.String(),
  subdistrictName: Type.String(),
})

/** A building 楼栋. `code` is cell + 3-digit serial, given once and kept when the building is corrected. */
export type Building = Static<typeof Building>
export const Building = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  estateName: Nullable(Type.String()),
  cellCode: Type.String(),
  communityCode: Type.String(),
  lon: Lon,
  lat: Lat,
  floors: Type.Integer(),
  units: Type.Integer(),
  dwellingsPerFloor: Type.Integer(),
  elevators: Type.Integer(),
  builtYear: Nullable(Type.Integer()),
  propertyFirm: Nullable(Type.String()),
  dwellings: Type.Integer(),
})

/** A dwelling 户室. `code` is the house code 房屋编码; the floor area is in 0.01 m². */
export type Dwelling = Static<typeof Dwelling>
export const Dwelling = Type.Object({
  id: Id,
  code: Type.String(),
  buildingId: Id,
  cellCode: Type.String(),
  communityCode: Type.String(),
  unit: Type.String(),
  floor: Type.Integer(),
  room: Type.String(),
  use: Type.Enum(['home', 'shop', 'office', 'other']),
  floorAreaDm2: Nullable(Type.Integer()),
  address: Type.String(),
})

/**
 * Shared boundaries of many areas in one small message. Points are integers: `lon = west + x / scale`, where `points`
 * holds x, y differences from the point before. `rings[i]` lists, for area i, rings as point numbers (also differences,
 * first absolute); the first ring of each polygon runs counter-clockwise, a ring is not closed by repeating its start.
 */
export type AreaMap = Static<typeof AreaMap>
export const AreaMap = Type.Object({
  revision: Type.String(),
  code: Type.String(),
  level: AreaLevel,
  scale: Type.Integer(),
  west: Type.Number(),
  south: Type.Number(),
  points: Type.Array(Type.Integer()),
  /** Names of the areas above, by code: a cell is "第3网格" of some community. */
  parents: Type.Record(Type.String(), Type.String()),
  areas: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), rings: Type.Array(Type.Array(Type.Integer())) }),
  ),
})

/** A thing with a place on the map. `urgent` is drawn as a diamond, the rest round: colour is not the only cue. */
export type MapDot = {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly label: string
  readonly tone?: 'main' | 'soon' | 'urgent' | 'done'
}

/**
 * What the slot `territory:map` takes, on every board: `<Slot name="territory:map" of={{ area, dots } satisfies MapOf} />`.
 * Loads lazily, draws without tiles, and offers its contents as a list too.
 */
export type MapOf = {
  /** The area shown, 12 digits. */
  readonly area: string
  /** Which areas are drawn inside it; the level below unless said otherwise. */
  readonly level?: AreaLevel
  /** Shades and labels areas by number, by code (cells, communities …). */
  readonly counts?: Readonly<Record<string, number>>
  readonly countLabel?: string
  /** Areas with something urgent: outlined, and marked with "!". */
  readonly urgent?: readonly string[]
  readonly dots?: readonly MapDot[]
  /** An area to outline. */
  readonly chosen?: string | null
  /** A pin. */
  readonly place?: { readonly lon: number; readonly lat: number } | null
  /** Makes the map a place picker: tapped, or Enter at the crosshair, or the reader's own place. */
  readonly onPick?: (at: { readonly lon: number; readonly lat: number; readonly areaCode: string | null }) => void
  readonly onArea?: (code: string) => void
  readonly onDot?: (id: string) => void
  /** CSS height; default 24rem. */
  readonly height?: string
}

/** GeoJSON geometry of an area, CGCS2000. */
export type Boundary = Static<typeof Boundary>
export const Boundary = Type.Object({
  type: Type.Literal('MultiPolygon'),
  coordinates: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))),
})

const CellCode = Type.String({ pattern: '^\\d{15}$' })
/** Cells that are new, and how many of what stood there moved. */
const Redrawn = Type.Object({
  cells: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), areaM2: Type.Integer() })),
  moved: Type.Integer(),
  retired: Type.Integer(),
})

const BuildingBody = {
  name: Name,
  address: Type.String({ minLength: 1, maxLength: 120 }),
  estateName: Type.Optional(Nullable(Name)),
  lon: Lon,
  lat: Lat,
  crs: Type.Optional(Crs),
  floors: Type.Integer({ minimum: 1, maximum: 120 }),
  units: Type.Integer({ minimum: 1, maximum: 40 }),
  dwellingsPerFloor: Type.Integer({ minimum: 0, maximum: 40 }),
  elevators: Type.Integer({ minimum: 0, maximum: 60 }),
  builtYear: Type.Optional(Nullable(Type.Integer({ minimum: 1000, maximum: 2200 }))),
  propertyFirm: Type.Optional(Nullable(Name)),
}

const AddressBody = {
  kind: AddressKind,
  name: Name,
  text: Type.String({ minLength: 1, maxLength: 120 }),
  aliases: Type.Optional(Type.Array(Name, { maxItems: 20 })),
  lon: Lon,
  lat: Lat,
  crs: Type.Optional(Crs),
}

const partial = <T extends Record<string, Parameters<typeof Type.Optional>[0]>>(shape: T) =>
  Type.Partial(Type.Object(shape, closed), closed)

/** What other modules may ask on the server. Everything about areas is answered from memory. */
export type TerritoryPort = {
  /** The cell a place lies in, from the in-memory index; a point on a shared border belongs to the smallest code. */
  readonly cellAt: (place: Place) => Promise<Located | null>
  readonly area: (code: string) => Promise<Area | null>
  /** Area code (12 or 15 digits) → name; unknown codes are absent. */
  readonly areaNames: (codes: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** `['越秀区', '北京街道', '都府社区', '第3网格']`, from the district down to the area itself. */
  readonly pathNames: (code: string) => Promise<readonly string[]>
  /** Children in code order; without a code, the roots. */
  readonly childrenOf: (code?: string) => Promise<readonly Area[]>
  /** All areas of a level inside an area (or everywhere), in code order. */
  readonly areasAt: (level: AreaLevel, within?: string) => Promise<readonly Area[]>
  /** Places that a longer text names (a street, an estate, a landmark or its alias), the longest name first. */
  readonly placesNamedIn: (asked: { text: string; area?: string; limit?: number }) => Promise<readonly Address[]>
  /** By prefix, part or alias: `五羊石像`, `文明路`. Best first. */
  readonly findAddresses: (asked: { text: string; area?: string; limit?: number }) => Promise<readonly Address[]>
  readonly building: (id: string) => Promise<Building | null>
  readonly buildings: (ids: readonly string[]) => Promise<readonly Building[]>
  /** Buildings inside an area or cell, in code order, a page at a time. */
  readonly buildingsIn: (asked: {
    area: string
    after?: string | undefined
    limit?: number
  }) => Promise<readonly Building[]>
  readonly dwelling: (id: string) => Promise<Dwelling | null>
  readonly dwellings: (ids: readonly string[]) => Promise<readonly Dwelling[]>
  readonly dwellingByCode: (code: string) => Promise<Dwelling | null>
  /** Dwellings inside an area, cell or building, in code order; `after` is the last code of the page before. */
  readonly dwellingsIn: (asked: {
    area?: string
    buildingId?: string
    after?: string | undefined
    limit?: number
  }) => Promise<readonly Dwelling[]>
  /** Figures for every grid cell or wider area inside an area, counted in one pass; areas without any are not in the answer. */
  readonly tallies: (asked: {
    readonly within: string
    readonly digits: 9 | 12 | 15
    readonly counts: readonly {
      readonly name: string
      readonly of: 'buildings' | 'dwellings' | 'elevators'
      readonly where?: { readonly use?: 'home' | 'shop' | 'office' | 'other' }
    }[]
  }) => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>
}

export const territory = defineContract({
  name: 'territory',
  permissions: {
    'area.change': ['dataSteward', 'communityAdmin'],
    'boundary.import': ['dataSteward'],
  },
  refusals: {
    'unknown-area': 422,
    'outside-areas': 422,
    'bad-boundary': 422,
    'cells-overlap': 422,
    'left-homeless': 409,
    'name-taken': 409,
    'has-dwellings': 409,
    'query-too-short': 422,
    'cut-impossible': 422,
    'not-side-by-side': 422,
    'no-code-left': 409,
  },
  events: {
    /** Something about an area changed: its name or counts, its boundary, or what stands in it. */
    changed: Type.Object({
      areaCode: Type.String(),
      what: Type.Enum(['area', 'boundary', 'address', 'building', 'dwelling']),
    }),
    /** Cells of a community ended, because they were divided or joined. Whoever keeps a cell's code follows to `into`, most fitting first. */
    redrawn: Type.Object({
      communityCode: Type.String(),
      cells: Type.Array(Type.Object({ from: Type.String(), into: Type.Array(Type.String(), { minItems: 1 }) })),
    }),
  },
  routes: {
    areas: {
      method: 'GET',
      path: '/areas',
      may: 'anyone',
      summary: 'Children of an area, or areas found by name or code',
      query: Type.Object(
        {
          parent: Type.Optional(AreaCode),
          q: Type.Optional(Type.String({ maxLength: 60 })),
          level: Type.Optional(AreaLevel),
          within: Type.Optional(AreaCode),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
        },
        closed,
      ),
      reply: Type.Object({ items: Type.Array(Area) }),
    },
    area: {
      method: 'GET',
      path: '/areas/:code',
      may: 'anyone',
      params: Type.Object({ code: AreaCode }, closed),
      reply: Type.Object({ area: Area, path: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })) }),
    },
    boundary: {
      method: 'GET',
      path: '/areas/:code/boundary',
      may: 'anyone',
      summary: 'The boundary of one area as a GeoJSON feature',
      params: Type.Object({ code: AreaCode }, closed),
      reply: Type.Object({
        type: Type.Literal('Feature'),
        properties: Type.Object({ code: Type.String(), name: Type.String(), level: AreaLevel }),
        geometry: Boundary,
      }),
    },
    map: {
      method: 'GET',
      path: '/map/:code',
      may: 'anyone',
      summary: 'Boundaries of all areas of a level inside an area, compact; `v` is the revision already known',
      params: Type.Object({ code: AreaCode }, closed),
      query: Type.Object({ level: Type.Optional(AreaLevel), v: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
      reply: AreaMap,
    },
    background: {
      method: 'GET',
      path: '/background',
      may: 'anyone',
      summary: 'The key of the background tiles, if the operator has set one',
      reply: Type.Object({ tiandituKey: Nullable(Type.String()) }),
    },
    locate: {
      method: 'GET',
      path: '/locate',
      may: 'anyone',
      summary: 'Which cell a point lies in, with the names of its areas; null outside',
      query: Type.Object({ lon: Lon, lat: Lat, crs: Type.Optional(Crs) }, closed),
      reply: Type.Object({
        found: Nullable(
          Type.Object({
            ...Located.properties,
            cellName: Type.String(),
            communityName: Type.String(),
            subdistrictName: Type.String(),
            districtName: Type.String(),
            nearest: Nullable(Type.Object({ text: Type.String(), metres: Type.Integer() })),
          }),
        ),
        lon: Lon,
        lat: Lat,
      }),
    },
    findAddresses: {
      method: 'GET',
      path: '/addresses',
      may: 'anyone',
      summary: 'Streets, estates, doors and landmarks by part of a name',
      perMinute: 240,
      query: Type.Object(
        {
          q: Type.String({ minLength: 1, maxLength: 60 }),
          area: Type.Optional(AreaCode),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
        },
        closed,
      ),
      reply: Type.Object({ items: Type.Array(Address) }),
    },
    buildings: {
      method: 'GET',
      path: '/buildings',
      may: 'signed-in',
      query: Type.Object({ ...PageQuery, area: AreaCode, q: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
      reply: Page(Building),
    },
    building: {
      method: 'GET',
      path: '/buildings/:id',
      may: 'signed-in',
      params: Type.Object({ id: Id }, closed),
      reply: Building,
    },
    dwellings: {
      method: 'GET',
      path: '/buildings/:id/dwellings',
      may: 'signed-in',
      params: Type.Object({ id: Id }, closed),
      query: Type.Object({ ...PageQuery }, closed),
      reply: Page(Dwelling),
    },
    changeArea: {
      method: 'PATCH',
      path: '/areas/:code',
      may: 'area.change',
      summary: 'Renames an area or corrects its counts',
      params: Type.Object({ code: AreaCode }, closed),
      body: Type.Object(
        {
          name: Type.Optional(Name),
          households: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 10_000_000 }))),
          residents: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 100_000_000 }))),
        },
        closed,
      ),
      reply: Area,
    },
    addAddress: {
      method: 'POST',
      path: '/addresses',
      may: 'area.change',
      status: 201,
      body: Type.Object(AddressBody, closed),
      reply: Address,
    },
    correctAddress: {
      method: 'PATCH',
      path: '/addresses/:id',
      may: 'area.change',
      params: Type.Object({ id: Id }, closed),
      body: partial(AddressBody),
      reply: Address,
    },
    removeAddress: {
      method: 'DELETE',
      path: '/addresses/:id',
      may: 'area.change',
      params: Type.Object({ id: Id }, closed),
    },
    addBuilding: {
      method: 'POST',
      path: '/buildings',
      may: 'area.change',
      status: 201,
      summary: 'Adds a building and numbers its dwellings by unit, floor and room',
      body: Type.Object(BuildingBody, closed),
      reply: Building,
    },
    correctBuilding: {
      method: 'PATCH',
      path: '/buildings/:id',
      may: 'area.change',
      params: Type.Object({ id: Id }, closed),
      body: partial(BuildingBody),
      reply: Building,
    },
    correctDwelling: {
      method: 'PATCH',
      path: '/dwellings/:id',
      may: 'area.change',
      params: Type.Object({ id: Id }, closed),
      body: Type.Object(
        {
          use: Type.Optional(Dwelling.properties.use),
          floorAreaDm2: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 10_000_000 }))),
        },
        closed,
      ),
      reply: Dwelling,
    },
    importBoundaries: {
      method: 'POST',
      path: '/boundaries',
      may: 'boundary.import',
      summary: 'Takes areas and cells from GeoJSON; the first faulty feature is named and nothing is written',
      perMinute: 20,
      body: Type.Object(
        {
          crs: Type.Optional(Crs),
          dryRun: Type.Optional(Type.Boolean()),
          /** Cells that end today, because they were divided or joined; what stood in them moves to the new ones. */
          retire: Type.Optional(Type.Array(Type.String({ pattern: '^\\d{15}$' }), { maxItems: 5000 })),
          features: Type.Array(
            Type.Object({
              type: Type.Literal('Feature'),
              properties: Type.Record(Type.String(), Type.Unknown()),
              geometry: Type.Unknown(),
            }),
            { minItems: 1, maxItems: 20_000 },
          ),
        },
        closed,
      ),
      reply: Type.Object({
        added: Type.Integer(),
        changed: Type.Integer(),
        unchanged: Type.Integer(),
        retired: Type.Integer(),
        moved: Type.Integer(),
      }),
    },
    divideCell: {
      method: 'POST',
      path: '/cells/:code/division',
      may: 'boundary.import',
      summary: 'Divides a grid cell along a line into two with new codes; the old one ends today and stays readable',
      params: Type.Object({ code: CellCode }, closed),
      body: Type.Object(
        {
          /** Drawn on at both ends until it leaves the cell. */
          line: Type.Array(Point, { minItems: 2, maxItems: 20 }),
          names: Type.Optional(Type.Array(Name, { maxItems: 2 })),
          dryRun: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      reply: Redrawn,
    },
    joinCells: {
      method: 'POST',
      path: '/cells/joinings',
      may: 'boundary.import',
      summary: 'Joins grid cells of one community that lie side by side into one with a new code',
      body: Type.Object(
        {
          codes: Type.Array(CellCode, { minItems: 2, maxItems: 12 }),
          name: Type.Optional(Name),
          dryRun: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      reply: Redrawn,
    },
  },
  port: port<TerritoryPort>(),
})
