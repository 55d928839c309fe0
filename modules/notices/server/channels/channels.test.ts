/** Each way to a person, against a stand-in of its provider that believes nothing. */
import { randomUUID } from 'node:crypto'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { dingtalkStub, governmentDingtalkStub } from '../../testing/dingtalk-stub.ts'
import { aliyunStub, tencentStub } from '../../testing/sms-stub.ts'
import { wechatStub } from '../../testing/wechat-stub.ts'
import { wecomStub } from '../../testing/wecom-stub.ts'
import { aliyunSms } from './aliyun-sms.ts'
import type { Outgoing } from './channel.ts'
import { dingtalk, dingtalkRobot } from './dingtalk.ts'
import { email } from './email.ts'
import { governmentDingtalk } from './government-dingtalk.ts'
import { tencentSms } from './tencent-sms.ts'
import { keepToken } from './token.ts'
import { miniProgram, officialAccount } from './wechat.ts'
import { readByWechat } from './wechat-words.ts'
import { wecom, wecomRobot } from './wecom.ts'

const closing: (() => Promise<void>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))
const opened = <T extends { close: () => Promise<void> }>(stub: T) => {
  closing.push(stub.close)
  return stub
}

const message = (given: Partial<Outgoing> = {}): Outgoing => ({
  id: randomUUID(),
  to: '13800138000',
  title: '您反映的问题已办结',
  text: '编号 20261123A001,办理结果:已修复。',
  url: 'https://liren.example.gov.cn/matters/1',
  at: new Date(),
  template: { number: 'SMS_1', values: [{ name: 'number', value: '20261123A001' }] },
  ...given,
})

test('Aliyun takes a signed SMS once, and says why it does not take others', async () => {
  const account = { keyId: 'LTAI', keySecret: 'very secret', signName: '里仁', templates: ['SMS_1'], dailyLimit: 2 }
  const stub = opened(await aliyunStub(account))
  const channel = aliyunSms({ base: stub.base, ...account })
  expect(await channel.send(message())).toEqual({ status: 'sent', providerId: 'biz1' })
  expect(stub.sent[0]).toMatchObject({ phone: '13800138000', template: 'SMS_1', values: ['20261123A001'] })
  expect(await channel.send(message({ to: '12345' }))).toEqual({
    status: 'failed',
    code: 'isv.MOBILE_NUMBER_ILLEGAL',
    isFinal: true,
  })
  expect(await channel.send(message({ template: { number: 'SMS_9', values: [] } }))).toMatchObject({
    code: 'isv.SMS_TEMPLATE_ILLEGAL',
    isFinal: true,
  })
  expect(await aliyunSms({ base: stub.base, ...account, keySecret: 'guess' }).send(message())).toMatchObject({
    code: 'SignatureDoesNotMatch',
  })
  expect(
    await aliyunSms({ base: stub.base, ...account }, () => new Date(Date.now() - 3_600_000)).send(message()),
  ).toMatchObject({ code: 'InvalidTimeStamp.Expired' })
  stub.busyFor(1)
  expect(await channel.send(message())).toEqual({ status: 'failed', code: 'isp.SYSTEM_ERROR', isFinal: false })
  await channel.send(
    message({
      template: { number: 'SMS_1', values: [{ name: 'reason', value: `见 https://x.example ${'长'.repeat(80)}` }] },
    }),
  )
  expect(stub.sent[1]?.values[0]).toHaveLength(35)
  expect(await channel.send(message())).toMatchObject({ code: 'isv.DAY_LIMIT_CONTROL', isFinal: true })
  expect(await channel.send(message({ template: null }))).toMatchObject({ code: 'no-template' })
})

