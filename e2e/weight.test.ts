/** What a cheap phone fetches before a board can be used stays within its limit, whatever was added to the house. */
import { expect, test } from 'vitest'
import { weigh, weighPage } from '../bench/weight.ts'

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

test('a form opened by its address brings at most 28 kB beyond its board, and all of CEL only where its rules ask for it', () => {
  const { files, kb } = weighPage('index', 'modules/forms/web/resident/fill-page.tsx')
  expect(files.some((file) => file.includes('/filling-'))).toBe(true)
  expect(files.filter((file) => file.includes('/rules-'))).toEqual([])
  expect(kb).toBeLessThanOrEqual(28)
})
