/** The ladder: from the app to WeChat, to SMS, to a colleague who rings up; silent at night, loud in an emergency. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { notices as contract } from '../contract.ts'
import { area, openLetterTown } from '../testing/letter-town.ts'

const letters = await openLetterTown()
const {
  secret,
  town,
  sms,
  wechat,
  wecom,
  subject,
  person,
  send,
  reach,
  set,
  at,
  ways,
  decision,
  withSms,
  withWechat,
  template,
} = letters
afterAll(letters.close)
beforeEach(letters.calm)

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
  expect(task).toMatchObject({ name: '陈**', phone: '138****8001', state: 'waiting' })
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
