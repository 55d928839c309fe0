/** SMS 短信 by Tencent Cloud's type of API (TC3-HMAC-SHA256). */
import { fitSms } from '../../fit.ts'
import { askJson, type Channel, failed, textOf } from './channel.ts'
import { signTencent } from './sign.ts'

export type TencentSms = {
  readonly base: string
  readonly secretId: string
  readonly secretKey: string
  readonly appId: string
  readonly signName: string
  readonly region: string
}

const passing =
  /^(InternalError|RequestLimitExceeded|LimitExceeded\.PhoneNumberThirtySecondLimit|LimitExceeded\.DeliveryFrequencyLimit)/

type Reply = {
  readonly Response?: {
    readonly Error?: { readonly Code?: unknown }
    readonly SendStatusSet?: readonly Record<string, unknown>[]
  }
}

export const tencentSms = (account: TencentSms, now: () => Date = () => new Date()): Channel => ({
  name: 'sms',
  send: async ({ id, to, template }) => {
    if (!template) return failed('no-template', true)
    const payload = JSON.stringify({
      PhoneNumberSet: [to.startsWith('+') ? to : `+86${to}`],
      SmsSdkAppId: account.appId,
      SignName: account.signName,
      TemplateId: template.number,
      TemplateParamSet: template.values.map(({ value }) => fitSms(value)),
      SessionContext: id,
    })
    const seconds = Math.floor(now().getTime() / 1000)
    const signed = {
      'content-type': 'application/json; charset=utf-8',
      host: new URL(account.base).host,
      'x-tc-action': 'SendSms',
    }
    const authorization = signTencent({ ...account, service: 'sms', headers: signed, payload, seconds })
    const reply = await askJson(account.base, {
      method: 'POST',
      headers: {
        'content-type': signed['content-type'],
        'X-TC-Action': 'SendSms',
        'X-TC-Version': '2021-01-11',
        'X-TC-Timestamp': String(seconds),
        'X-TC-Region': account.region,
        authorization,
      },
      body: payload,
    })
    // The shape is the manual's; every field below is looked at before use.
    const answer = (reply as Reply | null)?.Response
    if (!answer) return failed('unreachable', false)
    const one = answer.SendStatusSet?.[0]
    const code = textOf(answer.Error?.Code) || textOf(one?.Code)
    return code === 'Ok'
      ? { status: 'sent', providerId: textOf(one?.SerialNo) || null }
      : failed(code || 'unknown', !passing.test(code))
  },
})
