/** What a page showed last is there again without a network, for the one who read it and for nobody else. */
import 'fake-indexeddb/auto'
import { Refused } from '@liren/contract'
import { QueryClient } from '@tanstack/react-query'
import { createStore, entries, set } from 'idb-keyval'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { cell } from '../cell.ts'
import { followAccount, forgetAnswers } from './kept-answers.ts'

const answers = createStore('liren-answers', 'answers')
const key = ['matters', 'inbox', {}]
const inbox = { items: [{ title: '井盖松动' }] }

let ends: (() => void)[] = []
/** A browser tab of this account. */
const tab = (accountId: string | null, isOnline = true) => {
  const cache = new QueryClient()
  const online = cell(isOnline)
  const account = cell<string | null | undefined>(accountId)
  ends.push(followAccount(cache, online, account))
  const read = (answer: () => Promise<unknown>) =>
    cache.fetchQuery({ queryKey: key, queryFn: answer, retry: false, meta: { isKept: true } })
  return { cache, online, account, read }
}
const keptRows = () => entries(answers)
const keeps = () => vi.waitFor(async () => expect(await keptRows()).toHaveLength(1))

beforeEach(() => forgetAnswers())
afterEach(() => {
  for (const end of ends) end()
  ends = []
})

it('the inbox is there after a reload without a network, with the time it was read', async () => {
  const before = tab('lin')
  await before.read(async () => inbox)
  await keeps()
  const readAt = before.cache.getQueryState(key)?.dataUpdatedAt
  const { cache } = tab('lin', false)
  await vi.waitFor(() => expect(cache.getQueryData(key)).toEqual(inbox))
  expect(cache.getQueryState(key)?.dataUpdatedAt).toBe(readAt)
})

it('what was read before the keeping began is kept too', async () => {
  const cache = new QueryClient()
  await cache.fetchQuery({ queryKey: key, queryFn: async () => inbox, meta: { isKept: true } })
  ends.push(followAccount(cache, cell(true), cell<string | null | undefined>('lin')))
  await keeps()
})

it('what was never wished kept is not kept', async () => {
  const { cache, read } = tab('lin')
  await cache.fetchQuery({ queryKey: ['people', 'list'], queryFn: async () => ['陈秀英'] })
  await read(async () => inbox)
  await keeps()
  expect((await keptRows()).map(([name]) => name)).toEqual([JSON.stringify(key)])
})

it('nothing can be read from the browser’s own store', async () => {
  await tab('lin').read(async () => inbox)
  await keeps()
  const [[, { sealed }] = [null, { sealed: new ArrayBuffer(0) }]] = await entries<string, { sealed: ArrayBuffer }>(
    answers,
  )
  expect(new TextDecoder().decode(sealed)).not.toContain('井盖')
})

it('whoever signs in next finds nothing of the one before', async () => {
  await tab('lin').read(async () => inbox)
  await keeps()
  const { cache } = tab('wu', false)
  await vi.waitFor(async () => expect(await keptRows()).toEqual([]))
  expect(cache.getQueryData(key)).toBeUndefined()
})

it('signing out forgets everything', async () => {
  const { read, account } = tab('lin')
  await read(async () => inbox)
  await keeps()
  account.set(null)
  await vi.waitFor(async () => expect(await keptRows()).toEqual([]))
})

it('an answer refused later is forgotten', async () => {
  const { read } = tab('lin')
  await read(async () => inbox)
  await keeps()
  const refused = new Refused({ type: 'x', title: '不向您开放', status: 403, code: 'matters/not-open-to-you' })
  await read(() => Promise.reject(refused)).catch(() => undefined)
  await vi.waitFor(async () => expect(await keptRows()).toEqual([]))
})

it('after a shift without a word from the server nothing is shown any more', async () => {
  await tab('lin').read(async () => inbox)
  await keeps()
  const [[name, row] = ['', {}]] = await entries<string, object>(answers)
  await set(name, { ...row, at: Date.now() - 13 * 3_600_000 }, answers)
  const { cache } = tab('lin', false)
  await vi.waitFor(async () => expect(await keptRows()).toEqual([]))
  expect(cache.getQueryData(key)).toBeUndefined()
})
