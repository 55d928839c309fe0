/** Codes as clerks read them, and coordinates as phones give them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellCode, isInside, kindOf, levelOf, parentOf, pathOf, prefixOf, serialOrder } from './areas.ts'
import { fromCgcs2000, metresBetween, toCgcs2000, toGcj02 } from './coordinates.ts'

describe('a clerk reads an area code', () => {
  test('the level follows from the groups that are not zero', () => {
    expect(levelOf('440104000000')).toBe('district')
    expect(levelOf('440104001000')).toBe('subdistrict')
    expect(levelOf('440104001001')).toBe('community')
    expect(levelOf('440104001001003')).toBe('gridCell')
    for (const none of ['440100000000', '440000000000', '440104', '44010400100', '', 'abc', '440104001001000'])
      expect(levelOf(none)).toBeNull()
  })

  test('a town and a village are told from a subdistrict and a community by their numbers', () => {
    expect(kindOf('330109113000')).toBe('town')
    expect(kindOf('330109113201')).toBe('village')
    expect(kindOf('330109113001')).toBe('community')
    expect(kindOf('330109113505')).toBe('village')
    expect(kindOf('440104001000')).toBe('subdistrict')
    expect(kindOf('440104200000')).toBe('township')
  })

  test('an ancestor is a prefix after trimming trailing zeros, and nothing else is', () => {
    expect(prefixOf('440104001000')).toBe('440104001')
    expect(prefixOf('440100000000')).toBe('4401')
    expect(isInside('440104001001003', '440104001000')).toBe(true)
    expect(isInside('440104001001', '440104001001')).toBe(true)
    expect(isInside('440104010001', '440104001000')).toBe(false)
    expect(pathOf('440104001001003')).toEqual(['440104000000', '440104001000', '440104001001', '440104001001003'])
    expect(parentOf('440104000000')).toBeNull()
    // A community whose number ends in zeros is still no ancestor of its neighbours.
    expect(isInside('440104001101', '440104001100')).toBe(false)
  })

  test('every cell lies inside each of its ancestors, whatever its numbers', () => {
    const number = (max: number) => fc.integer({ min: 1, max })
    fc.assert(
      fc.property(number(599), number(599), number(999), (street, community, serial) => {
        const pad = (n: number) => String(n).padStart(3, '0')
        const code = cellCode(`440104${pad(street)}${pad(community)}`, serial)
        const path = pathOf(code)
        return (
          path.length === 4 && path.every((one, i) => i === 0 || (isInside(code, one) && parentOf(one) === path[i - 1]))
        )
      }),
    )
  })

  test('serials run from the north-west to the south-east, row by row', () => {
    const centres = [
      { lon: 2, lat: 1 },
      { lon: 1, lat: 9 },
      { lon: 1, lat: 1 },
      { lon: 2, lat: 8.8 },
    ]
    expect(serialOrder(centres)).toEqual([1, 3, 2, 0])
    expect(serialOrder([{ lon: 1, lat: 1 }])).toEqual([0])
  })
})

describe('a phone tells its place', () => {
  test('GCJ-02 in Guangzhou is some five hundred metres off', () => {
    const tower = { lon: 113.2644, lat: 23.1291 }
    const shifted = toGcj02(tower)
    expect(metresBetween(tower, shifted)).toBeGreaterThan(400)
    expect(metresBetween(tower, shifted)).toBeLessThan(800)
  })

  test('the published vector of the shift holds', () => {
    const shifted = toGcj02({ lon: 116.404, lat: 39.915 })
    expect(shifted.lon).toBeCloseTo(116.41024449916938, 9)
    expect(shifted.lat).toBeCloseTo(39.91640428150164, 9)
  })

  test('abroad nothing is shifted', () => {
    expect(toGcj02({ lon: -71.06, lat: 42.36 })).toEqual({ lon: -71.06, lat: 42.36 })
  })

  test('there and back again is the same spot to a millimetre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 73.5, max: 134.5, noNaN: true }),
        fc.double({ min: 3.5, max: 53.5, noNaN: true }),
        fc.constantFrom('gcj02' as const, 'bd09' as const, 'cgcs2000' as const),
        (lon, lat, crs) => metresBetween(toCgcs2000({ ...fromCgcs2000({ lon, lat }, crs), crs }), { lon, lat }) < 0.001,
      ),
      { numRuns: 2000 },
    )
  })
})
