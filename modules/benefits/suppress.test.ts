/** What a count may tell whoever asks for it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suppress } from './suppress.ts'

const cells = fc
  .array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 })
  .map((counts) => counts.map((count, n) => ({ key: String(n), count })))

test('no small number can be read off, nor reckoned from the others and the total', () => {
  fc.assert(
    fc.property(cells, (all) => {
      const shown = suppress(all)
      for (const { count } of shown.cells) expect(count === null || count === 0 || count >= 10).toBe(true)
      const hidden = shown.cells.filter(({ count }) => count === null)
      if (shown.total !== null && hidden.length === 1) throw new Error('one hidden cell beside a total is no secret')
    }),
  )
})

test('a neighbour is hidden with the only small one; nobody at all is told', () => {
  expect(
    suppress([
      { key: 'a', count: 3 },
      { key: 'b', count: 50 },
      { key: 'c', count: 12 },
      { key: 'd', count: 0 },
    ]),
  ).toEqual({
    total: 65,
    cells: [
      { key: 'a', count: null },
      { key: 'b', count: 50 },
      { key: 'c', count: null },
      { key: 'd', count: 0 },
    ],
  })
  expect(suppress([{ key: 'a', count: 4 }]).total).toBeNull()
})
