/** From a module's sending to a person's phone: the whole way, with real identity, a real database and providers that believe nothing. */
import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { defineContract } from '@liren/contract'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { defineModule, secretsOf, type Work } from '@liren/kernel'
import { host } from '@liren/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { notices as contract, type GivenTopics, type NoticesPort, type Sending } from '../contract.ts'
import { aliyunStub } from '../testing/sms-stub.ts'
import { wechatStub } from '../testing/wechat-stub.ts'
import { wecomStub } from '../testing/wecom-stub.ts'
import notices from './module.ts'

const topics: GivenTopics = {
  topics: [
    { name: 'progress', kind: 'optional', templates: { moved: { outside: ['number', 'state'] } } },
    { name: 'decision', kind: 'statutory', templates: { decided: { outside: ['number'] } } },
    { name: 'inbox', kind: 'work', templates: { waiting: { outside: ['number'] } } },
    { name: 'alarm', kind: 'emergency', templates: { storm: { outside: ['level'] } } },
  ],
}
const words = {
  title: 'Matters',
  topic: { progress: '办理进展', decision: '处理决定', inbox: '待办', alarm: '应急' },
  notice: {
    moved: { title: '您的 {number} 已{state}', text: '{name},您反映的 {reason} 已{state}。' },
    decided: { title: '{number} 有决定', text: '因 {reason},编号 {number} 已作出决定。' },
    waiting: { title: '新任务 {number}', text: '地点 {place}' },
    storm: { title: '{level}预警', text: '请留在家中' },
  },
}
/** A module like `matters`, which only sends. */
const sender = defineModule({
  contract: defineContract({ name: 'letters' }),
  needs: [contract],
  locales: { 'zh-CN': words, en: words },
  gives: { notices: topics },
})

const noon = '2026-11-23T04:00:00Z'
const town = await host([identity, notices, sender], { now: noon, env: { LIREN_ORIGIN: 'https://liren.example' } })
const sms = await aliyunStub({
  keyId: 'AK',
  keySecret: 'SK',
  signName: '里仁',
  templates: ['SMS_1', 'SMS_CODE'],
  dailyLimit: 100,
})
const wechat = await wechatStub({
  appId: 'wx',
  secret: 'ws',
  templates: { T1: ['character_string1', 'thing2'] },
  followers: ['oChenWei'],
})
const wecom = await wecomStub({ corpId: 'ww', secret: 's', agentId: 1, members: ['linwg'], robotKey: 'duty' })
afterAll(async () => {
  await town.close()
  await Promise.all([sms.close(), wechat.close(), wecom.close()])
})

const area = '440104001001'
const subject = (provider: string, accountId: string, name: string) =>
  town.owner.query(
    'insert into identity_links (id, account_id, provider, subject, linked_at) values ($1, $2, $3, $4, now())',
    [randomUUID(), accountId, provider, name],
  )
const person = async (
  name: string,
  given: {
    phone?: string
    personId?: string
    kind?: 'person' | 'staff'
    role?: 'resident' | 'gridWorker' | 'communityWorker' | 'systemAdmin' | 'supervisor'
  } = {},
) => {
  const role = given.role ?? 'resident'
  const id = await town.work(notices, (work) =>
    work.use(identityContract).createAccount({
      loginName: `u${randomBytes(6).toString('hex')}`,
      displayName: name,
      kind: given.kind ?? 'person',
      areaCode: area,
      personId: given.personId ?? null,
      ...(given.phone ? { phone: given.phone } : {}),
      roles: [{ role, area }],
    }),
  )
  return { ...town.as({ id, name, roles: [{ role, area, unitId: null }] }), id }
}
const send = (sending: Sending) => town.work(sender, (work: Work) => (work.use(contract) as NoticesPort).send(sending))
const reach = (sendingId: string) =>
  town.work(sender, (work: Work) => (work.use(contract) as NoticesPort).reach({ sendingId }))
const secret = (key: string, value: string) =>
  town.work(notices, async (work) => secretsOf(work).seal(value, `setting:notices:${key}`))
