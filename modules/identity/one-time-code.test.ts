/** How often a phone may ask for a code. */
import { expect, test } from 'vitest'
import { type Asked, codeExpiresAt, mayAskCode } from './one-time-code.ts'

const now = new Date('2026-11-23T04:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

const ask = (asked: Partial<Asked>) =>
  mayAskCode({ lastAskedAt: null, askedToday: 0, askedFromAddress: 0, ...asked }, 500, now)

test('the first code of the day is sent at once', () => {
  expect(ask({})).toEqual({ may: true })
})
test('the next one waits a minute and says how long', () => {
  expect(ask({ lastAskedAt: ago(20), askedToday: 1 })).toEqual({
    may: false,
    why: 'code-too-soon',
    waitSeconds: 40,
  })
  expect(ask({ lastAskedAt: ago(60), askedToday: 1 })).toEqual({ may: true })
})
test('ten a day are enough', () => {
  expect(ask({ lastAskedAt: ago(3600), askedToday: 10 })).toEqual({ may: false, why: 'code-quota' })
})
test('whoever goes from phone to phone has the day’s fill of one address', () => {
  expect(ask({ askedFromAddress: 499 })).toEqual({ may: true })
  expect(ask({ askedFromAddress: 500 })).toEqual({ may: false, why: 'code-quota-address' })
})
test('a code lives five minutes', () => {
  expect(codeExpiresAt(now).toISOString()).toBe('2026-11-23T04:05:00.000Z')
})
