/** What a phone can say of picked photos before they are sent: where they were taken, and how they look. Read on this phone alone. */
import { useEffect, useState } from 'react'
import { lookOf, lookPixels, saysNothing } from '../look.ts'
import { takenPlaceOf } from '../taken-place.ts'
import type { Picked } from './picked.ts'

export type TakenPlace = { readonly lon: number; readonly lat: number }

/** Notes stand at a photo's beginning. */
const notesWithin = 256 * 1024
/** Dots that are averaged into one of the look: as smooth as the server's own way of making it small. */
const dots = 16

const placeOf = async ({ blob }: Picked): Promise<TakenPlace | null> =>
  takenPlaceOf(new Uint8Array(await blob.slice(0, notesWithin).arrayBuffer()))

const lookHere = async ({ blob }: Picked): Promise<string | null> => {
  const [width, height] = [lookPixels.width * dots, lookPixels.height * dots]
  const small = await createImageBitmap(blob, {
    imageOrientation: 'from-image',
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  })
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return null
  pen.drawImage(small, 0, 0)
  small.close()
  const { data } = pen.getImageData(0, 0, width, height)
  const grey = new Uint8Array(lookPixels.width * lookPixels.height)
  for (let row = 0; row < lookPixels.height; row += 1)
    for (let column = 0; column < lookPixels.width; column += 1) {
      let sum = 0
      for (let y = row * dots; y < (row + 1) * dots; y += 1)
        for (let x = column * dots; x < (column + 1) * dots; x += 1) {
          const at = (y * width + x) * 4
          sum += 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)
        }
      grey[row * lookPixels.width + column] = Math.round(sum / dots ** 2)
    }
  const look = lookOf(grey)
  return saysNothing(look) ? null : look
}

/** Asked of each photo once; what cannot be read says nothing. */
const useOf = <T>(photos: readonly Picked[], read: (photo: Picked) => Promise<T | null>): ReadonlyMap<string, T> => {
  const [found, setFound] = useState<ReadonlyMap<string, T>>(new Map())
  const ids = photos.map(({ id }) => id).join(' ')
  useEffect(() => {
    let isShown = true
    void Promise.all(photos.map(async (photo) => [photo.id, await read(photo).catch(() => null)] as const)).then(
      (all) => {
        if (isShown) setFound(new Map(all.flatMap(([id, one]) => (one === null ? [] : [[id, one] as const]))))
      },
    )
    return () => {
      isShown = false
    }
  }, [ids])
  return found
}

/** Where the first photo that says so was taken, with its id. Whoever uses it asks first. */
export const useTakenPlace = (photos: readonly Picked[]): (TakenPlace & { readonly id: string }) | null => {
  const places = useOf(photos, placeOf)
  const first = photos.find(({ id }) => places.has(id))
  const place = first && places.get(first.id)
  return first && place ? { ...place, id: first.id } : null
}

/** How they look, 64 bits each: enough to know the same photo again, and nothing can be seen in it. */
export const useLooks = (photos: readonly Picked[]): readonly string[] => [...useOf(photos, lookHere).values()]
