/** Administrators look after the accounts of their own place; helpers act for people only on record. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Preset } from '@liren/kernel'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identity, type Role, roleNames } from '../contract.ts'
import { demoLogins, demoPassword, seed } from '../seed.ts'
import module from './module.ts'
import { createAccount } from './port.ts'

const district = '440104000000'
const community = '440104001001'
const elsewhere = '440104003001'
const password = 'Spring-river-42'
const presetOf = (name: string): Preset => {
  const at = (path: string) => join(import.meta.dirname, '../../../presets', name, path)
  return {
    name,
    modules: ['identity'],
    scale: 'demo',
    read: async (path) => JSON.parse(await readFile(at(path), 'utf8')),
    has: () => true,
    progress: () => {},
  }
}
let town: Town

const account = async (loginName: string, role: Role | null, area = community, more: { personId?: string } = {}) => {
  const kind = role === 'resident' ? ('person' as const) : ('staff' as const)
  const id = await town.work(module, (work) =>
    createAccount(
      work,
      {
        loginName,
        displayName: `何${loginName}`,
        kind,
        areaCode: area,
        password,
        roles: role ? [{ role, area }] : [],
        ...more,
      },
      true,
    ),
  )
  const browser = town.browser()
  await browser.ask(identity, 'logIn', { body: { loginName, password } })
  return { id, ...browser }
}
type Someone = Awaited<ReturnType<typeof account>>
let admin: Someone

beforeAll(async () => {
  town = await host([module])
  admin = await account('admin', 'communityAdmin')
})
afterAll(() => town.close())

test('who audits reads the names of those who acted, and what they did in words', async () => {
  const there = '440104002001'
  const boss = await account('boss', 'communityAdmin', there)
  const opened = await account('clerk', 'communityWorker', there)
  await boss.ask(identity, 'disableAccount', { params: { id: opened.id }, body: { reason: '调离' } })
  const yang = await account('yang', 'auditAdmin', district)
  const reply = await yang.raw('GET', `/api/kernel/audit?action=identity.disableAccount&object=account:${opened.id}`)
  const { items } = (await reply.json()) as { items: unknown[] }
  expect(items).toMatchObject([{ actorName: '何boss', actionTitle: expect.stringMatching(/^身份与登录 · ./) }])
})

test('who audits finds acts by whoever did them, chooses them by words, and takes them along after a fresh proof', async () => {
  const there = '440104002001'
  const boss = await account('chief', 'communityAdmin', there)
  const opened = await account('helper', 'communityWorker', there)
  await boss.ask(identity, 'disableAccount', { params: { id: opened.id }, body: { reason: '调离' } })
  const yang = await account('yang2', 'auditAdmin', district)
  const read = async (path: string) =>
    (await (await yang.raw('GET', `/api/kernel/audit${path}`)).json()) as {
      items: { action: string; title?: string }[]
    }
  const found = await read('?actor=chief')
  expect(found.items.map(({ action }) => action)).toContain('identity.disableAccount')
  expect((await read('?actor=nobody-of-this-name')).items).toEqual([])
  expect((await read('/actions')).items).toContainEqual({
    action: 'identity.disableAccount',
    title: expect.stringMatching(/^身份与登录 · ./),
  })
  const taken = await yang.raw('POST', '/api/kernel/audit/exports', { actor: 'chief', action: 'identity.disable' })
  expect(await taken.json()).toMatchObject({ isWhole: true, items: [{ action: 'identity.disableAccount' }] })
  expect((await boss.raw('POST', '/api/kernel/audit/exports', {})).status).toBe(403)
})

test('who audits sees who may act for whom, with names of residents masked, and what is over', async () => {
  const mother = await account('grandmother', 'resident', '440104002001', {
    personId: '0190b0a0-0000-7000-8000-0000000000b1',
  })
  const son = await account('grandson', 'resident', '440104002001')
  const given = await mother.ask(identity, 'recordAuthority', {
    body: {
      ...{ personId: '0190b0a0-0000-7000-8000-0000000000b1', helperAccountId: son.id },
      ...{ relation: 'relative', purpose: '代为预约', untilAt: new Date(Date.now() + 86_400_000).toISOString() },
    },
  })
  const yang = await account('yang3', 'auditAdmin', district)
  const list = async (state: 'running' | 'over') =>
    (await yang.ask(identity, 'authorities', { query: { state } })).items.filter(({ id }) => id === given.id)
  expect(await list('running')).toMatchObject([
    { personName: '何**', helperName: '何**', recordedByName: '何**', relation: 'relative' },
  ])
  await mother.ask(identity, 'endAuthority', { params: { id: given.id } })
  expect(await list('running')).toEqual([])
  expect(await list('over')).toMatchObject([{ id: given.id }])
  await expect(mother.ask(identity, 'authorities', { query: {} })).rejects.toMatchObject({ problem: { status: 403 } })
})

describe('a community’s administrator', () => {
  test('sees the accounts of the community only, with residents’ names masked', async () => {
    await account('neighbour', 'resident')
    await account('stranger', 'resident', elsewhere)
    const { items } = await admin.ask(identity, 'accounts', { query: {} })
    expect(items.map(({ loginName }) => loginName)).toEqual(['admin', 'neighbour'])
    expect(items[1]?.displayName).toBe('何**')
    const found = await admin.ask(identity, 'accounts', { query: { text: 'neigh', kind: 'person', role: 'resident' } })
    expect(found.items).toHaveLength(1)
  })

  test('goes through a long list page by page', async () => {
    for (let i = 0; i < 5; i++) await account(`page${i}`, 'resident')
    const names: string[] = []
    let after: string | undefined
    do {
      const page = await admin.ask(identity, 'accounts', {
        query: { text: 'page', limit: 2, ...(after ? { after } : {}) },
      })
      names.push(...page.items.map(({ loginName }) => loginName))
      after = page.next ?? undefined
    } while (after)
    expect(names).toEqual(['page0', 'page1', 'page2', 'page3', 'page4'])
  })

  test('opens an account whose first password must be changed', async () => {
    const body = { loginName: 'newcomer', displayName: '罗美玲', kind: 'staff' as const, areaCode: community }
    const { firstPassword } = await admin.ask(identity, 'openAccount', { body })
    await expect(admin.ask(identity, 'openAccount', { body })).rejects.toMatchObject({
      problem: { code: 'identity/login-name-taken', field: 'loginName' },
    })
    await expect(
      admin.ask(identity, 'openAccount', { body: { ...body, loginName: 'other', areaCode: elsewhere } }),
    ).rejects.toMatchObject({ problem: { code: 'kernel/forbidden' } })
    const luo = town.browser()
    const entered = await luo.ask(identity, 'logIn', { body: { loginName: 'newcomer', password: firstPassword } })
    expect(entered.next).toBe('change-password')
    await luo.ask(identity, 'changePassword', { body: { oldPassword: firstPassword, newPassword: 'Autumn-lake-77' } })
    expect((await luo.ask(identity, 'session')).next).toBeNull()
  })

  test('rests an account at once, and wakes it again', async () => {
    const zhou = await account('zhou', 'resident')
    await zhou.ask(identity, 'me')
    const params = { id: zhou.id }
    await admin.ask(identity, 'disableAccount', { params, body: { reason: '本人要求' } })
    await expect(zhou.ask(identity, 'me')).rejects.toMatchObject({ problem: { code: 'kernel/not-signed-in' } })
    const logIn = () => town.browser().ask(identity, 'logIn', { body: { loginName: 'zhou', password } })
    await expect(logIn()).rejects.toMatchObject({ problem: { code: 'identity/wrong-credentials' } })
    await admin.ask(identity, 'enableAccount', { params })
    expect((await logIn()).next).toBeNull()
  })

  test('unlocks somebody who forgot, and gives a new first password', async () => {
    const wu = await account('wu', 'resident')
    const guess = () =>
      town
        .browser()
        .ask(identity, 'logIn', { body: { loginName: 'wu', password: 'Not-it-at-all-1' } })
        .catch(() => null)
    for (let i = 0; i < 5; i++) await guess()
    expect((await town.told('identity/locked')).at(-1)).toMatchObject({ accountId: wu.id })
    await admin.ask(identity, 'unlockAccount', { params: { id: wu.id } })
    expect((await town.browser().ask(identity, 'logIn', { body: { loginName: 'wu', password } })).next).toBeNull()
    const { firstPassword } = await admin.ask(identity, 'resetPassword', { params: { id: wu.id } })
    await expect(wu.ask(identity, 'me'), 'all devices are signed out').rejects.toThrow()
    const again = await town.browser().ask(identity, 'logIn', { body: { loginName: 'wu', password: firstPassword } })
    expect(again.next).toBe('change-password')
  })

  test('cannot touch those above, elsewhere, or oneself', async () => {
    const system = await account('system', 'systemAdmin', district)
    const inside = await account('inside', 'dataSteward', district)
    await town.owner.query('update identity_accounts set area_code = $1 where id = $2', [community, inside.id])
    const disable = (id: string) =>
      admin
        .ask(identity, 'disableAccount', { params: { id }, body: { reason: '试试看' } })
        .catch((error) => error.problem.code)
    expect(await disable(system.id)).toBe('kernel/not-found')
    expect(await disable(inside.id)).toBe('identity/role-out-of-reach')
    expect(await disable(admin.id)).toBe('identity/same-administrator')
  })

  test('reads the funnel of the community, never of people', async () => {
    await town.guest.ask(identity, 'visit', { params: { area: community } })
    const query = { area: community, fromOn: '2020-01-01', untilOn: '2099-01-01' }
    const days = await admin.ask(identity, 'registrations', { query })
    expect(Object.keys(days[0] ?? {}).sort()).toEqual(
      ['areaCode', 'on', 'visited', 'codeAsked', 'registered', 'linked', 'closed', 'unfollowed'].sort(),
    )
    expect(days.reduce((sum, day) => sum + day.visited, 0)).toBe(1)
    const poster = await admin.ask(identity, 'intakeCode', { params: { area: community } })
    expect(poster.url).toContain(`/register?area=${community}`)
    expect(poster.steps).toHaveLength(3)
  })
})

describe('acting for somebody', () => {
  const personId = '0190b0a0-0000-7000-8000-000000000001'
  const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

  test('needs a recorded authority, shows on the session, and tells the person', async () => {
    const xie = await account('xie', 'communityWorker')
    const colleague = await account('guan', 'communityWorker')
    const authority = await colleague.ask(identity, 'recordAuthority', {
      body: {
        ...{ personId, helperAccountId: xie.id, relation: 'staff' },
        ...{ purpose: '代办老年人优待证', untilAt: until(3) },
      },
    })
    expect((await xie.ask(identity, 'session')).onBehalfOf).toBeNull()
    await xie.ask(identity, 'startAssistance', { body: { authorityId: authority.id } })
    expect((await xie.ask(identity, 'session')).onBehalfOf).toMatchObject({ personId, purpose: '代办老年人优待证' })
    expect((await town.told('identity/assisted')).at(-1)).toMatchObject({ personId, helperAccountId: xie.id })
    await xie.ask(identity, 'me')
    await xie.ask(identity, 'stopAssistance')
    const { rows } = await town.owner.query(
      `select action from kernel_audit where for_person_id = $1 order by id desc limit 1`,
      [personId],
    )
    expect(rows[0]?.action).toBe('identity.stopAssistance')
    await expect(xie.ask(identity, 'stopAssistance')).rejects.toMatchObject({
      problem: { code: 'identity/nobody-assisted' },
    })
  })

  test('ends the moment the person takes the authority back', async () => {
    const mother = await account('mother', 'resident', community, { personId })
    const son = await account('son', 'resident')
    const authority = await mother.ask(identity, 'recordAuthority', {
      body: { personId, helperAccountId: son.id, relation: 'relative', purpose: '代为预约', untilAt: until(30) },
    })
    await son.ask(identity, 'startAssistance', { body: { authorityId: authority.id } })
    expect((await son.ask(identity, 'session')).onBehalfOf?.personId).toBe(personId)
    await mother.ask(identity, 'endAuthority', { params: { id: authority.id } })
    expect((await son.ask(identity, 'session')).onBehalfOf).toBeNull()
    await expect(son.ask(identity, 'startAssistance', { body: { authorityId: authority.id } })).rejects.toMatchObject({
      problem: { code: 'identity/authority-ended' },
    })
  })

  test('of family is given by the code on their own phone, once, and to nobody’s own', async () => {
    const aunt = await account('aunt', 'resident', community, { personId: '0190b0a0-0000-7000-8000-0000000000a7' })
    const nephew = await account('nephew', 'resident')
    const { code, url } = await nephew.ask(identity, 'showHelperCode')
    expect(url).toContain(`/identity/family?code=${code}`)
    await expect(nephew.ask(identity, 'lookAtHelper', { body: { code } })).rejects.toMatchObject({
      problem: { code: 'identity/delegate-unsuitable', field: 'code' },
    })
    expect(await aunt.ask(identity, 'lookAtHelper', { body: { code } })).toMatchObject({
      displayName: expect.any(String),
    })
    const naming = () =>
      aunt.ask(identity, 'recordAuthority', {
        body: {
          personId: '0190b0a0-0000-7000-8000-0000000000a7',
          helperCode: code,
          relation: 'relative',
          purpose: '代为预约',
          untilAt: until(30),
        },
      })
    const authority = await naming()
    expect(authority).toMatchObject({ helperAccountId: nephew.id, relation: 'relative' })
    await nephew.ask(identity, 'startAssistance', { body: { authorityId: authority.id } })
    await expect(naming()).rejects.toMatchObject({
      problem: { code: 'identity/helper-code-over', field: 'helperCode' },
    })
    const later = await nephew.ask(identity, 'showHelperCode')
    const newest = await nephew.ask(identity, 'showHelperCode')
    await expect(aunt.ask(identity, 'lookAtHelper', { body: { code: later.code } })).rejects.toMatchObject({
      problem: { status: 404 },
    })
    expect(await aunt.ask(identity, 'lookAtHelper', { body: { code: newest.code } })).toBeTruthy()
  })

  test('is not in one pair of hands: nobody of the office becomes a resident by writing it down alone', async () => {
    const worker = await account('ouyang', 'communityWorker')
    const alone = (more: object = {}) =>
      worker
        .ask(identity, 'recordAuthority', {
          body: { personId, relation: 'staff', purpose: '代领积分商品', untilAt: until(3), ...more },
        })
        .catch((error) => error.problem)
    expect(await alone()).toMatchObject({ code: 'identity/evidence-missing', field: 'evidenceFileId' })
    expect(await alone({ relation: 'relative' })).toMatchObject({ field: 'relation' })
    expect(await alone({ evidenceFileId: '0190b0a0-0000-7000-8000-0000000000e2' })).toMatchObject({
      code: 'identity/evidence-missing',
    })
    // An account anybody may open with a second phone is no second pair of hands.
    const privately = await account('ouyang-at-home', 'resident')
    for (const relation of ['staff', 'relative', 'guardian'])
      expect(await alone({ helperAccountId: privately.id, relation })).toMatchObject({
        code: 'identity/evidence-missing',
      })
  })

  test('is not for residents to grant themselves over others, nor for strangers to use', async () => {
    const thief = await account('thief', 'resident')
    await expect(
      thief.ask(identity, 'recordAuthority', {
        body: { personId, relation: 'relative', purpose: '看看邻居', untilAt: until(3) },
      }),
    ).rejects.toMatchObject({ problem: { code: 'kernel/forbidden' } })
    const [feng, mai] = [await account('feng', 'communityWorker'), await account('mai', 'communityWorker')]
    const authority = await feng.ask(identity, 'recordAuthority', {
      body: {
        ...{ personId: '0190b0a0-0000-7000-8000-000000000002', helperAccountId: mai.id },
        ...{ relation: 'staff', purpose: '代办', untilAt: until(3) },
      },
    })
    await expect(thief.ask(identity, 'startAssistance', { body: { authorityId: authority.id } })).rejects.toMatchObject(
      {
        problem: { status: 404 },
      },
    )
  })
})

describe('the demo people', () => {
  test.each(['yuexiu', 'guali'])('of %s hold every role and sign in with the printed password', async (name) => {
    const demo = await host([module], { preset: presetOf(name) })
    const { rows } = await demo.owner.query<{ role: Role }>('select distinct role from identity_grants')
    expect(rows.map(({ role }) => role).sort()).toEqual(roleNames.filter((role) => role !== 'guest').sort())
    const logins = await demoLogins(presetOf(name))
    expect(logins.length).toBeGreaterThan(10)
    for (const { loginName, board } of logins) {
      const browser = demo.browser()
      expect((await browser.ask(identity, 'logIn', { body: { loginName, password: demoPassword } })).next).toBeNull()
      expect((await browser.ask(identity, 'session')).persona).toBe(board)
    }
    await demo.close()
  })

  test('are never made in production', async () => {
    const grave = await host([module], { env: { LIREN_MODE: 'production', LIREN_ORIGIN: 'https://liren.example' } })
    await grave.work(module, (work) => seed(work, presetOf('yuexiu')))
    const { rows } = await grave.owner.query('select count(*)::int as accounts from identity_accounts')
    expect(rows[0].accounts).toBe(0)
    await grave.close()
  })
})

test('what runs out is swept away at night, and staff accounts asleep for 90 days are put to rest', async () => {
  const idle = await account('idle', 'gridWorker')
  await town.owner.query('update identity_accounts set is_demo = false where id = $1', [idle.id])
  town.clock.advance(91 * 86_400_000)
  await town.run(module, 'rest-idle-accounts')
  await town.run(module, 'sweep')
  const { rows } = await town.owner.query('select status from identity_accounts where id = $1', [idle.id])
  expect(rows[0].status).toBe('disabled')
  const left = await town.owner.query(`select 1 from identity_sessions where account_id = $1`, [idle.id])
  expect(left.rowCount).toBe(0)
})
