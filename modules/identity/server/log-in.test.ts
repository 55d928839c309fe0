/** People sign in with a password: once right, five times wrong, from several devices. */
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import module from './module.ts'
import { createAccount } from './port.ts'

const community = '440104001001'
const password = 'Spring-river-42'
const minutes = 60_000
let town: Town

const person = (loginName: string, more: Partial<Parameters<typeof createAccount>[1]> = {}) =>
  town.work(module, (work) =>
    createAccount(work, {
      loginName,
      displayName: '陈秀英',
      kind: 'person',
      areaCode: community,
      password,
      roles: [{ role: 'resident', area: community }],
      ...more,
    }),
  )
const clerk = (loginName: string) =>
  person(loginName, { kind: 'staff', displayName: '林志远', roles: [{ role: 'dispatcher', area: '440104000000' }] })

beforeAll(async () => {
  town = await host([module], { now: '2026-11-23T01:00:00Z' })
})
afterAll(() => town.close())

describe('signing in', () => {
  test('a resident who types her password is known from then on, and forgotten after leaving', async () => {
    const id = await person('chen')
    const browser = town.browser()
    expect((await browser.ask(identity, 'session')).persona).toBe('guest')
    expect(await browser.ask(identity, 'logIn', { body: { loginName: 'Chen', password } })).toEqual({
      accountId: id,
      next: null,
    })
    const session = await browser.ask(identity, 'session')
    expect(session.account?.displayName).toBe('陈秀英')
    expect(session.persona).toBe('resident')
    expect(session.roles).toEqual([{ role: 'resident', area: community, unitId: null, fromAccountId: null }])
    await browser.ask(identity, 'logOut', { body: { isEverywhere: false } })
    expect((await browser.ask(identity, 'session')).account).toBeNull()
  })

  test('the cookie cannot be read by scripts, and the database holds only a digest of it', async () => {
    await person('hu')
    const reply = await town.browser().raw('POST', '/api/identity/log-in', { loginName: 'hu', password })
    const cookie = reply.headers.get('set-cookie') ?? ''
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    const token = /liren_session=([^;]+)/.exec(cookie)?.[1] ?? ''
    expect(token.length).toBe(43)
    const { rows } = await town.owner.query('select token_hash from identity_sessions where token_hash = $1', [token])
    expect(rows).toEqual([])
  })

  test('a phone number serves as a name', async () => {
    await person('mei', { phone: '13800000011' })
    const reply = await town.browser().ask(identity, 'logIn', { body: { loginName: '13800000011', password } })
    expect(reply.next).toBeNull()
  })

  test('five wrong passwords lock for a quarter of an hour, for names that exist and names that do not', async () => {
    await person('wang')
    const thief = town.browser()
    const wrong = (loginName: string) =>
      thief.ask(identity, 'logIn', { body: { loginName, password: 'Not-it-at-all-1' } }).catch((error) => error.problem)
    for (const name of ['wang', 'nobody-at-all']) {
      for (let i = 0; i < 5; i++) expect((await wrong(name)).code).toBe('identity/wrong-credentials')
      const locked = await wrong(name)
      expect([locked.code, locked.status, locked.facts.minutes]).toEqual(['identity/account-locked', 423, 15])
    }
    await expect(thief.ask(identity, 'logIn', { body: { loginName: 'wang', password } })).rejects.toMatchObject({
      problem: { code: 'identity/account-locked' },
    })
    town.clock.advance(15 * minutes)
    expect((await thief.ask(identity, 'logIn', { body: { loginName: 'wang', password } })).next).toBeNull()
  })

  test('many guesses at once are all counted', async () => {
    const id = await person('zhou')
    const guesses = Array.from({ length: 5 }, () =>
      town
        .browser()
        .ask(identity, 'logIn', { body: { loginName: 'zhou', password: 'Not-it-at-all-1' } })
        .catch(() => null),
    )
    await Promise.all(guesses)
    const { rows } = await town.owner.query('select failures from identity_accounts where id = $1', [id])
    expect(rows[0].failures).toBe(5)
  })

  test('a password is in no log and no audit entry', async () => {
    const { rows } = await town.owner.query<{ all: string }>(
      'select string_agg(a::text, chr(10)) as all from kernel_audit a',
    )
    expect(rows[0]?.all).toContain('identity.logIn')
    expect(rows[0]?.all).not.toContain(password)
  })
})

