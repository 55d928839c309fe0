/** What people write without a network arrives once. */
import 'fake-indexeddb/auto'
import { Refused } from '@liren/contract'
import { beforeEach, expect, it, vi } from 'vitest'
import { account } from './account.ts'
import { outbox, registerSenders, type SendOut } from './outbox.ts'
import { discard, flush, sendSoon, tryAgain } from './sending.ts'
import { arrival } from './use-arrivals.ts'
import { draftOf, keepDraft } from './use-draft.ts'

beforeEach(() => account.set(null))

const away = () => new TypeError('Failed to fetch')
const refusal = (status: number) => new Refused({ type: 'x', title: '没有填写地点', status, code: 'cases/no-place' })
const stateOf = (id: string) => outbox.get().find((send) => send.id === id)?.state
let serial = 0
/** A kind of send of its own for each test, carried out by `out`. */
const kindFor = (out: SendOut) => {
  const kind = `test.${++serial}`
  registerSenders(kind, async () => ({ default: out }))
  return kind
}

it('a report written without a network is sent once when the network is back', async () => {
  let isOnline = false
  const reached = vi.fn()
  const kind = kindFor(async ({ id }) => {
    if (!isOnline) throw away()
    reached(id)
    return { number: '20261123' }
  })
  const id = await sendSoon(kind, '井盖不见了', { text: '井盖不见了' })
  await vi.waitFor(() => expect(stateOf(id)).toBe('waiting'))
  await flush()
  expect(reached).not.toHaveBeenCalled()
  isOnline = true
  await flush()
  await vi.waitFor(() => expect(stateOf(id)).toBe('sent'))
  await flush()
  expect(reached.mock.calls).toEqual([[id]])
  expect(await arrival(id)).toEqual({ number: '20261123' })
})

it('a photo that was uploaded is not uploaded again when the report is taken up again', async () => {
  const upload = vi.fn(async () => 'file-1')
  let isFirst = true
  const kind = kindFor(async (_, step) => {
    const file = await step('photo-0', upload)
    if (isFirst) {
      isFirst = false
      throw away()
    }
    return file
  })
  const id = await sendSoon(kind, '路灯不亮', { photos: [new Blob(['x'])] })
  await vi.waitFor(async () => {
    await flush()
    expect(stateOf(id)).toBe('sent')
  })
  expect(isFirst).toBe(false)
  expect(upload).toHaveBeenCalledOnce()
})

it('a refused report says why, stays, and can be corrected', async () => {
  const kind = kindFor(async ({ payload }) => {
    if (!(payload as { place?: string }).place) throw refusal(422)
    return 'accepted'
  })
  const id = await sendSoon(kind, '占道经营', {})
  await vi.waitFor(() => expect(stateOf(id)).toBe('refused'))
  expect(outbox.get().find((send) => send.id === id)?.why).toBe('没有填写地点')
  await flush()
  expect(stateOf(id)).toBe('refused')
  await tryAgain(id, { place: '北京路' })
  expect(stateOf(id)).toBe('sent')
})

it.each([401, 429, 503])('a send waits when the server answers %i', async (status) => {
  const kind = kindFor(async () => {
    throw refusal(status)
  })
  const id = await sendSoon(kind, 'x', {})
  await vi.waitFor(() => expect(outbox.get().find((send) => send.id === id)?.why).toBe('没有填写地点'))
  expect(stateOf(id)).toBe('waiting')
  await discard(id)
})

it('sending the same id twice keeps one send', async () => {
  const kind = kindFor(async () => 'ok')
  const id = crypto.randomUUID()
  await Promise.all([sendSoon(kind, 'x', {}, { id }), sendSoon(kind, 'x', {}, { id })])
  await vi.waitFor(() => expect(stateOf(id)).toBe('sent'))
  expect(outbox.get().filter((send) => send.id === id)).toHaveLength(1)
})

it('a draft is there after the tab was closed, until it is forgotten', async () => {
  await keepDraft('cases.report', { text: '垃圾' })
  expect(await draftOf('cases.report')).toEqual({ text: '垃圾' })
  await keepDraft('cases.report', null)
  expect(await draftOf('cases.report')).toBeUndefined()
})

