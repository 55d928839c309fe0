/** Where an imported report belongs: its cell, the area it names, or a stand-in for places outside the district. */
import { createHash } from 'node:crypto'
import type { Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { cases } from '../contract.ts'
import type { Fault, ForeignReport } from '../import-map.ts'

/** `shift` moves foreign coordinates into the district's box, keeping neighbours together; `hash` gives any cell, always the same. */
export const placings = ['none', 'shift', 'hash'] as const
export type Placing = (typeof placings)[number]

export type Placed = {
  readonly areaCode: string
  readonly cellCode: string | null
  readonly place: { readonly lon: number; readonly lat: number } | null
  /** What the file's owner should know of this row, though it was taken. */
  readonly notice?: 'kept-outside' | 'moved-inside'
}

const within = (value: number, low: number, high: number) => {
  const width = high - low
  return low + ((((value - low) % width) + width) % width)
}

/** What placing needs to know of the district, learnt once for a whole file. */
export const learnDistrict = async (work: Work<typeof cases>) => {
  const port = work.use(territory)
  const areas = [...(await port.areasAt('community')), ...(await port.areasAt('subdistrict'))]
  const byName = new Map(areas.map((area) => [area.name, area.code]))
  const known = new Set(areas.map((area) => area.code))
  const cells = await port.areasAt('gridCell')
  const centres = cells.flatMap(({ centre }) => (centre ? [centre] : []))
  const lons = centres.map(({ lon }) => lon)
  const lats = centres.map(({ lat }) => lat)
  const least = (all: readonly number[]) => all.reduce((low, one) => Math.min(low, one), Number.POSITIVE_INFINITY)
  const most = (all: readonly number[]) => all.reduce((high, one) => Math.max(high, one), Number.NEGATIVE_INFINITY)
  const [west, east, south, north] = [least(lons), most(lons), least(lats), most(lats)]
  return { byName, known, cells, west, east, south, north }
}
export type District = Awaited<ReturnType<typeof learnDistrict>>

export const placer = (work: Work<typeof cases>, district: District, placing: Placing, fallback: string | null) => {
  const { byName, known, cells, west, east, south, north } = district
  const anyCell = (mark: string): Placed | null => {
    const number = createHash('sha256').update(mark).digest().readUInt32BE(0)
    const cell = cells[number % Math.max(1, cells.length)]
    return cell ? { areaCode: cell.code.slice(0, 12), cellCode: cell.code, place: cell.centre ?? null } : null
  }
  const located = async (place: { lon: number; lat: number }): Promise<Placed | null> => {
    const found = await work.use(territory).cellAt(place)
    return found ? { areaCode: found.communityCode, cellCode: found.cellCode, place } : null
  }
  const standIn = async (place: { lon: number; lat: number }, mark: string): Promise<Placed | null> => {
    if (placing === 'none') return null
    if (placing === 'shift') {
      // Six decimals are a hand's breadth; more would be made up.
      const moved = {
        lon: Math.round(within(place.lon, west, east) * 1e6) / 1e6,
        lat: Math.round(within(place.lat, south, north) * 1e6) / 1e6,
      }
      const found = await located(moved)
      if (found) return { ...found, notice: 'moved-inside' }
    }
    const any = anyCell(mark)
    return any && { ...any, notice: 'moved-inside' }
  }

  /** A point across the border stays as it was told: an area answers for it, no cell does. */
  const keptAt = (areaCode: string, { place }: ForeignReport): Placed => ({
    areaCode,
    cellCode: null,
    place,
    ...(place ? { notice: 'kept-outside' } : {}),
  })

  return async (report: ForeignReport, mark: string): Promise<Placed | Fault> => {
    if (report.place) {
      const found = (await located(report.place)) ?? (await standIn(report.place, mark))
      if (found) return found
    }
    if (report.area) {
      const code = known.has(report.area) ? report.area : byName.get(report.area)
      if (code) return keptAt(code, report)
      if (!fallback) return { field: 'area', reason: 'unknown-area' }
    }
    if (fallback) return keptAt(fallback, report)
    if (placing === 'hash') return anyCell(mark) ?? { field: 'area', reason: 'place-missing' }
    return report.place ? { field: 'lon', reason: 'outside-district' } : { field: 'area', reason: 'place-missing' }
  }
}
