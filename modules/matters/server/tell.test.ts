/** Who is told what about a matter, when, and how loudly. */
import { randomUUID } from 'node:crypto'
import files from '@liren/files/server'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { notices as noticesContract } from '@liren/notices/contract'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import type { Person } from '@liren/testing'
import { afterAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, day, hour, input, lampModule, openLampTown, photoOf, power, water } from '../testing/lamp-town.ts'
import plug from './module.ts'

const { town, move, read } = await openLampTown([territory, organisation, identity, files, notices])
afterAll(() => town.close())

type Role = 'resident' | 'handler' | 'dispatcher' | 'dutyLeader' | 'supervisor' | 'acceptor' | 'gridWorker'
/** Somebody with an account, as the town's identity knows them. */
const person = async (name: string, role: Role, unitId: string | null = null): Promise<Person & { id: string }> => {
  const id = await town.work(plug, (work) =>
    work.use(identityContract).createAccount({
      loginName: `u${randomUUID().slice(0, 12)}`,
      displayName: name,
      kind: role === 'resident' ? 'person' : 'staff',
      areaCode: area,
      roles: [{ role, area, unitId }],
    }),
  )
  return { ...town.as({ id, name, roles: [{ role, area, unitId }] }), id }
}
const chen = await person('陈大文', 'resident')
const qiang = await person('电工阿强', 'handler', power)
const ming = await person('电工阿明', 'handler', power)
const liang = await person('水工阿良', 'handler', water)
const zhou = await person('周派遣', 'dispatcher')
const he = await person('何值班长', 'dutyLeader')
const sun = await person('孙督查', 'supervisor')
const lin = await person('林网格员', 'gridWorker')

const noticesOf = async (who: Person) => {
  await town.settle()
  const { items } = await who.ask(noticesContract, 'mine', { query: {} })
  return items.toReversed()
}
/** What they have been told since they last looked. */
const news = async (who: Person) => {
  const found = (await noticesOf(who)).filter((one) => one.readAt === null)
  await who.ask(noticesContract, 'markRead', { body: { all: true } })
  return found
}
const titles = async (who: Person, number: string) =>
  (await news(who)).flatMap(({ title, text }) => (text.includes(number) ? [title.replace('路灯不亮', '#')] : []))
const everybody = [chen, qiang, ming, liang, zhou, he, sun, lin]
const allRead = async () => {
  for (const who of everybody) await news(who)
}
const open = async (more: object = {}) => {
  await allRead()
  return town.work(lampModule, (work) =>
    work.use(matters).open({
      ...input({ title: '路灯不亮', areaCode: area }),
      reporter: { accountId: chen.id },
      ...more,
    }),
  )
}
const dispatched = async (more: object = {}) => {
  const { id, number } = await open(more)
  await move(zhou, id, 'dispatch', { unitId: power })
  return { id, number }
}
const closed = async (more: object = {}) => {
  const found = await dispatched(more)
  await move(qiang, found.id, 'fix', { facts: { what: '换了灯泡' }, files: [await photoOf(qiang)] })
  await move(lin, found.id, 'pass')
  return found
}
const say = (who: Person, id: string, isPublic: boolean) =>
  who.ask(matters, 'say', { params: { id }, body: { text: '在路上了', isPublic } })

test('a reporter has a receipt with the number, reads each stage as it comes, and is asked how it went', async () => {
  const { id, number } = await open()
  const [receipt] = await news(chen)
  expect(receipt).toMatchObject({ title: '已收到：路灯不亮', link: `/matters/${id}`, urgency: 'normal' })
  await move(zhou, id, 'dispatch', { unitId: power })
  expect(await titles(chen, number)).toEqual(['态：#'])
  await say(qiang, id, true)
  expect(await titles(chen, number)).toEqual(['有新回复：#'])
  await move(qiang, id, 'fix', { facts: { what: '换了灯泡' }, files: [await photoOf(qiang)] })
  await move(lin, id, 'pass')
  expect((await titles(chen, number)).sort()).toEqual(['已办结：#', '态：#'])
  await chen.ask(matters, 'reopen', { params: { id }, body: { because: '又灭了' } })
  expect(await titles(chen, number)).toEqual([])
})

