/** Pressed again after a lost answer, it is the same thing and not a second one. */
import { expect, test } from 'vitest'
import { freshIds } from './use-fresh-ids.ts'

test('whoever presses again sends the same id, until it was made', () => {
  const ids = freshIds()
  const first = ids.of('09:00')
  expect(ids.of('09:00')).toBe(first)
  ids.made('09:00')
  expect(ids.of('09:00')).not.toBe(first)
})

test('another time of day is another booking', () => {
  const ids = freshIds()
  expect(ids.of('09:00')).not.toBe(ids.of('09:30'))
})
