/** Who may count what of the rows in memory: a scope, restricted cases within another, both inside an area or a cell. */
import type { Numbered } from './columns.ts'

type Reaching = {
  readonly everywhere: boolean
  readonly areas: readonly string[]
  readonly units: readonly string[]
}
/** Who looks how far: within a scope, restricted ones within another, both inside an area or a cell. */
export type Sight = { readonly scope: Reaching; readonly restricted: Reaching; readonly area: string | null }

/** Where a case is, whose it is, and what: 0 where nothing is, 1 a case, 2 a restricted one. */
export type PlaceColumns = {
  readonly area: Int32Array
  readonly cell: Int32Array
  readonly unit: Int32Array
  readonly kind: Uint8Array
}
export const placeColumns = (size: number): PlaceColumns => ({
  area: new Int32Array(size),
  cell: new Int32Array(size),
  unit: new Int32Array(size),
  kind: new Uint8Array(size),
})

/** A digit more or less is a level: trailing noughts of a code stand for all below it. */
const communityDigits = 12

type Names = { readonly areas: Numbered; readonly cells: Numbered; readonly units: Numbered }
type Placed = {
  readonly areaCode: string
  readonly cellCode: string | null
  readonly holderUnitId: string | null
  readonly isRestricted: boolean
}

export const place = ({ areas, cells, units }: Names, columns: PlaceColumns, slot: number, one: Placed) => {
  columns.area[slot] = areas.of(one.areaCode)
  columns.cell[slot] = one.cellCode === null ? -1 : cells.of(one.cellCode)
  columns.unit[slot] = one.holderUnitId === null ? -1 : units.of(one.holderUnitId)
  columns.kind[slot] = one.isRestricted ? 2 : 1
}

/** For each area, unit: is it within the scope? Asked once for each of them, not for each case. */
const masksOf = ({ areas, units }: Names, { everywhere, areas: codes, units: ids }: Reaching) => ({
  area: Uint8Array.from(areas.texts, (code) => Number(everywhere || codes.some((prefix) => code.startsWith(prefix)))),
  unit: Uint8Array.from(units.texts, (id) => Number(ids.includes(id))),
})

/**
 * Goes through what somebody may count.
 * @param prefixOf the digits of a code that name its area, as permissions read them.
 */
export const eachSeen = (
  names: Names,
  prefixOf: (code: string) => string,
  { area: areaOf, unit: unitOf, cell: cellOf, kind }: PlaceColumns,
  used: number,
  { scope, restricted, area }: Sight,
  count: (slot: number) => void,
) => {
  const seen = masksOf(names, scope)
  const opened = masksOf(names, restricted)
  const isCell = area !== null && area.length > communityDigits
  const prefix = area === null ? '' : prefixOf(area).slice(0, communityDigits)
  const inside = Uint8Array.from(names.areas.texts, (code) => Number(isCell || code.startsWith(prefix)))
  const cell = isCell ? names.cells.known(area) : -1
  // A cell nobody ever reported from; those without a cell are not in it.
  if (isCell && cell < 0) return
  for (let slot = 0; slot < used; slot += 1) {
    const what = kind[slot]
    if (what === 0 || (isCell && cellOf[slot] !== cell)) continue
    const [where, whose] = [areaOf[slot] ?? 0, unitOf[slot] ?? -1]
    if (inside[where] !== 1 || (seen.area[where] !== 1 && seen.unit[whose] !== 1)) continue
    if (what === 2 && opened.area[where] !== 1 && opened.unit[whose] !== 1) continue
    count(slot)
  }
}
