/** Addresses of bytes: lasting ones for public copies, signed ones that expire for everything else. */
import { timingSafeEqual } from 'node:crypto'
import type { FileView } from '../contract.ts'
import type { Variant } from './storage.ts'
import type { ShownFile } from './store.ts'

/** The district's keyed hash. */
export type Sign = (text: string) => string

/** Ends are rounded up to five minutes: the same picture keeps its address, and the phone its cached copy. */
const roundSeconds = 300

const textOf = (id: string, variant: Variant, until: number) => `files/link:${id}/${variant}/${until}`

export const signedUrl = (sign: Sign, id: string, variant: Variant, now: Date, minutes: number, making = 0) => {
  const until = Math.ceil((now.getTime() / 1000 + minutes * 60) / roundSeconds) * roundSeconds
  return `/api/files/${id}/${variant}?until=${until}&sign=${sign(textOf(id, variant, until))}${making > 1 ? `&v=${making}` : ''}`
}

/** `wrong` for a link of another file or variant, a stretched end, or no signature at all. */
export const checkLink = (
  sign: Sign,
  link: {
    readonly id: string
    readonly variant: Variant
    readonly until: string | undefined
    readonly sign: string | undefined
  },
  now: Date,
): 'right' | 'wrong' | 'expired' => {
  const until = /^\d{9,11}$/.test(link.until ?? '') ? Number(link.until) : Number.NaN
  if (Number.isNaN(until)) return 'wrong'
  const expected = Buffer.from(sign(textOf(link.id, link.variant, until)))
  const got = Buffer.from(link.sign ?? '')
  if (expected.length !== got.length || !timingSafeEqual(expected, got)) return 'wrong'
  return until * 1000 > now.getTime() ? 'right' : 'expired'
}

/** A file as people may see it. */
export const viewOf = (
  file: ShownFile,
  about: { readonly sign: Sign; readonly now: Date; readonly minutes: number; readonly original?: boolean },
): FileView => {
  const urlOf = (variant: Variant) =>
    file.isPublic && variant !== 'original'
      ? `/api/files/${file.id}/${variant}${file.copies > 1 ? `?v=${file.copies}` : ''}`
      : signedUrl(about.sign, file.id, variant, about.now, about.minutes, file.copies)
  const hasCopies = file.kind === 'photo' && file.isReady
  return {
    id: file.id,
    kind: file.kind,
    mime: file.mime,
    name: file.name,
    byteCount: Number(file.byteCount),
    sha256: file.sha256,
    widthPixels: file.widthPixels,
    heightPixels: file.heightPixels,
    takenAt: file.takenAt?.toISOString() ?? null,
    uploadedAt: file.uploadedAt.toISOString(),
    isReady: file.isReady,
    isPublic: file.isPublic,
    // Papers, sound and film have no copies: they are handed out as they came, by expiring links only.
    url: hasCopies ? urlOf('view') : file.kind === 'photo' ? null : urlOf('original'),
    thumbUrl: hasCopies ? urlOf('thumb') : null,
    ...(about.original
      ? {
          originalUrl: urlOf('original'),
          takenPlace:
            file.takenLon === null || file.takenLat === null ? null : { lon: file.takenLon, lat: file.takenLat },
        }
      : {}),
  }
}
