/** A device with a passkey signs its owner in, and nobody else. The authenticator here is a real one, in software. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'
import { createAccount } from './port.ts'

const origin = 'http://127.0.0.1'
const party = '127.0.0.1'
const password = 'Spring-river-42'
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
const bytes = (value: Buffer) =>
  Buffer.concat([Buffer.from(value.length < 24 ? [0x40 + value.length] : [0x58, value.length]), value])

/** The public key as COSE wants it: EC2, ES256, P-256. */
const coseOf = (key: KeyObject) => {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ])
}

const device = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let counter = 0
  const clientJson = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  const authenticatorBytes = (flags: number) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(party), Buffer.from([flags]), count])
  }
  const common = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
  }
  return {
    register: (challenge: string, from = origin) => {
      const length = Buffer.from([0, id.length])
      const authenticator = Buffer.concat([authenticatorBytes(0x45), Buffer.alloc(16), length, id, coseOf(publicKey)])
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(authenticator),
      ])
      return {
        ...common,
        response: {
          clientDataJSON: clientJson('webauthn.create', challenge, from).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    logIn: (challenge: string, from = origin) => {
      counter += 1
      const authenticator = authenticatorBytes(0x05)
      const client = clientJson('webauthn.get', challenge, from)
      return {
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authenticator.toString('base64url'),
          signature: sign('sha256', Buffer.concat([authenticator, sha256(client)]), privateKey).toString('base64url'),
        },
      }
    },
  }
}

let town: Town
let chen: Person
const phone = device()
const challengeIn = (asked: { options: unknown }) => (asked.options as { challenge: string }).challenge

beforeAll(async () => {
  town = await host([module], { env: { LIREN_ORIGIN: origin } })
  await town.work(module, (work) =>
    createAccount(work, {
      loginName: 'chen',
      displayName: '陈秀英',
      kind: 'person',
      areaCode: '440104001001',
      password,
      roles: [{ role: 'resident', area: '440104001001' }],
    }),
  )
  chen = town.browser()
  await chen.ask(identity, 'logIn', { body: { loginName: 'chen', password } })
})
afterAll(() => town.close())

test('a passkey made for another site is not taken', async () => {
  const asked = await chen.ask(identity, 'challengeNewPasskey')
  const response = device().register(challengeIn(asked), 'https://evil.example')
  await expect(
    chen.ask(identity, 'addPasskey', { body: { challengeId: asked.challengeId, label: '假手机', response } }),
  ).rejects.toMatchObject({ problem: { code: 'identity/passkey-refused' } })
})

test('a resident adds her phone and signs in with it, without name or password', async () => {
  const asked = await chen.ask(identity, 'challengeNewPasskey')
  await chen.ask(identity, 'addPasskey', {
    body: { challengeId: asked.challengeId, label: '我的手机', response: phone.register(challengeIn(asked)) },
  })
  expect((await chen.ask(identity, 'me')).passkeys.map(({ label }) => label)).toEqual(['我的手机'])

  const browser = town.browser()
  const challenge = await browser.ask(identity, 'challengePasskey')
  const body = { challengeId: challenge.challengeId, response: phone.logIn(challengeIn(challenge)) }
  expect((await browser.ask(identity, 'logInByPasskey', { body })).next).toBeNull()
  expect((await browser.ask(identity, 'session')).account?.loginName).toBe('chen')
  await expect(
    town.browser().ask(identity, 'logInByPasskey', { body }),
    'a challenge counts once',
  ).rejects.toMatchObject({
    problem: { code: 'identity/passkey-refused' },
  })
})

test('a stranger’s device, or a late answer, opens nothing', async () => {
  const browser = town.browser()
  const challenge = await browser.ask(identity, 'challengePasskey')
  await expect(
    browser.ask(identity, 'logInByPasskey', {
      body: { challengeId: challenge.challengeId, response: device().logIn(challengeIn(challenge)) },
    }),
  ).rejects.toMatchObject({ problem: { code: 'identity/passkey-refused' } })
  const late = await browser.ask(identity, 'challengePasskey')
  town.clock.advance(6 * 60_000)
  await expect(
    browser.ask(identity, 'logInByPasskey', {
      body: { challengeId: late.challengeId, response: phone.logIn(challengeIn(late)) },
    }),
  ).rejects.toMatchObject({ problem: { code: 'identity/passkey-refused' } })
})

test('a passkey is removed when its phone is lost', async () => {
  await chen.ask(identity, 'proveAgain', { body: { password } })
  const { passkeys } = await chen.ask(identity, 'me')
  await chen.ask(identity, 'removePasskey', { params: { id: passkeys[0]?.id ?? '' } })
  const browser = town.browser()
  const challenge = await browser.ask(identity, 'challengePasskey')
  await expect(
    browser.ask(identity, 'logInByPasskey', {
      body: { challengeId: challenge.challengeId, response: phone.logIn(challengeIn(challenge)) },
    }),
  ).rejects.toMatchObject({ problem: { code: 'identity/passkey-refused' } })
})
