/** What a picture tells, and what its copies no longer tell. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { bombPng, phonePhoto } from '../testing/pictures.ts'
import { canDrawChinese, drawCaption, inspect, makeCopies } from './photo.ts'

const million = 1_000_000

test('a phone picture says when and where it was taken, and which way is up', async () => {
  const bytes = await phonePhoto({ width: 400, height: 300, orientation: 6 })
  expect(await inspect({ bytes }, 50 * million)).toEqual({
    widthPixels: 300,
    heightPixels: 400,
    takenAt: new Date('2026-11-22T01:30:00Z'),
    takenPlace: { lon: expect.closeTo(113.2644, 3), lat: expect.closeTo(23.1291, 3) },
  })
})

test('its copies are upright, at most 2,048 px, and say nothing any more', async () => {
  const bytes = await phonePhoto({ width: 3000, height: 1000, orientation: 6 })
  const { view, thumb } = await makeCopies(
    { bytes },
    { at: '2026-11-22T01:30:00Z', place: '中山四路', name: null },
    50 * million,
  )
  const seen = await sharp(view).metadata()
  expect([seen.format, seen.width, seen.height]).toEqual(['jpeg', 683, 2048])
  expect(seen.exif ?? seen.iptc ?? seen.xmp).toBeUndefined()
  expect(view.includes('LirenPhone')).toBe(false)
  const small = await sharp(thumb).metadata()
  expect([small.format, small.height, small.exif]).toEqual(['webp', 320, undefined])
})

test('something hidden behind the picture does not reach the copies', async () => {
  const bytes = Buffer.concat([
    await phonePhoto({ width: 200, height: 200 }),
    Buffer.from('<script>alert(1)</script>PK\u0003\u0004'),
  ])
  const { view, thumb } = await makeCopies({ bytes }, null, 50 * million)
  for (const copy of [view, thumb]) expect(copy.includes('script')).toBe(false)
})

test('a small file that would unfold into billions of pixels is seen for what it is, without unfolding it', async () => {
  const bomb = bombPng(30_000, 30_000)
  expect(bomb.length).toBeLessThan(2 * million)
  expect(await inspect({ bytes: bomb }, 50 * million)).toEqual({ pixels: 900 * million })
  await expect(makeCopies({ bytes: bomb }, null, 50 * million)).rejects.toThrow(/pixel limit/i)
})

test('what only pretends to be a picture cannot be read', async () => {
  expect(
    await inspect(
      { bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('not a picture')]) },
      million,
    ),
  ).toBeNull()
  expect(await inspect({ bytes: deflateSync('x') }, million)).toBeNull()
})

test('the watermark is drawn in Chinese where a font is there, and keeps the time where none is', async () => {
  const caption = { at: '2026-11-22T01:30:00Z', place: '北京街 <中山四路> & "81号"', name: '林网格员' }
  const alone = await drawCaption(caption, 800, false)
  expect(alone?.toString()).toContain('2026-11-22 09:30')
  expect(alone?.toString()).not.toMatch(/[\u4e00-\u9fff]<\/text>/)
  if (!(await canDrawChinese())) return
  const full = await drawCaption(caption, 800)
  expect(full?.toString()).toContain('&#60;中山四路&#62; &#38; &#34;81号&#34;')
  const lit = async (text: string) => {
    const drawn = await drawCaption({ at: null, place: text, name: null }, 400)
    const { data } = await sharp(drawn ?? Buffer.alloc(0))
      .raw()
      .toBuffer({ resolveWithObject: true })
    return data.filter((value, index) => index % 4 === 0 && value > 200).length
  }
  // Real characters differ in their strokes; empty boxes all look alike.
  expect(await lit('一一一一')).toBeLessThan(await lit('鑫鑫鑫鑫'))
})