async function set(values: Record<string, unknown>, community = '') {
  for (const [key, value] of Object.entries(values))
    await town.owner.query(
      `insert into kernel_settings (module, area_code, key, value, changed_at) values ('notices', $1, $2, $3::jsonb, now())
       on conflict (module, area_code, key) do update set value = excluded.value`,
      [community, key, JSON.stringify(value)],
    )
  town.host.core.settings.forget()
}
/** Lets time pass, minute by minute work included. */
const at = async (time: string) => {
  town.clock.set(time)
  await town.run(notices, 'climb-due')
  await town.settle()
}
const ways = async (sendingId: string) => {
  const { rows } = await town.owner.query(
    `select channel, status from notices_deliveries d join notices_messages m on m.id = d.message_id where m.sending_id = $1 order by d.tried_at, d.id`,
    [sendingId],
  )
  return rows.map((row) => `${row.channel} ${row.status}`)
}
const progress = (accountId: string, more: Partial<Sending> = {}): Sending => ({
  to: { accountIds: [accountId] },
  topic: 'letters.progress',
  template: 'letters.moved',
  facts: { number: 'A001', state: '办结', name: '陈伟', reason: '家庭纠纷' },
  link: '/matters/1',
  ...more,
})
const decision = (accountId: string, more: Partial<Sending> = {}): Sending => ({
  ...progress(accountId),
  topic: 'letters.decision',
  template: 'letters.decided',
  ...more,
})

beforeEach(async () => {
  town.clock.set(noon)
  await set({ sms: 'off', wechat: 'off', wecom: 'off' })
})
const withSms = async () =>
  set({
    sms: 'aliyun',
    aliyunBase: sms.base,
    aliyunKeyId: 'AK',
    aliyunKeySecret: await secret('aliyunKeySecret', 'SK'),
    receiptKey: await secret('receiptKey', 'receipt key'),
  })
const withWechat = async () =>
  set({
    wechat: 'template',
    wechatBase: wechat.base,
    wechatAppId: 'wx',
    wechatSecret: await secret('wechatSecret', 'ws'),
    wechatCallbackToken: await secret('wechatCallbackToken', 'liren-token'),
    wechatAesKey: await secret('wechatAesKey', aesKey),
  })
const aesKey = randomBytes(32).toString('base64').slice(0, 43)
const template = (
  channel: 'sms' | 'wechat',
  of: string,
  providerTemplate: string,
  parameters: { name: string; fact: string }[],
) => admin.ask(contract, 'putTemplate', { body: { channel, template: of, providerTemplate, parameters } })
const admin = await person('赵管理', { kind: 'staff', role: 'systemAdmin' })

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

