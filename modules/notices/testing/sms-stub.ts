/** The two SMS providers: they check signatures, clocks, nonces, templates, numbers and how often somebody is written to. */
import { createHash, createHmac } from 'node:crypto'
import { type Asked, listen } from './listen.ts'

export type SentSms = {
  readonly phone: string
  readonly template: string
  readonly values: readonly string[]
  readonly id: string
}

const rfc3986 = (text: string) =>
  encodeURIComponent(text)
    .replace(/\*/g, '%2A')
    .replace(/'/g, '%27')
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29')
    .replace(/!/g, '%21')

export const aliyunStub = async (account: {
  keyId: string
  keySecret: string
  signName: string
  templates: readonly string[]
  dailyLimit?: number
}) => {
  const sent: SentSms[] = []
  const nonces = new Set<string>()
  let busy = 0
  const answer = ({ method, text, query }: Asked) => {
    const given = new URLSearchParams(method === 'POST' ? text : query)
    const refuse = (Code: string) => ({ Code, Message: Code, RequestId: 'stub' })
    const signature = given.get('Signature')
    given.delete('Signature')
    const line = [...given]
      .map(([key, value]) => `${rfc3986(key)}=${rfc3986(value)}`)
      .sort()
      .join('&')
    const expected = createHmac('sha1', `${account.keySecret}&`)
      .update(`${method}&${rfc3986('/')}&${rfc3986(line)}`)
      .digest('base64')
    if (given.get('AccessKeyId') !== account.keyId) return refuse('InvalidAccessKeyId.NotFound')
    if (signature !== expected) return refuse('SignatureDoesNotMatch')
    const at = Date.parse(given.get('Timestamp') ?? '')
    if (!(Math.abs(Date.now() - at) < 15 * 60_000)) return refuse('InvalidTimeStamp.Expired')
    const nonce = given.get('SignatureNonce') ?? ''
    if (nonce === '' || nonces.has(nonce)) return refuse('SignatureNonceUsed')
    nonces.add(nonce)
    if (given.get('Action') !== 'SendSms' || given.get('Version') !== '2017-05-25')
      return refuse('InvalidAction.NotFound')
    if (busy > 0) {
      busy -= 1
      return refuse('isp.SYSTEM_ERROR')
    }
    const phone = given.get('PhoneNumbers') ?? ''
    if (!/^1[3-9]\d{9}$/.test(phone)) return refuse('isv.MOBILE_NUMBER_ILLEGAL')
    if (given.get('SignName') !== account.signName) return refuse('isv.SMS_SIGNATURE_ILLEGAL')
    const template = given.get('TemplateCode') ?? ''
    if (!account.templates.includes(template)) return refuse('isv.SMS_TEMPLATE_ILLEGAL')
    const values = Object.values(JSON.parse(given.get('TemplateParam') ?? '{}') as Record<string, string>)
    if (values.some((value) => value.length > 35 || /https?:|【/.test(value))) return refuse('isv.PARAM_LENGTH_LIMIT')
    if (sent.filter((one) => one.phone === phone).length >= (account.dailyLimit ?? 10))
      return refuse('isv.DAY_LIMIT_CONTROL')
    const BizId = `biz${sent.length + 1}`
    sent.push({ phone, template, values, id: BizId })
    return { Code: 'OK', Message: 'OK', BizId, RequestId: 'stub' }
  }
  return { ...(await listen(answer)), sent, busyFor: (times: number) => (busy = times) }
}

export const tencentStub = async (account: {
  secretId: string
  secretKey: string
  appId: string
  signName: string
  templates: readonly string[]
}) => {
  const sent: SentSms[] = []
  const sha = (text: string) => createHash('sha256').update(text).digest('hex')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const answer = ({ headers, text }: Asked) => {
    const refuse = (Code: string) => ({ Response: { Error: { Code, Message: Code }, RequestId: 'stub' } })
    const match =
      /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/sms\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
        headers.authorization ?? '',
      )
    if (!match) return refuse('AuthFailure.SignatureFailure')
    const [, id, day = '', names = '', signature] = match
    if (id !== account.secretId) return refuse('AuthFailure.SecretIdNotFound')
    const seconds = Number(headers['x-tc-timestamp'])
    if (!(Math.abs(Date.now() / 1000 - seconds) < 300) || new Date(seconds * 1000).toISOString().slice(0, 10) !== day)
      return refuse('AuthFailure.SignatureExpire')
    const lines = names.split(';').map((name) => `${name}:${(headers[name] ?? '').trim().toLowerCase()}\n`)
    const canonical = `POST\n/\n\n${lines.join('')}\n${names}\n${sha(text)}`
    const key = hmac(hmac(hmac(`TC3${account.secretKey}`, day), 'sms'), 'tc3_request')
    const expected = hmac(key, `TC3-HMAC-SHA256\n${seconds}\n${day}/sms/tc3_request\n${sha(canonical)}`).toString('hex')
    if (signature !== expected) return refuse('AuthFailure.SignatureFailure')
    if (headers['x-tc-action'] !== 'SendSms' || headers['x-tc-version'] !== '2021-01-11') return refuse('InvalidAction')
    // The stub reads what its own tests send.
    const body = JSON.parse(text) as {
      PhoneNumberSet: string[]
      SmsSdkAppId: string
      SignName: string
      TemplateId: string
      TemplateParamSet: string[]
    }
    if (body.SmsSdkAppId !== account.appId) return refuse('UnauthorizedOperation.SmsSdkAppIdVerifyFail')
    const SendStatusSet = body.PhoneNumberSet.map((phone) => {
      const SerialNo = `serial${sent.length + 1}`
      if (!/^\+861[3-9]\d{9}$/.test(phone)) return { Code: 'InvalidParameterValue.IncorrectPhoneNumber', SerialNo: '' }
      if (body.SignName !== account.signName)
        return { Code: 'FailedOperation.SignatureIncorrectOrUnapproved', SerialNo: '' }
      if (!account.templates.includes(body.TemplateId))
        return { Code: 'FailedOperation.TemplateIncorrectOrUnapproved', SerialNo: '' }
      sent.push({ phone: phone.slice(3), template: body.TemplateId, values: body.TemplateParamSet, id: SerialNo })
      return { Code: 'Ok', Message: 'send success', SerialNo, Fee: 1 }
    })
    return { Response: { SendStatusSet, RequestId: 'stub' } }
  }
  return { ...(await listen(answer)), sent }
}
