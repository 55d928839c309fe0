/** The real-name check, against a platform that refuses what real ones refuse: wrong signatures, calls played again, stale tokens. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identity } from '../../contract.ts'
import module from '../module.ts'
import { signCall } from '../providers/signed-call.ts'
import type { RealNameSetting } from './real-name.ts'
import { signedCheck } from './signed.ts'

const register: Readonly<Record<string, string>> = { '440104195503080029': '苏淑贞' }
const seen = new Set<string>()
let tokens = ['AT1', 'AT2']
let isDown = false
let server: Server
let base = ''
const answer = (responseCode: string, data: unknown = null) => ({
  success: responseCode === '0',
  content: { success: responseCode === '0', responseCode, responseMessage: '', data },
})

beforeAll(async () => {
  server = createServer(async (request, reply) => {
    const body = await readText(request)
    const url = new URL(request.url ?? '/', 'http://stub')
    const params = Object.fromEntries(body ? new URLSearchParams(body) : url.searchParams)
    const { headers } = request
    const say = (value: unknown) => reply.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    if (isDown) return void reply.writeHead(502).end('bad gateway')
    const nonce = String(headers['x-hmac-auth-nonce'])
    const expected = signCall({
      secret: 'secret',
      method: request.method ?? '',
      timestamp: String(headers['x-hmac-auth-timestamp']),
      nonce,
      path: url.pathname,
      params,
    })
    if (headers['x-hmac-auth-signature'] !== expected || headers.apikey !== 'APP') return void say(answer('403'))
    if (seen.has(nonce)) return void say(answer('replay'))
    seen.add(nonce)
    if (url.pathname === '/gettoken.json') return void say(answer('0', { accessToken: tokens[0], expiresIn: 7200 }))
    if (params.access_token !== tokens[0]) return void say(answer('42001'))
    const known = register[params.idcard ?? '']
    say(answer('0', { result: known === undefined ? '3' : known === params.xm ? '1' : '2' }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  isDown = false
})

const setting = (): RealNameSetting => ({
  base,
  path: '/rpc/person/verify.json',
  clientId: 'APP',
  nameParam: 'xm',
  numberParam: 'idcard',
  verdictAt: 'content.data.result',
  same: ['1'],
  different: ['2'],
})
const check = (secret = 'secret') => signedCheck({ setting: setting(), secret, fetch, now: () => new Date() })
const su = { name: '苏淑贞', number: '440104195503080029' }

describe('the platform', () => {
  test('says yes, no, or that it knows nobody by that number', async () => {
    const ask = check()
    expect(await ask(su)).toBe('same')
    expect(await ask({ ...su, name: '陈秀英' })).toBe('different')
    expect(await ask({ name: '何永康', number: '11010519491231002X' })).toBe('unknown')
  })
  test('is asked again with a fresh token when the old one ran out', async () => {
    const ask = check()
    await ask(su)
    tokens = ['AT2']
    expect(await ask(su)).toBe('same')
  })
  test('turns a wrong signature away', async () => {
    await expect(check('wrong')(su)).rejects.toMatchObject({ code: '403' })
  })
})

describe('registering where a check is set up', () => {
  let town: Town
  beforeAll(async () => {
    town = await host([module])
    const { dataFolder } = town.host.core.config
    mkdirSync(join(dataFolder, 'secrets'), { recursive: true })
    writeFileSync(join(dataFolder, 'secrets', 'real-name'), 'secret\n')
    await town.owner.query(
      `insert into kernel_settings (module, area_code, key, value, changed_at) values ('identity', '', 'realNameCheck', $1, now())`,
      [JSON.stringify(setting())],
    )
    town.host.core.settings.forget()
  })
  afterAll(() => town.close())
  const register = async (phone: string, displayName: string, idNumber?: string) => {
    const browser = town.browser()
    const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'register' } })
    await browser.ask(identity, 'register', {
      body: {
        phone,
        code: demoCode,
        displayName,
        areaCode: '440104001001',
        ...(idNumber === undefined ? {} : { idNumber }),
      },
    })
    return browser.ask(identity, 'me')
  }

  test('a name that does not belong to the number is refused by the number’s field, and nobody is registered', async () => {
    await expect(register('13800002001', '陈秀英', su.number)).rejects.toMatchObject({
      problem: { code: 'identity/real-name-differs', field: 'idNumber', status: 422 },
    })
    const { rows } = await town.owner.query('select count(*)::int as n from identity_accounts')
    expect(rows[0].n).toBe(0)
  })
  test('a name that does is marked as checked, and told', async () => {
    expect((await register('13800002002', su.name, su.number)).realNameAt).not.toBeNull()
    expect((await town.told('identity/registered')).at(-1)).toMatchObject({ realName: 'same' })
  })
  test('whoever gives no number is not asked, and a platform that is down turns nobody away', async () => {
    expect((await register('13800002003', '何永康')).realNameAt).toBeNull()
    isDown = true
    expect((await register('13800002004', '郑浩然', '11010519491231002X')).realNameAt).toBeNull()
    expect((await town.told('identity/registered')).at(-1)).toMatchObject({ realName: 'unknown' })
  })
})