test('a decision unread climbs: WeChat, then SMS, then a colleague rings up; nothing private leaves the platform', async () => {
  await withSms()
  await withWechat()
  await template('sms', 'letters.decided', 'SMS_1', [{ name: 'number', fact: 'number' }])
  await template('wechat', 'letters.decided', 'T1', [
    { name: 'character_string1', fact: 'number' },
    { name: 'thing2', fact: 'text' },
  ])
  const chen = await person('陈伟', { phone: '13800138001' })
  await subject('wechat', chen.id, 'oChenWei')
  const { sendingId } = await send(decision(chen.id, { sender: { area } }))
  await town.settle()
  expect(await ways(sendingId)).toEqual(['in-app sent'])
  await at('2026-11-23T04:11:00Z')
  expect(wechat.sent.at(-1)?.values).toEqual({ character_string1: 'A001', thing2: '因 ……,编号 A001 已作出决定。' })
  await at('2026-11-23T08:01:00Z')
  expect(sms.sent.at(-1)).toMatchObject({ phone: '13800138001', template: 'SMS_1', values: ['A001'] })
  expect(JSON.stringify([sms.sent, wechat.sent])).not.toContain('家庭纠纷')
  await at('2026-11-24T04:01:00Z')
  expect(await ways(sendingId)).toEqual(['in-app sent', 'wechat sent', 'email skipped', 'sms sent', 'phone sent'])
  expect(await reach(sendingId)).toMatchObject({ sent: 1, delivered: 0 })

  const [wu, xu] = [
    await person('吴社工', { kind: 'staff', role: 'communityWorker' }),
    await person('徐社工', { kind: 'staff', role: 'communityWorker' }),
  ]
  const { items } = await wu.ask(contract, 'phoneTasks', { query: {} })
  const task = items.find((one) => one.title === 'A001 有决定')
  expect(task).toMatchObject({ name: '陈*', phone: '138****8001', state: 'waiting' })
  const params = { id: task?.id ?? '' }
  expect(await wu.ask(contract, 'takePhoneTask', { params })).toMatchObject({
    name: '陈伟',
    phone: '13800138001',
    state: 'taken',
  })
  await expect(xu.ask(contract, 'takePhoneTask', { params })).rejects.toMatchObject({
    problem: { code: 'notices/already-taken' },
  })
  await expect(xu.ask(contract, 'finishPhoneTask', { params, body: { outcome: 'reached' } })).rejects.toMatchObject({
    problem: { code: 'notices/wrong-state' },
  })
  expect(await wu.ask(contract, 'finishPhoneTask', { params, body: { outcome: 'reached' } })).toMatchObject({
    state: 'done',
    phone: '138****8001',
  })
  expect(await reach(sendingId)).toMatchObject({ delivered: 1 })
  const far = town.as({ roles: [{ role: 'communityWorker', area: '440104002001', unitId: null }] })
  expect((await far.ask(contract, 'phoneTasks', { query: {} })).items).toEqual([])
  await expect(far.ask(contract, 'takePhoneTask', { params })).rejects.toMatchObject({ problem: { status: 404 } })
})

test('once read, the ladder ends; once the SMS is confirmed, nobody rings up', async () => {
  await withSms()
  await template('sms', 'letters.decided', 'SMS_1', [{ name: 'number', fact: 'number' }])
  const [reader, quiet] = [
    await person('读者', { phone: '13800138002' }),
    await person('不看', { phone: '13800138003' }),
  ]
  const { sendingId } = await send(decision(reader.id, { to: { accountIds: [reader.id, quiet.id] } }))
  await town.settle()
  await reader.ask(contract, 'markRead', { body: { all: true } })
  await at('2026-11-23T08:01:00Z')
  expect(sms.sent.filter((one) => one.phone === '13800138002')).toEqual([])
  const { id } = sms.sent.find((one) => one.phone === '13800138003') ?? { id: '' }
  const report = [{ phone_number: '13800138003', success: true, biz_id: id, err_code: 'DELIVERED' }]
  expect((await town.guest.raw('POST', '/api/notices/receipts/aliyun', report)).status).toBe(403)
  expect((await town.guest.raw('POST', '/api/notices/receipts/aliyun?key=wrong', report)).status).toBe(403)
  const taken = await town.guest.raw('POST', '/api/notices/receipts/aliyun?key=receipt%20key', report)
  expect(await taken.json()).toEqual({ code: 0, msg: '接收成功' })
  await town.guest.raw('POST', '/api/notices/receipts/aliyun?key=receipt%20key', [{ ...report[0], success: false }])
  await at('2026-11-24T05:00:00Z')
  expect(await ways(sendingId)).not.toContain('phone sent')
  expect(await reach(sendingId)).toMatchObject({ recipients: 2, read: 1, delivered: 1 })
})

test('an SMS the network lost is followed by the next way; a provider that is busy is asked again', async () => {
  await withSms()
  await template('sms', 'letters.decided', 'SMS_1', [{ name: 'number', fact: 'number' }])
  const chen = await person('陈伟', { phone: '13800138004' })
  const { sendingId } = await send(decision(chen.id))
  await town.settle()
  sms.busyFor(1)
  await at('2026-11-23T08:01:00Z')
  expect(await ways(sendingId)).toContain('sms again')
  await at('2026-11-23T08:03:00Z')
  expect(await ways(sendingId)).toContain('sms sent')
  const { id } = sms.sent.find((one) => one.phone === '13800138004') ?? { id: '' }
  await town.guest.raw('POST', '/api/notices/receipts/aliyun?key=receipt%20key', [
    { biz_id: id, success: false, err_code: 'UNDELIV' },
  ])
  await at('2026-11-24T04:01:00Z')
  expect(await ways(sendingId)).toEqual(expect.arrayContaining(['sms failed', 'phone sent']))
})

