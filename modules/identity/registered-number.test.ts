/** Numbers from the standards: the right ones pass, the wrong ones do not. */

import { checkedCreditCode } from '@liren/contract/numbers'
import { expect, test } from 'vitest'
import { isCreditCode, isResidentNumber } from './registered-number.ts'

const today = '2026-11-23'

test.each(['11010519491231002X', '440104195503080029', '440104201306175617'])('%s is a resident number', (number) =>
  expect(isResidentNumber(number, today)).toBe(true),
)
test('the example of the standard, born in 1880, was one while its holder could be alive', () => {
  expect(isResidentNumber('440524188001010014', '2000-01-01')).toBe(true)
  expect(isResidentNumber('440524188001010014', today)).toBe(false)
})
test.each(['440104195503080028', '440104195502300026', '11010519491231002x', '44010420990101001X', '12345'])(
  '%s is none',
  (number) => expect(isResidentNumber(number, today)).toBe(false),
)
test.each(['91350100M000100Y43', '91440104MA59A1B285', '51440104500123453P'])('%s is a credit code', (code) =>
  expect(isCreditCode(code)).toBe(true),
)
test.each(['91350100M000100Y44', '91350100I000100Y43', '9135'])('%s is none', (code) =>
  expect(isCreditCode(code)).toBe(false),
)
test.each([
  ['31440000MD0123456', 'law firm'],
  ['81440104MC7654321', 'trade union'],
  ['71440104782345678', 'temple'],
  ['12440104455812345', 'public institution'],
])('%s…, a %s, can register', (seventeen) => {
  const code = checkedCreditCode(seventeen)
  expect(isCreditCode(code)).toBe(true)
  expect(isCreditCode(`0${code.slice(1)}`)).toBe(false)
})
test('a number of a region that never was is refused at the door, as the register would', () =>
  expect(isResidentNumber('111111199901101512', today)).toBe(false))