test('Tencent takes a signed SMS, and says why it does not take others', async () => {
  const account = {
    secretId: 'AKID',
    secretKey: 'sk',
    appId: '1400',
    signName: '里仁',
    templates: ['100'],
    region: 'ap-guangzhou',
  }
  const stub = opened(await tencentStub(account))
  const channel = tencentSms({ base: stub.base, ...account })
  const fine = message({ template: { number: '100', values: [{ name: '1', value: '20261123A001' }] } })
  expect(await channel.send(fine)).toEqual({ status: 'sent', providerId: 'serial1' })
  expect(stub.sent[0]).toMatchObject({ phone: '13800138000', values: ['20261123A001'] })
  expect(await tencentSms({ base: stub.base, ...account, secretKey: 'x' }).send(fine)).toMatchObject({
    code: 'AuthFailure.SignatureFailure',
    isFinal: true,
  })
  expect(
    await tencentSms({ base: stub.base, ...account }, () => new Date(Date.now() - 900_000)).send(fine),
  ).toMatchObject({ code: 'AuthFailure.SignatureExpire' })
  expect(await channel.send(message())).toMatchObject({
    code: 'FailedOperation.TemplateIncorrectOrUnapproved',
    isFinal: true,
  })
  expect(await tencentSms({ base: 'http://127.0.0.1:1', ...account }).send(fine)).toEqual({
    status: 'failed',
    code: 'unreachable',
    isFinal: false,
  })
})

test('WeChat: values are cut to fit, a stale token is renewed once, a stranger is a stranger', async () => {
  const stub = opened(
    await wechatStub({
      appId: 'wx1',
      secret: 's',
      templates: { T1: ['thing1', 'phrase2', 'time3'] },
      followers: ['oFollower'],
      quota: 4,
    }),
  )
  const account = { base: stub.base, appId: 'wx1', secret: 's' }
  const channel = officialAccount({ ...account, way: 'template' })
  const values = [
    { name: 'thing1', value: '越秀区北京街中山四路81号门前井盖破损需要尽快处理' },
    { name: 'phrase2', value: '已办结(良好)' },
    { name: 'time3', value: '2026-11-23 10:00' },
  ]
  const fine = () => message({ to: 'oFollower', template: { number: 'T1', values } })
  expect(await channel.send(fine())).toEqual({ status: 'sent', providerId: '1000' })
  expect(stub.sent[0]?.values).toMatchObject({ phrase2: '已办结良好' })
  stub.pushOut()
  expect(await channel.send(fine())).toMatchObject({ status: 'sent' })
  expect(stub.asked).toEqual({ tokens: 2, forced: 1 })
  stub.pushOut()
  const many = await Promise.all([channel.send(fine()), channel.send(fine())])
  expect(many.map((one) => one.status)).toEqual(['sent', 'sent'])
  expect(stub.asked.tokens).toBe(3)
  expect(await channel.send(fine())).toEqual({ status: 'failed', code: '45009', isFinal: false })
  expect(await officialAccount({ ...account, secret: 'wrong', way: 'template' }).send(fine())).toEqual({
    status: 'failed',
    code: 'unreachable',
    isFinal: false,
  })
})

test('WeChat: who does not follow, who refuses, and a template nobody registered are final', async () => {
  const stub = opened(
    await wechatStub({
      appId: 'wx2',
      secret: 's',
      templates: { T1: ['thing1'] },
      followers: ['oFollower'],
      consents: { oConsented: 1 },
    }),
  )
  const account = { base: stub.base, appId: 'wx2', secret: 's' }
  const template = { number: 'T1', values: [{ name: 'thing1', value: '通知' }] }
  const subscribe = officialAccount({ ...account, way: 'subscribe' })
  expect(await subscribe.send(message({ to: 'oFollower', template }))).toMatchObject({ status: 'sent' })
  expect(stub.sent[0]?.path).toBe('/cgi-bin/message/subscribe/bizsend')
  expect(await subscribe.send(message({ to: 'oStranger', template }))).toMatchObject({ code: '43004', isFinal: true })
  expect(await subscribe.send(message({ to: 'x', template }))).toMatchObject({ code: '40003', isFinal: true })
  expect(await subscribe.send(message({ to: 'oFollower', template: { number: 'T9', values: [] } }))).toMatchObject({
    code: '40037',
    isFinal: true,
  })
  const mini = miniProgram({ ...account, page: 'pages/open', state: 'formal' })
  expect(await mini.send(message({ to: 'oConsented', template }))).toMatchObject({ status: 'sent' })
  expect(await mini.send(message({ to: 'oConsented', template }))).toMatchObject({ code: '43101', isFinal: true })
  expect(
    await miniProgram({ ...account, page: 'home', state: 'formal' }).send(message({ to: 'oConsented', template })),
  ).toMatchObject({ code: '41030' })
  stub.busyFor(1)
  expect(await subscribe.send(message({ to: 'oFollower', template }))).toMatchObject({ code: '-1', isFinal: false })
})

