/** Linked tools and ports registered as the studio does it: refused by the name of the field, tried, published, given a secret, and used. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { completed } from '../document/completed.ts'
import type { ToolDocument } from '../document/document.ts'
import { ethicsFrom } from '../document/ethics.ts'
import { blankOutside, withReceived, withSignOn } from '../document/outside.ts'
import { Department } from '../testing/department.ts'
import { here, openTown } from '../testing/town.ts'
import module from './module.ts'

let at: Awaited<ReturnType<typeof openTown>>
let needId = ''
const maker = randomUUID()
const author = () => at.admin(here, maker)
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )
const begun = (kind: 'linked' | 'port', id: string) =>
  blankOutside(kind, id, here, '都府社区居委会', { name: `登记的${id}`, summary: '替大家把门开好' })

/** As the studio keeps and hands it in. */
const handIn = async (tool: ToolDocument) => {
  const whole = completed(tool)
  const document = { ...whole, ethics: ethicsFrom(whole, '2026-11-30') }
  const id = randomUUID()
  await author().ask(toolLibrary, 'keepDraft', { params: { id }, body: { area: here, document } })
  return author().ask(toolLibrary, 'submit', {
    params: { id },
    body: { trialUntil: '2029-12-31', exitCriteria: '三十天内二十人打开过', needId, justification: '没有现成的' },
  })
}
const faultsOf = async (tool: ToolDocument) => {
  const { faults } = await author().ask(toolLibrary, 'check', { body: { document: completed(tool) } })
  return faults.filter(({ level, code }) => level === 'refuse' && code !== 'ethics').map(({ path }) => path)
}

beforeAll(async () => {
  at = await openTown()
  await at.town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ('440104000000','越秀区','district',null,'2020-01-01'),
     ('440104001000','洪桥街道','subdistrict','440104000000','2020-01-01'), ($1,'都府社区','community','440104001000','2020-01-01')`,
    [here],
  )
  needId = (
    await at.resident().ask(toolLibrary, 'askNeed', {
      body: { area: here, title: '想在一处查公积金', evidence: '每次都要另外登录', serves: 'resident' },
    })
  ).id
})
afterAll(() => at.town.close())

test('what is not right is told at its own field, before and when it is handed in', async () => {
  const link = begun('linked', 'rides')
  expect(await faultsOf(link)).toEqual(['/link/url'])
  const local = { ...link, link: { url: 'https://127.0.0.1/x', claims: [] } } as ToolDocument
  expect(await faultsOf(local)).toEqual(['/link/url'])
  const signing = (redirect: string) =>
    ({ ...link, link: withSignOn({ url: 'https://rides.yuexiu-gov.cn/', claims: [] }, [redirect]) }) as ToolDocument
  expect(await faultsOf(signing('https://elsewhere.example-gov.cn/back'))).toEqual(['/link/redirectUrls/0'])
  expect(await faultsOf(signing('https://rides.yuexiu-gov.cn/back'))).toEqual([])
  const port = begun('port', 'fund')
  const with_ = (more: Partial<NonNullable<ToolDocument['port']>>) =>
    ({ ...port, port: { ...port.port, url: 'https://fund.yuexiu-gov.cn/query', ...more } }) as ToolDocument
  expect(await faultsOf(port)).toEqual(['/port/url'])
  expect(await faultsOf(with_({ healthPath: 'health' }))).toEqual(['/port/healthPath'])
  expect(await faultsOf(with_({ perMinute: 0 }))).toEqual(['/port/perMinute'])
  expect(await faultsOf(with_({ promisedPercent: 10 }))).toEqual(['/port/promisedPercent'])
  expect(await faultsOf(withReceived(with_({}), [{ name: 'Balance', words: '余额' }]))).toContain('/port/receives/0')
  expect(await refusal(handIn(with_({ healthPath: 'health' })))).toMatchObject({
    code: 'tool-library/document-unsound',
    field: '/port/healthPath',
  })
})

test('a page registered with single sign-on is told to whoever signs people on, with what it asks and where it comes back to', async () => {
  const link = begun('linked', 'elder-rides')
  await handIn({
    ...link,
    link: withSignOn({ url: 'https://rides.yuexiu-gov.cn/', claims: ['community'] }, [
      'https://rides.yuexiu-gov.cn/back',
    ]),
  })
  expect(await at.town.told('tool-library/installed')).toMatchObject([
    {
      toolId: 'elder-rides',
      kind: 'linked',
      isPublished: false,
      link: { claims: ['pairwiseId', 'community'], redirectUrls: ['https://rides.yuexiu-gov.cn/back'] },
    },
  ])
  // Signing on switched off again, it learns nothing.
  expect(
    withSignOn({ url: 'https://a.gov.cn/', claims: ['pairwiseId', 'community'], redirectUrls: ['x'] }, null),
  ).toEqual({
    url: 'https://a.gov.cn/',
    claims: [],
  })
})

test('a port registered at the desk works once the keeper made its secret, which is told once and lies sealed', async () => {
  const { town } = at
  const fund = new Department(town.clock.now)
  const { dataFolder } = town.host.core.config
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(join(dataFolder, 'reachable.json'), JSON.stringify({ 'fund.yuexiu-gov.cn': await fund.open() }))
  try {
    const port = begun('port', 'housing-fund')
    const tool = withReceived(
      {
        ...port,
        port: {
          ...(port.port as NonNullable<ToolDocument['port']>),
          url: 'https://fund.yuexiu-gov.cn/query',
          sends: ['person.name', 'person.age'],
          promisedPercent: 99,
        },
      },
      [{ name: 'balance', words: '余额（元）' }],
    )
    await handIn(tool)
    const personId = await town.work(module, async (work) => {
      const person = {
        fullName: '苏淑贞',
        areaCode: here,
        residence: 'permanent',
        identityNumber: '440104195503080029',
      } as const
      return (await work.use(people).register(person)).personId
    })
    const su = town.as({ personId, roles: [{ role: 'resident', area: here, unitId: null }] })
    const params = { id: 'housing-fund' }
    const call = () => su.ask(toolLibrary, 'callPort', { params, body: { area: here } })
    expect(await refusal(call())).toMatchObject({ code: 'tool-library/port-off' })
    expect(await refusal(author().ask(toolLibrary, 'makePortSecret', { params }))).toMatchObject({ status: 403 })
    const { secret } = await at.keeper().ask(toolLibrary, 'makePortSecret', { params })
    fund.secret = secret
    fund.answer = { balance: 12 }
    expect((await call()).values).toMatchObject([{ name: 'balance', title: { 'zh-CN': '余额（元）' }, value: 12 }])
    const [row] = (await at.keeper().ask(toolLibrary, 'ports', {})).items
    expect(row).toMatchObject({ hasSecret: true, promisedPercent: 99, sends: ['person.name', 'person.age'] })
    const { rows } = await town.owner.query('select secret_sealed from tool_library_ports')
    expect(rows[0].secret_sealed).not.toContain(secret)
    // Made anew, the one before no longer counts.
    await at.keeper().ask(toolLibrary, 'makePortSecret', { params })
    expect(await refusal(call())).toMatchObject({ code: 'tool-library/port-silent' })
  } finally {
    fund.close()
  }
})
