/** Where a page begins is read as it was written, and what nobody wrote is refused by name. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOf, readAs, readCursor, readPair, readTimeAndId } from './page.ts'

const refused = expect.objectContaining({ code: 'kernel/invalid-input' })

test('the end of one page is the beginning of the next, whatever the key', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const { next } = pageOf([0, 1], 1, () => [one, other])
      expect(readPair(next ?? undefined)).toEqual([one, other])
      expect(readCursor(next ?? undefined)).toEqual([one, other])
    }),
  )
})

test('a time and an id come back in both ways they are written, as far as the end of time', () => {
  const id = '01940000-0000-7000-8000-000000000001'
  const at = new Date('9999-12-31T00:00:00.000Z')
  expect(readTimeAndId(`${at.getTime()}~${id}`)).toEqual({ at, id })
  expect(readTimeAndId(`${at.toISOString()} ${id}`)).toEqual({ at, id })
  expect(readTimeAndId(undefined)).toBeNull()
})

test('what nobody wrote is refused and not taken for the first page', () => {
  const id = '01940000-0000-7000-8000-000000000001'
  for (const after of ['x', `2026-13-45T00:00:00Z ${id}`, `~${id}`, '1~x'])
    expect(() => readTimeAndId(after)).toThrow(refused)
  for (const parts of [['x'], ['x', 'y', 'z'], {}])
    expect(() => readPair(Buffer.from(JSON.stringify(parts)).toString('base64url'))).toThrow(refused)
  expect(() => readAs('2026', /^(\d{4}-\d\d)$/)).toThrow(refused)
  expect(readAs('2026-11', /^(\d{4}-\d\d)$/)).toEqual(['2026-11'])
})