describe('a session', () => {
  test('of a clerk ends after half an hour away from the desk', async () => {
    await clerk('lin')
    const browser = town.browser()
    await browser.ask(identity, 'logIn', { body: { loginName: 'lin', password } })
    town.clock.advance(29 * minutes)
    expect((await browser.ask(identity, 'me')).loginName).toBe('lin')
    town.clock.advance(29 * minutes)
    expect((await browser.ask(identity, 'me')).loginName).toBe('lin')
    town.clock.advance(31 * minutes)
    await expect(browser.ask(identity, 'me')).rejects.toMatchObject({ problem: { code: 'kernel/not-signed-in' } })
  })

  test('can be ended from another device, and all of them at once', async () => {
    await person('deng')
    const [phone, tablet, computer] = [town.browser(), town.browser(), town.browser()]
    for (const device of [phone, tablet, computer])
      await device.ask(identity, 'logIn', { body: { loginName: 'deng', password } })
    const { sessions } = await phone.ask(identity, 'me')
    expect(sessions).toHaveLength(3)
    const other = sessions.find(({ isThisOne }) => !isThisOne)
    await phone.ask(identity, 'endSession', { params: { id: other?.id ?? '' } })
    expect((await phone.ask(identity, 'me')).sessions).toHaveLength(2)
    await phone.ask(identity, 'logOut', { body: { isEverywhere: true } })
    for (const device of [phone, tablet, computer]) expect((await device.ask(identity, 'session')).account).toBeNull()
  })

  test('of staff is the only one where the district wants it so, and shorter where it is set so', async () => {
    const set = (key: string, value: unknown) =>
      town.owner.query(
        `insert into kernel_settings (module, key, value, changed_at) values ('identity', $1, $2::jsonb, now())`,
        [key, JSON.stringify(value)],
      )
    await set('oneSessionForStaff', true)
    await set('staffIdleMinutes', 10)
    town.host.core.settings.forget()
    await clerk('qiu')
    const [office, home] = [town.browser(), town.browser()]
    for (const place of [office, home]) await place.ask(identity, 'logIn', { body: { loginName: 'qiu', password } })
    expect((await office.ask(identity, 'session')).account).toBeNull()
    expect((await home.ask(identity, 'session')).account?.loginName).toBe('qiu')
    town.clock.advance(11 * minutes)
    expect((await home.ask(identity, 'session')).account).toBeNull()
    await town.owner.query(`delete from kernel_settings where module = 'identity'`)
    town.host.core.settings.forget()
  })

  test('is looked up by one indexed statement', async () => {
    const { rows } = await town.owner.query(`explain (format json) select s.id from identity_sessions s
      join identity_accounts a on a.id = s.account_id where s.token_hash = 'x'`)
    expect(JSON.stringify(rows)).toContain('identity_sessions_token_hash_key')
  })
})

describe('a new password', () => {
  test('obeys the rules and is none of the last five', async () => {
    await person('gao')
    const browser = town.browser()
    await browser.ask(identity, 'logIn', { body: { loginName: 'gao', password } })
    const change = (oldPassword: string, newPassword: string) =>
      browser.ask(identity, 'changePassword', { body: { oldPassword, newPassword } })
    await expect(change(password, 'short1A!')).rejects.toMatchObject({
      problem: { code: 'identity/password-too-weak', field: 'newPassword', facts: { faults: ['too-short'] } },
    })
    await expect(change('Wrong-old-one-1', 'Winter-plum-2026')).rejects.toMatchObject({
      problem: { field: 'oldPassword' },
    })
    await expect(change(password, password)).rejects.toMatchObject({ problem: { code: 'identity/password-reused' } })
    await change(password, 'Winter-plum-2026')
    expect((await browser.ask(identity, 'me')).hasPassword).toBe(true)
    await expect(change('Winter-plum-2026', password)).rejects.toMatchObject({
      problem: { code: 'identity/password-reused' },
    })
    const again = await town
      .browser()
      .ask(identity, 'logIn', { body: { loginName: 'gao', password: 'Winter-plum-2026' } })
    expect(again.next).toBeNull()
  })
})
