/** Nobody finds a small figure, neither shown nor by taking what is shown from what it adds up to. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Figure, type Shown, suppressed } from './suppress.ts'

const leaf = (name: string, count: number): Figure => ({ name, count, parts: [] })
const sumOf = (name: string, parts: readonly Figure[]): Figure => ({
  name,
  count: parts.reduce((sum, { count }) => sum + count, 0),
  parts,
})
const tree = fc
  .array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(0, 1, 9, 10, 11, 500)), {
      minLength: 1,
      maxLength: 6,
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((areas) =>
    sumOf(
      '全区',
      areas.map((counts, at) =>
        sumOf(
          `社区${at}`,
          counts.map((count, cell) => leaf(`网格${cell}`, count)),
        ),
      ),
    ),
  )

const all = (shown: Shown): readonly Shown[] => [shown, ...shown.parts.flatMap(all)]

test('no figure below ten is ever shown', () => {
  fc.assert(fc.property(tree, (whole) => all(suppressed(whole)).every(({ count }) => count === null || count >= 10)))
})

test('what is shown is true', () => {
  const check = (figure: Figure, shown: Shown): boolean =>
    (shown.count === null || shown.count === figure.count) &&
    figure.parts.every((part, at) => check(part, shown.parts[at] ?? hidden))
  const hidden: Shown = { name: '', count: null, parts: [] }
  fc.assert(fc.property(tree, (whole) => check(whole, suppressed(whole))))
})

/** What somebody who sees only `shown` can say of each hidden figure: the least and the most it may be. */
const bounds = (shown: Shown): readonly { least: number; most: number }[] => {
  if (shown.count === null) return []
  const known = shown.parts.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const hidden = shown.parts.filter(({ count }) => count === null)
  const left = shown.count - known
  return [
    // One alone is exactly what is left; of several each may be nothing, or all of it.
    ...hidden.map(() => (hidden.length === 1 ? { least: left, most: left } : { least: 0, most: left })),
    ...shown.parts.flatMap(bounds),
  ]
}

test('a hidden figure cannot be worked out from the total: it may be anything over a range of ten', () => {
  fc.assert(
    fc.property(tree, (whole) =>
      bounds(suppressed(whole)).every(({ least, most }) => most - least >= 10 && least < 10),
    ),
  )
})

test('a part of a hidden whole is hidden, or the whole could be added up', () => {
  fc.assert(
    fc.property(tree, (whole) =>
      all(suppressed(whole)).every(({ count, parts }) => count !== null || parts.every((part) => part.count === null)),
    ),
  )
})

test('one small cell takes the next smallest with it, and large ones stay', () => {
  const shown = suppressed(sumOf('社区', [leaf('一', 3), leaf('二', 40), leaf('三', 12), leaf('四', 80)]))
  expect(shown.parts.map(({ count }) => count)).toEqual([null, 40, null, 80])
})