test('at eleven at night the phone stays silent until half past seven; an emergency wakes everybody at once, and the duty room', async () => {
  await withSms()
  await template('sms', 'letters.decided', 'SMS_1', [{ name: 'number', fact: 'number' }])
  await template('sms', 'letters.storm', 'SMS_1', [{ name: 'level', fact: 'level' }])
  await set({ wecomBase: wecom.base })
  await set({ robot: 'wecom', robotKey: await secret('robotKey', 'duty') }, area)
  const chen = await person('陈伟', { phone: '13800138005' })
  const mine = () => sms.sent.filter((one) => one.phone === '13800138005').length
  town.clock.set('2026-11-23T11:00:00Z')
  await send(decision(chen.id))
  await town.settle()
  await at('2026-11-23T15:00:00Z')
  expect(mine()).toBe(0)
  await send({
    to: { accountIds: [chen.id] },
    topic: 'letters.alarm',
    template: 'letters.storm',
    facts: { level: '红色' },
    urgency: 'emergency',
    sender: { area },
  })
  await town.settle()
  expect(mine()).toBe(1)
  expect(wecom.robot.at(-1)).toContain('红色预警')
  await at('2026-11-23T23:31:00Z')
  expect(mine()).toBe(2)
})

test('what a resident switches off stays off; the law’s notices cannot be switched off', async () => {
  await withWechat()
  const chen = await person('陈伟')
  const topicsOf = async () =>
    Object.fromEntries((await chen.ask(contract, 'preferences')).topics.map((one) => [one.topic, one]))
  expect((await topicsOf())['letters.decision']).toMatchObject({ kind: 'statutory', channels: [] })
  expect((await topicsOf())['letters.progress']?.channels).toEqual([
    { channel: 'in-app', title: '里仁内', isOn: true },
    { channel: 'wechat', title: '微信公众号', isOn: true },
  ])
  const off = (topic: string, channel: 'in-app' | 'wechat') =>
    chen.ask(contract, 'prefer', { body: { changes: [{ topic, channel, isOn: false }] } })
  await expect(off('letters.decision', 'wechat')).rejects.toMatchObject({
    problem: { code: 'notices/not-optional', field: 'changes.0.channel' },
  })
  await expect(off('letters.nothing', 'wechat')).rejects.toMatchObject({ problem: { code: 'notices/unknown-topic' } })
  await off('letters.progress', 'in-app')
  expect((await send(progress(chen.id))).recipients).toBe(0)
  expect((await send(decision(chen.id))).recipients).toBe(1)
  const email = await chen.ask(contract, 'prefer', { body: { changes: [], email: 'chenwei@example.org' } })
  expect(email.email).toBe('c***@example.org')
  const { rows } = await town.owner.query('select email_sealed from notices_mailboxes where account_id = $1', [chen.id])
  expect(rows[0].email_sealed).not.toContain('example')
})

