/** What a cheap phone fetches before a board can be used stays within its limit, whatever was added to the house. */
import { expect, test } from 'vitest'
import { weigh } from '../bench/weight.ts'

const limits = { resident: 110, worker: 110, merchant: 110, desk: 600 } as const

test.each(weigh())('the first load of the $board board is at most $limitKb kB of gzipped JavaScript', (row) => {
  expect(row.limitKb).toBe(limits[row.board as keyof typeof limits])
  // No file of a board weighs nothing: then the build has another shape than the one that is weighed here.
  expect(row.kb).toBeGreaterThan(40)
  expect(row.kb).toBeLessThanOrEqual(row.limitKb)
})

test('all four boards are weighed', () => {
  expect(
    weigh()
      .map(({ board }) => board)
      .sort(),
  ).toEqual(Object.keys(limits).sort())
})
