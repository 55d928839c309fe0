/** One's own order over the one before: nothing is lost, nothing doubled, what was said now stands as it was said. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chosenOver, narrowedFor } from './home.ts'

test('a tool that is not there today keeps its place and stays hidden if it was', () => {
  const before = { order: ['waste', 'canteen', 'pets'], hidden: ['canteen'] }
  expect(chosenOver(before, { order: ['pets', 'waste'], hidden: [] })).toEqual({
    order: ['pets', 'waste', 'canteen'],
    hidden: ['canteen'],
  })
  expect(chosenOver(before, { order: ['canteen', 'waste', 'pets'], hidden: [] })).toEqual({
    order: ['canteen', 'waste', 'pets'],
    hidden: [],
  })
  expect(chosenOver(null, { order: ['waste'], hidden: ['pets'] })).toEqual({ order: ['waste'], hidden: ['pets'] })
})

test('whatever was chosen before, all of it is kept once, and what is said now keeps its order', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
  const choices = fc.record({ order: ids, hidden: ids })
  fc.assert(
    fc.property(choices, choices, (before, now) => {
      const next = chosenOver(before, now)
      const expected = new Set([...now.order, ...before.order.filter((id) => !now.hidden.includes(id))])
      expect(new Set(next.order)).toEqual(expected)
      expect(next.order).toHaveLength(expected.size)
      expect(next.order.filter((id) => now.order.includes(id))).toEqual(now.order)
      expect(chosenOver(next, now).order).toEqual(next.order)
      for (const id of now.order) expect(next.hidden.includes(id)).toBe(now.hidden.includes(id))
    }),
  )
})

test('a place is narrowed for residents alone', () => {
  const entry = { audience: 'age >= 60' }
  expect(narrowedFor('resident', entry)).toBe('age >= 60')
  for (const board of ['worker', 'merchant', 'desk']) expect(narrowedFor(board, entry)).toBeUndefined()
})
