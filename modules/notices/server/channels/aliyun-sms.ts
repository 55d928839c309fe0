/** SMS 短信 by Aliyun's type of API (RPC, signature version 1.0). */
import { randomUUID } from 'node:crypto'
import { fitSms } from '../../fit.ts'
import { askJson, type Channel, failed, textOf } from './channel.ts'
import { signAliyun } from './sign.ts'

export type AliyunSms = {
  readonly base: string
  readonly keyId: string
  readonly keySecret: string
  readonly signName: string
}

/** Flow control and faults of theirs pass; a day's limit, a bad number or an unpaid bill do not. */
const passing = new Set([
  'isp.SYSTEM_ERROR',
  'isv.BUSINESS_LIMIT_CONTROL_MINUTE',
  'Throttling.User',
  'Throttling',
  'ServiceUnavailable',
])

export const aliyunSms = (account: AliyunSms, now: () => Date = () => new Date()): Channel => ({
  name: 'sms',
  send: async ({ id, to, template }) => {
    if (!template) return failed('no-template', true)
    const query: Record<string, string> = {
      AccessKeyId: account.keyId,
      Action: 'SendSms',
      Format: 'JSON',
      OutId: id,
      PhoneNumbers: to,
      RegionId: 'cn-hangzhou',
      SignName: account.signName,
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: randomUUID(),
      SignatureVersion: '1.0',
      TemplateCode: template.number,
      TemplateParam: JSON.stringify(
        Object.fromEntries(template.values.map(({ name, value }) => [name, fitSms(value)])),
      ),
      Timestamp: now()
        .toISOString()
        .replace(/\.\d{3}/, ''),
      Version: '2017-05-25',
    }
    const body = new URLSearchParams({ ...query, Signature: signAliyun('POST', query, account.keySecret) })
    const reply = await askJson(account.base, { method: 'POST', body })
    if (!reply) return failed('unreachable', false)
    const code = textOf(reply.Code)
    return code === 'OK'
      ? { status: 'sent', providerId: textOf(reply.BizId) || null }
      : failed(code || 'unknown', !passing.has(code))
  },
})