test('an event delivered twice is told once', async () => {
  const { number } = await closed()
  await town.settle()
  await town.owner.query('update kernel_outbox set delivered_at = null where kind = $1', ['event'])
  await town.settle()
  const { rows } = await town.owner.query(
    `select template, count(*)::int as many from notices_sendings where facts->>'number' = $1 and topic <> 'matters.work'
     group by template order by template`,
    [number],
  )
  expect(rows).toEqual([
    { template: 'matters.closed', many: 1 },
    { template: 'matters.nowAt', many: 2 },
    { template: 'matters.received', many: 1 },
  ])
})

test('several news nobody has read yet stand as one line that counts them', async () => {
  const { id } = await dispatched()
  await say(qiang, id, true)
  const progress = (await news(chen)).filter((one) => one.topic === 'matters.progress')
  expect(progress).toHaveLength(1)
  expect(progress[0]?.count).toBe(3)
})

test('the people of the unit hear that it came to them; other units do not, nor does whoever sent it', async () => {
  const { number } = await dispatched()
  const [told] = await news(qiang)
  expect(told?.title).toBe('新任务（一般）：路灯不亮')
  expect(told?.text).toMatch(/1月\d日 1\d:\d\d 前办理/)
  expect(await titles(ming, number)).toEqual(['新任务（一般）：#'])
  expect(await news(liang)).toEqual([])
  expect(await news(zhou)).toEqual([])
})

test('words among staff stay among staff, and what a resident writes reaches whoever handles it', async () => {
  const { id, number } = await dispatched()
  await allRead()
  await say(qiang, id, false)
  expect(await news(chen)).toEqual([])
  await say(chen, id, true)
  expect(await titles(ming, number)).toEqual(['群众有新留言：#'])
  expect(await news(chen)).toEqual([])
})

test.each([
  [1, 'normal'],
  [3, 'urgent'],
  [4, 'emergency'],
] as const)(
  'a matter of grade %i is %s work for the unit, and never shouts at its reporter',
  async (grade, urgency) => {
    await dispatched({ grade })
    expect((await news(qiang)).map((one) => one.urgency)).toEqual([urgency])
    expect((await news(chen)).every((one) => one.urgency === 'normal')).toBe(true)
    expect((await news(he)).map((one) => one.urgency)).toEqual(grade < 3 ? [] : [urgency])
  },
)

test('of a restricted matter nothing is said but that there is news', async () => {
  const { id } = await open({ isRestricted: true, title: '邻居打孩子' })
  const holder = { unitId: power, unitName: '供电所' }
  await town.work(lampModule, (work) => work.use(matters).move(id, 'dispatch', { holder }))
  await say(qiang, id, true)
  const told = [...(await news(chen)), ...(await news(qiang))]
  expect(new Set(told.map((one) => one.title))).toEqual(new Set(['您有一件事项有新进展', '您有一件工作事项有新进展']))
  const { rows } = await town.owner.query(`select 1 from notices_sendings where facts->>'title' = '邻居打孩子'`)
  expect(rows).toEqual([])
})

test('a request goes to those who decide, and the answer to whoever asked', async () => {
  const { id, number } = await dispatched()
  await allRead()
  const { id: requestId } = await qiang.ask(matters, 'ask', {
    params: { id },
    body: { kind: 'delay', reason: '等配件', limit: { amount: 1, unit: 'workDays' } },
  })
  expect(await titles(he, number)).toEqual(['请审批延期：#'])
  expect(await titles(zhou, number)).toEqual(['请审批延期：#'])
  await he.ask(matters, 'decide', { params: { id: requestId }, body: { isGranted: false, decision: '仓库有货' } })
  expect(await titles(qiang, number)).toEqual(['未同意延期：#'])
  expect(await news(ming)).toEqual([])
})

