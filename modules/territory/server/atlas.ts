/** All areas in memory: names, children, shapes and the index of cells. Loaded once, and again when a revision says so. */
import type { Place } from '@liren/contract'
import type { Work } from '@liren/kernel'
import { isInside, kindOf, levelOf, pathOf } from '../areas.ts'
import type { Area, AreaLevel, Located } from '../contract.ts'
import { toCgcs2000 } from '../coordinates.ts'
import { type Shape, toUnits } from '../geometry.ts'
import { type CellIndex, indexCells } from '../point-in-cell.ts'
import { packMap } from '../topology.ts'
import { type AreaRow, store } from './store.ts'

export type Atlas = {
  readonly revision: string
  /** Names of areas that ended, by code: cases of then still say where they were. */
  readonly ended: ReadonlyMap<string, string>
  readonly areas: ReadonlyMap<string, Area>
  readonly children: ReadonlyMap<string, readonly Area[]>
  readonly shapes: ReadonlyMap<string, Shape>
  readonly index: CellIndex
  readonly locate: (place: Pick<Place, 'lon' | 'lat' | 'crs'>) => Located | null
  /** The packed map as JSON text; packed at the first question and kept. */
  readonly mapText: (code: string, level: AreaLevel) => string
}

const toArea = (row: AreaRow, hasChildren: boolean): Area => ({
  code: row.code,
  name: row.name,
  level: row.level,
  kind: kindOf(row.code) ?? row.level,
  parentCode: row.parentCode,
  urbanRuralCode: row.urbanRuralCode,
  scheme: row.scheme ?? (row.level === 'gridCell' ? 'unit' : null),
  schemeCode: row.schemeCode,
  centre: row.centreLon === null || row.centreLat === null ? null : { lon: row.centreLon, lat: row.centreLat },
  areaM2: row.areaM2,
  households: row.households,
  residents: row.residents,
  validFromOn: row.validFromOn,
  hasChildren,
})

export const locatedOf = (cellCode: string): Located => ({
  cellCode,
  communityCode: cellCode.slice(0, 12),
  subdistrictCode: `${cellCode.slice(0, 9)}000`,
  districtCode: `${cellCode.slice(0, 6)}000000`,
})

/** Builds an atlas from rows in code order. */
export const makeAtlas = (
  revision: string,
  rows: readonly AreaRow[],
  ended: readonly Pick<AreaRow, 'code' | 'name'>[] = [],
): Atlas => {
  const parents = new Set(rows.map((row) => row.parentCode))
  const areas = new Map(rows.map((row) => [row.code, toArea(row, parents.has(row.code))]))
  const children = new Map<string, Area[]>()
  for (const area of areas.values()) {
    const list = children.get(area.parentCode ?? '') ?? []
    list.push(area)
    children.set(area.parentCode ?? '', list)
  }
  const shapes = new Map(rows.flatMap((row) => (row.shape ? [[row.code, row.shape] as const] : [])))
  const index = indexCells(
    [...shapes].flatMap(([code, shape]) => (levelOf(code) === 'gridCell' ? [{ code, shape }] : [])),
  )
  const maps = new Map<string, string>()
  return Object.freeze({
    revision,
    ended: new Map(ended.map(({ code, name }) => [code, name])),
    areas,
    children,
    shapes,
    index,
    locate: (place: Pick<Place, 'lon' | 'lat' | 'crs'>) => {
      const { lon, lat } = toCgcs2000(place)
      const code = index.find(lon, lat)
      return code === null ? null : locatedOf(code)
    },
    mapText: (code: string, level: AreaLevel) => {
      const key = `${level} ${code}`
      const known = maps.get(key)
      if (known !== undefined) return known
      const named = [...shapes].flatMap(([one, shape]) =>
        levelOf(one) === level && isInside(one, code) ? [{ code: one, name: areas.get(one)?.name ?? '', shape }] : [],
      )
      // A metre is finer than any screen shows; higher levels lose bends below four metres.
      const text = JSON.stringify({
        revision,
        code,
        level,
        parents: Object.fromEntries(
          named.flatMap((one) => {
            const parent = areas.get(areas.get(one.code)?.parentCode ?? '')
            return parent ? [[parent.code, parent.name]] : []
          }),
        ),
        ...packMap(named, 100_000, level === 'gridCell' ? 0 : toUnits(0.00004)),
      })
      maps.set(key, text)
      return text
    },
  })
}

type Held = { atlas: Atlas; checkedAt: number }
// One log per host: it tells hosts in one process apart without reaching into the kernel.
const held = new WeakMap<object, Held>()
const freshForMs = 2000

/** The atlas of this district. Other processes' changes are seen within two seconds, this one's at once. */
export const atlasOf = async (work: Pick<Work, 'log' | 'db'>): Promise<Atlas> => {
  const known = held.get(work.log)
  const now = performance.now()
  if (known && now - known.checkedAt < freshForMs) return known.atlas
  const revision = await store(work.db).revision()
  if (known && known.atlas.revision === revision) {
    known.checkedAt = now
    return known.atlas
  }
  const atlas = makeAtlas(revision, await store(work.db).areas(), await store(work.db).endedNames())
  held.set(work.log, { atlas, checkedAt: now })
  return atlas
}

/** Makes the next question look whether the areas have changed. */
export const forgetAtlas = (work: Pick<Work, 'log'>) => {
  const known = held.get(work.log)
  if (known) known.checkedAt = -Infinity
}

export const namesOf = (atlas: Atlas, code: string) =>
  pathOf(code).flatMap((one) => atlas.areas.get(one)?.name ?? atlas.ended.get(one) ?? [])