it('what belongs to one matter leaves in the order it was made; other matters do not wait for it', async () => {
  const arrived: string[] = []
  let isOpen = false
  const kind = kindFor(async ({ payload }) => {
    const { text, isStuck }: { text: string; isStuck?: boolean } = payload
    if (isStuck && !isOpen) throw away()
    arrived.push(text)
  })
  const first = await sendSoon(kind, '签收', { text: '签收', isStuck: true }, { lane: 'one' })
  await vi.waitFor(() => expect(stateOf(first)).toBe('waiting'))
  const second = await sendSoon(kind, '留言', { text: '留言' }, { lane: 'one' })
  const other = await sendSoon(kind, '另一件', { text: '另一件' }, { lane: 'two' })
  await vi.waitFor(() => expect(stateOf(other)).toBe('sent'))
  expect(stateOf(second)).toBe('waiting')
  isOpen = true
  await flush()
  await vi.waitFor(() => expect(stateOf(second)).toBe('sent'))
  expect(arrived).toEqual(['另一件', '签收', '留言'])
})

it('two things written in the same thousandth of a second leave in the order they were written', async () => {
  const arrived: string[] = []
  const kind = kindFor(async ({ payload }) => {
    arrived.push((payload as { text: string }).text)
  })
  vi.useFakeTimers({ toFake: ['Date'] })
  const words = Array.from({ length: 9 }, (_, at) => `第${at + 1}句`)
  try {
    const ids = await Promise.all(words.map((text) => sendSoon(kind, text, { text }, { lane: 'three' })))
    await vi.waitFor(() => expect(ids.map(stateOf)).toEqual(words.map(() => 'sent')))
  } finally {
    vi.useRealTimers()
  }
  expect(arrived).toEqual(words)
})

it('what one person left on a shared phone is not sent in another’s name', async () => {
  const reached = vi.fn()
  let isOnline = false
  const kind = kindFor(async ({ id }) => {
    if (!isOnline) throw away()
    reached(id)
  })
  account.set('lin')
  const id = await sendSoon(kind, '回复处置结果', {})
  await vi.waitFor(() => expect(stateOf(id)).toBe('waiting'))
  isOnline = true
  account.set('wu')
  await flush()
  expect(reached).not.toHaveBeenCalled()
  account.set('lin')
  await flush()
  await vi.waitFor(() => expect(stateOf(id)).toBe('sent'))
  expect(reached.mock.calls).toEqual([[id]])
})

it('a guest’s report waits while somebody is signed in here, and leaves when nobody is', async () => {
  const reached = vi.fn()
  let isOnline = false
  const kind = kindFor(async ({ id }) => {
    if (!isOnline) throw away()
    reached(id)
  })
  const id = await sendSoon(kind, '井盖不见了', {})
  await vi.waitFor(() => expect(stateOf(id)).toBe('waiting'))
  isOnline = true
  account.set('lin')
  await flush()
  expect(reached).not.toHaveBeenCalled()
  account.set(null)
  await flush()
  expect(reached.mock.calls).toEqual([[id]])
})

it('what is written before it is known who writes is that person’s, and leaves once it is', async () => {
  const kind = kindFor(async () => 'ok')
  account.set(undefined)
  const id = await sendSoon(kind, '井盖不见了', {})
  await flush()
  expect(stateOf(id)).toBe('waiting')
  account.set('lin')
  await flush()
  expect(outbox.get().find((send) => send.id === id)).toMatchObject({ state: 'sent', by: 'lin' })
})

it('the next person at the same phone begins with an empty form; the first one finds hers again', async () => {
  account.set('lin')
  await keepDraft('patrol.visit', { note: '独居老人' })
  account.set('wu')
  expect(await draftOf('patrol.visit')).toBeUndefined()
  account.set(null)
  expect(await draftOf('patrol.visit')).toBeUndefined()
  account.set('lin')
  expect(await draftOf('patrol.visit')).toEqual({ note: '独居老人' })
})

it('what was begun before signing in comes along, once', async () => {
  await keepDraft('cases.report', { text: '路灯不亮' })
  account.set('lin')
  expect(await draftOf('cases.report')).toEqual({ text: '路灯不亮' })
  account.set('wu')
  expect(await draftOf('cases.report')).toBeUndefined()
  account.set('lin')
  expect(await draftOf('cases.report')).toEqual({ text: '路灯不亮' })
})
