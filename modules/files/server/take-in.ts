/** Makes a file of received bytes: judged, kept, copied where that is quick, written down. */
import { createHash } from 'node:crypto'
import { ownPersonOf, type Work } from '@liren/kernel'
import { harmlessName, isSmall } from '../accepted.ts'
import type { Caption } from '../caption.ts'
import type { files, Watermark } from '../contract.ts'
import { judge } from './judge.ts'
import { lookAt, makeCopies, type Photo } from './photo.ts'
import { copyKey, originalKey, type Storage } from './storage.ts'
import type { StoredFile } from './store.ts'
import { hoursFrom, maxPixelsOf, settingOf, storageOf } from './tools.ts'

export type Arrival = {
  readonly id: string
  readonly bytes: Photo
  readonly byteCount: number
  readonly sha256: string
  readonly name: string | undefined
  readonly guestKey: string | null
  readonly saidTakenAt: Date | null
  readonly watermark: Watermark | null
}

export const keepCopies = async (
  storage: Storage,
  file: { readonly id: string; readonly sha256: string },
  making: number,
  copies: { readonly view: Buffer; readonly thumb: Buffer },
) => {
  const keep = (variant: 'view' | 'thumb', mime: string) =>
    storage.keep(
      copyKey(file.sha256, file.id, variant, making),
      { bytes: copies[variant] },
      {
        sha256: createHash('sha256').update(copies[variant]).digest('hex'),
        mime,
      },
    )
  await Promise.all([keep('view', 'image/jpeg'), keep('thumb', 'image/webp')])
}

export const eraseBytes = async (
  storage: Storage,
  file: { readonly id: string; readonly sha256: string; readonly copies: number },
) => {
  const keys = [originalKey(file.sha256, file.id)]
  // At least the first making: an upload that lost its race may have drawn copies nobody wrote down.
  for (let making = 1; making <= Math.max(1, file.copies); making += 1)
    keys.push(copyKey(file.sha256, file.id, 'view', making), copyKey(file.sha256, file.id, 'thumb', making))
  await Promise.all(keys.map((key) => storage.erase(key)))
}

const captionOf = (watermark: Watermark | null, takenAt: Date): Caption | null =>
  watermark && {
    at: watermark.at === null ? null : (watermark.at ?? takenAt).toISOString(),
    place: watermark.place ?? null,
    name: watermark.name ?? null,
  }

/** Bytes first, row second: a crash between leaves bytes without a row, never a row without bytes. The row is for the caller to write. */
export const takeIn = async (work: Work<typeof files>, arrival: Arrival): Promise<StoredFile> => {
  const { kind, mime, extension, photo } = await judge(work, arrival.bytes, arrival.byteCount)
  const storage = await storageOf(work)
  const takenAt = photo?.takenAt ?? arrival.saidTakenAt
  const caption = kind === 'photo' ? captionOf(arrival.watermark, takenAt ?? work.now) : null
  await storage.keep(originalKey(arrival.sha256, arrival.id), arrival.bytes, { sha256: arrival.sha256, mime })
  const isQuick = photo !== null && isSmall(arrival.byteCount, photo.widthPixels * photo.heightPixels)
  if (isQuick) {
    const copies = await makeCopies(arrival.bytes, caption, await maxPixelsOf(work)).catch(() => null)
    if (!copies) {
      await eraseBytes(storage, { ...arrival, copies: 0 })
      throw work.refuse('unreadable', {}, 'file')
    }
    await keepCopies(storage, arrival, 1, copies)
  }
  return {
    id: arrival.id,
    uploadedBy: work.actor.id,
    personId: ownPersonOf(work.actor),
    look: photo === null ? null : await lookAt(arrival.bytes, await maxPixelsOf(work)),
    guestKey: arrival.guestKey,
    kind,
    mime,
    name: harmlessName(arrival.name, `${kind}.${extension}`),
    byteCount: arrival.byteCount,
    sha256: arrival.sha256,
    widthPixels: photo?.widthPixels ?? null,
    heightPixels: photo?.heightPixels ?? null,
    takenAt,
    takenLon: photo?.takenPlace?.lon ?? null,
    takenLat: photo?.takenPlace?.lat ?? null,
    caption,
    copies: isQuick ? 1 : 0,
    isReady: isQuick || kind !== 'photo',
    uploadedAt: work.now,
    forgetAt: hoursFrom(work.now, await settingOf(work, 'draftHours')),
  }
}