test('those who help are asked, and the lead hears when they are done', async () => {
  const { id, number } = await dispatched()
  await allRead()
  const helper = await qiang.ask(matters, 'support', { params: { id }, body: { unitId: water, task: '关阀' } })
  expect(await titles(liang, number)).toEqual(['请您协办：#'])
  await liang.ask(matters, 'finishSupport', { params: { id: helper.id }, body: { result: '关好了' } })
  expect(await titles(ming, number)).toEqual(['协办已完成：#'])
})

test('a supervision reaches the unit at least urgently', async () => {
  const { id } = await dispatched()
  await allRead()
  await sun.ask(matters, 'supervise', { params: { id }, body: { level: 'red', text: '今天办完' } })
  const [told] = await news(ming)
  expect(told).toMatchObject({ title: '红牌：路灯不亮', urgency: 'urgent' })
})

test('reporters of a merged matter are told which number they follow now', async () => {
  const into = await dispatched()
  const { id, number } = await open()
  await zhou.ask(matters, 'merge', { params: { id: into.id }, body: { childIds: [id], because: '同一盏灯' } })
  const told = (await news(chen)).find((one) => one.topic === 'matters.decision')
  expect(told).toMatchObject({ title: '已并案：路灯不亮', link: `/matters/${into.id}` })
  expect(told?.text).toContain(`${number} 并入 ${into.number} 一起办理`)
})

test('whoever reported and whoever handles the one that stays hear that others joined it', async () => {
  const wong = await person('黄大文', 'resident')
  const into = await dispatched()
  const { id } = await open({ reporter: { accountId: wong.id } })
  await news(wong)
  await allRead()
  await zhou.ask(matters, 'merge', { params: { id: into.id }, body: { childIds: [id], because: '同一盏灯' } })
  expect(await titles(chen, into.number)).toEqual(['有人也反映了：#'])
  const [told] = await news(qiang)
  expect(told).toMatchObject({ title: '又有人反映：路灯不亮', link: `/matters/${into.id}` })
  expect(told?.text).toContain(`另有 1 件反映同一件事的上报并入 ${into.number}`)
  expect((await news(wong)).map(({ title }) => title)).toEqual(['已并案：路灯不亮'])
})

test('who is unhappy is followed up: whoever handled it hears of the score', async () => {
  const { id, number } = await closed()
  await allRead()
  await chen.ask(matters, 'rate', { params: { id }, body: { score: 1, reasons: ['slow'] } })
  expect(await titles(qiang, number)).toEqual(['评价 1 分，请回访：#'])
  expect(await news(chen)).toEqual([])
})

test('a guest who left no account has no notices, and nothing is written for nobody', async () => {
  await town.settle()
  const before = await town.owner.query('select count(*)::int as many from notices_sendings')
  await open({ reporter: null })
  await town.settle()
  const after = await town.owner.query('select count(*)::int as many from notices_sendings')
  expect(after.rows).toEqual(before.rows)
})

test('at night a reporter’s news wait for the morning, while an emergency climbs at once', async () => {
  town.clock.set('2025-01-08T23:00:00+08:00')
  const { id } = await dispatched({ grade: 4 })
  await town.settle()
  const { rows } = await town.owner.query(
    `select s.topic, m.next_at from notices_messages m join notices_sendings s on s.id = m.sending_id
     where s.object = $1 and m.folded_into is null order by s.topic`,
    [`matter:${id}`],
  )
  const morning = new Date('2025-01-09T07:30:00+08:00')
  for (const { topic, next_at: nextAt } of rows)
    if (nextAt !== null && topic === 'matters.progress')
      expect(nextAt.getTime()).toBeGreaterThanOrEqual(morning.getTime())
  expect(rows.length).toBeGreaterThan(0)
  const tried = await town.owner.query(
    `select distinct s.topic from notices_deliveries d join notices_messages m on m.id = d.message_id
     join notices_sendings s on s.id = m.sending_id where s.object = $1 and d.channel <> 'in-app'`,
    [`matter:${id}`],
  )
  expect(tried.rows.map((row) => row.topic)).toContain('matters.work')
})

