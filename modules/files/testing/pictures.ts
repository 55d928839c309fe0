/** Pictures for tests, made on the spot: a phone's photo with its notes, and a small file that would unfold into billions. */
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Taken in Guangzhou on 22 November 2026 at 09:30 with a "LirenPhone". */
export const phonePhoto = (asked: { width: number; height: number; orientation?: number; seed?: number }) =>
  sharp({
    create: {
      width: asked.width,
      height: asked.height,
      channels: 3,
      background: { r: 30, g: 123 + (asked.seed ?? 0), b: 110 },
    },
  })
    .withExif({
      IFD0: { Make: 'LirenPhone' },
      IFD2: { DateTimeOriginal: '2026:11:22 09:30:00', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '23/1 7/1 4476/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 15/1 5184/100',
      },
    })
    .withMetadata({ orientation: asked.orientation ?? 1 })
    .jpeg({ quality: 80 })
    .toBuffer()

const chunk = (type: string, body: Buffer) => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A valid greyscale PNG of nothing but zeros. */
export const bombPng = (width: number, height: number) => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 9 })
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
