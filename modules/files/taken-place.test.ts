/** A phone reads out of its own photo where it was taken, and out of other bytes nothing. */
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { carryNotes } from './carry-notes.ts'
import { takenPlaceOf } from './taken-place.ts'
import { phonePhoto } from './testing/pictures.ts'

const here = { lon: expect.closeTo(113.2644, 3), lat: expect.closeTo(23.1291, 3) }

test('the place is read from the camera’s own file, and from the copy scaled down', async () => {
  const original = await phonePhoto({ width: 400, height: 300, orientation: 6 })
  expect(takenPlaceOf(original)).toEqual(here)
  const scaled = await sharp(original).autoOrient().resize(90).jpeg().toBuffer()
  expect(takenPlaceOf(scaled)).toBeNull()
  expect(takenPlaceOf(carryNotes(original, scaled))).toEqual(here)
})

test('south and west count downwards', async () => {
  const far = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .withExif({
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '34/1 36/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '58/1 22/1 1200/100',
      },
    })
    .jpeg()
    .toBuffer()
  expect(takenPlaceOf(far)).toEqual({ lon: expect.closeTo(-58.37, 2), lat: expect.closeTo(-34.6, 2) })
})

test('broken notes, a camera without a fix, or no photo at all say nothing', async () => {
  const nowhere = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .withExif({
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '0/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 0/1 0/1' },
    })
    .jpeg()
    .toBuffer()
  expect(takenPlaceOf(nowhere)).toBeNull()
  const photo = await phonePhoto({ width: 40, height: 30 })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(photo.length - 1), fc.nat(255)), { maxLength: 40 }), (changes) => {
      const broken = new Uint8Array(photo)
      for (const [at, byte] of changes) broken[at] = byte
      const found = takenPlaceOf(broken)
      expect(found === null || (Math.abs(found.lon) <= 180 && Math.abs(found.lat) <= 90)).toBe(true)
    }),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => takenPlaceOf(noise) === null))
})