test('time running out is told to the unit, time run out to those who oversee it as well', async () => {
  town.clock.set('2025-01-13T09:00:00+08:00')
  const { id, number } = await dispatched()
  await allRead()
  const { dueAt } = await read(qiang, id)
  town.clock.set(new Date(Date.parse(dueAt ?? '') - hour / 4))
  await town.run(plug, 'chase')
  expect(await titles(ming, number)).toEqual(['即将到期：#'])
  expect(await titles(sun, number)).toEqual([])
  town.clock.advance(2 * day)
  await town.run(plug, 'chase')
  expect(await titles(ming, number)).toEqual(['已超期：#'])
  expect(await titles(sun, number)).toEqual(['已超期：#'])
  expect(await titles(he, number)).toEqual(['已超期：#'])
})

test('a handler who reads English reads grade, level and kind of request in English', async () => {
  const { id } = await dispatched({ grade: 2 })
  await he.ask(matters, 'supervise', { params: { id }, body: { level: 'listed', text: '挂牌' } })
  await town.settle()
  const titlesIn = async (locale: string) => {
    const reply = await qiang.raw('GET', '/api/notices/notices', undefined, { 'accept-language': locale })
    const { items } = (await reply.json()) as { items: { title: string }[] }
    return items.map((one) => one.title).join('\n')
  }
  expect(await titlesIn('zh-CN')).toContain('挂牌督办')
  const english = await titlesIn('en')
  expect(english).toMatch(/pressing/i)
  expect(english).not.toMatch(/挂牌|较急/)
})

test('a dispatcher sees when the unit was told and when somebody there read it; its reporter does not', async () => {
  const { id } = await dispatched()
  await town.settle()
  const told = async () => (await zhou.ask(matters, 'receipts', { params: { id } })).items
  const dispatch = (await read(zhou, id)).steps.find((step) => step.move === 'dispatch')
  expect(await told()).toMatchObject([{ seq: dispatch?.seq, recipients: 2, readAt: null }])
  town.clock.advance(hour)
  await news(ming)
  const [receipt] = await told()
  expect(Date.parse(receipt?.readAt ?? '') - Date.parse(receipt?.sentAt ?? '')).toBeGreaterThanOrEqual(hour)
  expect(receipt?.deliveredAt).not.toBeNull()
  await expect(chen.ask(matters, 'receipts', { params: { id } })).rejects.toThrow()
})

test('who asked for more time is told when the ask lapsed with its clock', async () => {
  const { id, number } = await dispatched()
  const body = { kind: 'delay', reason: '等配件', limit: { amount: 1, unit: 'workDays' } } as const
  await qiang.ask(matters, 'ask', { params: { id }, body })
  await allRead()
  await move(ming, id, 'fix', { facts: { what: '换了灯泡' }, files: [await photoOf(ming)] })
  expect(await titles(qiang, number)).toContain('延期申请已失效：#')
  expect(await titles(ming, number)).not.toContain('延期申请已失效：#')
  const { steps, requests } = await read(he, id)
  expect(requests.map(({ state }) => state)).toEqual(['withdrawn'])
  expect(steps.filter((step) => step.move === 'requestLapsed')).toMatchObject([{ facts: { kinds: ['delay'] } }])
  expect((await town.told('matters/requestLapsed')).filter((one) => one.matterId === id)).toHaveLength(1)
  // Its reporter has no part in it.
  expect((await read(chen, id)).steps.map((step) => step.move)).not.toContain('requestLapsed')
})
