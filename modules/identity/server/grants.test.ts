/** Two administrators give a role; nobody gives one to themself; three administrators stay three. */
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identity, type Role } from '../contract.ts'
import module from './module.ts'
import { createAccount } from './port.ts'

const district = '440104000000'
const street = '440104001000'
const community = '440104001001'
const elsewhere = '440104003001'
const password = 'Spring-river-42'
let town: Town

const staff = async (loginName: string, role: Role | null, area = district) => {
  const id = await town.work(module, (work) =>
    createAccount(
      work,
      {
        loginName,
        displayName: loginName,
        kind: 'staff',
        areaCode: area,
        password,
        roles: role ? [{ role, area }] : [],
      },
      true,
    ),
  )
  const browser = town.browser()
  await browser.ask(identity, 'logIn', { body: { loginName, password } })
  return { id, ...browser }
}
type Staff = Person & { readonly id: string }

let system: Staff
let security: Staff
let streetAdmin: Staff
let communityAdmin: Staff

beforeAll(async () => {
  town = await host([module])
  system = await staff('system', 'systemAdmin')
  security = await staff('security', 'securityAdmin')
  await staff('security-other', 'securityAdmin')
  streetAdmin = await staff('street', 'communityAdmin', street)
  communityAdmin = await staff('community', 'communityAdmin', community)
})
afterAll(() => town.close())

const ask = (who: Staff, accountId: string, role: Role, area: string) =>
  who.ask(identity, 'askGrant', { body: { accountId, role, area, reason: '岗位调整' } })
const rolesOf = async (who: Staff) => (await who.ask(identity, 'session')).roles.map(({ role }) => role)

describe('a role', () => {
  let serial = 0
  let lin: Staff
  beforeEach(async () => {
    serial += 1
    lin = await staff(`lin${serial}`, null, community)
  })

  test('is asked for by one administrator and takes effect when another one approves', async () => {
    const { requestId } = await ask(communityAdmin, lin.id, 'gridWorker', community)
    expect(await rolesOf(lin)).toEqual([])
    await expect(communityAdmin.ask(identity, 'approveGrant', { params: { id: requestId } })).rejects.toMatchObject({
      problem: { code: 'identity/same-administrator' },
    })
    await security.ask(identity, 'approveGrant', { params: { id: requestId } })
    expect(await rolesOf(lin)).toEqual(['gridWorker'])
    expect((await town.told('identity/granted')).at(-1)).toMatchObject({ accountId: lin.id, role: 'gridWorker' })
    await expect(security.ask(identity, 'approveGrant', { params: { id: requestId } })).rejects.toMatchObject({
      problem: { code: 'identity/already-decided' },
    })
  })

  test('to handle for a unit needs the unit, and ends at once when somebody works for another', async () => {
    const [water, roads] = [crypto.randomUUID(), crypto.randomUUID()]
    await expect(ask(communityAdmin, lin.id, 'handler', community)).rejects.toMatchObject({
      problem: { code: 'identity/unit-needed', field: 'unitId' },
    })
    const { requestId } = await communityAdmin.ask(identity, 'askGrant', {
      body: { accountId: lin.id, role: 'handler', area: community, unitId: water, reason: '调入水务所' },
    })
    await security.ask(identity, 'approveGrant', { params: { id: requestId } })
    const held = async () =>
      (await lin.ask(identity, 'session')).roles.map(
        ({ role, unitId }) => `${role} ${unitId === water ? 'water' : unitId}`,
      )
    await communityAdmin.ask(identity, 'setUnit', {
      params: { id: lin.id },
      body: { unitId: water, reason: '调入水务所' },
    })
    expect(await held()).toEqual(['handler water'])
    await communityAdmin.ask(identity, 'setUnit', {
      params: { id: lin.id },
      body: { unitId: roads, reason: '调往道路所' },
    })
    expect(await held()).toEqual([])
    expect(await communityAdmin.ask(identity, 'account', { params: { id: lin.id } })).toMatchObject({ unitId: roads })
    await expect(
      streetAdmin.ask(identity, 'setUnit', {
        params: { id: streetAdmin.id },
        body: { unitId: roads, reason: '自己调' },
      }),
    ).rejects.toMatchObject({ problem: { code: 'identity/same-administrator' } })
  })

  test('counts at once, even for somebody who is signed in, and is gone at once when taken away', async () => {
    const { requestId } = await ask(streetAdmin, lin.id, 'communityWorker', community)
    const { grantId } = await security.ask(identity, 'approveGrant', { params: { id: requestId } })
    const asked = lin.ask(identity, 'registrations', {
      query: { area: community, fromOn: '2026-11-01', untilOn: '2026-11-30' },
    })
    await expect(asked).resolves.toEqual([])
    await streetAdmin.ask(identity, 'revokeGrant', { params: { id: grantId }, body: { reason: '离岗' } })
    await expect(
      lin.ask(identity, 'registrations', { query: { area: community, fromOn: '2026-11-01', untilOn: '2026-11-30' } }),
    ).rejects.toMatchObject({ problem: { code: 'kernel/forbidden' } })
  })

  test('of administrator shows which communities have one of their own, to those above and nobody else', async () => {
    const areas = async (who: Staff) =>
      (await who.ask(identity, 'administrators')).items.map(({ area, count }) => [area, count])
    expect(await areas(system)).toEqual(
      expect.arrayContaining([
        [street, 1],
        [community, 1],
      ]),
    )
    expect((await areas(communityAdmin)).map(([area]) => area)).toEqual([community])
    await expect(lin.ask(identity, 'administrators')).rejects.toMatchObject({ problem: { status: 403 } })
  })

  test('outside one’s own community cannot be asked for, nor seen', async () => {
    await expect(ask(communityAdmin, lin.id, 'gridWorker', elsewhere)).rejects.toMatchObject({
      problem: { code: 'kernel/forbidden' },
    })
    const { requestId } = await ask(system, lin.id, 'gridWorker', elsewhere)
    const { items } = await communityAdmin.ask(identity, 'grantRequests', { query: {} })
    expect(items.map(({ id }) => id)).not.toContain(requestId)
    await expect(communityAdmin.ask(identity, 'approveGrant', { params: { id: requestId } })).rejects.toMatchObject({
      problem: { status: 404 },
    })
    await expect(communityAdmin.ask(identity, 'grants', { params: { id: system.id } })).rejects.toMatchObject({
      problem: { status: 404 },
    })
  })

  test('of a community’s administrator is given by the street, not by the community', async () => {
    await expect(ask(communityAdmin, lin.id, 'communityAdmin', community)).rejects.toMatchObject({
      problem: { code: 'identity/role-out-of-reach' },
    })
    const { requestId } = await ask(streetAdmin, lin.id, 'communityAdmin', community)
    expect(requestId).toBeTruthy()
  })

  test('cannot be asked for twice, nor for oneself', async () => {
    await ask(system, lin.id, 'acceptor', street)
    await expect(ask(security, lin.id, 'acceptor', street)).rejects.toMatchObject({
      problem: { code: 'identity/already-held' },
    })
    await expect(ask(system, system.id, 'acceptor', street)).rejects.toMatchObject({
      problem: { code: 'identity/same-administrator' },
    })
  })

  test('that is refused stays refused', async () => {
    const { requestId } = await ask(system, lin.id, 'dataSteward', district)
    await security.ask(identity, 'refuseGrant', { params: { id: requestId }, body: { reason: '名额已满' } })
    await expect(security.ask(identity, 'approveGrant', { params: { id: requestId } })).rejects.toMatchObject({
      problem: { code: 'identity/already-decided' },
    })
    expect(await rolesOf(lin)).toEqual([])
  })
})

