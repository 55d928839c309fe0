/** A town for the tests of notices: people with telephones, a module that only writes letters, and providers that believe nothing. */
import { randomBytes, randomUUID } from 'node:crypto'
import { defineContract } from '@liren/contract'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { defineModule, secretsOf, type Work } from '@liren/kernel'
import { host } from '@liren/testing'
import { notices as contract, type GivenTopics, type NoticesPort, type Sending } from '../contract.ts'
import notices from '../server/module.ts'
import { aliyunStub } from './sms-stub.ts'
import { wechatStub } from './wechat-stub.ts'
import { wecomStub } from './wecom-stub.ts'

export const area = '440104001001'
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
export const sender = defineModule({
  contract: defineContract({ name: 'letters' }),
  needs: [contract],
  locales: { 'zh-CN': words, en: words },
  gives: { notices: topics },
})

export const noon = '2026-11-23T04:00:00Z'

/** The town at noon. `calm` before each test switches every way off again. */
export const openLetterTown = async () => {
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
  const close = async () => {
    await town.close()
    await Promise.all([sms.close(), wechat.close(), wecom.close()])
  }

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
  const send = (sending: Sending) =>
    town.work(sender, (work: Work) => (work.use(contract) as NoticesPort).send(sending))
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

  const calm = async () => {
    town.clock.set(noon)
    await set({ sms: 'off', wechat: 'off', wecom: 'off' })
  }
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
  return {
    town,
    sms,
    wechat,
    wecom,
    close,
    calm,
    subject,
    person,
    send,
    reach,
    set,
    secret,
    at,
    ways,
    progress,
    decision,
    withSms,
    withWechat,
    aesKey,
    template,
    admin,
  }
}
