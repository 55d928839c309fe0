/** Signatures of the exchange, as Standard Webhooks 1.0 says: HMAC-SHA-256 over id, time and the bytes as sent. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const prefix = 'whsec_'

/** A fresh secret of 32 bytes, in the form both sides write into their settings. */
export const makeSecret = () => `${prefix}${randomBytes(32).toString('base64')}`

/** `webhook-signature` for a message. `seconds` since 1970. */
export const signatureOf = (secret: string, id: string, seconds: number, text: string) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
    .update(`${id}.${seconds}.${text}`, 'utf8')
    .digest('base64')}`

const isEqual = (one: string, other: string) => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** True when one of the signatures in the header (blanks between them) was made with one of the secrets. */
export const isSignedBy = (secrets: readonly string[], header: string, id: string, seconds: number, text: string) =>
  header.split(' ').some((given) => secrets.some((secret) => isEqual(given, signatureOf(secret, id, seconds, text))))

/** How far the clocks of two systems may differ; what is older might be somebody's repetition. */
export const toleranceSeconds = 300
