/** Reads the compact territory files of a preset: areas with shared corners, places, buildings with their dwellings. */
import { cellCode } from './areas.ts'
import { type Shape, unitsPerDegree } from './geometry.ts'
import { dissolve } from './topology.ts'

/** presets/<name>/territory/areas.json */
export type AreasFile = {
  readonly validFromOn: string
  readonly areas: readonly (readonly [
    code: string,
    name: string,
    urbanRuralCode: string | null,
    households: number | null,
    residents: number | null,
  ])[]
  readonly scale: number
  readonly west: number
  readonly south: number
  /** x, y differences of all corners, in 1/scale degree. */
  readonly points: readonly number[]
  /** Community → its cells in serial order, each a ring of differences of corner numbers. */
  readonly cells: Readonly<Record<string, readonly (readonly number[])[]>>
}

/** presets/<name>/territory/places.json; coordinates in millionths of a degree. */
export type PlacesFile = {
  readonly places: readonly (readonly [
    kind: 'street' | 'estate' | 'landmark',
    name: string,
    text: string,
    aliases: readonly string[],
    x: number,
    y: number,
  ])[]
}

/** presets/<name>/territory/buildings.json; `about` in the file names the columns. */
export type BuildingsFile = {
  readonly atDemo: number
  readonly west: number
  readonly south: number
  readonly roads: readonly string[]
  readonly firms: readonly string[]
  readonly estates: readonly (readonly [name: string, firm: number])[]
  readonly rows: readonly (readonly number[])[]
}

/** Code → shape for the cells and every area above them, by union. */
export const shapesOf = (file: AreasFile): ReadonlyMap<string, Shape> => {
  const perUnit = unitsPerDegree / file.scale
  const [west, south] = [Math.round(file.west * file.scale), Math.round(file.south * file.scale)]
  const corners: number[] = []
  let [x, y] = [west, south]
  for (let i = 0; i < file.points.length; i += 2) {
    x += file.points[i] ?? 0
    y += file.points[i + 1] ?? 0
    corners.push(x * perUnit, y * perUnit)
  }
  const shapes = new Map<string, Shape>()
  const parts = new Map<string, Shape[]>()
  const join = (code: string, shape: Shape) => parts.set(code, [...(parts.get(code) ?? []), shape])
  for (const [community, cells] of Object.entries(file.cells)) {
    const mine = cells.map((ring, n): Shape => {
      let at = 0
      const flat = ring.flatMap((difference) => {
        at += difference
        return [corners[2 * at] ?? 0, corners[2 * at + 1] ?? 0]
      })
      shapes.set(cellCode(community, n + 1), [flat])
      return [flat]
    })
    const shape = dissolve(mine)
    shapes.set(community, shape)
    join(`${community.slice(0, 9)}000`, shape)
  }
  for (const level of [6, 3])
    for (const [code, mine] of [...parts]) {
      if (shapes.has(code)) continue
      const shape = dissolve(mine)
      shapes.set(code, shape)
      if (level === 6) join(`${code.slice(0, 6)}000000`, shape)
    }
  return shapes
}

/** Cell codes in the order in which the file numbers them. */
export const cellCodes = (file: AreasFile): readonly string[] =>
  Object.entries(file.cells).flatMap(([community, cells]) => cells.map((_, n) => cellCode(community, n + 1)))

export type PresetBuilding = {
  readonly code: string
  readonly cellCode: string
  readonly name: string
  readonly address: string
  readonly estateName: string | null
  readonly propertyFirm: string | null
  readonly lon: number
  readonly lat: number
  readonly floors: number
  readonly units: number
  readonly dwellingsPerFloor: number
  readonly elevators: number
  readonly builtYear: number
}

/** Buildings spelled out; the demo scale takes the first rows, so its codes stay the same at full scale. */
export const buildingsOf = (
  file: BuildingsFile,
  cells: readonly string[],
  scale: 'demo' | 'full',
): PresetBuilding[] => {
  const serials = new Map<string, number>()
  return file.rows.slice(0, scale === 'demo' ? file.atDemo : undefined).map((row) => {
    const [
      cell = 0,
      x = 0,
      y = 0,
      floors = 1,
      units = 1,
      dwellingsPerFloor = 0,
      elevators = 0,
      builtYear = 0,
      road = 0,
    ] = row
    const [number = 0, estate = -1, block = 0] = row.slice(9)
    const inCell = cells[cell] ?? ''
    const serial = (serials.get(inCell) ?? 0) + 1
    serials.set(inCell, serial)
    const address = `${file.roads[road] ?? ''}${number}号`
    const [estateName = null, firm = -1] = file.estates[estate] ?? []
    return {
      code: `${inCell}${String(serial).padStart(3, '0')}`,
      cellCode: inCell,
      name: estateName ? `${estateName}${block}栋` : address,
      address,
      estateName,
      propertyFirm: file.firms[firm] ?? null,
      lon: (file.west + x) / 1e6,
      lat: (file.south + y) / 1e6,
      floors,
      units,
      dwellingsPerFloor,
      elevators,
      builtYear,
    }
  })
}