test('whoever sends too much sees it in the opt-outs, and sees numbers only', async () => {
  const unitId = randomUUID()
  const residents = [await person('甲'), await person('乙'), await person('丙'), await person('丁')]
  const sendAll = (number: string) =>
    send(
      progress('', {
        to: { accountIds: residents.map((one) => one.id) },
        facts: { number, state: '更新' },
        object: `news:${number}`,
        sender: { unitId, name: '北京街办', area },
      }),
    )
  await sendAll('N1')
  await residents[0]?.ask(contract, 'prefer', {
    body: { changes: [{ topic: 'letters.progress', channel: 'in-app', isOn: false }] },
  })
  await sendAll('N2')
  const [notice] = (await residents[1]?.ask(contract, 'mine', { query: {} }))?.items ?? []
  await residents[1]?.ask(contract, 'open', { params: { id: notice?.id ?? '' } })
  const boss = await person('督查', { kind: 'staff', role: 'supervisor' })
  const { items } = await boss.ask(contract, 'senders', { query: {} })
  expect(items.find((one) => one.unitId === unitId)).toMatchObject({
    sender: '北京街办',
    messages: 7,
    opened: 1,
    openedPercent: 14.3,
    recipients: 4,
    optedOut: 1,
    optedOutPercent: 25,
  })
  expect((await boss.ask(contract, 'report', { query: { object: 'news:N2' } })).reach).toMatchObject({
    recipients: 3,
    read: 1,
    opened: 1,
  })
  const far = town.as({ roles: [{ role: 'supervisor', area: '440104002001', unitId: null }] })
  expect((await far.ask(contract, 'report', { query: { object: 'news:N2' } })).reach.recipients).toBe(0)
  await expect(residents[0]?.ask(contract, 'senders', { query: {} })).rejects.toMatchObject({
    problem: { status: 403 },
  })
})

test('a grid worker hears of new work in WeCom at once', async () => {
  await set({
    wecom: 'on',
    wecomBase: wecom.base,
    wecomCorpId: 'ww',
    wecomSecret: await secret('wecomSecret', 's'),
    wecomAgentId: '1',
  })
  const lin = await person('林网格员', { kind: 'staff', role: 'gridWorker' })
  await subject('wecom', lin.id, 'linwg')
  const { sendingId } = await send({
    to: { accountIds: [lin.id] },
    topic: 'letters.inbox',
    template: 'letters.waiting',
    facts: { number: 'A7', place: '某某家' },
    link: '/matters/7',
    urgency: 'urgent',
  })
  await town.settle()
  expect((await ways(sendingId)).slice(0, 2)).toEqual(['in-app sent', 'wecom sent'])
  expect(wecom.sent.at(-1)).toMatchObject({ touser: 'linwg', title: '新任务 A7' })
})

test('someone with neither account nor smartphone is written to by SMS, or stands on the phone list', async () => {
  await withSms()
  await template('sms', 'letters.decided', 'SMS_1', [{ name: 'number', fact: 'number' }])
  const { sendingId } = await send(
    decision('', { to: { phones: ['13800138006'], personIds: [randomUUID()] }, sender: { area } }),
  )
  await at('2026-11-23T08:01:00Z')
  expect(sms.sent.some((one) => one.phone === '13800138006')).toBe(true)
  await at('2026-11-24T04:01:00Z')
  expect(await reach(sendingId)).toMatchObject({ recipients: 2 })
  const { rows } = await town.owner.query(
    `select phone_sealed from notices_messages where sending_id = $1 and phone_sealed is not null`,
    [sendingId],
  )
  expect(rows[0].phone_sealed).not.toContain('13800138006')
})

