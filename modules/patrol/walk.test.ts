/** Whoever walks a round goes on to the nearest stop, misses none and meets none twice. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metresBetween, type Spot, walkingOrder } from './walk.ts'

const spot = fc.record({
  lon: fc.double({ min: 113.2, max: 113.3, noNaN: true }),
  lat: fc.double({ min: 23.1, max: 23.2, noNaN: true }),
})
const stops = fc.array(spot, { maxLength: 25 })
const wayOf = (walked: readonly Spot[]) =>
  walked.slice(1).reduce((sum, stop, index) => sum + metresBetween(walked[index] ?? stop, stop), 0)

test('every stop is walked exactly once, wherever one starts', () => {
  fc.assert(
    fc.property(stops, fc.option(spot), (planned, from) => {
      const walked = walkingOrder(planned, from)
      expect(walked).toHaveLength(planned.length)
      expect(new Set(walked)).toEqual(new Set(planned))
    }),
  )
})

test('no stop left is nearer than the next one', () => {
  fc.assert(
    fc.property(stops, spot, (planned, from) => {
      const walked = walkingOrder(planned, from)
      for (const [index, next] of walked.entries()) {
        const here = walked[index - 1] ?? from
        for (const later of walked.slice(index + 1))
          expect(metresBetween(here, next)).toBeLessThanOrEqual(metresBetween(here, later))
      }
    }),
  )
})

test('stops along one street are walked from end to end, however they were planned', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 20 }), (numbers) => {
      const street = numbers.map((number) => ({ lon: 113.26 + number / 10_000, lat: 23.145 }))
      const walked = walkingOrder(street, { lon: 113.26, lat: 23.145 })
      expect(walked).toEqual([...street].sort((one, other) => one.lon - other.lon))
      expect(wayOf(walked)).toBeLessThanOrEqual(wayOf(street) + 0.001)
    }),
  )
})

test('a degree of latitude is 111 kilometres', () => {
  expect(metresBetween({ lon: 113, lat: 23 }, { lon: 113, lat: 24 })).toBeCloseTo(111_195, -1)
})
