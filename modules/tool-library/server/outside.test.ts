/** What leads out of the house: a department asked about oneself, and linked tools, against systems that refuse what real ones refuse. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identity } from '@liren/identity/contract'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { Department } from '../testing/department.ts'
import { linkedTool, portTool } from '../testing/outside.ts'
import { here, openTown } from '../testing/town.ts'
import module from './module.ts'
import { restAfter, restSeconds } from './ports/call-port.ts'

let at: Awaited<ReturnType<typeof openTown>>
let fund: Department
let rides: Department
let su: Person
const id = 'housing-fund'

const secret = (text: string) =>
  writeFileSync(join(at.town.host.core.config.dataFolder, 'secrets', `port-${id}`), `${text}\n`)
/** The same person at another telephone each time: one account asks only so often. */
const another = () => at.town.as({ personId: su.actor.personId, roles: su.actor.grants })
const call = (who: Person = another()) => who.ask(toolLibrary, 'callPort', { params: { id }, body: { area: here } })
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )
const check = () => at.town.run(module, 'check-reach')
const port = async () => (await at.keeper().ask(toolLibrary, 'ports', {})).items.find(({ toolId }) => toolId === id)

beforeAll(async () => {
  at = await openTown()
  const { town } = at
  fund = new Department(town.clock.now)
  rides = new Department(town.clock.now)
  rides.isOpen = true
  const { dataFolder } = town.host.core.config
  mkdirSync(join(dataFolder, 'secrets'), { recursive: true })
  const [fundAt, ridesAt] = [await fund.open(), await rides.open()]
  writeFileSync(
    join(dataFolder, 'reachable.json'),
    JSON.stringify({ 'fund.yuexiu-gov.cn': fundAt, 'rides.yuexiu-gov.cn': ridesAt }),
  )
  secret(fund.secret)
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ('440104000000','越秀区','district',null,'2020-01-01'),
     ('440104001000','洪桥街道','subdistrict','440104000000','2020-01-01'), ($1,'都府社区','community','440104001000','2020-01-01')`,
    [here],
  )
  const personId = await town.work(module, async (work) => {
    const registration = {
      fullName: '苏淑贞',
      areaCode: here,
      residence: 'permanent',
      identityNumber: '440104195503080029',
      phone: '13800001234',
    } as const
    return (await work.use(people).register(registration)).personId
  })
  su = town.as({ personId, roles: [{ role: 'resident', area: here, unitId: null }] })
  for (const document of [portTool(), linkedTool()]) {
    await at.install(document)
    await at.admin().ask(toolLibrary, 'use', { params: { id: document.id }, body: { area: here, mode: 'cite' } })
  }
})
afterAll(async () => {
  fund.close()
  rides.close()
  await at.town.close()
})
beforeEach(() => {
  fund.mood = 'sound'
  fund.perMinute = 1000
  rides.mood = 'sound'
  fund.answer = { balance: 1234.5, state: '正常，经办13800009999', secret: '别人的事', nested: { a: 1 } }
  // A new minute, with all its turns.
  at.town.clock.advance(61_000)
})

test('somebody asks a department about themself: it learns the least, in disguise, and only what was declared comes back', async () => {
  const face = await su.ask(toolLibrary, 'portFace', { params: { id }, query: { area: here } })
  expect(face.sends).toEqual(
    ['person.name', 'person.idNumber', 'person.phone', 'person.age'].map((key) => ({ key, isClear: false })),
  )
  const { values } = await call()
  expect(values.map(({ name, title, value }) => [name, title['zh-CN'], value])).toEqual([
    ['balance', '余额（元）', 1234.5],
    ['state', '账户状态', '正常，经办138****9999'],
  ])
  const sent = JSON.parse(fund.asked.at(-1)?.body ?? '{}')
  expect(sent.values).toEqual({
    'person.name': '苏**',
    'person.idNumber': '4401************29',
    'person.phone': '138****1234',
    'person.age': '70+',
  })
})

test('it leaves a footprint, an entry of the audit and a line without any value', async () => {
  await call()
  const { rows } = await at.town.owner.query<{ fields: string[]; reason: string }>(
    'select fields, reason from people_footprints where person_id = $1 order by looked_at desc limit 1',
    [su.actor.personId],
  )
  expect(rows[0]?.fields.toSorted()).toEqual(['fullName', 'identityNumber', 'phone'])
  expect(rows[0]?.reason).toContain('公积金查询')
  const { rows: lines } = await at.town.owner.query<{ line: string }>(
    'select c::text as line from tool_library_port_calls c',
  )
  expect(lines.length).toBeGreaterThan(0)
  for (const { line } of lines)
    for (const value of ['苏淑贞', '440104195503080029', '1234.5']) expect(line).not.toContain(value)
  const { rows: acts } = await at.town.owner.query<{ facts: { outcome: string } }>(
    `select facts from kernel_audit where action = 'tool-library.callPort' and result = 'done'`,
  )
  expect(acts[0]?.facts).toMatchObject({ outcome: 'answered' })
})

test('what the keeper lets through leaves as it is, with a reason, and nothing else', async () => {
  const let_ = (keys: string[], who = at.keeper()) =>
    who.ask(toolLibrary, 'letThrough', { params: { id }, body: { keys, because: '公积金按身份证号建户' } })
  expect(await failure(let_(['person.residence']))).toMatchObject({ field: 'keys' })
  expect(await failure(let_(['person.idNumber'], at.admin()))).toMatchObject({ status: 403 })
  await let_(['person.idNumber'])
  await call()
  const { values } = JSON.parse(fund.asked.at(-1)?.body ?? '{}')
  expect(values).toMatchObject({ 'person.idNumber': '440104195503080029', 'person.name': '苏**' })
  await let_([])
})

test('a wrong signature is refused over there, and so is the very same call played again', async () => {
  await call()
  const last = fund.asked.at(-1)
  const { host: _, ...headers } = last?.headers ?? {}
  const base = await import('node:fs').then(({ readFileSync }) =>
    JSON.parse(readFileSync(join(at.town.host.core.config.dataFolder, 'reachable.json'), 'utf8')),
  )
  const again = await fetch(`${base['fund.yuexiu-gov.cn']}${last?.path}`, {
    method: 'POST',
    headers: Object.fromEntries(
      Object.entries(headers).filter(([key]) => key.startsWith('x-liren') || key === 'content-type'),
    ),
    body: last?.body ?? '',
  })
  expect(again.status).toBe(409)
  secret('another')
  expect(await failure(call())).toMatchObject({ code: 'tool-library/port-silent' })
  secret('')
  expect(await failure(call())).toMatchObject({ code: 'tool-library/port-off' })
  secret(fund.secret)
})

test('a minute has so many turns; then nobody is even asked, and when they say enough, that is noted', async () => {
  for (let turn = 0; turn < 5; turn += 1) await call()
  const before = fund.asked.length
  expect(await failure(call())).toMatchObject({ status: 429, code: 'tool-library/port-full' })
  expect(fund.asked).toHaveLength(before)
  at.town.clock.advance(61_000)
  fund.perMinute = 1
  await call()
  expect(await failure(call())).toMatchObject({ code: 'tool-library/port-silent', facts: { outcome: 'limited' } })
})

test('turns are counted across everybody who asks at once', async () => {
  const both = await Promise.allSettled(Array.from({ length: 12 }, () => call()))
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
})

test('the switch stops a port at once, with a reason that everybody at the desk sees', async () => {
  const turn = (isOn: boolean, who = at.keeper(), because = '对方接口泄漏，先停') =>
    who.ask(toolLibrary, 'switchPort', { params: { id }, body: { isOn, because } })
  expect(await failure(turn(false, at.admin()))).toMatchObject({ status: 403 })
  expect(await failure(turn(false, at.keeper(), ''))).toMatchObject({ field: 'because' })
  await turn(false)
  const before = fund.asked.length
  expect(await failure(call())).toMatchObject({ code: 'tool-library/port-off' })
  expect(fund.asked).toHaveLength(before)
  expect(await port()).toMatchObject({ isOn: false, because: '对方接口泄漏，先停' })
  await turn(true, at.keeper(), '已修复')
  await call()
})

test('late, endless and unreadable answers are no answers; after some in a row the port rests for a minute', async () => {
  for (const [mood, outcome] of [
    ['slow', 'timeout'],
    ['endless', 'too-long'],
    ['babbling', 'unreadable'],
  ] as const) {
    fund.mood = mood
    expect(await failure(call()), mood).toMatchObject({ code: 'tool-library/port-silent', facts: { outcome } })
  }
  at.town.clock.advance(61_000)
  fund.mood = 'babbling'
  for (let turn = 3; turn < restAfter; turn += 1) await failure(call())
  fund.mood = 'sound'
  expect(await failure(call())).toMatchObject({ code: 'tool-library/port-rests' })
  at.town.clock.advance((restSeconds + 1) * 1000)
  await call()
})

test('who is not in the register, or for whom the tool is not meant, asks nobody anything', async () => {
  const before = fund.asked.length
  expect(await failure(call(at.resident()))).toMatchObject({ code: 'tool-library/no-person' })
  expect(await failure(call(at.town.guest))).toMatchObject({ status: 401 })
  expect(fund.asked).toHaveLength(before)
})

test('the desk sees how a port fares: calls, share answered, times, checks', async () => {
  await check()
  const row = await port()
  expect(row).toMatchObject({ hasSecret: true, host: 'fund.yuexiu-gov.cn', reach: { isDown: false } })
  expect(row?.sla.calls).toBeGreaterThan(10)
  expect(row?.sla.answeredShare).toBeLessThan(1)
  expect(row?.sla.p95Ms).not.toBeNull()
  expect(row?.sla.upShare).toBe(1)
  const { items } = await at.keeper().ask(toolLibrary, 'portCalls', { params: { id }, query: { limit: 3 } })
  expect(items).toHaveLength(3)
})

test('a linked tool leads on where it is in use and counts as used; elsewhere it leads nowhere', async () => {
  const open = (who: Person, area: string) => who.raw('GET', `/api/tool-library/linked/elder-rides/open?area=${area}`)
  const led = await open(su, here)
  expect([led.status, led.headers.get('location')]).toEqual([303, 'https://rides.yuexiu-gov.cn/'])
  expect((await open(su, '440104001002')).status).toBe(409)
  const { items } = await at.admin().ask(toolLibrary, 'uses', { query: { area: here } })
  expect(items.find(({ toolId }) => toolId === 'elder-rides')?.lastUsedAt).not.toBeNull()
})

test('a linked tool that opens inside stands in a frame under who runs it and a way out, by a policy that lets in its own address alone', async () => {
  const name = { 'zh-CN': '框里叫车', en: 'Rides in a frame' }
  const inside = { ...linkedTool({ opens: 'inside' }), id: 'rides-inside', name }
  await at.install(inside)
  await at.admin().ask(toolLibrary, 'use', { params: { id: inside.id }, body: { area: here, mode: 'cite' } })
  const open = (tool: string, area = here, who: Person = su) =>
    who.raw('GET', `/api/tool-library/linked/${tool}/inside?area=${area}`)
  const shown = await open(inside.id)
  const page = await shown.text()
  expect(shown.headers.get('content-type')).toContain('text/html')
  const policy = shown.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('frame-src https://rides.yuexiu-gov.cn;')
  expect(policy).not.toContain('script-src')
  expect(page).toContain('由越秀山社区居委会运营 · rides.yuexiu-gov.cn')
  expect(page).toMatch(/<a class="leave" href="\/">离开<\/a>/)
  expect(page).toMatch(
    /<iframe src="https:\/\/rides\.yuexiu-gov\.cn\/"[^>]* sandbox="[^"]*" referrerpolicy="no-referrer"/,
  )
  expect(/sandbox="([^"]*)"/.exec(page)?.[1]?.split(' ')).not.toContain('allow-top-navigation')
  // Nothing about whoever looks stands in what the other side is asked for.
  expect(/<iframe src="([^"]*)"/.exec(page)?.[1]).toBe('https://rides.yuexiu-gov.cn/')
  expect(page).not.toContain('苏')
  // One that leads away is not framed; another community has it not; for whom it is not meant, it is closed.
  expect((await open('elder-rides')).status).toBe(404)
  expect((await open(inside.id, '440104001002')).status).toBe(409)
  expect((await open(inside.id, here, at.town.guest)).status).toBe(403)
  const { rows } = await at.town.owner.query(
    `select 1 from kernel_audit where action = 'tool-library.inside' and result = 'done'`,
  )
  expect(rows).toHaveLength(1)
})

test('a link that is silent three times is said to be down, the keeper is told, and all is well when it answers again', async () => {
  const keeperId = await at.town.work(module, async (work) => {
    return work.use(identity).createAccount({
      loginName: 'keeper1',
      displayName: '管库员',
      kind: 'staff',
      areaCode: '440104000000',
      roles: [{ role: 'dataSteward', area: '440104000000' }],
    })
  })
  const told = () => at.town.told('tool-library/reach-changed')
  const before = (await told()).length
  const reach = async () =>
    (await at.keeper().ask(toolLibrary, 'reach', {})).items.find(({ toolId }) => toolId === 'elder-rides')
  await check()
  rides.mood = 'broken'
  for (let turn = 0; turn < 2; turn += 1) {
    at.town.clock.advance(3_600_000)
    await check()
  }
  expect(await reach()).toMatchObject({ fails: 2, isDown: false })
  at.town.clock.advance(3_600_000)
  await check()
  expect(await reach()).toMatchObject({ fails: 3, isDown: true, why: 'http-503' })
  rides.mood = 'sound'
  at.town.clock.advance(3_600_000)
  await check()
  expect(await reach()).toMatchObject({ fails: 0, isDown: false })
  expect((await told()).slice(before).filter((fact) => fact.toolId === 'elder-rides')).toEqual([
    { toolId: 'elder-rides', isDown: true },
    { toolId: 'elder-rides', isDown: false },
  ])
  const keeper = at.town.as({ id: keeperId, roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }] })
  const { items } = await keeper.ask(notices, 'mine', { query: {} })
  const titles = items.map(({ title }) => title).filter((title) => title.includes('长者出行'))
  expect(titles.toSorted()).toEqual(['“长者出行”恢复了', '“长者出行”连不上了'])
})
