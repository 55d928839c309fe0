/** What a neighbour may leave as a note. */
import { expect, test } from 'vitest'
import { saysSomething, tidy } from './note.ts'

test('a note of two characters is enough, in any script', () => {
  expect(saysSomething('谢谢')).toBe(true)
  expect(saysSomething('ok')).toBe(true)
})

test('dots and spaces say nothing', () => {
  expect(saysSomething(' …… ')).toBe(false)
})

test('stray white space is not kept', () => {
  expect(tidy('  楼道灯\n\n坏了 ')).toBe('楼道灯 坏了')
})
