/** What people switch off stays off, the law’s notices excepted; and whoever writes too much can see it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { notices as contract } from '../contract.ts'
import { area, openLetterTown } from '../testing/letter-town.ts'

const letters = await openLetterTown()
const { town, person, send, progress, decision, withWechat } = letters
afterAll(letters.close)
beforeEach(letters.calm)

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
