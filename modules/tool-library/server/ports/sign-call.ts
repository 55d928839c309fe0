/** Signs a call to a department's system, so that nobody on the way can change it or play it again. */
import { createHash, createHmac, randomUUID } from 'node:crypto'

/** What is signed, a line each: method, path with its query, time (ms), nonce, SHA-256 of the body in hex. */
export const signatureOf = (
  secret: string,
  call: {
    readonly method: string
    readonly path: string
    readonly time: string
    readonly nonce: string
    readonly body: string
  },
): string =>
  createHmac('sha256', secret)
    .update(
      [call.method, call.path, call.time, call.nonce, createHash('sha256').update(call.body).digest('hex')].join('\n'),
    )
    .digest('base64')

export const signedHeaders = (
  secret: string,
  port: string,
  call: { readonly method: string; readonly path: string; readonly body: string; readonly at: Date },
): Readonly<Record<string, string>> => {
  const [time, nonce] = [String(call.at.getTime()), randomUUID()]
  return {
    'x-liren-port': port,
    'x-liren-time': time,
    'x-liren-nonce': nonce,
    'x-liren-signature': signatureOf(secret, { ...call, time, nonce }),
  }
}
