/** Decides whether received bytes are taken, by their content alone. */

import type { Work } from '@liren/kernel'
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import { kindOf } from '../accepted.ts'
import type { FileKind, files } from '../contract.ts'
import { inspect, type Photo, type PhotoFacts } from './photo.ts'
import { scan } from './scan.ts'
import { maxPixelsOf, megabytesOf, scannerOf } from './tools.ts'

export type Judged = {
  readonly kind: FileKind
  readonly mime: string
  readonly extension: string
  readonly photo: PhotoFacts | null
}

const sniff = async (bytes: Photo) => {
  try {
    return 'path' in bytes ? await fileTypeFromFile(bytes.path) : await fileTypeFromBuffer(bytes.bytes)
  } catch {
    // Archives cut in the middle make the reader stumble; what cannot be told is not taken.
    return undefined
  }
}

export const judge = async (work: Work<typeof files>, bytes: Photo, byteCount: number): Promise<Judged> => {
  const found = await sniff(bytes)
  const kind = found ? kindOf(found.mime) : null
  if (!found || !kind) throw work.refuse('type-not-allowed', { found: found?.ext ?? '?' }, 'file')
  const megabytes = await megabytesOf(work, kind)
  if (byteCount > megabytes * 1_000_000) throw work.refuse('too-large', { megabytes }, 'file')
  if ('path' in bytes) {
    const verdict = await scan(await scannerOf(work), bytes.path)
    if (verdict === 'infected') throw work.refuse('infected', {}, 'file')
    if (verdict === 'unavailable') throw work.refuse('scan-unavailable', {}, 'file')
  }
  const judged = { kind, mime: found.mime, extension: found.ext }
  if (kind !== 'photo') return { ...judged, photo: null }
  const maxPixels = await maxPixelsOf(work)
  const photo = await inspect(bytes, maxPixels)
  if (!photo) throw work.refuse('unreadable', {}, 'file')
  if ('pixels' in photo) throw work.refuse('too-many-pixels', { megapixels: maxPixels / 1_000_000 }, 'file')
  return { ...judged, photo }
}
