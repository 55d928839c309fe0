/** What is said about areas, addresses, buildings and dwellings, and what may be said to change them. */
import { AreaCode, Id, Nullable, On, type Static, Type } from '@liren/contract'
import { gridSchemes } from './grid-scheme.ts'

export const closed = { additionalProperties: false } as const
export const Lon = Type.Number({ minimum: -180, maximum: 180 })
export const Lat = Type.Number({ minimum: -90, maximum: 90 })
export const Crs = Type.Enum(['cgcs2000', 'gcj02', 'bd09'])
export const Name = Type.String({ minLength: 1, maxLength: 60 })
export const Point = Type.Object({ lon: Lon, lat: Lat }, closed)

/** district 区县 › subdistrict 街道/镇 › community 社区/村 › gridCell 网格. */
export type AreaLevel = Static<typeof AreaLevel>
export const AreaLevel = Type.Enum(['district', 'subdistrict', 'community', 'gridCell'])

/** unit 单元网格 · comprehensive 综合网格 · digitalCommunity 数字社区网格. */
export const GridScheme = Type.Enum([...gridSchemes])

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
  /** By which rule a cell is numbered outside, and its number there; null for our own. */
  scheme: Nullable(GridScheme),
  schemeCode: Nullable(Type.String()),
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

export const CellCode = Type.String({ pattern: '^\\d{15}$' })
/** Cells that are new, and how many of what stood there moved. */
export const Redrawn = Type.Object({
  cells: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), areaM2: Type.Integer() })),
  moved: Type.Integer(),
  retired: Type.Integer(),
})

export const BuildingBody = {
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

export const AddressBody = {
  kind: AddressKind,
  name: Name,
  text: Type.String({ minLength: 1, maxLength: 120 }),
  aliases: Type.Optional(Type.Array(Name, { maxItems: 20 })),
  lon: Lon,
  lat: Lat,
  crs: Type.Optional(Crs),
}

export const partial = <T extends Record<string, Parameters<typeof Type.Optional>[0]>>(shape: T) =>
  Type.Partial(Type.Object(shape, closed), closed)
