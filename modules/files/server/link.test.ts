/** A link opens one file in one form until its time is over, and nothing else. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLink, signedUrl } from './link.ts'

const sign = (text: string) => createHmac('sha256', 'key').update(text).digest('base64url')
const now = new Date('2026-11-23T04:00:10Z')
const one = '01890000-0000-7000-8000-000000000001'
const other = '01890000-0000-7000-8000-000000000002'
const parts = (url: string) => {
  const { searchParams } = new URL(url, 'http://x')
  return { until: searchParams.get('until') ?? undefined, sign: searchParams.get('sign') ?? undefined }
}
const link = parts(signedUrl(sign, one, 'original', now, 30))

test('it opens now, still does after half an hour, and no longer after forty minutes', () => {
  const at = (minutes: number) =>
    checkLink(sign, { id: one, variant: 'original', ...link }, new Date(now.getTime() + minutes * 60_000))
  expect([at(0), at(30), at(40)]).toEqual(['right', 'right', 'expired'])
})

test('it does not open another file, another form, or a later day', () => {
  const check = (changed: object) => checkLink(sign, { id: one, variant: 'original', ...link, ...changed }, now)
  expect(check({ id: other })).toBe('wrong')
  expect(check({ variant: 'view' })).toBe('wrong')
  expect(check({ until: String(Number(link.until) + 86_400) })).toBe('wrong')
  expect(check({ sign: undefined })).toBe('wrong')
  expect(check({ until: undefined })).toBe('wrong')
})

test('no guessed signature opens anything', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (guess) => checkLink(sign, { id: one, variant: 'thumb', until: link.until, sign: guess }, now) === 'wrong',
    ),
  )
})

test('asked again within minutes, the address is the same, so that the phone need not fetch twice', () => {
  expect(signedUrl(sign, one, 'view', now, 30)).toBe(signedUrl(sign, one, 'view', new Date('2026-11-23T04:03:00Z'), 30))
})
