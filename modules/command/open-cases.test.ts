/** What the memory of open cases says of a place is about that place, and of cases that are still open. */
import { expect, test } from 'vitest'
import { openCases } from './open-cases.ts'
import { plainFacts } from './testing/rows.ts'

const everywhere = { everywhere: true, areas: [], units: [] }
const sight = (area: string | null = null) => ({ scope: everywhere, restricted: everywhere, area })
const register = () => openCases((code) => code.replace(/(000)+$/, ''))

test('in a cell nobody ever reported from there is nothing, not what stands in no cell at all', () => {
  const cases = register()
  cases.put(plainFacts({ cellCode: null }))
  expect(cases.queues(sight('440104001001002'), 0, 0)).toEqual([])
  expect(cases.queues(sight('440104001001'), 0, 0)).toMatchObject([{ open: 1 }])
  expect(cases.cells(sight(), 0)).toMatchObject([{ code: '440104001001', open: 1 }])
})

test('a case that closed is gone, its place is taken by the next, and none is counted twice', () => {
  const cases = register()
  for (let n = 0; n < 3000; n += 1) cases.put(plainFacts({ id: `case ${n}`, grade: 2 }))
  for (let n = 0; n < 3000; n += 2) cases.drop(`case ${n}`)
  cases.drop('case 0')
  for (let n = 0; n < 500; n += 1) cases.put(plainFacts({ id: `later ${n}`, state: 'assigned' }))
  cases.put(plainFacts({ id: 'later 0', state: 'handling' }))
  expect(cases.size()).toBe(2000)
  const open = Object.fromEntries(cases.queues(sight(), 0, 0).map((queue) => [queue.state, queue.open]))
  expect(open).toEqual({ assigned: 499, handling: 1501 })
  expect(cases.cells(sight(), 0)).toMatchObject([{ open: 2000, grade2: 1500 }])
})
