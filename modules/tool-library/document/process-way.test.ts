/** A way grows shorter when a step or a pair of hands is left out, and calling off is no way. */
import { expect, test } from 'vitest'
import { borrowing } from '../testing/sample.ts'
import type { Process } from './document.ts'
import { differenceOf, tookOf, wayOf } from './process-way.ts'

const loan = () => {
  const [process] = borrowing().processes
  if (!process) throw new Error('the sample has no process')
  return structuredClone(process) as Process
}
const words = { 'zh-CN': '复核', en: 'Second look' }

test('a loan takes two steps and one change of hands: asked by a neighbour, lent and taken back by the office', () => {
  expect(wayOf(loan())).toEqual({ steps: 2, handOvers: 1 })
})

test('a second look by the one who asked adds a step and two changes of hands', () => {
  const longer = loan()
  const returned = longer.moves.return
  if (!returned) throw new Error('the sample cannot be brought back')
  longer.states.looked = { title: words, phase: 'checking' }
  longer.moves.look = { ...returned, title: words, from: ['lent'], to: 'looked', who: ['reporter'] }
  longer.moves.return = { ...returned, from: ['looked'] }
  expect(wayOf(longer)).toEqual({ steps: 3, handOvers: 3 })
  expect(differenceOf(longer, loan())).toEqual({
    statesRemoved: ['looked'],
    statesAdded: [],
    movesRemoved: ['look'],
    movesAdded: [],
  })
  expect(differenceOf(loan(), longer)).toMatchObject({ statesAdded: ['looked'], movesAdded: ['look'] })
})

test('what leads nowhere but to being called off has no way', () => {
  const blocked = loan()
  delete blocked.moves.return
  expect(wayOf(blocked)).toBeNull()
})

test('of three loans the middle one says how long it takes, and each state how long things stood in it', () => {
  const life = (waited: number, lent: number) => ({
    openedAt: 0,
    closedAt: (waited + lent) * 3_600_000,
    steps: [
      { to: 'asked', at: 0 },
      { to: 'lent', at: waited * 3_600_000 },
      { to: 'returned', at: (waited + lent) * 3_600_000 },
    ],
  })
  expect(tookOf([life(1, 20), life(2, 30), life(9, 90)])).toEqual({
    hours: 32,
    stays: [
      { state: 'asked', visits: 3, hours: 2 },
      { state: 'lent', visits: 3, hours: 30 },
    ],
  })
  expect(tookOf([])).toEqual({ hours: null, stays: [] })
})
