/** What somebody finds among their own notices: in their language, folded, page after page, and nobody else’s. */
import { afterAll, beforeEach, expect, test } from 'vitest'
import { notices as contract } from '../contract.ts'
import { openLetterTown } from '../testing/letter-town.ts'

const letters = await openLetterTown()
const { town, person, send, reach, progress } = letters
afterAll(letters.close)
beforeEach(letters.calm)

test('a resident finds the notice in the app, with its link, in their language, and the badge counts it', async () => {
  const chen = await person('陈伟')
  await send(progress(chen.id))
  const { items } = await chen.ask(contract, 'mine', { query: {} })
  expect(items).toMatchObject([
    { title: '您的 A001 已办结', text: '陈伟,您反映的 家庭纠纷 已办结。', link: '/matters/1', readAt: null, count: 1 },
  ])
  expect(await chen.ask(contract, 'unread')).toEqual({ count: 1 })
  expect(await chen.ask(contract, 'open', { params: { id: items[0]?.id ?? '' } })).toEqual({ link: '/matters/1' })
  await chen.ask(contract, 'open', { params: { id: items[0]?.id ?? '' } })
  expect(await chen.ask(contract, 'unread')).toEqual({ count: 0 })
  expect((await town.told('notices/opened')).filter((fact) => fact.accountId === chen.id)).toHaveLength(1)
  expect((await town.told('notices/arrived')).filter((fact) => fact.accountId === chen.id)).toHaveLength(1)
})

test('nobody reads, opens or marks what was sent to somebody else, and a guest has no notices', async () => {
  const [chen, other] = [await person('陈伟'), await person('别人')]
  await send(progress(chen.id))
  const [notice] = (await chen.ask(contract, 'mine', { query: {} })).items
  expect((await other.ask(contract, 'mine', { query: {} })).items).toEqual([])
  await expect(other.ask(contract, 'open', { params: { id: notice?.id ?? '' } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  expect(await other.ask(contract, 'markRead', { body: { ids: [notice?.id ?? ''] } })).toEqual({ count: 0 })
  await expect(town.guest.ask(contract, 'mine', { query: {} })).rejects.toMatchObject({ problem: { status: 401 } })
  expect(await chen.ask(contract, 'unread')).toEqual({ count: 1 })
})

test('the list turns its pages by key, newest first, without losing or repeating one', async () => {
  const chen = await person('陈伟')
  for (let number = 0; number < 7; number += 1)
    await send(progress(chen.id, { facts: { number: `N${number}`, state: '受理' } }))
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await chen.ask(contract, 'mine', { query: { limit: 3, ...(after ? { after } : {}) } })
    seen.push(...page.items.map((one) => one.title))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((number) => `您的 N${number} 已受理`))
  await expect(chen.ask(contract, 'mine', { query: { after: 'nonsense' } })).rejects.toMatchObject({
    problem: { status: 422, field: 'after' },
  })
})

test('three replies about one matter are one line with a count, and reading it reads them all', async () => {
  const chen = await person('陈伟')
  const sendings = []
  for (const state of ['受理', '派遣', '办结'])
    sendings.push(await send(progress(chen.id, { groupKey: 'case:9', facts: { number: 'A9', state } })))
  const { items } = await chen.ask(contract, 'mine', { query: {} })
  expect(items).toMatchObject([{ title: '您的 A9 已办结', count: 3 }])
  expect(await chen.ask(contract, 'unread')).toEqual({ count: 1 })
  expect(await chen.ask(contract, 'markRead', { body: { ids: [items[0]?.id ?? ''] } })).toEqual({ count: 1 })
  for (const { sendingId } of sendings) expect(await reach(sendingId)).toMatchObject({ recipients: 1, read: 1 })
})

test('the same event heard twice is told once', async () => {
  const chen = await person('陈伟')
  const first = await send(progress(chen.id, { onceKey: 'event-1' }))
  expect(await send(progress(chen.id, { onceKey: 'event-1' }))).toEqual({ sendingId: first.sendingId, recipients: 0 })
  expect((await chen.ask(contract, 'mine', { query: {} })).items).toHaveLength(1)
})
