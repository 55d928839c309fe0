/** A scripted day with planted names and numbers: afterwards they stand nowhere but where they belong, sealed. */
import { randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import type { ContractSpec, Problem } from '@liren/contract'
import { identity } from '@liren/identity/contract'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadModules, presetFor, readPreset } from './preset.ts'

const here = '440104001001'
const district = '440104000000'
const stem = '44010419870612317'
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const check =
  '10X98765432'[[...stem].reduce((sum, digit, at) => sum + Number(digit) * (weights[at] ?? 0), 0) % 11] ?? ''
const number = stem + check

/** What must not be found in clear. Each stands for one person or one thing they told. */
const planted = {
  number,
  phone: '13922239017',
  otherPhone: '13733340628',
  textPhone: '13655541739',
  name: '欧阳植测',
  address: '植测巷七十七号三零二',
  hukou: '植测村旧屋十九号',
  contact: '植测表姐 13544452840',
  email: 'zhice.hidden@example.org',
  password: 'Zhice-secret-5521',
} as const
const inIt = (text: string) => Object.entries(planted).flatMap(([what, value]) => (text.includes(value) ? [what] : []))

let town: Town
const lines: string[] = []
const replies: { readonly what: string; readonly text: string }[] = []

/** Asks, and keeps the bare reply under a name. */
const ask = async (who: Person, what: string, method: string, url: string, body?: unknown) => {
  const response = await who.raw(method, url, body)
  const text = await response.text()
  replies.push({ what, text })
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> & Problem }
}
const urlOf = (
  contract: ContractSpec & { readonly name: string },
  route: string,
  params: Record<string, string> = {},
) =>
  `/api/${contract.name}${(contract.routes?.[route]?.path ?? '').replace(/:([a-zA-Z]+)/g, (_, key: string) => params[key] ?? '')}`
const post = (who: Person, what: string, url: string, body: unknown) => ask(who, what, 'POST', url, body)

beforeAll(async () => {
  const catching = (chunk: string | Uint8Array) => {
    lines.push(String(chunk))
    return true
  }
  vi.spyOn(process.stderr, 'write').mockImplementation(catching as never)
  vi.spyOn(process.stdout, 'write').mockImplementation(catching as never)
  const file = readPreset('yuexiu')
  town = await host(await loadModules(file), {
    preset: presetFor(file, 'yuexiu', 'demo', () => {}),
    env: { LIREN_LOG: 'info' },
  })
}, 240_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await town.close()
})

const worker = () => town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }], name: '谢社工' })
const grid = () => town.as({ roles: [{ role: 'gridWorker', area: here, unitId: null }], name: '林网格' })
const steward = () => town.as({ roles: [{ role: 'dataSteward', area: district, unitId: null }], name: '林数据' })

