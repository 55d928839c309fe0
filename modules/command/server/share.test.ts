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

test('figures of weeks are there at once: the answer before is given while a new one is counted, for a minute', async () => {
  const log = {}
  const at = (ms: number) => ({ log, now: new Date(ms) })
  const waiting: (() => void)[] = []
  let begun = 0
  const ask = () => {
    begun += 1
    const mine = begun
    return new Promise<number>((done) => waiting.push(() => done(mine)))
  }
  const month = (ms: number) => shared(at(ms), 'month', ask, 20_000, 60_000)
  const first = month(0)
  waiting.shift()?.()
  expect(await first).toBe(1)
  expect(await month(19_000)).toBe(1)
  expect(begun).toBe(1)
  // Counted anew behind the answer; nobody waits, and it is counted once.
  expect(await Promise.all([month(21_000), month(22_000)])).toEqual([1, 1])
  expect(begun).toBe(2)
  waiting.shift()?.()
  await rest()
  expect(await month(23_000)).toBe(2)
  // After a quiet while nothing is good enough: whoever asks waits for what is true now.
  const late = month(200_000)
  waiting.shift()?.()
  expect(await late).toBe(3)
})

test('where the new counting fails, the next one who asks begins another', async () => {
  const log = {}
  const at = (ms: number) => ({ log, now: new Date(ms) })
  const month = (ms: number, ask: () => Promise<number>) => shared(at(ms), 'month', ask, 20_000, 60_000)
  expect(await month(0, async () => 1)).toBe(1)
  expect(await month(21_000, () => Promise.reject(new Error('away')))).toBe(1)
  await rest()
  expect(await month(22_000, async () => 2)).toBe(2)
})
