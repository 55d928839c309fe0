/** Who only looks on learns little: followers of public matters, listeners to an area, neighbours of restricted ones. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import type { Work } from '@liren/kernel'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, input, lamps, openLampTown, power, refusal } from '../testing/lamp-town.ts'
import plug from './module.ts'

const { town, chen, someone, dispatcher, leader, electrician, report, read, move } = await openLampTown([
  territory,
  organisation,
  identity,
  files,
  notices,
])
afterAll(() => town.close())
const neighbour = someone('resident', '黄街坊')

const restricted = (title: string) =>
  town.work(plug, (work: Work) =>
    work.use(matters).open({
      ...input({ title, areaCode: area, summary: '门牌 302' }),
      isRestricted: true,
      holder: { unitId: power },
      reporter: { accountId: chen.actor.id, name: '陈**' },
    }),
  )

test('following a public matter opens neither the reporter’s words nor what they answer the office', async () => {
  const { id } = await report('楼道堆物', { isPublic: true, summary: '我住 302，电话晚上打' })
  await neighbour.ask(matters, 'follow', { params: { id } })
  const say = (who: typeof chen, text: string) =>
    who.ask(matters, 'say', { params: { id }, body: { text, isPublic: true } })
  await say(chen, '我晚上七点后在家')
  await say(dispatcher, '明天上门')
  await say(neighbour, '我也看到了')
  const seen = await read(neighbour, id)
  expect(seen).toMatchObject({ summary: null, address: null, mayAs: ['follower'] })
  expect(seen.messages.map((one) => one.text)).toEqual(['明天上门', '我也看到了'])
  const page = await neighbour.ask(matters, 'messages', { params: { id }, query: {} })
  expect(page.items.map((one) => one.text)).toEqual(['我也看到了', '明天上门'])
  expect(page.items.map((one) => one.authorId)).toEqual([neighbour.actor.id, null])
  expect((await read(chen, id)).messages).toHaveLength(3)
})

test('reporters of the same thing, merged, hear how it goes and not what the other told of themself', async () => {
  const wang = someone('resident', '王街坊')
  const first = await report('水管漏水', { summary: '我家 302 没人' })
  const second = await wang.ask(lamps, 'report', { body: { title: '水管漏水了', areaCode: area, summary: '501 也漏' } })
  await chen.ask(matters, 'say', { params: { id: first.id }, body: { text: '钥匙在门卫', isPublic: true } })
  await dispatcher.ask(matters, 'merge', {
    params: { id: first.id },
    body: { childIds: [second.id], because: '同一处' },
  })
  await dispatcher.ask(matters, 'say', { params: { id: first.id }, body: { text: '今晚修', isPublic: true } })
  const seen = await read(wang, first.id)
  expect(seen).toMatchObject({ summary: null, mayAs: ['reporter'] })
  expect(seen.messages.map((one) => one.text)).toEqual(['今晚修'])
  expect((await read(wang, second.id)).summary).toBe('501 也漏')
  expect((await read(chen, first.id)).messages).toHaveLength(2)
})

test('whoever followed is shown the door, and told nothing more, once the matter is public no longer', async () => {
  const { id } = await report('楼上争吵', { isPublic: true })
  await neighbour.ask(matters, 'follow', { params: { id } })
  await town.work(plug, (work: Work) =>
    work.use(matters).move(id, 'dispatch', { isRestricted: true, holder: { unitId: power } }),
  )
  expect(await refusal(read(neighbour, id))).toBe('matters/not-found')
  const moved = (await town.told('matters/moved')).filter((fact) => fact.matterId === id)
  expect(moved.at(-1)?.partyAccountIds).toEqual([chen.actor.id])
})

test('what few may know stays known to few when it is split, and is merged with nothing else', async () => {
  const { id } = await restricted('家事求助甲')
  const other = await report('路灯闪')
  expect(
    await refusal(
      leader.ask(matters, 'merge', { params: { id: other.id }, body: { childIds: [id], because: '同一件事' } }),
    ),
  ).toBe('matters/not-mergeable')
  const part = await leader.ask(matters, 'split', { params: { id }, body: { title: '家事求助 分办', unitId: power } })
  const grid = someone('gridWorker', '林网格员')
  expect(await refusal(read(grid, part.id))).toBe('matters/not-found')
  expect((await read(electrician, part.id)).title).toBe('家事求助 分办')
})

test('nothing restricted is heard by those who listen to its area', async () => {
  const { id } = await restricted('家事求助乙')
  await move(dispatcher, (await report('路灯灭')).id, 'dispatch', { unitId: power })
  const { rows } = await town.owner.query<{ topics: string[] }>(
    `select topics from kernel_outbox where fact->>'matterId' = $1`,
    [id],
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.flatMap((row) => row.topics).filter((topic) => topic.startsWith('area:'))).toEqual([])
})
