/** A photo scaled down on the phone still knows when and where it was taken. */
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { carryNotes, fitInto, notesOf } from './carry-notes.ts'
import { inspect } from './server/photo.ts'
import { phonePhoto } from './testing/pictures.ts'

test('time and place travel with it, and it is not turned twice', async () => {
  const original = await phonePhoto({ width: 400, height: 300, orientation: 6 })
  const scaled = await sharp(original).autoOrient().resize(90).jpeg().toBuffer()
  const carried = carryNotes(original, scaled)
  expect(await inspect({ bytes: carried }, 1e6)).toEqual({
    widthPixels: 90,
    heightPixels: 120,
    takenAt: new Date('2026-11-22T01:30:00Z'),
    takenPlace: { lon: expect.closeTo(113.2644, 3), lat: expect.closeTo(23.1291, 3) },
  })
})

test('a picture without notes, or bytes that are none, change nothing', async () => {
  const plain = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  expect(carryNotes(plain, plain)).toEqual(plain)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      expect(carryNotes(noise, plain)).toEqual(plain)
      expect(notesOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe1, ...noise])) ?? new Uint8Array()).toBeInstanceOf(Uint8Array)
    }),
  )
})

test('it fits into the square and is never made larger', () => {
  expect(fitInto(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 })
  expect(fitInto(300, 200, 1600)).toEqual({ width: 300, height: 200 })
  expect(fitInto(9000, 1, 1600)).toEqual({ width: 1600, height: 1 })
})