test('a day passes: people register, are entered, looked up, revealed, report, ask, err and are refused', async () => {
  const { guest } = town
  const home = town.browser()
  const askCode = async (phone: string, purpose: string) =>
    String((await post(guest, 'askCode', urlOf(identity, 'askCode'), { phone, purpose })).body.demoCode)
  const registered = await post(home, 'register', urlOf(identity, 'register'), {
    phone: planted.phone,
    code: await askCode(planted.phone, 'register'),
    displayName: planted.name,
    idNumber: number,
    areaCode: here,
    password: planted.password,
  })
  expect(registered.status).toBe(200)
  await town.settle()
  await post(guest, 'wrong password', urlOf(identity, 'logIn'), {
    loginName: planted.phone,
    password: 'nothing like it',
  })
  await post(guest, 'stranger', urlOf(identity, 'logIn'), { loginName: planted.otherPhone, password: planted.password })
  await post(guest, 'wrong code', urlOf(identity, 'logInByCode'), { phone: planted.otherPhone, code: '000000' })
  await post(guest, 'taken', urlOf(identity, 'register'), {
    phone: planted.otherPhone,
    code: await askCode(planted.otherPhone, 'register'),
    displayName: planted.name,
    idNumber: number,
    areaCode: here,
  })
  await post(guest, 'bad number', urlOf(identity, 'register'), {
    phone: planted.otherPhone,
    code: '000000',
    displayName: planted.name,
    idNumber: `${stem}${check === '1' ? '2' : '1'}`,
    areaCode: here,
  })
  await post(guest, 'unknown field', urlOf(identity, 'logIn'), { loginName: 'a', password: 'b', [planted.phone]: 1 })
  await ask(guest, 'number in an address', 'GET', `/api/people/persons/${number}`)
  await ask(worker(), 'number in a query', 'GET', `/api/people/persons?after=${number}`)
  await ask(guest, 'broken', 'POST', urlOf(identity, 'logIn'), `{"loginName":"${planted.phone}`)

  await ask(home, 'own: change', 'PATCH', urlOf(people, 'updateMine'), {
    address: planted.address,
    emergencyContact: planted.contact,
  })
  await ask(home, 'me', 'GET', urlOf(people, 'readMe'))
  await post(home, 'own: reveal', urlOf(people, 'revealMine'), { fields: ['identityNumber', 'phone', 'address'] })
  await ask(home, 'own: account', 'GET', urlOf(identity, 'me'))

  await post(worker(), 'person entered again', urlOf(people, 'register'), {
    fullName: planted.name,
    identityNumber: number,
    phone: planted.otherPhone,
    hukouAddress: planted.hukou,
    areaCode: here,
  })
  const found = await post(worker(), 'look-up by number', urlOf(people, 'lookUp'), { identityNumber: number })
  await post(worker(), 'look-up by phone', urlOf(people, 'lookUp'), { phone: planted.phone })
  await post(worker(), 'look-up by name', urlOf(people, 'lookUp'), { fullName: planted.name })
  const [person] = found.body.items as { id: string }[]
  if (!person) throw new Error('nobody found')
  await ask(worker(), 'person', 'GET', urlOf(people, 'readPerson', person))
  await ask(worker(), 'person changed', 'PATCH', urlOf(people, 'update', person), { hukouAddress: planted.hukou })
  const asked = { fields: ['phone', 'address'], purpose: 'service', reason: '上门探访' }
  const revealed = await post(worker(), 'revealed', urlOf(people, 'reveal', person), asked)
  expect(JSON.stringify(revealed.body)).toContain(planted.phone)
  await post(grid(), 'revealed too much', urlOf(people, 'reveal', person), { ...asked, fields: ['identityNumber'] })
  const far = town.as({ roles: [{ role: 'communityWorker', area: '440104022001', unitId: null }] })
  expect((await post(far, 'revealed elsewhere', urlOf(people, 'reveal', person), asked)).status).toBe(404)
  await ask(home, 'own: footprints', 'GET', urlOf(people, 'listMyFootprints'))

  const table = new FormData()
  const rows = `姓名,身份证号,手机号,住址\n${planted.name},${number.slice(0, 17)}Y,${planted.otherPhone},${planted.address}\n${planted.name},${number},12,${planted.hukou}\n`
  table.append('areaCode', here)
  table.append('file', new Blob([rows], { type: 'text/csv' }), 'residents.csv')
  const imported = await steward().raw('POST', urlOf(people, 'importPeople'), table)
  replies.push({ what: 'import', text: await imported.text() })

  const report = (who: Person, what: string, more: object) =>
    post(who, what, urlOf(cases, 'report'), { id: randomUUID(), areaCode: here, ...more })
  const text = `下水道堵了请打 ${planted.textPhone} 找我。我家住里面`
  const sent = await report(guest, 'report', { text, contact: { name: planted.name, phone: planted.otherPhone } })
  expect(sent.status).toBe(201)
  await report(guest, 'report without sense', { contact: { name: planted.name, phone: planted.otherPhone } })
  await report(guest, 'report with a bad phone', {
    text: '路灯不亮',
    contact: { name: planted.name, phone: '139-2223-901' },
  })
  const id = String(sent.body.id)
  const { number: caseNumber, queryCode: code } = sent.body
  await post(guest, 'progress', urlOf(matters, 'progress'), { number: caseNumber, code })
  await ask(guest, 'public list', 'GET', `${urlOf(matters, 'publicList')}?area=${district}`)
  await ask(home, 'read by a neighbour', 'GET', urlOf(matters, 'read', { id }))
  await ask(home, 'case by a neighbour', 'GET', urlOf(cases, 'read', { id }))
  const acceptor = town.as({ roles: [{ role: 'acceptor', area: district, unitId: null }], name: '余受理' })
  await ask(acceptor, 'list', 'GET', `${urlOf(matters, 'list')}?limit=50`)
  await post(acceptor, 'contact', urlOf(cases, 'contact', { id }), { purpose: '核实地址' })
  await ask(home, 'ways of notices', 'PUT', urlOf(notices, 'prefer'), {
    changes: [],
    email: planted.email,
  })
  await ask(home, 'own: notices', 'GET', urlOf(notices, 'preferences'))
  await town.settle()
  await town.run('notices', 'climb').catch(() => {})
  await town.settle()
  expect(lines.length).toBeGreaterThan(30)
}, 120_000)

test('no log line holds any of it', () => {
  const found = lines.flatMap((line) => inIt(line).map((what) => `${what}: ${line.slice(0, 300)}`))
  expect(found).toEqual([])
})

test('replies hold it only for whoever it belongs to, or who left a footprint', () => {
  const allowed = new Map<string, readonly string[]>([
    // What somebody just sent is theirs to see again.
    ['unknown field', ['phone']],
    ['own: reveal', ['number', 'phone', 'address']],
    ['own: account', ['name']],
    ['revealed', ['phone', 'address']],
    ['contact', ['otherPhone', 'name']],
    ['own: notices', ['email']],
  ])
  const found = replies.flatMap(({ what, text }) =>
    inIt(text).flatMap((one) => (allowed.get(what)?.includes(one) ? [] : [`${what}: ${one}`])),
  )
  expect(found).toEqual([])
})

test('no table holds it in clear but the reporter’s own words and the name an account goes by', async () => {
  const allowed = new Map<string, readonly string[]>([
    ['liren.identity_accounts', ['name']],
    ['liren.cases_cases', ['textPhone']],
    ['liren.matters_matters', ['textPhone']],
  ])
  const { rows: tables } = await town.owner.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('liren', 'liren_jobs') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const values = Object.entries(planted).filter(([what]) => !allowed.get(name)?.includes(what))
    for (const [what, value] of values) {
      const { rows } = await town.owner.query<{ row: string }>(
        `select left(t::text, 400) as row from ${name} t where position($1 in t::text) > 0 limit 1`,
        [value],
      )
      if (rows[0]) found.push(`${name}: ${what}: ${rows[0].row}`)
    }
  }
  expect(tables.length).toBeGreaterThan(60)
  expect(found).toEqual([])
}, 60_000)