describe('the three administrators', () => {
  test('are made by one hand of system and one of security, and shut each other out', async () => {
    const yang = await staff('yang', null)
    const { requestId } = await ask(system, yang.id, 'auditAdmin', district)
    await expect(ask(security, yang.id, 'systemAdmin', district)).rejects.toMatchObject({
      problem: { code: 'identity/roles-exclude' },
    })
    await security.ask(identity, 'approveGrant', { params: { id: requestId } })
    expect((await yang.ask(identity, 'session')).account, 'a new administrator signs in again').toBeNull()
  })

  test('cannot meet in one hand even when two requests race past the rules', async () => {
    const zhao = await staff('zhao', null)
    const insert = (role: Role) =>
      town.owner.query(
        `insert into identity_grants (id, account_id, role, area_code, area_prefix, from_at)
         values (gen_random_uuid(), $1, $2, $3, '440104', now())`,
        [zhao.id, role, district],
      )
    await insert('systemAdmin')
    await expect(insert('securityAdmin')).rejects.toThrow('identity_grants_three_administrators')
  })

  test('never lose their last one', async () => {
    const [grant] = await security.ask(identity, 'grants', { params: { id: system.id } })
    const { rows } = await town.owner.query(
      `update identity_grants set ended_at = now() where role = 'systemAdmin' and account_id <> $1 and ended_at is null`,
      [system.id],
    )
    expect(rows).toEqual([])
    await expect(
      security.ask(identity, 'revokeGrant', { params: { id: grant?.id ?? '' }, body: { reason: '试试看' } }),
    ).rejects.toMatchObject({ problem: { code: 'identity/last-administrator' } })
  })

  test('without a second factor wake up without their roles until they enrol one', async () => {
    await town.work(module, (work) =>
      createAccount(work, {
        loginName: 'fresh-admin',
        displayName: '何清',
        kind: 'staff',
        areaCode: district,
        password,
        roles: [{ role: 'auditAdmin', area: district }],
      }),
    )
    const he = town.browser()
    expect((await he.ask(identity, 'logIn', { body: { loginName: 'fresh-admin', password } })).next).toBe(
      'enrol-second-factor',
    )
    expect((await he.ask(identity, 'session')).roles).toEqual([])
  })

  test('and those of a community and of data need one as well, unless the district says only the three', async () => {
    const entering = async (loginName: string, role: Role) => {
      await town.work(module, (work) =>
        createAccount(work, {
          loginName,
          displayName: '何清',
          kind: 'staff',
          areaCode: district,
          password,
          roles: [{ role, area: district }],
        }),
      )
      return (await town.browser().ask(identity, 'logIn', { body: { loginName, password } })).next
    }
    expect(await entering('keeper', 'communityAdmin')).toBe('enrol-second-factor')
    expect(await entering('steward', 'dataSteward')).toBe('enrol-second-factor')
    expect(await entering('walker', 'gridWorker')).toBe(null)
    await town.owner.query(
      `insert into kernel_settings (module, area_code, key, value, changed_at) values ('identity', '', 'secondFactor', '"administrators"', now())`,
    )
    town.host.core.settings.forget()
    expect(await entering('keeper2', 'communityAdmin')).toBe(null)
    expect(await entering('auditor2', 'auditAdmin')).toBe('enrol-second-factor')
    await town.owner.query(`delete from kernel_settings where module = 'identity' and key = 'secondFactor'`)
    town.host.core.settings.forget()
  })
})

