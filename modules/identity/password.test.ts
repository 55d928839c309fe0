/** Which passwords people may use. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classesOf, isStale, passwordFaults } from './password.ts'

describe('a password', () => {
  test('of ten signs with three kinds may be used', () => {
    expect(passwordFaults('Liren-demo-2026', { loginName: 'resident1', displayName: '陈秀英' })).toEqual([])
    expect(passwordFaults('早上好Morning7', {})).toEqual([])
  })
  test('that is short or plain is named as such', () => {
    expect(passwordFaults('Ab1!efg')).toEqual(['too-short'])
    expect(passwordFaults('onlylowercaseletters')).toEqual(['too-plain'])
  })
  test('may not hold the name or phone of its owner', () => {
    expect(passwordFaults('Grid1-is-here', { loginName: 'grid1' })).toEqual(['has-name'])
    expect(passwordFaults('Tel-13812341234!', { phone: '13812341234' })).toEqual(['has-phone'])
    expect(passwordFaults('Home-381234-Xy', { phone: '13812341234' })).toEqual(['has-phone'])
  })
  test.each(['Password123!', 'P@ssw0rd2026', 'Admin@123456', 'Qwerty123456!', 'Woaini5201314', 'Aa11111111!'])(
    'that everybody tries first, like %s, is refused',
    (password) => expect(passwordFaults(password)).toContain('common'),
  )
  test('of fewer than three kinds never passes, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 10, maxLength: 40 }), (password) => {
        if (classesOf(password) < 3) expect(passwordFaults(password)).toContain('too-plain')
      }),
    )
  })
})

test('staff change theirs after 90 days, residents need not', () => {
  const changed = new Date('2026-01-01T00:00:00Z')
  const later = new Date('2026-04-02T00:00:01Z')
  expect(isStale(changed, true, later)).toBe(true)
  expect(isStale(changed, false, later)).toBe(false)
  expect(isStale(changed, true, new Date('2026-03-01T00:00:00Z'))).toBe(false)
})
