/** A representative acts for a committee, a firm or an organisation of citizens, and for nothing else. */
import { randomUUID } from 'node:crypto'
import { organisation as units } from '@liren/organisation/contract'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'

const community = '440104001001'
const [firm, owners, elsewhere] = [randomUUID(), randomUUID(), randomUUID()]
const [street, gone] = [randomUUID(), randomUUID()]
let town: Town
let asker: Person
let decider: Person

const admin = async () => {
  const id = randomUUID()
  await town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, area_code, created_at) values ($1, $2, $2, '管理员', 'staff', $3, now())`,
    [id, `a${id.slice(0, 8)}`, community],
  )
  const roles = [{ role: 'systemAdmin', area: '440104000000', unitId: null }]
  return town.as({ id, name: '管理员', roles, provedAt: town.clock.now() })
}

beforeAll(async () => {
  town = await host([territory, organisation, module], { now: '2026-11-23T01:00:00Z' })
  const rows = [
    [firm, 'WY', 'propertyFirm', community],
    [owners, 'YW', 'ownersCommittee', community],
    [elsewhere, 'YW2', 'ownersCommittee', '440104022001'],
    [street, 'JD', 'subdistrict', '440104001000'],
    [gone, 'YW3', 'ownersCommittee', community],
  ]
  for (const [id, code, kind, area] of rows)
    await town.owner.query(
      'insert into organisation_units (id, code, kind, name, short_name, area_code, created_at) values ($1, $2, $3, $2, $2, $4, now())',
      [id, code, kind, area],
    )
  asker = await admin()
  decider = await admin()
})
afterAll(() => town.close())

const said = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    ({ problem }) => `${problem.code} ${problem.field ?? ''}`.trim(),
  )
const open = (unitId: string | null, more: object = {}) =>
  asker.ask(identity, 'openAccount', {
    body: {
      loginName: `r${randomUUID().slice(0, 8)}`,
      displayName: '业委会主任',
      kind: 'representative',
      areaCode: community,
      unitId,
      ...more,
    },
  })
const askFor = (accountId: string, role: string, unitId: string | null) =>
  asker.ask(identity, 'askGrant', {
    body: { accountId, role: role as 'representative', area: community, unitId, reason: '代表本单位处理事项' },
  })
const give = async (accountId: string, unitId: string) => {
  const { requestId } = await askFor(accountId, 'representative', unitId)
  await decider.ask(identity, 'approveGrant', { params: { id: requestId } })
}

test('without a unit, or for an office, nobody is made a representative', async () => {
  expect(await said(open(null))).toBe('identity/unit-needed unitId')
  expect(await said(open(street))).toBe('identity/unit-is-office unitId')
  expect(await said(open(randomUUID()))).toBe('identity/unit-unknown unitId')
  expect(await said(open(owners))).toBe('fine')
})

test('a representative is given that role for that unit and no other, and is then asked where handlers are looked for', async () => {
  const { accountId } = await open(owners)
  expect(await said(askFor(accountId, 'communityWorker', owners))).toBe('identity/representative-only role')
  expect(await said(askFor(accountId, 'handler', owners))).toBe('identity/representative-only role')
  expect(await said(askFor(accountId, 'representative', elsewhere))).toBe('identity/representative-only unitId')
  expect(await said(askFor(accountId, 'representative', null))).toBe('identity/unit-needed unitId')
  await give(accountId, owners)
  const holders = (unitId: string, role: 'handler' | 'communityWorker') =>
    town.work(module, (work) => work.use(identity).holders({ role, unitId }))
  expect(await holders(owners, 'handler')).toEqual([accountId])
  expect(await holders(owners, 'communityWorker')).toEqual([])
  expect(await holders(elsewhere, 'handler')).toEqual([])
})

test('when a committee is dissolved, nobody acts for it any more, and the neighbours’ committee goes on', async () => {
  const steward = town.as({ roles: [{ role: 'systemAdmin', area: '440104000000', unitId: null }] })
  const [one, other] = [(await open(gone)).accountId, (await open(owners)).accountId]
  await give(one, gone)
  await give(other, owners)
  await steward.ask(units, 'closeUnit', { params: { id: gone }, body: { reason: '小区并入另一业委会' } })
  await town.settle()
  const rolesOf = (id: string) => town.work(module, (work) => work.use(identity).rolesOf(id))
  expect(await rolesOf(one)).toEqual([])
  expect(await rolesOf(other)).toMatchObject([{ role: 'representative', unitId: owners }])
})

test('a unit sees the contracts its people work under, and not those of another', async () => {
  const contract = await asker.ask(identity, 'concludeContract', {
    body: {
      kind: 'supplier',
      partner: '应元物业服务有限公司',
      creditCode: '91350100M000100Y43',
      number: 'WY-2026-1',
      purpose: '小区物业服务，只处理派给本单位的事',
      roles: ['representative'],
      areaCode: community,
      fromOn: '2026-11-23',
      untilOn: '2027-11-22',
    },
  })
  await give((await open(firm, { contractId: contract.id })).accountId, firm)
  const as = (unitId: string) => town.as({ roles: [{ role: 'representative', area: community, unitId }] })
  const seen = async (unitId: string, of: string) =>
    (await as(unitId).ask(identity, 'contractsOfUnit', { params: { id: of } })).items.map(({ number }) => number)
  expect(await seen(firm, firm)).toEqual(['WY-2026-1'])
  expect(await seen(owners, owners)).toEqual([])
  expect(await said(seen(owners, firm))).toBe('kernel/not-found')
})
