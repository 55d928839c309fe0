/** Whoever asks while the database stalls is told so soon; the platform's own work waits its turn. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeGate } from './gate.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const busy = { code: 'kernel/busy', status: 503 }

test('a resident who waited five seconds for a stalled database is told to come back, and gives up their place', async () => {
  const gate = makeGate(1)
  const leave = await gate.enter(true)
  const told = expect(gate.enter(true)).rejects.toMatchObject(busy)
  const job = gate.enter(false)
  await vi.advanceTimersByTimeAsync(5000)
  await told
  leave()
  const leaveToo = await job
  leaveToo()
  await expect(gate.enter(true)).resolves.toBeTypeOf('function')
})

test('when twenty wait for every place the next is told at once', async () => {
  const gate = makeGate(2)
  const held = [await gate.enter(true), await gate.enter(true)]
  const waiting = Array.from({ length: 40 }, () => gate.enter(true))
  await expect(gate.enter(true)).rejects.toMatchObject(busy)
  const job = gate.enter(false)
  for (const leave of held) leave()
  for (const one of waiting) (await one)()
  await expect(job).resolves.toBeTypeOf('function')
})
