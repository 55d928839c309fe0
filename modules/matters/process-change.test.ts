/** What changed between two versions of a process is told by step and by move. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeBetween, isSameShape } from './process-change.ts'

test('a step that went is named, and so is the one that came', () => {
  const before = { states: ['intake', 'filing', 'done'], moves: ['accept', 'file'] }
  const after = { states: ['intake', 'done', 'review'], moves: ['accept', 'look'] }
  expect(changeBetween(before, after)).toEqual({
    removedStates: ['filing'],
    addedStates: ['review'],
    removedMoves: ['file'],
    addedMoves: ['look'],
  })
})

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
const shapes = fc.record({ states: names, moves: names })

test('backwards, what came is what went; the same in another order is no new version', () => {
  fc.assert(
    fc.property(shapes, shapes, (one, other) => {
      const [there, back] = [changeBetween(one, other), changeBetween(other, one)]
      expect([there.removedStates, there.addedMoves]).toEqual([back.addedStates, back.removedMoves])
      expect(isSameShape(one, { states: one.states.toReversed(), moves: one.moves.toReversed() })).toBe(true)
    }),
  )
})
