import decode from 'qr/decode.js'
import { encode } from 'uqr'
import { describe, expect, test } from 'vitest'
import { onSheets, readSheet, sheetAddress } from './paper.ts'

const id = '0197c000-0000-7000-8000-000000000001'
const place = { code: 'SQ-003', version: 4, sheet: 2, sheets: 3 }

describe('a sheet says what it is', () => {
  test('of a form begun, whose it is and which sheet of how many', () => {
    expect(readSheet(sheetAddress(`https://liren.example/worker/services/${id}`, place))).toEqual({
      ...place,
      submissionId: id,
      path: `/services/${id}`,
    })
  })
  test('of a blank one, where it is begun', () => {
    expect(readSheet(sheetAddress('https://liren.example/services/apply/SQ-003', place))).toEqual({
      ...place,
      submissionId: null,
      path: '/services/apply/SQ-003',
    })
  })
  test('another code, a sheet beyond the last, and a door that is none of ours are no sheets', () => {
    for (const text of [
      'WIFI:S:home;;',
      'https://liren.example/services/apply/SQ-003',
      sheetAddress('https://liren.example/services/apply/SQ-003', { ...place, sheet: 4 }),
      sheetAddress('https://elsewhere.example/pay/now', place),
    ])
      expect(readSheet(text)).toBeNull()
  })
  test('a long form goes on over as many sheets as it needs, and no line is lost', () => {
    const lines = Array.from({ length: 40 }, (_, index) => index)
    expect(onSheets(lines).flat()).toEqual(lines)
    expect(onSheets(lines)).toHaveLength(3)
    expect(onSheets([])).toEqual([[]])
  })
  test('a camera reads from the printed squares what was put into them', () => {
    const text = sheetAddress(`https://liren.yuexiu.example/worker/services/${id}`, place)
    const { data, size } = encode(text, { border: 2 })
    const dots = 4
    const pixels = new Uint8ClampedArray(size * size * dots * dots * 4).fill(255)
    for (let y = 0; y < size * dots; y += 1)
      for (let x = 0; x < size * dots; x += 1)
        if (data[Math.floor(y / dots)]?.[Math.floor(x / dots)])
          pixels.fill(0, (y * size * dots + x) * 4, (y * size * dots + x) * 4 + 3)
    expect(readSheet(decode({ width: size * dots, height: size * dots, data: pixels }))).toMatchObject({
      ...place,
      submissionId: id,
    })
  })
})
