/** 刷身份证: the server believes a known reader's signature over a number of its own, once, and a card that is good today. */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { defineContract } from '@liren/contract'
import { defineModule } from '@liren/kernel'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'

const [hall, stranger] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')]
const address = 'http://127.0.0.1:19196'
const su = {
  reader: 'hall-1',
  name: '苏淑贞',
  idNumber: '440104195503080029',
  validFrom: '20100308',
  validTo: '长期',
}
let town: Town
let accountId = ''
/** A register that knows whose numbers the office has looked at. */
const personId = '0190b0a0-0000-7000-8000-0000000000c1'
const lookedAt = new Map([[personId, su.idNumber]])
const register = defineModule({
  contract: defineContract({ name: 'register' }),
  locales: { 'zh-CN': { title: '人口' }, en: { title: 'People' } },
  gives: {
    identity: { isNumberOf: async (_: object, id: string, number: string) => lookedAt.get(id) === number },
  },
})

const setReaders = async (value: object | null) => {
  await town.owner.query(`delete from kernel_settings where module = 'identity' and key = 'cardReader'`)
  if (value)
    await town.owner.query(
      `insert into kernel_settings (module, area_code, key, value, changed_at) values ('identity', '', 'cardReader', $1, now())`,
      [JSON.stringify(value)],
    )
  town.host.core.settings.forget()
}
const set = () => ({
  address,
  readers: [{ id: 'hall-1', place: '应元路社区服务站', publicKey: hall.publicKey.export({ format: 'jwk' }).x }],
})

beforeAll(async () => {
  town = await host([module, register], { now: '2026-11-23T01:00:00Z', rootArea: '440104000000' })
  await setReaders(set())
  const browser = town.browser()
  const { demoCode = '' } = await browser.ask(identity, 'askCode', {
    body: { phone: '13800003001', purpose: 'register' },
  })
  const entered = await browser.ask(identity, 'register', {
    body: {
      phone: '13800003001',
      code: demoCode,
      displayName: su.name,
      areaCode: '440104001001',
      idNumber: su.idNumber,
    },
  })
  accountId = entered.accountId
  await town.owner.query(`update identity_accounts set person_id = $1 where id = $2`, [personId, accountId])
})
afterAll(() => town.close())

type Tampering = {
  readonly key?: typeof hall
  readonly card?: Partial<typeof su>
  /** What the page says in place of what the reader signed. */
  readonly said?: Partial<typeof su>
  readonly waits?: number
  readonly nonce?: string
}
/** The reader's own words for the text it signs: written down here once more, as whoever builds a reader would. */
const show = async ({ key = hall, card = {}, said = {}, waits = 0, nonce: other }: Tampering = {}) => {
  const browser = town.browser()
  const { challengeId, nonce } = await browser.ask(identity, 'askCard')
  const one = { ...su, ...card }
  const text = `liren-card-1\n${other ?? nonce}\n${one.reader}\n${one.name}\n${one.idNumber}\n${one.validFrom}\n${one.validTo}`
  const signature = sign(null, Buffer.from(text), key.privateKey).toString('base64url')
  town.clock.advance(waits * 1000)
  const body = { challengeId, ...one, ...said, signature }
  return { browser, body, enter: () => browser.ask(identity, 'logInByCard', { body }) }
}
const refused = async (how: Tampering) =>
  (await show(how)).enter().then(
    () => 'entered',
    ({ problem }) => `${problem.code.replace('identity/', '')} ${problem.field ?? ''}`.trim(),
  )

test('she lays her card down and is in, for an hour at most and ten idle minutes, and she is told', async () => {
  const { browser, enter, body } = await show()
  expect(await enter()).toEqual({ accountId, next: null })
  expect((await browser.ask(identity, 'session')).account?.displayName).toBe(su.name)
  const { rows } = await town.owner.query(
    `select idle_minutes, round(extract(epoch from expires_at - started_at) / 60)::int as minutes from identity_sessions where how = 'card'`,
  )
  expect(rows).toEqual([{ idle_minutes: 10, minutes: 60 }])
  expect((await town.told('identity/entered-by-card')).at(-1)).toEqual({ accountId, place: '应元路社区服务站' })
  // The same reading shown again, by whoever overheard it, opens nothing.
  await expect(town.browser().ask(identity, 'logInByCard', { body })).rejects.toMatchObject({
    problem: { code: 'identity/card-refused', field: 'challengeId' },
  })
})

test('nothing of the card is kept: neither number nor name in audit, events or sessions', async () => {
  await (await show()).enter()
  const { rows } = await town.owner.query(
    `select string_agg(a::text, ' ') || (select string_agg(s::text, ' ') from identity_sessions s) || (select coalesce(string_agg(c::text, ' '), '') from identity_challenges c) as text
      from kernel_audit a where action = 'identity.logInByCard'`,
  )
  expect(rows[0].text).toContain('card')
  expect(rows[0].text).not.toMatch(/440104195503080029|苏淑贞/)
})

