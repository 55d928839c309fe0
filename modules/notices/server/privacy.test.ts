/** What is told before data is collected: by version, and which one somebody saw is kept. */
import { Refused } from '@liren/contract'
import { identity as identityContract } from '@liren/identity/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notices as contract } from '../contract.ts'
import { openLetterTown } from '../testing/letter-town.ts'

let the: Awaited<ReturnType<typeof openLetterTown>>
const steward = (area: string) => the.town.as({ name: '钱数管', roles: [{ role: 'dataSteward', area, unitId: null }] })
const district = '440104000000'

beforeAll(async () => {
  the = await openLetterTown()
})
afterAll(() => the.close())

const refusal = async (asked: Promise<unknown>) => {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof Refused)) throw new Error(`not refused: ${String(thrown)}`)
  return thrown.problem
}
const params = { occasion: 'report' } as const

test('a guest reads why, by which law and which data, and an older version stays readable after a new one', async () => {
  const first = await the.town.guest.ask(contract, 'privacyNotice', { params, query: {} })
  expect(first).toMatchObject({ version: 1, publishedAt: null })
  expect(first.parts.basis).toContain('个人信息保护法')
  const [now] = (await steward(district).ask(contract, 'privacyVersions', { params })).items
  if (!now) throw new Error('there is one from the start')
  const zh = { ...now.zh, purpose: '核实问题、派单、回访' }
  await steward(district).ask(contract, 'publishPrivacy', { params, body: { after: 1, zh, en: now.en } })
  expect(await the.town.guest.ask(contract, 'privacyNotice', { params, query: {} })).toMatchObject({
    version: 2,
    parts: { purpose: zh.purpose },
  })
  expect((await the.town.guest.ask(contract, 'privacyNotice', { params, query: { version: 1 } })).parts).toEqual(
    first.parts,
  )
  expect(await refusal(the.town.guest.ask(contract, 'privacyNotice', { params, query: { version: 7 } }))).toMatchObject(
    { code: 'notices/no-such-version' },
  )
})

test('of two stewards who publish at the same moment one is told that another version came first', async () => {
  const occasion = { occasion: 'register' } as const
  const [now] = (await steward(district).ask(contract, 'privacyVersions', { params: occasion })).items
  if (!now) throw new Error('there is one from the start')
  const body = { after: now.version, zh: { ...now.zh, keeps: '注销即删' }, en: now.en }
  const asked = await Promise.allSettled(
    [1, 2].map(() => steward(district).ask(contract, 'publishPrivacy', { params: occasion, body })),
  )
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await steward(district).ask(contract, 'privacyVersions', { params: occasion })).items).toHaveLength(2)
})

test('a steward of one street publishes nothing for the district', async () => {
  const [now] = (await steward(district).ask(contract, 'privacyVersions', { params })).items
  if (!now) throw new Error('there is one from the start')
  const body = { after: now.version, zh: now.zh, en: now.en }
  expect(await refusal(steward('440104001000').ask(contract, 'publishPrivacy', { params, body }))).toMatchObject({
    code: 'notices/district-only',
  })
})

test('who registers keeps with them the version they saw', async () => {
  const phone = '13900001111'
  const asked = await the.town.guest.ask(identityContract, 'askCode', {
    body: { phone, purpose: 'register', areaCode: '440104001001' },
  })
  const code = asked.demoCode
  if (!code) throw new Error('no code outside a demo')
  const { accountId } = await the.town.browser().ask(identityContract, 'register', {
    body: { phone, code, displayName: '新来的', areaCode: '440104001001', privacyVersion: 1 },
  })
  await the.town.settle()
  const { rows } = await the.town.owner.query(
    'select occasion, version from notices_privacy_seen where account_id = $1',
    [accountId],
  )
  expect(rows).toEqual([{ occasion: 'register', version: 1 }])
})
