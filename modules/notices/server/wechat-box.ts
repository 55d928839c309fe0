/** What WeChat posts to us, in plain or in the encrypted mode (安全模式). */
import { createDecipheriv } from 'node:crypto'

const tagOf = (xml: string, name: string) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(xml)?.[1] ?? ''

export const encryptedOf = (xml: string) => tagOf(xml, 'Encrypt')

/**
 * Opens the encrypted mode: AES-256-CBC, PKCS#7 with blocks of 32; inside: 16 random bytes, a length, the text, the app's id.
 * @returns null when it does not open or is meant for another app.
 */
export const openBox = (encrypted: string, encodingKey: string, appId: string): string | null => {
  try {
    const key = Buffer.from(`${encodingKey}=`, 'base64')
    const opener = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([opener.update(Buffer.from(encrypted, 'base64')), opener.final()])
    const padding = padded.at(-1) ?? 0
    if (padding < 1 || padding > 32) return null
    const plain = padded.subarray(0, padded.length - padding)
    const length = plain.readUInt32BE(16)
    const text = plain.subarray(20, 20 + length)
    return text.length === length && plain.subarray(20 + length).toString() === appId ? text.toString() : null
  } catch {
    return null
  }
}

/** The end of a template message: `null` for every other event. */
export const jobFinished = (xml: string) => {
  if (tagOf(xml, 'Event') !== 'TEMPLATESENDJOBFINISH') return null
  const status = tagOf(xml, 'Status')
  return { providerId: tagOf(xml, 'MsgID'), isDelivered: status === 'success', code: status }
}

/** Who stopped following the official account; null for every other event. */
export const unfollowedBy = (xml: string): string | null =>
  tagOf(xml, 'Event') === 'unsubscribe' ? tagOf(xml, 'FromUserName') || null : null