test('what no known reader signed is refused: another key, another reader, another number, too late', async () => {
  expect(await refused({ key: stranger })).toBe('card-refused signature')
  expect(await refused({ card: { reader: 'hall-2' } })).toBe('card-refused reader')
  expect(await refused({ nonce: randomUUID() })).toBe('card-refused signature')
  expect(await refused({ waits: 121 })).toBe('card-refused challengeId')
})

test('no part of what the reader said can be changed by the page', async () => {
  expect(await refused({ said: { name: '陈秀英' } })).toBe('card-refused signature')
  expect(await refused({ said: { idNumber: '11010519491231002X' } })).toBe('card-refused signature')
  expect(await refused({ said: { validFrom: '20100309' } })).toBe('card-refused signature')
  expect(await refused({ said: { validTo: '20990101' } })).toBe('card-refused signature')
})

test('a card that has ended, has not begun, or bears an impossible number is refused by its field', async () => {
  expect(await refused({ card: { validTo: '20261122' } })).toBe('card-expired validTo')
  expect(await refused({ card: { validFrom: '20261124' } })).toBe('card-expired validFrom')
  expect(await refused({ card: { validTo: '20261123' } })).toBe('entered')
  expect(await refused({ card: { idNumber: '440104195503080028' } })).toBe('id-number-invalid idNumber')
  expect(await refused({ card: { idNumber: '440104195502300026' } })).toBe('id-number-invalid idNumber')
})

test('a card nobody registered with opens nothing, nor does one of somebody on the staff', async () => {
  expect(await refused({ card: { idNumber: '11010519491231002X' } })).toBe('card-unknown idNumber')
  // Somebody else typed this number when they registered.
  expect(await refused({ card: { name: '陈秀英' } })).toBe('card-unknown name')
  await town.owner.query(
    `insert into identity_grants (id, account_id, role, area_code, area_prefix, from_at) values ($1, $2, 'gridWorker', '440104001001', '440104001001', now())`,
    [randomUUID(), accountId],
  )
  expect(await refused({})).toBe('card-for-residents')
  await town.owner.query(`delete from identity_grants where role = 'gridWorker'`)
  await town.owner.query(`update identity_accounts set status = 'disabled' where id = $1`, [accountId])
  expect(await refused({})).toBe('account-not-active')
  await town.owner.query(`update identity_accounts set status = 'active' where id = $1`, [accountId])
})

test('a card opens no account whose number nobody of the office looked at', async () => {
  lookedAt.delete(personId)
  expect(await refused({})).toBe('card-unverified idNumber')
  // Looked at, and another's: the account was opened with a neighbour's number and name.
  lookedAt.set(personId, '11010519491231002X')
  expect(await refused({})).toBe('card-unverified idNumber')
  lookedAt.set(personId, su.idNumber)
  await town.owner.query(`update identity_accounts set person_id = null where id = $1`, [accountId])
  expect(await refused({})).toBe('card-unverified idNumber')
  await town.owner.query(`update identity_accounts set person_id = $1 where id = $2`, [personId, accountId])
  expect(await refused({})).toBe('entered')
})

test('where the district set no reader up there is none, and nobody comes in by card', async () => {
  const { enter } = await show()
  await setReaders(null)
  expect(await town.guest.ask(identity, 'cardReader')).toEqual({ address: null })
  await expect(town.guest.ask(identity, 'askCard')).rejects.toMatchObject({
    problem: { code: 'identity/card-reader-off', status: 404 },
  })
  await expect(enter()).rejects.toMatchObject({ problem: { code: 'identity/card-reader-off' } })
  await setReaders(set())
  expect(await town.guest.ask(identity, 'cardReader')).toEqual({ address })
})

test('a reader stands at the kiosk itself: an address anywhere else is no setting', async () => {
  const admin = town.as({ roles: [{ role: 'systemAdmin', area: '440104000000', unitId: null }] })
  const put = (address: string) =>
    admin.raw('PUT', '/api/kernel/settings/identity', { values: { cardReader: { ...set(), address } } })
  for (const bad of [
    'http://192.168.1.5:19196',
    'http://127.0.0.1.evil.example:80',
    'http://127.0.0.1:19196/path',
    'https://card.example.gov.cn',
    'http://localhost',
    'http://127.0.0.1:1@evil.example',
  ])
    expect((await put(bad)).status, bad).toBe(422)
  expect((await put('http://[::1]:18889')).status).toBe(200)
})
