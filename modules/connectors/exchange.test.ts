/** The rules of the exchange, without a network. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, fromPeer, nextTryAfter, statuses, statusOf, toPeer } from './exchange.ts'

test('a peer with words of its own hears them, and is understood by them', () => {
  const map = { handling: '处置中', closed: '已结案' }
  expect(toPeer(map, 'handling')).toBe('处置中')
  expect(toPeer(map, 'checking')).toBe('checking')
  expect(fromPeer(map, '已结案')).toBe('closed')
  expect(fromPeer(map, 'checking')).toBe('checking')
  expect(fromPeer(map, '天晓得')).toBeNull()
})

test('whatever a map renames one to one is said and understood as the same status', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 7, maxLength: 7 }), (words) => {
      // A word that is also one of ours might mean either.
      fc.pre(words.every((word) => !statuses.some((status) => status === word)))
      const map = Object.fromEntries(statuses.map((status, at) => [status, words[at] ?? '']))
      for (const status of statuses) expect(fromPeer(map, toPeer(map, status))).toBe(status)
    }),
  )
})

test('what happens inside the house before filing is nobody else’s affair', () => {
  expect(statusOf('intake')).toBeNull()
  expect(statusOf('verifying')).toBeNull()
  expect(statusOf('assigned')).toBe('dispatched')
})

test('pauses grow, and end with a person', () => {
  const tries = Array.from({ length: 8 }, (_, at) => nextTryAfter(at + 1) ?? 0)
  expect(tries).toEqual([...tries].sort((one, other) => one - other))
  expect(tries[0]).toBe(60_000)
  expect(nextTryAfter(9)).toBeNull()
})

test('two days that agree leave nothing to ask for; whatever is lost on the way is named, and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 30 }), fc.infiniteStream(fc.boolean()), (ids, coins) => {
      const arrived = ids.filter(() => coins.next().value)
      const tally = (list: readonly string[]) => ({ count: list.length, ids: list })
      const { missingThere, missingHere } = compare(
        { sent: tally(ids), received: tally(arrived) },
        { sent: tally(ids), received: tally(arrived) },
      )
      expect([...missingThere, ...arrived].sort()).toEqual([...ids].sort())
      expect(missingHere).toEqual(missingThere)
    }),
  )
})

test('the same id in other words is seen by its hash; without hashes ids alone are compared', () => {
  const tally = (ids: readonly string[], hashes?: readonly string[]) => ({
    count: ids.length,
    ids,
    ...(hashes ? { hashes } : {}),
  })
  const none = tally([])
  const mine = { sent: tally(['a', 'b'], ['1', '2']), received: none }
  expect(compare(mine, { sent: none, received: tally(['b', 'a'], ['2', '9']) })).toEqual({
    missingThere: [],
    missingHere: [],
    differing: ['a'],
  })
  expect(compare(mine, { sent: none, received: tally(['a', 'b']) }).differing).toEqual([])
})
