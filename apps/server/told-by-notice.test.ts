/** What the foundations tell people by notice: the answer to a request to be erased, and both sides of a swapped duty. */
import { randomUUID } from 'node:crypto'
import { type IdentityPort, identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { notices as contract } from '@liren/notices/contract'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let town: Town
beforeAll(async () => {
  town = await host([territory, organisation, identity, people, notices])
})
afterAll(() => town?.close())

const someone = async (name: string, personId?: string) => {
  const id = await town.work(notices, async (work) => {
    const port = work.use(identityContract) as IdentityPort
    return port.createAccount({
      loginName: `u${randomUUID().slice(0, 8)}`,
      displayName: name,
      kind: 'staff',
      roles: [],
      ...(personId ? { personId } : {}),
    })
  })
  return { id, as: town.as({ id, name, roles: [] }) }
}
const readBy = async (who: Awaited<ReturnType<typeof someone>>) =>
  (await who.as.ask(contract, 'mine', { query: {} })).items.map(({ title, text, link }) => ({ title, text, link }))
const tell = async (module: string, event: string, fact: object) => {
  await town.work(module, async (work) => work.emit(event as never, fact as never))
  await town.settle()
}

test('whoever asked to be erased is told what was decided, once, with the way to the answer and without a word of why', async () => {
  const personId = randomUUID()
  const mei = await someone('梁美', personId)
  const fact = { requestId: randomUUID(), personId }
  await tell('people', 'erasure-answered', { ...fact, decision: 'decline' })
  expect(await readBy(mei)).toEqual([
    { title: '您的删除申请有答复', text: expect.stringContaining('可以补充情况再次申请'), link: '/people/me/rights' },
  ])
  await tell('people', 'erasure-answered', { ...fact, decision: 'erase' })
  expect((await readBy(mei))[0]).toMatchObject({ title: '您的个人信息已删除' })
})

test('a colleague is asked to swap a duty, and both have it in writing once it is agreed', async () => {
  const [wen, wu] = [await someone('温子轩'), await someone('吴敏仪')]
  const about = { swapId: randomUUID(), areaCode: '440104001000', shiftName: '早班', onDay: '2026-11-24' }
  await tell('organisation', 'swap-asked', { ...about, accountId: wu.id, fromName: '温子轩' })
  expect(await readBy(wu)).toMatchObject([{ title: '温子轩 想和您换班：2026-11-24' }])
  expect(await readBy(wen)).toEqual([])
  const answered = {
    ...about,
    accountId: wen.id,
    byAccountId: wu.id,
    byName: '吴敏仪',
    otherName: '温子轩',
    inReturnOn: '2026-11-25',
  }
  await tell('organisation', 'swap-answered', { ...answered, state: 'agreed' })
  expect((await readBy(wen))[0]?.title).toBe('吴敏仪 同意换班：2026-11-24')
  expect((await readBy(wu)).map(({ text }) => text)).toContain(
    '您已同意代 温子轩 2026-11-24 的“早班”；2026-11-25 由 温子轩 代您，值班表已更新。',
  )
})

test('a refusal or a withdrawal reaches the other side alone', async () => {
  const [wen, wu] = [await someone('温子轩'), await someone('吴敏仪')]
  const about = {
    swapId: randomUUID(),
    areaCode: '440104001000',
    shiftName: '晚班',
    onDay: '2026-11-26',
    inReturnOn: null,
  }
  await tell('organisation', 'swap-answered', {
    ...about,
    accountId: wen.id,
    byAccountId: wu.id,
    byName: '吴敏仪',
    otherName: '温子轩',
    state: 'refused',
  })
  expect((await readBy(wen)).map(({ title }) => title)).toEqual(['吴敏仪 不能换班：2026-11-26'])
  expect(await readBy(wu)).toEqual([])
})