test('a token is asked for once however many wait, and again five minutes before its end', async () => {
  let asked = 0
  let now = 0
  const keeper = keepToken(
    async () => {
      asked += 1
      return { token: `t${asked}`, seconds: 7200 }
    },
    () => now,
  )
  expect(new Set(await Promise.all([keeper.get(), keeper.get(), keeper.get()]))).toEqual(new Set(['t1']))
  now = (7200 - 301) * 1000
  expect(await keeper.get()).toBe('t1')
  now = (7200 - 299) * 1000
  expect(await keeper.get()).toBe('t2')
  keeper.refuse('t1')
  expect(await keeper.get()).toBe('t2')
})

test('WeCom: a card to a colleague, one who left, a stale token, and the robot of the duty room', async () => {
  const stub = opened(
    await wecomStub({ corpId: 'ww1', secret: 's', agentId: 1000002, members: ['lin'], robotKey: 'rk' }),
  )
  const app = { base: stub.base, corpId: 'ww1', secret: 's', agentId: '1000002' }
  const channel = wecom(app)
  expect(await channel.send(message({ to: 'lin', text: '长'.repeat(600) }))).toEqual({
    status: 'sent',
    providerId: 'wm1',
  })
  stub.expire()
  expect(await channel.send(message({ to: 'lin', url: null }))).toMatchObject({ status: 'sent' })
  expect(stub.tokens()).toBe(2)
  expect(await channel.send(message({ to: 'gone' }))).toMatchObject({ code: '81013', isFinal: true })
  const robot = { base: stub.base, key: 'rk' }
  for (let number = 0; number < 20; number += 1)
    await wecomRobot(robot, { title: `${number}`, text: '值班', url: null })
  expect(await wecomRobot(robot, { title: '21', text: '值班', url: null })).toEqual({
    status: 'failed',
    code: '45009',
    isFinal: false,
  })
  expect(await wecomRobot({ ...robot, key: 'x' }, { title: 'x', text: 'x', url: null })).toMatchObject({
    isFinal: true,
  })
})

test('DingTalk: a work notice, a stale token, a signed robot; and the government build', async () => {
  const stub = opened(
    await dingtalkStub({ appKey: 'k', appSecret: 's', agentId: 7, robotToken: 'rt', robotSecret: 'SECtest' }),
  )
  const channel = dingtalk({ base: stub.base, appKey: 'k', appSecret: 's', agentId: '7' })
  expect(await channel.send(message({ to: 'u1' }))).toEqual({ status: 'sent', providerId: '5001' })
  stub.expire()
  expect(await channel.send(message({ to: 'u1' }))).toMatchObject({ status: 'sent' })
  const robot = { base: stub.base, token: 'rt', secret: 'SECtest' }
  const words = { title: '红色预警', text: '暴雨', url: null }
  expect(await dingtalkRobot(robot, words)).toMatchObject({ status: 'sent' })
  expect(await dingtalkRobot({ ...robot, secret: 'x' }, words)).toMatchObject({ code: '310000', isFinal: true })
  expect(await dingtalkRobot(robot, words, () => Date.now() - 2 * 3_600_000)).toMatchObject({ code: '310000' })

  const government = opened(await governmentDingtalkStub({ appKey: 'gk', appSecret: 'gs', tenantId: '196729' }))
  const app = { base: government.base, appKey: 'gk', appSecret: 'gs', tenantId: '196729' }
  const id = randomUUID()
  expect(await governmentDingtalk(app).send(message({ id, to: 'GE_1', text: '含 & = 空格 的内容' }))).toEqual({
    status: 'sent',
    providerId: 'gov1',
  })
  expect(government.sent[0]).toMatchObject({ to: 'GE_1', id })
  expect(await governmentDingtalk({ ...app, appSecret: 'x' }).send(message())).toMatchObject({ status: 'failed' })
})

