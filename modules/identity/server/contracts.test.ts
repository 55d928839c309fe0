/** A firm outside is let in by its contract: for its roles, in its area, from its first day to its last, and not a moment after it ended. */
import { randomUUID } from 'node:crypto'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'

const [district, street, community, elsewhere] = ['440104000000', '440104001000', '440104001001', '440104022001']
let town: Town
let asker: Person
let decider: Person
const day = 86_400_000

const admin = async (role: string, area: string) => {
  const id = randomUUID()
  await town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, area_code, created_at) values ($1, $2, $2, '管理员', 'staff', $3, now())`,
    [id, `a${id.slice(0, 8)}`, area],
  )
  return town.as({ id, name: '管理员', roles: [{ role, area, unitId: null }], provedAt: town.clock.now() })
}

beforeAll(async () => {
  town = await host([module], { now: '2026-11-23T01:00:00Z' })
  asker = await admin('systemAdmin', district)
  decider = await admin('systemAdmin', district)
})
afterAll(() => town.close())

const about = (more: object = {}) => ({
  kind: 'surveyFirm' as const,
  partner: '广州民意调查有限公司',
  creditCode: '91350100M000100Y43',
  number: `HT-${randomUUID().slice(0, 6)}`,
  purpose: '2026 年第四季度群众满意度入户调查，只看抽样名单',
  roles: ['communityWorker' as const],
  areaCode: street,
  fromOn: '2026-11-23',
  untilOn: '2026-12-31',
  ...more,
})
const conclude = (more: object = {}, who = asker) => who.ask(identity, 'concludeContract', { body: about(more) })
const open = (contractId: string | null, more: object = {}) =>
  asker.ask(identity, 'openAccount', {
    body: {
      loginName: `t${randomUUID().slice(0, 8)}`,
      displayName: '调查员甲',
      kind: 'thirdParty',
      areaCode: community,
      ...(contractId ? { contractId } : {}),
      ...more,
    },
  })
const said = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    ({ problem }) => `${problem.code.replace('identity/', '')} ${problem.field ?? ''}`.trim(),
  )
/** Signs in as somebody just opened, past the first password. */
const signIn = async (loginName: string, password: string) => {
  const browser = town.browser()
  await browser.ask(identity, 'logIn', { body: { loginName, password } })
  return browser
}
const opened = async (contractId: string) => {
  const loginName = `t${randomUUID().slice(0, 8)}`
  const { accountId, firstPassword } = await open(contractId, { loginName })
  return { accountId, loginName, firstPassword }
}
const give = async (accountId: string, role: string, area: string, untilAt?: string) => {
  const { requestId } = await asker.ask(identity, 'askGrant', {
    body: { accountId, role: role as 'handler', area, reason: '按合同开展调查', ...(untilAt ? { untilAt } : {}) },
  })
  await decider.ask(identity, 'approveGrant', { params: { id: requestId } })
  const grants = await asker.ask(identity, 'grants', { params: { id: accountId } })
  return grants.at(-1)
}

test('a third party without a contract gets no account, nor anybody else one under a contract', async () => {
  expect(await said(open(null))).toBe('contract-needed contractId')
  const { id } = await conclude()
  expect(await said(open(id, { kind: 'staff' }))).toBe('contract-needed kind')
  expect(await said(open(randomUUID()))).toBe('kernel/not-found contractId')
  expect(await said(open(id, { areaCode: elsewhere }))).toBe('beyond-contract areaCode')
})

test('what a contract says must hold: its code, its days, what one may give oneself, and its number once', async () => {
  expect(await said(conclude({ creditCode: '91350100M000100Y44' }))).toBe('credit-code-invalid creditCode')
  expect(await said(conclude({ untilOn: '2026-11-22' }))).toBe('contract-days untilOn')
  expect(await said(conclude({ untilOn: '2032-01-01' }))).toBe('contract-days untilOn')
  const community1 = await admin('communityAdmin', community)
  expect(await said(conclude({ areaCode: community, roles: ['supervisor'] }, community1))).toBe(
    'role-out-of-reach roles',
  )
  expect(await said(conclude({ areaCode: elsewhere }, community1))).toMatch(/forbidden/)
  const { number } = await conclude()
  expect(await said(conclude({ number }))).toBe('contract-known number')
})

test('roles beside the contract are refused, and those within end with its last day at the latest', async () => {
  const { id } = await conclude()
  const { accountId } = await opened(id)
  expect(await said(give(accountId, 'handler', street))).toBe('beyond-contract role')
  expect(await said(give(accountId, 'communityWorker', elsewhere))).toBe('beyond-contract area')
  expect((await give(accountId, 'communityWorker', community, '2027-06-30T16:00:00Z'))?.untilAt).toBe(
    '2026-12-31T16:00:00.000Z',
  )
  expect((await give(accountId, 'communityWorker', street, '2026-12-01T16:00:00Z'))?.untilAt).toBe(
    '2026-12-01T16:00:00.000Z',
  )
})

test('when the contract is ended its people are out at once, and cannot sign in again', async () => {
  const { id } = await conclude()
  const one = await opened(id)
  const browser = await signIn(one.loginName, one.firstPassword)
  expect((await browser.ask(identity, 'session')).account?.displayName).toBe('调查员甲')
  const ended = await asker.ask(identity, 'endContract', { params: { id }, body: { reason: '调查提前完成' } })
  expect(ended).toMatchObject({ state: 'over', accounts: 1, endReason: '调查提前完成' })
  expect((await browser.ask(identity, 'session')).account).toBeNull()
  expect(await said(signIn(one.loginName, one.firstPassword))).toBe('contract-over')
  expect(await said(give(one.accountId, 'communityWorker', community))).toBe('contract-over accountId')
  expect(await said(open(id))).toBe('contract-over contractId')
  expect(await said(asker.ask(identity, 'endContract', { params: { id }, body: { reason: '再一次' } }))).toBe(
    'contract-over',
  )
})

test('when the contract’s last day is over, nobody has to do anything; prolonged before, they stay, and their roles with it', async () => {
  const [short, long] = [await conclude({ untilOn: '2026-11-30' }), await conclude({ untilOn: '2026-11-30' })]
  const [one, two] = [await opened(short.id), await opened(long.id)]
  await give(two.accountId, 'communityWorker', community)
  await asker.ask(identity, 'prolongContract', { params: { id: long.id }, body: { untilOn: '2026-12-15' } })
  const grants = await asker.ask(identity, 'grants', { params: { id: two.accountId } })
  expect(grants.at(-1)?.untilAt).toBe('2026-12-15T16:00:00.000Z')
  const browser = await signIn(one.loginName, one.firstPassword)
  town.clock.advance(8 * day)
  expect((await browser.ask(identity, 'session')).account).toBeNull()
  expect(await said(signIn(one.loginName, one.firstPassword))).toBe('contract-over')
  expect(await said(signIn(two.loginName, two.firstPassword))).toBe('fine')
  const { items } = await asker.ask(identity, 'contracts', { query: { state: 'over' } })
  expect(items.map((row) => row.id)).toContain(short.id)
  expect(items.map((row) => row.id)).not.toContain(long.id)
})

test('one that has not begun lets nobody in yet, and other communities do not see it', async () => {
  const coming = await conclude({ fromOn: '2027-01-01', untilOn: '2027-02-01' })
  expect(coming.state).toBe('coming')
  const one = await opened(coming.id)
  expect(await said(signIn(one.loginName, one.firstPassword))).toBe('contract-over')
  const neighbour = await admin('communityAdmin', elsewhere)
  const seen = await neighbour.ask(identity, 'contracts', { query: {} })
  expect(seen.items).toEqual([])
  expect(
    await said(neighbour.ask(identity, 'endContract', { params: { id: coming.id }, body: { reason: '不归我管' } })),
  ).toBe('kernel/not-found')
})

test('a third party from before there were contracts gets no new role, and stands on the page of contracts', async () => {
  const accountId = randomUUID()
  await town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, area_code, created_at)
      values ($1, 'old-surveyor', 'old-surveyor', '从前的调查员', 'thirdParty', $2, now())`,
    [accountId, community],
  )
  expect(await said(give(accountId, 'communityWorker', community))).toBe('contract-needed accountId')
  const without = async (who = asker) => (await who.ask(identity, 'uncontracted', { query: {} })).items
  expect(await without()).toEqual([
    {
      ...{ id: accountId, loginName: 'old-surveyor', displayName: '从前的调查员', areaCode: community },
      ...{ isActive: true, roles: [] },
    },
  ])
  expect(await without(await admin('communityAdmin', elsewhere))).toEqual([])
})
