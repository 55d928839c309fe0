/** What the camera noted 照片元数据: where and when photos were taken, held against the report; compared here, never handed on. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { metresBetween } from '../alike/likeness.ts'
import type { triage } from '../contract.ts'
import type { SaidPlace } from '../shapes.ts'
import { type Why, why } from '../sorting/reason.ts'
import { saidFrom } from './said.ts'

type Spot = { readonly lon: number; readonly lat: number }
export type PhotosSaid = {
  readonly reasons: readonly Why[]
  /** Taken elsewhere, or days ago: what they show may not be what is there now. */
  readonly isDoubtful: boolean
  /** Where the first of them was taken; for comparing only. */
  readonly spot: Spot | null
  /** The cell they were taken in, where the report says no place: proposed, as any other. */
  readonly place: SaidPlace | null
}
export const unsaid: PhotosSaid = { reasons: [], isDoubtful: false, spot: null, place: null }

/** As near as a phone's own place is sure of. */
const hereMetres = 200
const awayMetres = 500
const hourMs = 3_600_000
const freshHours = 6
const oldDays = 2

/** Of all that say a time, the newest; a clock that runs ahead says nothing. */
const timeSays = (taken: readonly (Date | null)[], at: Date): Why | null => {
  const newest = Math.max(
    ...taken.flatMap((one) => (one && one.getTime() <= at.getTime() + hourMs ? [one.getTime()] : [])),
  )
  if (!Number.isFinite(newest)) return null
  const hours = Math.max(0, (at.getTime() - newest) / hourMs)
  if (hours <= freshHours) return why('photoFresh', { hours: Math.max(1, Math.ceil(hours)) })
  return hours >= oldDays * 24 ? why('photoOld', { days: Math.floor(hours / 24) }) : null
}

const placeSays = (spots: readonly Spot[], reported: Spot | null): Why | null => {
  if (!reported || spots.length === 0) return null
  const nearest = Math.min(...spots.map((spot) => metresBetween(spot, reported)))
  if (nearest <= hereMetres) return why('photoHere')
  return nearest > awayMetres ? why('photoAway', { metres: Math.round(nearest / 100) * 100 }) : null
}

/** The cell, with its middle instead of where somebody stood. */
const cellOf = async (work: Work<typeof triage>, spot: Spot): Promise<SaidPlace | null> => {
  const map = work.use(territory)
  const located = await map.cellAt(spot)
  const cell = located && (await map.area(located.cellCode))
  if (!located || !cell?.centre) return null
  const names = await map.areaNames([located.communityCode])
  const reasons = [{ key: 'photoCell', facts: {} }]
  return {
    name: cell.name,
    text: cell.name,
    cellCode: cell.code,
    cellName: cell.name,
    communityCode: located.communityCode,
    communityName: names.get(located.communityCode) ?? located.communityCode,
    ...cell.centre,
    why: saidFrom(work, reasons),
    reasons,
  }
}

/** @param reported where the report says it is, if it does. */
export const photosSay = async (
  work: Work<typeof triage>,
  photoIds: readonly string[],
  { reported, at }: { readonly reported: Spot | null; readonly at: Date },
): Promise<PhotosSaid> => {
  if (photoIds.length === 0) return unsaid
  const taken = await work.use(files).taken(photoIds)
  const spots = taken.flatMap(({ place }) => (place ? [place] : []))
  const reasons = [
    placeSays(spots, reported),
    timeSays(
      taken.map((one) => one.at),
      at,
    ),
  ].filter((one) => one !== null)
  return {
    reasons,
    isDoubtful: reasons.some(({ key }) => key === 'photoAway' || key === 'photoOld'),
    spot: spots[0] ?? null,
    place: spots[0] && !reported ? await cellOf(work, spots[0]) : null,
  }
}
