/** Codes to the phone: residents register and sign in with them, staff prove themselves by authenticator. */
import { secretsOf } from '@liren/kernel'
import { host, type Person, type Town } from '@liren/testing'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identity } from '../contract.ts'
import { codeContext } from './codes.ts'
import module from './module.ts'
import { createAccount } from './port.ts'
import { registeredContext } from './register.ts'

const community = '440104001001'
const password = 'Spring-river-42'
let town: Town
let serial = 0
let phone = ''

beforeAll(async () => {
  town = await host([module])
})
afterAll(() => town.close())
beforeEach(() => {
  serial += 1
  phone = `1380000${String(1000 + serial)}`
})

const ask = (purpose: 'log-in' | 'register', browser = town.browser()) =>
  browser.ask(identity, 'askCode', { body: { phone, purpose } })
const registering = async (more: Record<string, unknown> = {}) => {
  const { demoCode = '' } = await ask('register')
  const browser = town.browser()
  const reply = await browser.ask(identity, 'register', {
    body: { phone, code: demoCode, displayName: '何永康', areaCode: community, ...more },
  })
  return { browser, ...reply }
}

describe('a code', () => {
  test('goes out sealed, to be opened only by whoever sends messages', async () => {
    const { demoCode } = await ask('register')
    const [fact] = (await town.told('identity/code-asked')).slice(-1)
    expect(JSON.stringify(fact)).not.toContain(phone)
    const opened = await town.work(module, async (work) => [
      secretsOf(work).open(String(fact?.phoneSealed), codeContext),
      secretsOf(work).open(String(fact?.codeSealed), codeContext),
    ])
    expect(opened).toEqual([phone, demoCode])
  })

  test('is asked for at most once a minute and ten times a day', async () => {
    await ask('register')
    await expect(ask('register')).rejects.toMatchObject({ problem: { code: 'identity/code-too-soon', status: 429 } })
    for (let i = 0; i < 9; i++) {
      town.clock.advance(61_000)
      await ask('register')
    }
    town.clock.advance(61_000)
    await expect(ask('register')).rejects.toMatchObject({ problem: { code: 'identity/code-quota' } })
  })

  test('has a day’s fill for one address, said so, and free again the next day', async () => {
    const { rowCount } = await town.owner.query(
      `insert into identity_codes (id, phone_print, address_print, purpose, code_digest, asked_at, expires_at)
       select gen_random_uuid(), 'print-' || n, c.address_print, 'register', 'x', c.asked_at, c.expires_at
       from generate_series(1, 500) n, (select * from identity_codes order by asked_at desc limit 1) c`,
    )
    expect(rowCount).toBe(500)
    await expect(ask('register')).rejects.toMatchObject({
      problem: { code: 'identity/code-quota-address', status: 429, title: expect.stringContaining('500') },
    })
    town.clock.advance(86_400_000)
    expect((await ask('register')).againAfterSeconds).toBe(60)
  })

  test('two clicks at once send one', async () => {
    const results = await Promise.allSettled([ask('register'), ask('register'), ask('register')])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('dies after five minutes, after one use, and after five wrong tries', async () => {
    await registering()
    const tryIt = (code: string) => town.browser().ask(identity, 'logInByCode', { body: { phone, code } })
    const fresh = async () => {
      town.clock.advance(61_000)
      return (await ask('log-in')).demoCode ?? ''
    }
    const used = await fresh()
    expect((await tryIt(used)).next).toBeNull()
    await expect(tryIt(used)).rejects.toMatchObject({ problem: { code: 'identity/code-wrong', field: 'code' } })
    const late = await fresh()
    town.clock.advance(5 * 60_000)
    await expect(tryIt(late)).rejects.toMatchObject({ problem: { code: 'identity/code-wrong' } })
    const guessed = await fresh()
    const wrong = guessed === '000000' ? '111111' : '000000'
    for (let i = 0; i < 5; i++) await tryIt(wrong).catch(() => null)
    town.clock.advance(16 * 60_000)
    await expect(tryIt(guessed)).rejects.toMatchObject({ problem: { code: 'identity/code-wrong' } })
  })

  test('tells nobody whether a phone has an account', async () => {
    const sent = async () => (await town.told('identity/code-asked')).length
    const before = await sent()
    const unknown = await ask('log-in')
    expect(Object.keys(unknown).sort()).toEqual(['againAfterSeconds', 'demoCode', 'expiresAt'])
    expect(await sent()).toBe(before)
    await expect(
      town.browser().ask(identity, 'logInByCode', { body: { phone, code: unknown.demoCode ?? '' } }),
    ).rejects.toMatchObject({ problem: { code: 'identity/code-wrong' } })
  })
})

describe('a demo that others can reach', () => {
  test('shows codes of its made-up people alone', async () => {
    const open = await host([module], { env: { LIREN_HOST: '0.0.0.0' } })
    try {
      await open.work(module, (work) =>
        createAccount(
          work,
          { loginName: 'made-up', displayName: '陈秀英', kind: 'person', phone: '13800001001' },
          true,
        ),
      )
      const ask = (phone: string, purpose: 'log-in' | 'register') =>
        open.browser().ask(identity, 'askCode', { body: { phone, purpose } })
      expect((await ask('13912345678', 'register')).demoCode).toBeUndefined()
      expect((await ask('13800001001', 'log-in')).demoCode).toMatch(/^\d{6}$/)
    } finally {
      await open.close()
    }
  })
})

describe('registering', () => {
  test('makes a resident of the community, signed in, and counts one in its funnel', async () => {
    const { browser, accountId } = await registering({ password })
    const session = await browser.ask(identity, 'session')
    expect(session.account?.id).toBe(accountId)
    expect(session.persona).toBe('resident')
    expect((await browser.ask(identity, 'me')).phoneMasked).toBe(`138****${phone.slice(-4)}`)
    const worker = town.as({ roles: [{ role: 'communityWorker', area: community, unitId: null }] })
    const days = await worker
      .ask(identity, 'registrations', {
        query: { area: '440104001000', fromOn: '2020-01-01', untilOn: '2099-01-01' },
      })
      .catch((error) => error.problem.code)
    expect(days).toBe('kernel/forbidden')
    const own = await worker.ask(identity, 'registrations', {
      query: { area: community, fromOn: '2020-01-01', untilOn: '2099-01-01' },
    })
    expect(own.reduce((sum, day) => sum + day.registered, 0)).toBeGreaterThan(0)
  })

  test('checks the identity number, tells it only sealed, and keeps none of it', async () => {
    const wrong = registering({ idNumber: '440104195503080028' })
    await expect(wrong).rejects.toMatchObject({ problem: { code: 'identity/id-number-invalid', field: 'idNumber' } })
    town.clock.advance(61_000)
    await registering({ idNumber: '440104195503080029' })
    const [fact] = (await town.told('identity/registered')).slice(-1)
    expect(JSON.stringify(fact)).not.toContain('440104195503080029')
    const opened = await town.work(module, async (work) =>
      secretsOf(work).open(String(fact?.idNumberSealed), registeredContext),
    )
    expect(opened).toBe('440104195503080029')
    const { rows } = await town.owner.query(`select string_agg(a::text, ' ') as all from identity_accounts a`)
    expect(rows[0].all).not.toContain('440104195503080029')
    phone = '13900000001'
    await expect(registering({ idNumber: '440104195503080029' })).rejects.toMatchObject({
      problem: { code: 'identity/already-registered', field: 'idNumber' },
    })
  })

  test('an enterprise registers by its credit code', async () => {
    const { demoCode = '' } = await ask('register')
    const browser = town.browser()
    const body = { phone, code: demoCode, displayName: '东濠饼家', areaCode: community }
    await expect(
      browser.ask(identity, 'registerEnterprise', { body: { ...body, creditCode: '91440104MA59A1B286' } }),
    ).rejects.toMatchObject({ problem: { code: 'identity/credit-code-invalid', field: 'creditCode' } })
    await browser.ask(identity, 'registerEnterprise', { body: { ...body, creditCode: '91440104MA59A1B285' } })
    expect((await browser.ask(identity, 'session')).persona).toBe('merchant')
  })

  test('with a phone that is known already is sent to sign in', async () => {
    await registering()
    town.clock.advance(61_000)
    await expect(registering()).rejects.toMatchObject({ problem: { code: 'identity/already-registered' } })
  })

  test('leaves for good when asked to, with or without a reason', async () => {
    const { browser, accountId } = await registering()
    await browser.ask(identity, 'closeAccount', { body: { reason: 'privacy' } })
    expect((await browser.ask(identity, 'session')).account).toBeNull()
    const { rows } = await town.owner.query('select * from identity_accounts where id = $1', [accountId])
    expect(rows[0]).toMatchObject({ status: 'closed', phone_sealed: null, phone_print: null, password_hash: null })
    town.clock.advance(61_000)
    await expect(registering(), 'the phone is free again').resolves.toBeTruthy()
  })
})

describe('a second factor', () => {
  test('is enrolled once and asked for at every log-in; each of its codes counts once', async () => {
    await town.work(module, (work) =>
      createAccount(work, {
        loginName: 'keeper',
        displayName: '李卫东',
        kind: 'staff',
        areaCode: '440104000000',
        password,
        roles: [{ role: 'securityAdmin', area: '440104000000' }],
      }),
    )
    const browser = town.browser()
    const logIn = (who = browser) => who.ask(identity, 'logIn', { body: { loginName: 'keeper', password } })
    expect((await logIn()).next).toBe('enrol-second-factor')
    const { secret, uri } = await browser.ask(identity, 'startTotp')
    expect(uri).toContain('otpauth://totp/Liren:keeper')
    const totp = new TOTP({ secret: Secret.fromBase32(secret) })
    const codeNow = () => totp.generate({ timestamp: town.clock.now().getTime() })
    await expect(browser.ask(identity, 'confirmTotp', { body: { code: '000000' } })).rejects.toMatchObject({
      problem: { code: 'identity/second-factor-wrong' },
    })
    const enrolled = codeNow()
    await browser.ask(identity, 'confirmTotp', { body: { code: enrolled } })
    expect((await browser.ask(identity, 'session')).roles.map(({ role }) => role)).toEqual(['securityAdmin'])

    const again = town.browser()
    expect((await logIn(again)).next).toBe('second-factor')
    expect((await again.ask(identity, 'session')).next).toBe('second-factor')
    await expect(again.ask(identity, 'me'), 'half signed in is not signed in').rejects.toMatchObject({
      problem: { code: 'kernel/not-signed-in' },
    })
    await expect(again.ask(identity, 'giveSecondFactor', { body: { code: enrolled } })).rejects.toMatchObject({
      problem: { code: 'identity/second-factor-wrong' },
    })
    town.clock.advance(61_000)
    expect((await again.ask(identity, 'giveSecondFactor', { body: { code: codeNow() } })).next).toBeNull()
    expect((await again.ask(identity, 'me')).hasTotp).toBe(true)
  })
})

describe('somebody who learnt a password', () => {
  test('cannot guess the second factor without end by typing the password again between the guesses', async () => {
    await town.work(module, (work) =>
      createAccount(work, {
        loginName: 'warden',
        displayName: '何玉珍',
        kind: 'staff',
        areaCode: '440104000000',
        password,
        roles: [{ role: 'auditAdmin', area: '440104000000' }],
      }),
    )
    const owner = town.browser()
    const logIn = (who: Person) => who.ask(identity, 'logIn', { body: { loginName: 'warden', password } })
    await logIn(owner)
    const { secret } = await owner.ask(identity, 'startTotp')
    const totp = new TOTP({ secret: Secret.fromBase32(secret) })
    const codeNow = () => totp.generate({ timestamp: town.clock.now().getTime() })
    await owner.ask(identity, 'confirmTotp', { body: { code: codeNow() } })
    town.clock.advance(61_000)

    const thief = town.browser()
    const guess = async () => {
      const entered = await logIn(thief).catch((error) => error.problem)
      if (entered.code) return entered.code
      return thief.ask(identity, 'giveSecondFactor', { body: { code: '000000' } }).catch((error) => error.problem.code)
    }
    const heard = []
    for (let turn = 0; turn < 7; turn++) heard.push(await guess())
    expect(heard).toEqual([
      ...Array.from({ length: 5 }, () => 'identity/second-factor-wrong'),
      'identity/account-locked',
      'identity/account-locked',
    ])
    town.clock.advance(16 * 60_000)
    expect((await logIn(owner)).next).toBe('second-factor')
    await owner.ask(identity, 'giveSecondFactor', { body: { code: codeNow() } })
    const { rows } = await town.owner.query(`select failures from identity_accounts where login_name = 'warden'`)
    expect(rows, 'the owner’s own way in forgives').toEqual([{ failures: 0 }])
  })
})

describe('somebody who finds a phone left signed in', () => {
  test('cannot tie a key of their own to it, nor by way of a screen it lets in', async () => {
    const { browser } = await registering()
    town.clock.advance(11 * 60_000)
    const stale = { problem: { code: 'kernel/stale-proof' } }
    await expect(browser.ask(identity, 'startTotp')).rejects.toMatchObject(stale)
    await expect(browser.ask(identity, 'challengeNewPasskey')).rejects.toMatchObject(stale)
    await expect(browser.ask(identity, 'linkProvider', { body: { linkTicket: 'x'.repeat(43) } })).rejects.toMatchObject(
      stale,
    )
    const screen = town.browser()
    const { url, number } = await screen.ask(identity, 'askScreen', { body: { isKiosk: false } })
    const code = url.split('/').at(-1) ?? ''
    await browser.ask(identity, 'decideScreen', { params: { code }, body: { number, isLetIn: true } })
    await screen.ask(identity, 'enterScreen')
    await expect(screen.ask(identity, 'startTotp')).rejects.toMatchObject(stale)

    const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'prove' } })
    await browser.ask(identity, 'proveAgain', { body: { phoneCode: demoCode } })
    expect((await browser.ask(identity, 'startTotp')).uri).toContain('otpauth://')
  })
})

describe('proving oneself again', () => {
  test('is asked for before keys change, ten minutes after the last proof', async () => {
    const { browser } = await registering({ password })
    town.clock.advance(11 * 60_000)
    await expect(browser.ask(identity, 'closeAccount', { body: {} })).rejects.toMatchObject({
      problem: { code: 'kernel/stale-proof' },
    })
    await expect(browser.ask(identity, 'proveAgain', { body: { password: 'Not-it-at-all-1' } })).rejects.toMatchObject({
      problem: { code: 'identity/wrong-credentials' },
    })
    await browser.ask(identity, 'proveAgain', { body: { password } })
    await browser.ask(identity, 'closeAccount', { body: {} })
  })
})
