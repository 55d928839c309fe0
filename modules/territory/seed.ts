/** Loads a preset's territory: areas with their shapes, names of places, buildings and their dwellings. */
import type { Preset, Work } from '@liren/kernel'
import { uuidv7 } from '@liren/kernel'
import { levelOf, parentOf } from './areas.ts'
import { pointInside, type Shape, squareMetres, toDegrees } from './geometry.ts'
import { indexCells } from './point-in-cell.ts'
import { type AreasFile, type BuildingsFile, buildingsOf, cellCodes, type PlacesFile, shapesOf } from './preset.ts'
import { forgetAtlas } from './server/atlas.ts'
import { type AreaRow, store } from './server/store.ts'
import { bulk } from './server/store-bulk.ts'

const rowsOf = (file: AreasFile, shapes: ReadonlyMap<string, Shape>): AreaRow[] => {
  const row = (
    code: string,
    name: string,
    urbanRuralCode: string | null,
    households: number | null,
    residents: number | null,
  ): AreaRow => {
    const shape = shapes.get(code) ?? null
    const inner = shape ? pointInside(shape) : null
    return {
      code,
      name,
      level: levelOf(code) ?? 'gridCell',
      parentCode: parentOf(code),
      urbanRuralCode,
      scheme: null,
      schemeCode: null,
      shape,
      centreLon: inner ? toDegrees(inner.x) : null,
      centreLat: inner ? toDegrees(inner.y) : null,
      areaM2: shape ? Math.round(squareMetres(shape)) : null,
      households,
      residents,
      validFromOn: file.validFromOn,
      validToOn: null,
    }
  }
  const given = file.areas.map((area) => row(...area))
  const heads = new Map(file.areas.map(([code, , , households, residents]) => [code, { households, residents }]))
  const cells = cellCodes(file).map((code) => {
    const community = code.slice(0, 12)
    const count = file.cells[community]?.length ?? 1
    const { households, residents } = heads.get(community) ?? {}
    return row(
      code,
      `第${Number(code.slice(12))}网格`,
      null,
      households == null ? null : Math.round(households / count),
      residents == null ? null : Math.round(residents / count),
    )
  })
  return [...given, ...cells]
}

export const seed = async (work: Work, preset: Preset) => {
  if (!preset.has('territory/areas.json')) return
  const file = await preset.read<AreasFile>('territory/areas.json')
  const shapes = shapesOf(file)
  const codes = cellCodes(file)
  await bulk(work.db).putAreas(rowsOf(file, shapes))
  await store(work.db).revise(uuidv7())
  forgetAtlas(work)
  if (preset.has('territory/places.json')) {
    const index = indexCells(codes.map((code) => ({ code, shape: shapes.get(code) ?? [] })))
    const { places } = await preset.read<PlacesFile>('territory/places.json')
    await bulk(work.db).putAddresses(
      places.flatMap(([kind, name, text, aliases, x, y]) => {
        const [lon, lat] = [x / 1e6, y / 1e6]
        const cellCode = index.find(lon, lat)
        return cellCode ? [{ kind, name, text, aliases: [...aliases], lon, lat, cellCode }] : []
      }),
    )
  }
  if (preset.has('territory/buildings.json')) {
    const buildings = buildingsOf(await preset.read<BuildingsFile>('territory/buildings.json'), codes, preset.scale)
    await bulk(work.db).putBuildings(buildings, (done) => preset.progress('territory', done, buildings.length))
  }
}