test('WeChat reports, in plain and in the encrypted mode, count only with the right signature', async () => {
  await withWechat()
  await template('wechat', 'letters.decided', 'T1', [
    { name: 'character_string1', fact: 'number' },
    { name: 'thing2', fact: 'title' },
  ])
  const chen = await person('陈伟')
  await subject('wechat', chen.id, 'oChenWei2')
  wechat.pushOut()
  const { sendingId } = await send(decision(chen.id))
  await town.settle()
  // Not a follower in the eyes of WeChat: final, so the ladder goes on.
  await at('2026-11-23T04:11:00Z')
  expect(await ways(sendingId)).toContain('wechat failed')

  const timestamp = String(Math.floor(town.clock.now().getTime() / 1000))
  const sign = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex')
  const hello = `/api/notices/receipts/wechat?signature=${sign('liren-token', timestamp, 'n1')}&timestamp=${timestamp}&nonce=n1&echostr=hello`
  expect(await (await town.guest.raw('GET', hello)).text()).toBe('hello')
  expect((await town.guest.raw('GET', hello.replace('nonce=n1', 'nonce=n2'))).status).toBe(403)

  await town.owner.query(
    `update notices_deliveries set status = 'sent', provider_id = '777' where channel = 'wechat' and message_id in (select id from notices_messages where sending_id = $1)`,
    [sendingId],
  )
  const xml =
    '<xml><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>777</MsgID><Status><![CDATA[success]]></Status></xml>'
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const body = Buffer.concat([
    randomBytes(16),
    Buffer.from([0, 0, 0, Buffer.byteLength(xml)]),
    Buffer.from(xml),
    Buffer.from('wx'),
  ])
  const padding = 32 - (body.length % 32)
  const sealer = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const encrypted = Buffer.concat([
    sealer.update(Buffer.concat([body, Buffer.alloc(padding, padding)])),
    sealer.final(),
  ]).toString('base64')
  const url = `/api/notices/receipts/wechat?encrypt_type=aes&timestamp=${timestamp}&nonce=n3&msg_signature=${sign('liren-token', timestamp, 'n3', encrypted)}`
  const post = (address: string, text: string) =>
    town.guest.raw('POST', address, `<xml><Encrypt><![CDATA[${text}]]></Encrypt></xml>`, { 'content-type': 'text/xml' })
  expect((await post(url.replace(/msg_signature=./, 'msg_signature=x'), encrypted)).status).toBe(403)
  expect(await (await post(url, encrypted)).text()).toBe('success')
  expect(await reach(sendingId)).toMatchObject({ delivered: 1 })
})

test('a login code goes out by SMS at once, whatever the hour, and is kept nowhere', async () => {
  await withSms()
  await template('sms', 'notices.code', 'SMS_CODE', [{ name: 'code', fact: 'code' }])
  town.clock.set('2026-11-23T18:00:00Z')
  const phone = '13800138007'
  await town.browser().ask(identityContract, 'askCode', { body: { phone, purpose: 'register' } })
  await town.settle()
  const got = sms.sent.find((one) => one.phone === phone)
  expect(got?.values[0]).toMatch(/^\d{6}$/)
  const { rows } = await town.owner.query(
    'select count(*)::int as count from notices_messages where phone_sealed is not null and sent_at > $1',
    ['2026-11-23T17:59:00Z'],
  )
  expect(rows[0].count).toBe(0)
})

test('a template cannot be told to send what must not leave the platform, and only the administrator tells it anything', async () => {
  const body = {
    channel: 'sms' as const,
    template: 'letters.decided',
    providerTemplate: 'SMS_1',
    parameters: [{ name: 'x', fact: 'reason' }],
  }
  await expect(admin.ask(contract, 'putTemplate', { body })).rejects.toMatchObject({
    problem: { status: 422, field: 'parameters.0.fact' },
  })
  const chen = await person('陈伟')
  await expect(chen.ask(contract, 'putTemplate', { body })).rejects.toMatchObject({ problem: { status: 403 } })
  await withSms()
  expect(
    await admin.ask(contract, 'tryChannel', { params: { channel: 'sms' }, body: { address: '13800138008' } }),
  ).toEqual({ providerId: expect.stringMatching(/^biz/) })
  await expect(
    admin.ask(contract, 'tryChannel', { params: { channel: 'sms' }, body: { address: '1' } }),
  ).rejects.toMatchObject({ problem: { code: 'notices/channel-failed' } })
  await expect(
    admin.ask(contract, 'tryChannel', { params: { channel: 'email' }, body: { address: 'a@b.cn' } }),
  ).rejects.toMatchObject({ problem: { code: 'notices/channel-off' } })
})

test('a module that sends what it never declared is a bug, found in its first test', async () => {
  await expect(
    send({ to: { accountIds: [randomUUID()] }, topic: 'letters.other', template: 'letters.moved' }),
  ).rejects.toThrow(/no module gave/)
  await expect(
    send({
      to: { accountIds: [randomUUID()] },
      topic: 'letters.progress',
      template: 'letters.moved',
      link: 'https://evil.example',
    }),
  ).rejects.toThrow(/path on this platform/)
})
