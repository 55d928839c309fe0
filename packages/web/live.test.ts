/** News reaches the screens it concerns, also after the network was away. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { concerns, createLive, type Stream } from './live-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Plays the server: every stream that was opened, by address. */
const server = () => {
  const opened: { readonly url: string; readonly stream: Stream & { isClosed: boolean } }[] = []
  const open = (url: string) => {
    const stream = { isClosed: false, onopen: null, onmessage: null, onerror: null, close: () => {} } as Stream & {
      isClosed: boolean
    }
    stream.close = () => {
      stream.isClosed = true
    }
    opened.push({ url: decodeURIComponent(url), stream })
    return stream
  }
  const tell = (news: unknown) => {
    const live = opened.filter(({ stream }) => !stream.isClosed).at(-1)?.stream
    // Only `data` is read of a message, and `this` is not used.
    live?.onmessage?.call(live as unknown as EventSource, { data: JSON.stringify(news) } as MessageEvent)
  }
  const fail = () => {
    const live = opened.at(-1)?.stream
    live?.onerror?.call(live as unknown as EventSource, {} as Event)
  }
  const answer = () => {
    const live = opened.at(-1)?.stream
    live?.onopen?.call(live as unknown as EventSource, {} as Event)
  }
  return { opened, open, tell, fail, answer }
}

it('several screens share one stream, and each hears its own topics only', () => {
  const { opened, open, tell } = server()
  const live = createLive(open)
  const [mine, other] = [vi.fn(), vi.fn()]
  live.listen(['matter:1'], mine)
  live.listen(['unit:7'], other)
  vi.advanceTimersByTime(100)
  expect(opened.map(({ url }) => url)).toEqual(['/api/kernel/live?topics=matter:1,unit:7'])
  tell({ name: 'matters/moved', topics: ['matter:1'] })
  expect(mine).toHaveBeenCalledOnce()
  expect(other).not.toHaveBeenCalled()
})

it('who watches a subdistrict hears of its communities, and not of its neighbour', () => {
  expect(concerns('area:440104001002', 'area:440104001000')).toBe(true)
  expect(concerns('area:440104002002', 'area:440104001000')).toBe(false)
  expect(concerns('area:440104002002', 'area:440104000000')).toBe(true)
  expect(concerns('matter:12', 'matter:1')).toBe(false)
})

it('after failures it tries again later and later, and meanwhile asks from time to time', () => {
  const { opened, open, fail } = server()
  const live = createLive(open, 10)
  const hear = vi.fn()
  live.listen(['unit:7'], hear)
  vi.advanceTimersByTime(100)
  for (let failure = 0; failure < 3; failure++) {
    fail()
    vi.advanceTimersByTime(failure < 2 ? 20_000 : 0)
  }
  vi.advanceTimersByTime(10_000)
  expect(hear).toHaveBeenCalledWith({ name: 'poll', topics: ['unit:7'] })
  expect(opened.length).toBeLessThanOrEqual(5)
})

it('while the topics change nothing is missed: what was heard goes on until the new stream is open', () => {
  const { opened, open, tell, answer } = server()
  const live = createLive(open)
  const [mine, other] = [vi.fn(), vi.fn()]
  live.listen(['matter:1'], mine)
  vi.advanceTimersByTime(100)
  answer()
  live.listen(['unit:7'], other)
  vi.advanceTimersByTime(100)
  const [first, second] = opened.map(({ stream }) => stream)
  expect([first?.isClosed, second?.isClosed]).toEqual([false, false])
  first?.onmessage?.call(
    first as unknown as EventSource,
    { data: JSON.stringify({ name: 'matters/moved', topics: ['matter:1'] }) } as MessageEvent,
  )
  expect(mine).toHaveBeenCalledOnce()
  answer()
  expect([first?.isClosed, second?.isClosed]).toEqual([true, false])
  tell({ name: 'matters/moved', topics: ['matter:1'] })
  expect(mine).toHaveBeenCalledTimes(2)
  expect(other).not.toHaveBeenCalled()
})

it('who waited long for the stream asks once more when it opens, and nobody else does', () => {
  const { open, answer } = server()
  const live = createLive(open)
  const [early, late] = [vi.fn(), vi.fn()]
  live.listen(['matter:1'], early)
  vi.advanceTimersByTime(100)
  answer()
  live.listen(['unit:7'], late)
  vi.advanceTimersByTime(4000)
  answer()
  expect(early).not.toHaveBeenCalled()
  expect(late).toHaveBeenCalledExactlyOnceWith({ name: 'poll', topics: ['unit:7'] })
})

it('topics that change twice before the first answer leave one stream', () => {
  const { opened, open, answer } = server()
  const live = createLive(open)
  for (const topic of ['matter:1', 'matter:2', 'matter:3']) {
    live.listen([topic], () => undefined)
    vi.advanceTimersByTime(100)
  }
  answer()
  expect(opened.map(({ stream }) => stream.isClosed)).toEqual([true, true, false])
})

it('when nobody listens any more the stream ends', () => {
  const { opened, open } = server()
  const live = createLive(open)
  const stop = live.listen(['unit:7'], () => undefined)
  vi.advanceTimersByTime(100)
  stop()
  vi.advanceTimersByTime(2000)
  expect(opened.every(({ stream }) => stream.isClosed)).toBe(true)
})
