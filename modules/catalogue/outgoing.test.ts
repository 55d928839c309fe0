/** Who is told of what, with how little; and when a letter that did not arrive goes again. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardEntries } from './dictionary.ts'
import { keysFor, nextTryAfter, outgoingKinds, type SubscriberDraft, subscriberFault } from './outgoing.ts'

const keys = ['person.state', 'person.residence', 'share.marriage.state', 'share.lowIncome.class']

test('an event carries the fields it concerns and no other; whoever is new is told whole', () => {
  expect(keysFor('moved', keys, [])).toEqual(['person.residence'])
  expect(keysFor('died', keys, [])).toEqual(['person.state'])
  expect(keysFor('married', keys, [])).toEqual(['share.marriage.state'])
  expect(keysFor('registered', keys, [])).toEqual(keys)
  expect(keysFor('value', keys, ['share.lowIncome.class', 'share.income.monthly'])).toEqual(['share.lowIncome.class'])
})

test('nothing ever leaves that the system may not have', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...outgoingKinds),
      fc.subarray(standardEntries.map(({ key }) => key)),
      fc.subarray(standardEntries.map(({ key }) => key)),
      (kind, mine, changed) => {
        for (const key of keysFor(kind, mine, changed)) expect(mine).toContain(key)
      },
    ),
  )
})

test('a letter is tried ever later, never more than half a day apart, and then a person has to look', () => {
  const pauses = Array.from({ length: 10 }, (_, at) => nextTryAfter(at + 1))
  expect(pauses.slice(0, 4)).toEqual([60_000, 120_000, 240_000, 480_000])
  for (const [at, pause] of pauses.slice(0, -1).entries())
    expect(pause ?? 0).toBeGreaterThanOrEqual(pauses[at - 1] ?? 0)
  expect(Math.max(...pauses.map((pause) => pause ?? 0))).toBeLessThanOrEqual(12 * 3_600_000)
  expect(pauses.at(-1)).toBeNull()
})

test('what is said of a system is refused by the field that is wrong', () => {
  const dictionary = new Map(standardEntries.map((entry) => [entry.key, entry]))
  const draft: SubscriberDraft = {
    ...{ name: '民政救助系统', ownerUnit: 'D-MZ', way: 'push', url: 'https://aid.yuexiu-gov.cn/in', kinds: ['died'] },
    ...{
      keys: ['person.state'],
      area: '440104000000',
      identifiesBy: 'hash',
      tellsAs: null,
      basis: '数据共享条例',
      columns: [],
    },
  }
  const fault = (more: Partial<SubscriberDraft>) => subscriberFault({ ...draft, ...more }, dictionary)?.field
  expect(fault({})).toBeUndefined()
  expect(fault({ url: null })).toBe('url')
  expect(fault({ keys: ['person.state', 'share.nobody'] })).toBe('keys.1')
  expect(fault({ keys: ['share.health.chronic'] })).toBe('keys.0')
  expect(fault({ kinds: ['value'], keys: [] })).toBe('keys')
  expect(fault({ way: 'file', url: null })).toBe('columns')
  expect(fault({ way: 'file', url: null, columns: [{ heading: '婚姻', of: 'share.marriage.state' }] })).toBe(
    'columns.0.of',
  )
})
