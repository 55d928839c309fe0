/** Sealing of personal identifiers: authenticated encryption with a key ring, and a keyed hash to look them up by. */
import { type CipherGCMTypes, createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** AES-256-GCM and HMAC-SHA-256, or the national pair SM4-GCM (GB/T 32907) and HMAC-SM3 (GB/T 32905). */
export type SecretsCipher = 'aes-256-gcm' | 'sm4-gcm'

export type SecretsOptions = {
  /** Newest first: the first seals, every one opens. A secret is at least 32 characters. */
  readonly keys: readonly { readonly id: string; readonly secret: string }[]
  readonly cipher: SecretsCipher
  /** Which key makes fingerprints; the oldest unless named, so that adding a key keeps look-ups working. */
  readonly fingerprintKey?: string
}

export type Secrets = {
  /** `context` (e.g. `people:phone:<id>`) ties the text to its place: opened elsewhere it fails. */
  readonly seal: (text: string, context?: string) => string
  /** @throws Error when the key is not in the ring, or the text was altered or moved. */
  readonly open: (sealed: string, context?: string) => string
  /** The same text always gives the same 43 characters; nobody without the key can guess back. */
  readonly fingerprint: (text: string) => string
  /** True when a newer key or another cipher would seal it now. */
  readonly isStale: (sealed: string) => boolean
}

const ciphers = {
  'aes-256-gcm': { tag: 'a', keyBytes: 32, hash: 'sha256' },
  'sm4-gcm': { tag: 's', keyBytes: 16, hash: 'sm3' },
} as const

const ivBytes = 12
const tagBytes = 16

const derive = (secret: string, use: string, bytes: number) =>
  Buffer.from(hkdfSync('sha256', secret, 'liren', use, bytes))

/**
 * Makes the sealing tools of one installation from its configured keys.
 * @example
 * const secrets = createSecrets({ keys: [{ id: 'k1', secret: '…at least 32 characters…' }], cipher: 'aes-256-gcm' })
 * secrets.open(secrets.seal('13800001234')) // '13800001234'
 */
export const createSecrets = ({ keys, cipher, fingerprintKey }: SecretsOptions): Secrets => {
  const [newest] = keys
  if (!newest) throw new Error('secrets: no key is configured')
  for (const { id, secret } of keys) {
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id))
      throw new Error(`secrets: key id "${id}" may hold letters, digits, - and _ only`)
    if (secret.length < 32) throw new Error(`secrets: key "${id}" is shorter than 32 characters`)
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('secrets: a key id is given twice')

  const ring = new Map(
    keys.flatMap(({ id, secret }) =>
      Object.entries(ciphers).map(([name, { tag, keyBytes }]) => [
        `${tag}.${id}`,
        { name: name as CipherGCMTypes, key: derive(secret, `seal ${name}`, keyBytes) }, // the types of Node do not list SM4 yet
      ]),
    ),
  )
  const marker = keys.find(({ id }) => id === fingerprintKey) ?? (fingerprintKey ? undefined : keys.at(-1))
  if (!marker) throw new Error(`secrets: fingerprint key "${fingerprintKey}" is not in the ring`)
  const { hash } = ciphers[cipher]
  const fingerprintSecret = derive(marker.secret, `fingerprint ${hash}`, 32)
  const current = `${ciphers[cipher].tag}.${newest.id}`

  return Object.freeze({
    seal: (text: string, context = '') => {
      const used = ring.get(current)
      if (!used) throw new Error('secrets: no key')
      const iv = randomBytes(ivBytes)
      const sealer = createCipheriv(used.name, used.key, iv, { authTagLength: tagBytes })
      sealer.setAAD(Buffer.from(`${current}\n${context}`))
      const body = Buffer.concat([sealer.update(text, 'utf8'), sealer.final()])
      return `${current}.${Buffer.concat([iv, body, sealer.getAuthTag()]).toString('base64url')}`
    },
    open: (sealed: string, context = '') => {
      const end = sealed.lastIndexOf('.')
      const head = sealed.slice(0, end)
      const used = ring.get(head)
      if (!used) throw new Error(`secrets: no key for "${head.slice(0, 40)}"`)
      const bytes = Buffer.from(sealed.slice(end + 1), 'base64url')
      // Spare bits of the last character would let an altered text pass for the same one.
      const isWhole = bytes.length >= ivBytes + tagBytes && bytes.toString('base64url') === sealed.slice(end + 1)
      if (!isWhole) throw new Error('secrets: not a sealed text')
      const opener = createDecipheriv(used.name, used.key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      opener.setAAD(Buffer.from(`${head}\n${context}`))
      opener.setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([opener.update(bytes.subarray(ivBytes, -tagBytes)), opener.final()]).toString('utf8')
    },
    fingerprint: (text: string) => createHmac(hash, fingerprintSecret).update(text, 'utf8').digest('base64url'),
    isStale: (sealed: string) => !sealed.startsWith(`${current}.`),
  })
}
