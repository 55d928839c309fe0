/** Nothing leaves through a port finer than it must, and nothing comes back that was not declared. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { disguised, received } from './disguise.ts'

test('a name, a number, a telephone, a birthday and an address leave in disguise unless the keeper let them through', () => {
  const leave = (key: Parameters<typeof disguised>[0], value: string, clear: readonly string[] = []) =>
    disguised(key, value, clear)
  expect(leave('person.name', '苏淑贞')).toBe('苏**')
  expect(leave('person.idNumber', '440104195503080029')).toBe('4401************29')
  expect(leave('person.phone', '13800001234')).toBe('138****1234')
  expect(leave('person.birthOn', '1955-03-08')).toBe('1955')
  expect(leave('person.age', '72')).toBe('70+')
  expect(leave('person.residence', '文明路12号3房')).toBe('文明路…')
  expect(leave('person.idNumber', '440104195503080029', ['person.idNumber'])).toBe('440104195503080029')
  expect(leave('person.phone', '138', ['person.name'])).toBe('***')
})

test('of an answer only declared plain fields remain, and no number that names somebody', () => {
  const answer = {
    state: '已办结，经办电话13800001234，身份证440104195503080029',
    left: 3,
    isDue: false,
    secret: 'x',
    nested: { a: 1 },
    list: [1],
    nothing: null,
  }
  expect(received(answer, ['state', 'left', 'isDue', 'nested', 'list', 'nothing', 'toString', '__proto__'])).toEqual({
    state: '已办结，经办电话138****1234，身份证4401************29',
    left: 3,
    isDue: false,
  })
  for (const other of [null, 'text', 7, [{ state: 'x' }], undefined]) expect(received(other, ['state'])).toEqual({})
})

test('whatever an answer holds, what is let in is declared, flat and short', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.array(fc.string(), { maxLength: 5 }),
      (answer, declared) => {
        for (const [name, value] of Object.entries(received(answer, declared))) {
          expect(declared).toContain(name)
          expect(['string', 'number', 'boolean']).toContain(typeof value)
          if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(500)
        }
      },
    ),
  )
})
