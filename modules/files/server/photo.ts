/** Pictures: what they say about themselves, and the copies others may see, stripped, scaled and captioned. */
import ExifReader from 'exifreader'
import sharp from 'sharp'
import { copyPixels } from '../accepted.ts'
import { type Caption, linesOf } from '../caption.ts'
import { lookOf, lookPixels } from '../look.ts'

// One picture at a time per thread of libuv; its own cache would keep private pictures in memory.
sharp.cache(false)
sharp.concurrency(1)

export type Photo = { readonly path: string } | { readonly bytes: Uint8Array }
export type PhotoFacts = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly takenAt: Date | null
  readonly takenPlace: { readonly lon: number; readonly lat: number } | null
}

const open = (photo: Photo, maxPixels: number) =>
  sharp('path' in photo ? photo.path : photo.bytes, {
    limitInputPixels: maxPixels,
    failOn: 'error',
    sequentialRead: true,
  })

const numberOr = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** `2026:11:23 09:30:00` with its offset, or in China where the camera does not say. */
const instantOf = (text: string | undefined, offset: string | undefined) => {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text ?? '')
  if (!match) return null
  const zone = /^[+-]\d\d:\d\d$/.test(offset ?? '') ? offset : '+08:00'
  const at = new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${zone}`)
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1990 ? null : at
}

const exifOf = (exif: Buffer | undefined): Pick<PhotoFacts, 'takenAt' | 'takenPlace'> => {
  const nothing = { takenAt: null, takenPlace: null }
  if (!exif) return nothing
  try {
    // The library wants a picture, not the bare segment: a JPEG start, the APP1 segment and an end are enough.
    const body =
      exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif : Buffer.concat([Buffer.from('Exif\0\0'), exif])
    if (body.length > 65_533) return nothing
    const length = Buffer.alloc(2)
    length.writeUInt16BE(body.length + 2)
    const shell = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, body, Buffer.from([0xff, 0xd9])])
    const tags = ExifReader.load(shell, { expanded: true })
    const lon = numberOr(tags.gps?.Longitude)
    const lat = numberOr(tags.gps?.Latitude)
    const isPlace =
      lon !== null && lat !== null && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon !== 0 || lat !== 0)
    return {
      takenAt: instantOf(tags.exif?.DateTimeOriginal?.description, tags.exif?.OffsetTimeOriginal?.description),
      takenPlace: isPlace ? { lon, lat } : null,
    }
  } catch {
    // A camera that writes bad notes still made a good picture.
    return nothing
  }
}

/** How it looks, for telling the same photo sent twice; null where it cannot be read. Reads a small part of a large JPEG. */
export const lookAt = async (photo: Photo, maxPixels: number): Promise<string | null> => {
  try {
    const grey = await open(photo, maxPixels)
      .autoOrient()
      .flatten({ background: '#fff' })
      .greyscale()
      .resize({ ...lookPixels, fit: 'fill' })
      .raw()
      .toBuffer()
    return lookOf(grey)
  } catch {
    return null
  }
}

/** Reads the header only. Null when it cannot be read as a picture; `pixels` alone when there are too many of them. */
export const inspect = async (
  photo: Photo,
  maxPixels: number,
): Promise<PhotoFacts | { readonly pixels: number } | null> => {
  try {
    const { width, height, exif, orientation } = await open(photo, Number.MAX_SAFE_INTEGER).metadata()
    if (!width || !height) return null
    if (width * height > maxPixels) return { pixels: width * height }
    const isTurned = (orientation ?? 1) >= 5
    return { widthPixels: isTurned ? height : width, heightPixels: isTurned ? width : height, ...exifOf(exif) }
  } catch {
    return null
  }
}

const fonts = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei',sans-serif"
const escaped = (text: string) => text.replace(/[<>&'"]/g, (one) => `&#${one.charCodeAt(0)};`)

const glyph = (text: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><text x="8" y="48" font-size="40" font-family="${fonts}">${text}</text></svg>`,
    ),
  )
    .raw()
    .toBuffer()

let chinese: Promise<boolean> | null = null
/** Servers often have no Chinese font; then every character is drawn as the same empty box (or as nothing). */
export const canDrawChinese = () => {
  chinese ??= Promise.all([glyph('里'), glyph('仁')]).then(([one, other]) => !one.equals(other))
  return chinese
}

/** The watermark as a picture of the given width, null when there is nothing to write. */
export const drawCaption = async (caption: Caption, widthPixels: number, hasChinese?: boolean) => {
  const lines = linesOf(caption, hasChinese ?? (await canDrawChinese()))
  const longest = Math.max(
    ...lines.map((line) => [...line].reduce((sum, one) => sum + (one > '\u024f' ? 1 : 0.6), 0)),
    1,
  )
  const size = Math.max(9, Math.min(Math.round(widthPixels / 32), Math.floor((widthPixels * 0.92) / longest)))
  const height = Math.round(size * 1.4 * lines.length + size * 0.8)
  if (lines.length === 0 || widthPixels < 64) return null
  const texts = lines.map(
    (line, row) => `<text x="${size * 0.6}" y="${Math.round(size * (1.4 * row + 1.35))}">${escaped(line)}</text>`,
  )
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPixels}" height="${height}"><rect width="100%" height="100%" fill="#000" fill-opacity=".42"/><g fill="#fff" font-size="${size}" font-family="${fonts}">${texts.join('')}</g></svg>`,
  )
}

/**
 * The viewing copy (JPEG, ≤ 2,048 px, upright, watermark) and the thumbnail (WebP, 320 px). Both are drawn anew from
 * pixels: no EXIF, no profile, nothing hidden behind the picture survives.
 */
export const makeCopies = async (photo: Photo, caption: Caption | null, maxPixels: number) => {
  const { data, info } = await open(photo, maxPixels)
    .autoOrient()
    .resize({ width: copyPixels.view, height: copyPixels.view, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  const drawn = caption ? await drawCaption(caption, info.width) : null
  const fits = drawn && (await sharp(drawn).metadata()).height <= info.height / 2
  const [view, thumb] = await Promise.all([
    (drawn && fits ? pixels().composite([{ input: drawn, gravity: 'southwest' }]) : pixels())
      .jpeg({ quality: 82, progressive: true })
      .toBuffer(),
    pixels()
      .resize({ width: copyPixels.thumb, height: copyPixels.thumb, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 74 })
      .toBuffer(),
  ])
  return { view, thumb }
}
