/** The signatures of providers, each as its manual says; every one has a published or agreed vector in the tests. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const hex = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()

/** RFC 3986, as Aliyun wants it. */
export const percent = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/** Aliyun RPC (signature version 1.0): base64(HMAC-SHA1(secret + "&", METHOD&%2F&sorted query)). */
export const signAliyun = (method: 'GET' | 'POST', query: Readonly<Record<string, string>>, secret: string) => {
  const sorted = Object.keys(query)
    .sort()
    .map((key) => `${percent(key)}=${percent(query[key] ?? '')}`)
    .join('&')
  return createHmac('sha1', `${secret}&`)
    .update(`${method}&%2F&${percent(sorted)}`)
    .digest('base64')
}

/** Tencent Cloud API 3.0: the whole `Authorization` header. `headers` are those to be signed. */
export const signTencent = (asked: {
  readonly secretId: string
  readonly secretKey: string
  readonly service: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  readonly seconds: number
}) => {
  const day = new Date(asked.seconds * 1000).toISOString().slice(0, 10)
  const names = Object.keys(asked.headers).sort()
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${(asked.headers[name] ?? '').trim().toLowerCase()}`),
    '',
    names.join(';'),
    hex(asked.payload),
  ].join('\n')
  const scope = `${day}/${asked.service}/tc3_request`
  const key = hmac(hmac(hmac(`TC3${asked.secretKey}`, day), asked.service), 'tc3_request')
  const signature = hmac(key, ['TC3-HMAC-SHA256', asked.seconds, scope, hex(canonical)].join('\n')).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${asked.secretId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
}

/** WeChat's callback: sha1 of the sorted parts. With four parts it is the `msg_signature` of the encrypted mode. */
export const signWechat = (...parts: readonly string[]) =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')

/** For pages that use WeChat's JS-SDK; `url` without its fragment. */
export const signJsSdk = (ticket: string, nonce: string, seconds: number, url: string) =>
  createHash('sha1')
    .update(`jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${seconds}&url=${url.split('#')[0]}`)
    .digest('hex')

/** A DingTalk robot: base64(HMAC-SHA256(secret, `${ms}\n${secret}`)), to be URL-encoded by the caller. */
export const signDingtalkRobot = (milliseconds: number, secret: string) =>
  createHmac('sha256', secret).update(`${milliseconds}\n${secret}`).digest('base64')

/** Government DingTalk (专有钉钉): METHOD, timestamp, nonce, path and sorted raw `key=value`, one line each. */
export const signGovernmentDingtalk = (asked: {
  readonly method: 'GET' | 'POST'
  readonly timestamp: string
  readonly nonce: string
  readonly path: string
  readonly values: readonly (readonly [string, string])[]
  readonly secret: string
}) => {
  const sorted = asked.values.map(([key, value]) => `${key}=${value}`).sort()
  const text = [
    asked.method,
    asked.timestamp,
    asked.nonce,
    asked.path,
    ...(sorted.length > 0 ? [sorted.join('&')] : []),
  ].join('\n')
  return createHmac('sha256', asked.secret).update(text).digest('base64')
}

/** Compares without telling how far two texts agree. */
export const isSame = (one: string, other: string) => {
  const [a, b] = [createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest()]
  return timingSafeEqual(a, b)
}