describe('while a colleague is away', () => {
  test('her roles are held for her, shown as hers, and come back', async () => {
    const wen = await staff('wen', 'dispatcher', street)
    const zheng = await staff('zheng', 'acceptor', street)
    expect((await wen.ask(identity, 'colleagues')).map(({ id }) => id)).toContain(zheng.id)
    const delegation = await wen.ask(identity, 'startDelegation', {
      body: { toAccountId: zheng.id, untilAt: new Date(Date.now() + 3 * 86_400_000).toISOString() },
    })
    expect((await zheng.ask(identity, 'session')).roles).toContainEqual({
      role: 'dispatcher',
      area: street,
      unitId: null,
      fromAccountId: wen.id,
    })
    const holders = () =>
      town.work(module, (work) => work.use(identity).holders({ role: 'dispatcher', area: community }))
    expect([...(await holders())].sort()).toEqual([wen.id, zheng.id].sort())
    expect(await town.told('identity/delegated')).toHaveLength(1)
    await wen.ask(identity, 'stopDelegation', { params: { id: delegation.id } })
    expect(await rolesOf(zheng)).toEqual(['acceptor'])
    expect(await holders()).toEqual([wen.id])
  })

  test('asked below a level, those inside it are named too, but for areas that are left out', async () => {
    const named = (below?: { butNot: string[] }) =>
      town
        .work(module, (work) =>
          work.use(identity).holders({ role: 'communityAdmin', area: street, ...(below ? { below } : {}) }),
        )
        .then((ids) => ids.filter((id) => id === streetAdmin.id || id === communityAdmin.id))
    expect(await named()).toEqual([streetAdmin.id])
    expect((await named({ butNot: [] })).toSorted()).toEqual([streetAdmin.id, communityAdmin.id].toSorted())
    expect(await named({ butNot: [community] })).toEqual([streetAdmin.id])
  })

  test('a loan ends by itself', async () => {
    const lu = await staff('lu', 'dispatcher', elsewhere)
    const mo = await staff('mo', 'acceptor', elsewhere)
    await lu.ask(identity, 'startDelegation', {
      body: { toAccountId: mo.id, untilAt: new Date(town.clock.now().getTime() + 20 * 60_000).toISOString() },
    })
    expect(await rolesOf(mo)).toContain('dispatcher')
    town.clock.advance(21 * 60_000)
    expect(await rolesOf(mo)).toEqual(['acceptor'])
  })

  test('the three administrators’ roles cannot be lent, nor anything to strangers or for a year', async () => {
    const qin = await staff('qin', 'acceptor', district)
    const until = (days: number) => new Date(town.clock.now().getTime() + days * 86_400_000).toISOString()
    await system.ask(identity, 'logIn', { body: { loginName: 'system', password } })
    await expect(
      system.ask(identity, 'startDelegation', { body: { toAccountId: qin.id, untilAt: until(2) } }),
    ).rejects.toMatchObject({ problem: { code: 'identity/delegate-unsuitable', field: 'roles' } })
    await expect(
      qin.ask(identity, 'startDelegation', { body: { toAccountId: communityAdmin.id, untilAt: until(2) } }),
    ).rejects.toMatchObject({ problem: { code: 'identity/delegate-unsuitable', field: 'toAccountId' } })
    await expect(
      qin.ask(identity, 'startDelegation', { body: { toAccountId: system.id, untilAt: until(400) } }),
    ).rejects.toMatchObject({ problem: { code: 'identity/window-invalid' } })
  })
})
