/** Two pictures of one thing look alike however they were shrunk, and of two things they do not. */
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { lookDistance, lookOf, saysNothing } from './look.ts'
import { lookAt } from './server/photo.ts'

const scene = (shift = 0) => {
  const width = 640
  const height = 480
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const value =
        128 + 90 * Math.sin((x + shift) / 45) * Math.cos(y / (31 + shift / 9)) + 30 * Math.sin(x / 13 + y / 17)
      data.fill(Math.max(0, Math.min(255, Math.round(value))), (y * width + x) * 3, (y * width + x) * 3 + 3)
    }
  return sharp(data, { raw: { width, height, channels: 3 } })
}
const million = 1_000_000

test('a photo sent again smaller, brighter and more compressed looks the same; another scene does not', async () => {
  const first = await lookAt({ bytes: await scene().jpeg({ quality: 92 }).toBuffer() }, 50 * million)
  const again = await lookAt(
    { bytes: await scene().resize(320).modulate({ brightness: 1.15 }).jpeg({ quality: 55 }).toBuffer() },
    50 * million,
  )
  const other = await lookAt({ bytes: await scene(70).jpeg().toBuffer() }, 50 * million)
  expect(lookDistance(first ?? '', again ?? '')).toBeLessThanOrEqual(6)
  expect(lookDistance(first ?? '', other ?? '')).toBeGreaterThan(10)
})

test('a photo of the dark says nothing, and what is no photo has no look', async () => {
  const dark = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#050505' } })
    .png()
    .toBuffer()
  expect(saysNothing((await lookAt({ bytes: dark }, million)) ?? '')).toBe(true)
  expect(await lookAt({ bytes: Buffer.from('not a picture') }, million)).toBe(null)
})

test('the distance of looks is a distance', () => {
  const look = fc.uint8Array({ minLength: 72, maxLength: 72 }).map(lookOf)
  fc.assert(
    fc.property(look, look, look, (a, b, c) => {
      expect(lookDistance(a, a)).toBe(0)
      expect(lookDistance(a, b)).toBe(lookDistance(b, a))
      expect(lookDistance(a, c)).toBeLessThanOrEqual(lookDistance(a, b) + lookDistance(b, c))
    }),
  )
})
