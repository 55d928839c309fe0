/** What may come in, tried with the names and contents people and attackers send. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooserOf, harmlessName, isSmall, kindOf } from './accepted.ts'
import { linesOf, stampOf } from './caption.ts'

test('photos, papers, sound and film are taken; pages, pictures with scripts and programs are not', () => {
  expect(kindOf('image/jpeg')).toBe('photo')
  expect(kindOf('application/pdf')).toBe('document')
  expect(kindOf('audio/amr')).toBe('audio')
  expect(kindOf('video/mp4')).toBe('video')
  for (const mime of [
    'image/svg+xml',
    'text/html',
    'application/xml',
    'application/x-msdownload',
    'application/zip',
    'image/gif',
    'toString',
  ])
    expect(kindOf(mime), mime).toBeNull()
  expect(chooserOf(['photo'])).toBe('image/jpeg,image/png,image/webp')
})

test('a name loses its path and its tricks but keeps its Chinese and its extension', () => {
  expect(harmlessName('../../etc/passwd', 'x')).toBe('passwd')
  expect(harmlessName('C:\\照片\\井盖.jpg', 'x')).toBe('井盖.jpg')
  expect(harmlessName('invoice\u202egpj.exe', 'x')).toBe('invoicegpj.exe')
  expect(harmlessName('...', 'photo.jpg')).toBe('photo.jpg')
  expect(harmlessName(`${'长'.repeat(300)}.docx`, 'x')).toHaveLength(120)
  expect(harmlessName(`${'长'.repeat(300)}.docx`, 'x')).toMatch(/\.docx$/)
})

test('no name whatsoever leaves a slash, a control character, or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const kept = harmlessName(name, 'file')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
      expect(kept).not.toMatch(/[\\/\u0000-\u001f]/)
      expect(kept.length).toBeGreaterThan(0)
      expect(kept.length).toBeLessThanOrEqual(120)
    }),
  )
})

test('a watermark tells the time in China and leaves Chinese out where it would show as boxes', () => {
  const caption = { at: '2026-11-22T16:05:00Z', place: '北京街 中山四路\n81号', name: '林网格员' }
  expect(stampOf(new Date(caption.at))).toBe('2026-11-23 00:05')
  expect(linesOf(caption, true)).toEqual(['2026-11-23 00:05', '北京街 中山四路 81号', '林网格员'])
  expect(linesOf(caption, false)).toEqual(['2026-11-23 00:05'])
  expect(linesOf({ at: null, place: null, name: null }, true)).toEqual([])
})

test('what a phone scaled down is small, what a camera made is not', () => {
  expect(isSmall(400_000, 1600 * 1200)).toBe(true)
  expect(isSmall(9_000_000, 48_000_000)).toBe(false)
})
