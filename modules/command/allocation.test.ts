/** Who is lent where: it helps whoever carries most, and leaves nobody alone. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AreaLoad, loadOf, movesFor } from './allocation.ts'

const area = (areaCode: string, open: number, staff: number): AreaLoad => ({ areaCode, open, staff })

test('a quiet community lends one of its people to the one that drowns, and is told what both carry then', () => {
  const [move, ...more] = movesFor([area('quiet', 4, 4), area('busy', 30, 2), area('usual', 10, 2)])
  expect(move).toEqual({ fromCode: 'quiet', toCode: 'busy', from: [1, 4 / 3], to: [15, 10] })
  expect(more.map(({ fromCode, toCode }) => [fromCode, toCode])).toEqual([
    ['quiet', 'busy'],
    ['quiet', 'busy'],
  ])
})

test('where loads are alike nobody is sent anywhere', () => {
  expect(movesFor([area('one', 10, 2), area('other', 11, 2)])).toEqual([])
  expect(movesFor([])).toEqual([])
  expect(movesFor([area('alone', 50, 1)])).toEqual([])
})

test('an area with cases and nobody in it comes first', () => {
  expect(movesFor([area('empty', 3, 0), area('busy', 30, 2), area('quiet', 2, 3)])[0]).toMatchObject({
    fromCode: 'quiet',
    toCode: 'empty',
    to: [null, 3],
  })
})

test('whatever the loads, people stay as many, nobody’s last one is taken, and the heaviest load never grows', () => {
  const any = fc.uniqueArray(fc.record({ areaCode: fc.string(), open: fc.nat(60), staff: fc.nat(6) }), {
    selector: ({ areaCode }) => areaCode,
    maxLength: 12,
  })
  const heaviest = (areas: readonly AreaLoad[]) =>
    Math.max(0, ...areas.map((one) => loadOf(one) ?? (one.open > 0 ? Number.POSITIVE_INFINITY : 0)))
  fc.assert(
    fc.property(any, (areas) => {
      const after = areas.map((one) => ({ ...one }))
      for (const { fromCode, toCode } of movesFor(areas)) {
        const before = heaviest(after)
        for (const one of after) one.staff += Number(one.areaCode === toCode) - Number(one.areaCode === fromCode)
        expect(heaviest(after)).toBeLessThanOrEqual(before)
      }
      const sum = (list: readonly AreaLoad[]) => list.reduce((all, { staff }) => all + staff, 0)
      expect(sum(after)).toBe(sum(areas))
      for (const [at, one] of after.entries()) if ((areas[at]?.staff ?? 0) > 0) expect(one.staff).toBeGreaterThan(0)
    }),
  )
})
