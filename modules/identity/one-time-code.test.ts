/** How often a phone may ask for a code. */
import { expect, test } from 'vitest'
import { codeExpiresAt, mayAskCode } from './one-time-code.ts'

const now = new Date('2026-11-23T04:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

test('the first code of the day is sent at once', () => {
  expect(mayAskCode({ lastAskedAt: null, askedToday: 0 }, now)).toEqual({ may: true })
})
test('the next one waits a minute and says how long', () => {
  expect(mayAskCode({ lastAskedAt: ago(20), askedToday: 1 }, now)).toEqual({
    may: false,
    why: 'code-too-soon',
    waitSeconds: 40,
  })
  expect(mayAskCode({ lastAskedAt: ago(60), askedToday: 1 }, now)).toEqual({ may: true })
})
test('ten a day are enough', () => {
  expect(mayAskCode({ lastAskedAt: ago(3600), askedToday: 10 }, now)).toEqual({ may: false, why: 'code-quota' })
})
test('a code lives five minutes', () => {
  expect(codeExpiresAt(now).toISOString()).toBe('2026-11-23T04:05:00.000Z')
})
