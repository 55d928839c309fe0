/** However many boards ask, a scope is read once at a time, and nobody gets an answer older than their question. */
import { expect, test } from 'vitest'
import { freshMs, shared } from './share.ts'

const rest = () => new Promise((resume) => setImmediate(resume))

test('boards that ask while a slow reading is under way share the one after it, and no third is begun', async () => {
  const log = {}
  const at = (ms: number) => ({ log, now: new Date(ms) })
  const waiting: (() => void)[] = []
  let begun = 0
  const ask = () => {
    begun += 1
    const mine = begun
    return new Promise<number>((done) => waiting.push(() => done(mine)))
  }
  const first = shared(at(0), 'queues', ask)
  const same = shared(at(freshMs - 1), 'queues', ask)
  const late = [1, 2, 3].map((turn) => shared(at(freshMs * turn), 'queues', ask))
  expect(begun).toBe(1)
  waiting.shift()?.()
  expect(await Promise.all([first, same])).toEqual([1, 1])
  await rest()
  expect(begun).toBe(2)
  waiting.shift()?.()
  expect(await Promise.all(late)).toEqual([2, 2, 2])
  const other = shared(at(freshMs * 9), 'queues', ask)
  expect(begun).toBe(3)
  waiting.shift()?.()
  expect(await other).toBe(3)
})

test('a reading that failed is not kept, and whoever waits behind it gets a reading of their own', async () => {
  const log = {}
  const at = (ms: number) => ({ log, now: new Date(ms) })
  let fail: (error: Error) => void = () => {}
  const broken = shared(at(0), 'cells', () => new Promise<number>((_, no) => (fail = no)))
  const behind = shared(at(freshMs), 'cells', () => Promise.resolve(7))
  fail(new Error('away'))
  await expect(broken).rejects.toThrow('away')
  expect(await behind).toBe(7)
})
