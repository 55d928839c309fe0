/** Sealed identifiers: opened only with the right key, in the right place, and unaltered. */
import { createCipheriv, createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSecrets, type SecretsCipher } from './secrets.ts'

const first = { id: 'k1', secret: 'a first secret of at least 32 characters' }
const second = { id: 'k2', secret: 'a second secret, also of 32 characters or more' }
const vectorFile = `${process.env.LIREN_TEST_VECTORS ?? ''}/sm2-sm3-sm4.json`

describe.each<SecretsCipher>(['aes-256-gcm', 'sm4-gcm'])('with %s', (cipher) => {
  const secrets = createSecrets({ keys: [first], cipher })

  test('any text comes back as it was, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        const sealed = secrets.seal(text, context)
        expect(secrets.open(sealed, context)).toBe(Buffer.from(text).toString())
        expect(secrets.seal(text, context)).not.toBe(sealed)
      }),
    )
  })

  test('one altered character, another place or a short text is not opened', () => {
    const sealed = secrets.seal('440104195503080029', 'people:identityNumber:1')
    expect(() => secrets.open(sealed, 'people:identityNumber:2')).toThrow()
    expect(() =>
      secrets.open(
        sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
        'people:identityNumber:1',
      ),
    ).toThrow()
    expect(() => secrets.open(`${sealed.split('.').slice(0, 2).join('.')}.AAAA`)).toThrow()
    expect(() => secrets.open('440104195503080029')).toThrow('no key')
  })

  test('a new key seals from now on; old seals still open; look-ups still find', () => {
    const rotated = createSecrets({ keys: [second, first], cipher })
    const old = secrets.seal('13800001234')
    expect(rotated.open(old)).toBe('13800001234')
    expect(rotated.isStale(old)).toBe(true)
    expect(rotated.isStale(rotated.seal('x'))).toBe(false)
    expect(() => secrets.open(rotated.seal('x'))).toThrow('no key')
    expect(rotated.fingerprint('x')).toBe(secrets.fingerprint('x'))
    expect(createSecrets({ keys: [second, first], cipher, fingerprintKey: 'k2' }).fingerprint('x')).not.toBe(
      secrets.fingerprint('x'),
    )
  })

  test('fingerprints differ between texts and installations', () => {
    expect(secrets.fingerprint('13800001234')).toMatch(/^[\w-]{43}$/)
    expect(secrets.fingerprint('13800001234')).not.toBe(secrets.fingerprint('13800001235'))
    expect(createSecrets({ keys: [second], cipher }).fingerprint('x')).not.toBe(secrets.fingerprint('x'))
  })
})

test('changing from one cipher to the other keeps old seals readable', () => {
  const sealed = createSecrets({ keys: [first], cipher: 'aes-256-gcm' }).seal('里仁')
  expect(createSecrets({ keys: [first], cipher: 'sm4-gcm' }).open(sealed)).toBe('里仁')
})

test('no key, a weak key, a doubled or unknown key id is refused at once', () => {
  const cipher = 'aes-256-gcm'
  expect(() => createSecrets({ keys: [], cipher })).toThrow('no key')
  expect(() => createSecrets({ keys: [{ id: 'k', secret: 'short' }], cipher })).toThrow('shorter')
  expect(() => createSecrets({ keys: [first, first], cipher })).toThrow('twice')
  expect(() => createSecrets({ keys: [{ ...first, id: 'k.1' }], cipher })).toThrow('key id')
  expect(() => createSecrets({ keys: [first], cipher, fingerprintKey: 'k9' })).toThrow('k9')
})

describe('the runtime speaks the national algorithms', () => {
  test('SM3 of "abc" and SM4 of the standard example', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    expect(createCipheriv('sm4-ecb', key, null).update(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })

  test.runIf(existsSync(vectorFile))('every SM3 and SM4 vector of the file given', () => {
    // The shape of the vector file, stated beside it.
    const vectors = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
      sm3: { msg_hex: string | null; repeat: string | null; sm3: string }[]
      sm4: { mode: string; key: string; iv?: string; plain: string; cipher: string }[]
    }
    for (const { msg_hex, sm3 } of vectors.sm3)
      expect(
        createHash('sm3')
          .update(msg_hex === null ? 'a'.repeat(1_000_000) : Buffer.from(msg_hex, 'hex'))
          .digest('hex'),
      ).toBe(sm3)
    for (const { mode, key, iv, plain, cipher } of vectors.sm4) {
      const sealer = createCipheriv(
        `sm4-${mode.replace('-pkcs7', '')}`,
        Buffer.from(key, 'hex'),
        iv ? Buffer.from(iv, 'hex') : null,
      )
      sealer.setAutoPadding(mode.endsWith('pkcs7'))
      expect(Buffer.concat([sealer.update(Buffer.from(plain, 'hex')), sealer.final()]).toString('hex')).toBe(cipher)
    }
  })
})
