/** Becoming a member of a community, moving on, and what is shown of people. */

import { maskName, maskPhone } from '@liren/contract/mask'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskIdentityNumber } from './masking.ts'
import { canMove, coverageOf, isShareTooLarge, standingOf } from './membership.ts'
import { examine } from './registration.ts'

const today = '2026-11-23'

test('a guest joins, is verified, moves or leaves; nobody is verified before joining', () => {
  expect(canMove('guest', 'join')).toBe(true)
  expect(canMove('guest', 'verify')).toBe(false)
  expect(canMove('registered', 'verify')).toBe(true)
  expect(canMove('verified', 'join')).toBe(false)
  expect(canMove('left', 'join')).toBe(true)
  expect(canMove('left', 'leave')).toBe(false)
  expect(standingOf(null)).toBe('guest')
  expect(standingOf({ state: 'left' })).toBe('guest')
  expect(standingOf({ state: 'verified' })).toBe('verified')
})

test('owners cannot hold more than the whole of a dwelling together', () => {
  const third = { numerator: 1, denominator: 3 }
  expect(isShareTooLarge([third, third, third])).toBe(false)
  expect(isShareTooLarge([third, third, third, { numerator: 1, denominator: 100000 }])).toBe(true)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (heads) => {
      expect(isShareTooLarge(Array.from({ length: heads }, () => ({ numerator: 1, denominator: heads })))).toBe(false)
    }),
  )
})

test('coverage is members over permanent residents, never above all, and nothing where nobody lives', () => {
  expect(coverageOf(90, 100)).toBe(0.9)
  expect(coverageOf(110, 100)).toBe(1)
  expect(coverageOf(3, 0)).toBe(null)
})

test('names and numbers are shown masked, rare characters whole', () => {
  expect(maskName('张三')).toBe('张**')
  expect(maskName('欧阳娜娜')).toBe('欧阳**')
  expect(maskName('𠮷田一郎')).toBe('𠮷**')
  expect(maskName('买买提·艾力')).toBe('买**')
  expect(maskName('张')).toBe('**')
  expect(maskIdentityNumber('440104195503080029')).toBe('440104********0029')
  expect(maskIdentityNumber('H12345678')).toBe('H******78')
  expect(maskPhone('13812341234')).toBe('138****1234')
})

test('whatever the name, its mask never holds more than the surname', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 3 }), (name) => {
      expect([...maskName(name)].length).toBeLessThanOrEqual(4)
    }),
  )
})

test('a registration is examined whole: every fault is named with its field', () => {
  const { faults } = examine(
    {
      fullName: ' ',
      identityNumber: '440104195502300026',
      phone: '1381234567',
      disabilityCertificate: '1',
      sex: 'male',
      birthOn: '2030-01-01',
    },
    today,
    true,
  )
  expect(faults).toEqual([
    { field: 'fullName', fault: 'needed' },
    { field: 'identityNumber', fault: 'impossible-date' },
    { field: 'birthOn', fault: 'future-date' },
    { field: 'phone', fault: 'wrong-length' },
    { field: 'disabilityCertificate', fault: 'wrong-length' },
  ])
})

test('birthday and sex come from the number, and must agree with it', () => {
  const { tidy, faults } = examine({ fullName: '陈〇', identityNumber: '440104195503080029' }, today, true)
  expect(faults).toEqual([])
  expect(tidy.open).toMatchObject({
    displayName: '陈**',
    sex: 'female',
    birthYear: 1955,
    maskedIdentityNumber: '440104********0029',
  })
  expect(tidy.sealed.birthOn).toBe('1955-03-08')
  const against = examine(
    { fullName: '陈', identityNumber: '440104195503080029', sex: 'male', birthOn: '1955-03-09' },
    today,
    true,
  )
  expect(against.faults).toEqual([
    { field: 'birthOn', fault: 'does-not-match' },
    { field: 'sex', fault: 'does-not-match' },
  ])
})

test('a name of fifty rare characters is kept, a longer one or one with signs is not', () => {
  const field = (fullName: string) => examine({ fullName }, today, true).faults[0]?.fault
  expect(field('𠮷'.repeat(50))).toBe(undefined)
  expect(field('𠮷'.repeat(51))).toBe('wrong-length')
  expect(field('<script>')).toBe('wrong-character')
})
