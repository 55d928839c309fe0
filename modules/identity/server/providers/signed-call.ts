/** Calls to government platforms (政务开放平台): each one signed with time, nonce and all its parameters, so that none can be played again. */
import { createHmac, randomInt } from 'node:crypto'
import { ProviderRefused, readJson, textAt } from './adapter.ts'

type Params = Readonly<Record<string, string>>

/** `yyyy-MM-ddTHH:mm:ss.SSS+08:00` */
const chinaTime = (at: Date) => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`

/** Signature of one call: method, time, nonce, path and the sorted raw parameters, one a line. */
export const signCall = (call: {
  readonly secret: string
  readonly method: string
  readonly timestamp: string
  readonly nonce: string
  readonly path: string
  readonly params: Params
}) => {
  const sorted = Object.keys(call.params)
    .sort()
    .map((key) => `${key}=${call.params[key]}`)
    .join('&')
  const text = [call.method, call.timestamp, call.nonce, call.path, ...(sorted ? [sorted] : [])].join('\n')
  return createHmac('sha256', call.secret).update(text).digest('base64')
}

/** @throws ProviderRefused for any answer but success; network errors pass as they are. */
export const signedCaller = ({
  base,
  key,
  secret,
  fetch,
  now,
}: {
  readonly base: string
  readonly key: string
  readonly secret: string
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Date
}) => {
  return async (method: 'GET' | 'POST', path: string, params: Params) => {
    const at = now()
    const timestamp = chinaTime(at)
    const nonce = `${at.getTime()}000${randomInt(1000, 9999)}`
    const query = new URLSearchParams(params)
    const answer = await readJson(
      await fetch(method === 'GET' ? `${base}${path}?${query}` : `${base}${path}`, {
        method,
        headers: {
          'X-Hmac-Auth-Timestamp': timestamp,
          'X-Hmac-Auth-Version': '1.0',
          'X-Hmac-Auth-Nonce': nonce,
          apiKey: key,
          'X-Hmac-Auth-Signature': signCall({ secret, method, timestamp, nonce, path, params }),
        },
        ...(method === 'POST' ? { body: query } : {}),
      }),
    )
    if (answer.success !== true || textAt(answer, 'content.responseCode') !== '0')
      throw new ProviderRefused(
        textAt(answer, 'content.responseCode') ?? 'refused',
        textAt(answer, 'content.responseMessage') ?? '',
      )
    return answer
  }
}
