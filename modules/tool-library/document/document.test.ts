/** Packing and comparing hold for any document: one way to write it, and no change too small to be seen. */

import { addressFault, isPublicAddress } from '@liren/contract/address'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borrowing, spoilt } from '../testing/sample.ts'
import { compare, compareVersions, stepBetween } from './compare.ts'
import type { ToolDocument } from './document.ts'
import { canonical } from './parcel.ts'
import { readJson } from './read.ts'

const json = fc.jsonValue({ maxDepth: 4 })
const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, one]) => [key, shuffled(one)]),
        )
      : value

test('the order of keys changes nothing of a parcel’s bytes', () => {
  fc.assert(fc.property(json, (value) => canonical(value) === canonical(shuffled(value))))
})

test('what is read is what was written, or nothing', () => {
  fc.assert(
    fc.property(json, (value) => {
      const { value: read, faults } = readJson(new TextEncoder().encode(JSON.stringify(value)))
      if (faults.length === 0) expect(canonical(read)).toBe(canonical(JSON.parse(JSON.stringify(value))))
    }),
  )
})

test('no bytes whatever bring the reader down', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => Array.isArray(readJson(bytes).faults)),
    { numRuns: 2000 },
  )
})

const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.'))
test('of two versions one is later, and the step between them says by how much', () => {
  fc.assert(
    fc.property(version, version, (one, other) => {
      expect(Math.sign(compareVersions(one, other))).toBe(-Math.sign(compareVersions(other, one)) + 0)
      expect(stepBetween(one, other) === 'back').toBe(compareVersions(other, one) < 0)
      expect(stepBetween(one, other) === 'none').toBe(one === other)
    }),
  )
})

const as = (path: string, value: unknown) => spoilt(path, value) as ToolDocument
test.each([
  ['other words', as('/name/en', 'Borrow tools'), 'patch'],
  [
    'another field that may stay empty',
    as('/forms/0/fields/6', { ...borrowing().forms[0]?.fields[4], key: 'more' }),
    'minor',
  ],
  [
    'another field that is required',
    as('/forms/0/fields/6', { ...borrowing().forms[0]?.fields[4], key: 'more', isRequired: true }),
    'major',
  ],
  ['a choice less', as('/forms/0/fields/0/schema/enum', ['drill', 'ladder', 'wheelchair', 'other']), 'major'],
  [
    'a choice more',
    as('/forms/0/fields/0/schema/enum', ['drill', 'ladder', 'wheelchair', 'pump', 'other', 'tent']),
    'minor',
  ],
  ['a move for somebody else', as('/processes/0/moves/lend/who', ['admin']), 'major'],
  ['longer kept', as('/retention/keepDays', 1000), 'major'],
  ['another audience', as('/audience/0/rule', 'true'), 'minor'],
  ['somebody may export', as('/permissions/5', { who: 'worker', may: 'export' }), 'major'],
  ['reads more', as('/data/reads', ['person.phone', 'person.idNumber']), 'major'],
])('%s is a step of its own', (_, after, step) => {
  expect(compare(borrowing(), after)).toMatchObject({ proposed: step, isEnough: false })
})

test('no address that is a number in any notation is taken, and public ones by name are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 0xffffffff }),
      fc.constantFrom('dec', 'hex', 'oct', 'dotted', 'mixed'),
      (number, how) => {
        const bytes = [24, 16, 8, 0].map((shift) => (number >>> shift) & 255)
        const host = {
          dec: String(number),
          hex: `0x${number.toString(16)}`,
          oct: `0${number.toString(8)}`,
          dotted: bytes.join('.'),
          mixed: `0x${bytes[0]?.toString(16)}.${bytes[1]}.0${bytes[2]?.toString(8)}.${bytes[3]}`,
        }[how]
        expect(addressFault(`https://${host}/`)?.reason.length).toBeGreaterThan(3)
      },
    ),
  )
  for (const url of ['https://www.gz.gov.cn/', 'https://tool.yuexiu.gov.cn/app/home?lang=zh'])
    expect(addressFault(url)).toBeNull()
})

test.each([
  '10.1.2.3',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '::1',
  '::',
  'fe80::1',
  'fd12::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001:db8::1',
])('%s belongs to no open network', (address) => expect(isPublicAddress(address)).toBe(false))
test.each(['8.8.8.8', '223.5.5.5', '2400:3200::1'])('%s does', (address) => expect(isPublicAddress(address)).toBe(true))