test('e-mail goes by a real SMTP server, with a password only over TLS, and no header can be smuggled in', async () => {
  const mails: string[] = []
  const make = (isRefusing: boolean) =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        done(
          isRefusing || address.startsWith('nobody')
            ? Object.assign(new Error('no such user'), { responseCode: 550 })
            : undefined,
        ),
      onData: (stream, _session, done) => {
        let text = ''
        stream.on('data', (part: Buffer) => {
          text += part.toString()
        })
        stream.on('end', () => {
          mails.push(text)
          done()
        })
      },
    })
  const server = make(false)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  const address = server.server.address()
  const box = {
    host: '127.0.0.1',
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    isSecure: false,
    user: '',
    password: '',
    from: '里仁 <notice@liren.example>',
  }
  const id = randomUUID()
  expect(
    await email(box).send(message({ id, to: 'chen@example.org', title: '通知\r\nBcc: spy@example.org' })),
  ).toMatchObject({ status: 'sent' })
  expect(mails[0]).toContain(id)
  expect(mails[0]).toMatch(/^To: chen@example.org/m)
  expect(mails[0]).not.toMatch(/^Bcc:/m)
  expect(await email(box).send(message({ to: 'nobody@example.org' }))).toMatchObject({
    status: 'failed',
    isFinal: true,
  })
  expect(await email({ ...box, user: 'u', password: 'p' }).send(message({ to: 'chen@example.org' }))).toMatchObject({
    status: 'failed',
  })
  expect(mails).toHaveLength(1)
  expect(await email({ ...box, port: 1 }).send(message({ to: 'chen@example.org' }))).toMatchObject({
    status: 'failed',
    isFinal: false,
  })
})

test('WeChat reads words: with the writer where it knows them, without where it does not, and silence stands against nobody', async () => {
  const stub = opened(
    await wechatStub({ appId: 'wx1', secret: 's', templates: {}, followers: [], visitors: ['oVisitor'] }),
  )
  const account = { base: stub.base, appId: 'wx1', secret: 's' }
  const read = (text: string, openId: string | null = 'oVisitor') => readByWechat(account, text, openId)
  expect(await read('楼下有人聚赌')).toEqual({ kind: 'unlawful', isSure: true })
  expect(await read('加微信办证')).toEqual({ kind: 'advert', isSure: false })
  expect(await read('路灯不亮')).toBeNull()
  expect(await read('楼下有人聚赌', 'oLongGone')).toEqual({ kind: 'unlawful', isSure: true })
  expect(await read('路灯不亮', null)).toBeNull()
  expect(stub.read.map(({ openid }) => openid)).toEqual(['oVisitor', 'oVisitor', 'oVisitor', null, null])
  stub.pushOut()
  expect(await read('楼下有人聚赌')).toMatchObject({ isSure: true })
  stub.busyFor(9)
  expect(await read('楼下有人聚赌')).toBeNull()
  expect(await readByWechat({ ...account, base: 'http://127.0.0.1:1' }, '楼下有人聚赌', null)).toBeNull()
})
