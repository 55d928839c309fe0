/** A board that hears only of changed cells shows the same as one that reads all of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, type CellAnswer, changedCells, withNews } from './cell-news.ts'

const cells = fc
  .uniqueArray(
    fc.record({
      code: fc.nat(8).map((n) => `44010400100100${n}`),
      open: fc.integer({ min: 1, max: 3 }),
      grade2: fc.nat(1),
      grade3: fc.nat(1),
      grade4: fc.nat(1),
      overdue: fc.nat(1),
    }),
    { selector: ({ code }) => code },
  )
  .map((all): Cell[] => all.sort((a, b) => (a.code < b.code ? -1 : 1)))
const inOrder = (all: readonly Cell[]) => [...all].sort((a, b) => (a.code < b.code ? -1 : 1))

test('news over what a board knows give what the server counts, whatever came, went or changed', () => {
  fc.assert(
    fc.property(cells, cells, (old, fresh) => {
      const news = { version: 'two', since: 'one', cells: changedCells(old, fresh) }
      const shown = withNews<CellAnswer>({ version: 'one', cells: old }, news)
      expect(shown?.version).toBe('two')
      expect(inOrder(shown?.cells ?? [])).toEqual(fresh)
      expect(shown).not.toHaveProperty('since')
    }),
  )
})

test('news against another version are not put over this one', () => {
  expect(withNews<CellAnswer>({ version: 'three', cells: [] }, { version: 'two', since: 'one', cells: [] })).toBeNull()
  expect(withNews<CellAnswer>(undefined, { version: 'two', since: 'one', cells: [] })).toBeNull()
  expect(withNews<CellAnswer>({ version: 'three', cells: [] }, { version: 'four', cells: [] })).toEqual({
    version: 'four',
    cells: [],
  })
})
