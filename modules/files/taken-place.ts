/** Where a photo says it was taken (EXIF GPS), read on the phone itself: nothing leaves it by being read. */
import { notesOf } from './carry-notes.ts'

type Point = { readonly lon: number; readonly lat: number }
type Entry = { readonly type: number; readonly count: number; readonly at: number }

const gpsDirectory = 0x8825
const tags = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const
const isRational = ({ type, count }: Entry | undefined = { type: 0, count: 0, at: 0 }) => type === 5 && count === 3

/** WGS 84 degrees; null where the photo says nothing, or nonsense. */
export const takenPlaceOf = (jpeg: Uint8Array): Point | null => {
  const notes = notesOf(jpeg)
  if (!notes || notes.length < 18) return null
  const tiff = 10
  const view = new DataView(notes.buffer, notes.byteOffset + tiff, notes.length - tiff)
  const isLittle = notes[tiff] === 0x49
  const holds = (at: number, bytes: number) => at >= 0 && at + bytes <= view.byteLength
  const short = (at: number) => view.getUint16(at, isLittle)
  const long = (at: number) => view.getUint32(at, isLittle)
  /** The entries of a directory by their tag; `at` is where the four bytes of their value stand. */
  const directory = (from: number): ReadonlyMap<number, Entry> => {
    const found = new Map<number, Entry>()
    if (!holds(from, 2)) return found
    for (let n = 0; n < short(from); n += 1) {
      const at = from + 2 + n * 12
      if (!holds(at, 12)) break
      found.set(short(at), { type: short(at + 2), count: long(at + 4), at: at + 8 })
    }
    return found
  }
  const degrees = (of: Entry | undefined): number | null => {
    if (!of || !isRational(of) || !holds(long(of.at), 24)) return null
    const from = long(of.at)
    const parts = [0, 8, 16].map((step) => {
      const [over, under] = [long(from + step), long(from + step + 4)]
      return under === 0 ? Number.NaN : over / under
    })
    const [whole = Number.NaN, minutes = Number.NaN, seconds = Number.NaN] = parts
    return whole + minutes / 60 + seconds / 3600
  }
  const letter = (of: Entry | undefined) => (of ? String.fromCharCode(view.getUint8(of.at)) : '')

  const gps = directory(long(4)).get(gpsDirectory)
  if (!gps) return null
  const inside = directory(long(gps.at))
  const lat = degrees(inside.get(tags.latitude))
  const lon = degrees(inside.get(tags.longitude))
  // Cameras without a fix write zeros.
  if (lat === null || lon === null || !(lat <= 90) || !(lon <= 180) || (lat === 0 && lon === 0)) return null
  return {
    lon: letter(inside.get(tags.longitudeRef)) === 'W' ? -lon : lon,
    lat: letter(inside.get(tags.latitudeRef)) === 'S' ? -lat : lat,
  }
}
