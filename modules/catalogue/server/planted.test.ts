/** A small day with planted private values: no reply, log line, audit entry, event or table shows one without its footprint. */
import type { RouteSpec } from '@liren/contract'
import { people } from '@liren/people/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CataloguePort, catalogue } from '../contract.ts'
import { canteens, chenNumber, community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

/** Each stands for one thing told about her. */
const planted = {
  account: '6217009988776655443',
  household: '植测户号七七九',
  spouse: '植测配偶',
  school: '植测小学',
  right: '植测请求原话',
  name: '欧阳植测',
  cell: '植测表格住址',
} as const
const inIt = (text: string) => Object.entries(planted).flatMap(([what, value]) => (text.includes(value) ? [what] : []))

let small: Awaited<ReturnType<typeof smallDistrict>>
let id: string
const lines: string[] = []
const staff = ['gridWorker', 'communityWorker', 'communityAdmin', 'dataSteward', 'handler', 'supervisor', 'auditAdmin']

beforeAll(async () => {
  const catching = (chunk: string | Uint8Array) => {
    lines.push(String(chunk))
    return true
  }
  vi.spyOn(process.stderr, 'write').mockImplementation(catching as never)
  vi.spyOn(process.stdout, 'write').mockImplementation(catching as never)
  small = await smallDistrict()
  id = await small.register(planted.name, chenNumber, '13800001234')
  await small.town.work(module, async (work) => {
    // The plug types ports loosely; this is the one of the catalogue.
    const port = module.port?.(work) as CataloguePort
    await port.record({ kind: 'person', id }, [
      { key: 'share.socialCard.account', value: planted.account, source: '社保卡持卡库' },
      { key: 'share.hukou.household', value: planted.household, source: '人口基础库' },
      { key: 'share.marriage.spouse', value: planted.spouse, source: '婚姻登记库' },
      { key: 'share.marriage.spouse', value: `${planted.spouse}乙`, source: '社区网格核实' },
      { key: 'share.education.school', value: planted.school, source: '学籍库' },
    ])
  })
  await small.town.settle()
})
afterAll(async () => {
  vi.restoreAllMocks()
  await small.town.close()
})

const resident = () => small.as('resident', community, { personId: id, name: '阳光' })
const looks = async () =>
  (await small.town.owner.query('select count(*)::int as n from people_footprints')).rows[0].n as number

const urls = () =>
  Object.entries(catalogue.routes as Readonly<Record<string, RouteSpec>>)
    .filter(([, route]) => route.method === 'GET')
    .map(([name, { path }]) => ({
      name,
      url: `/api/catalogue${path.replace(':key', 'share.socialCard.account').replace(':code', 'elder-canteens').replace(':id', id)}`,
    }))
const read = async (who: Person, url: string) => {
  const answer = await who.raw('GET', url)
  return answer.text()
}

test('she asks, doubts and decides; then every door is tried by every kind of staff, and none shows what was planted', async () => {
  await resident().ask(catalogue, 'askRight', { body: { kind: 'explain', text: planted.right } })
  await resident().ask(catalogue, 'decideConsent', {
    params: { purpose: 'share.family' },
    body: { isGiven: true, version: 1 },
  })
  await resident().ask(catalogue, 'challengeMine', { body: { key: 'share.education.school', text: '不是这所学校' } })
  await small.as('dataSteward', district).ask(catalogue, 'registerDataset', {
    params: { code: 'elder-canteens' },
    body: canteens({
      columns: [...canteens().columns, { name: '住址', type: 'text', isPersonal: true }],
      opening: { as: 'counts', by: ['社区'], licence: 'CC BY 4.0', scenario: '养老服务' },
    }),
  })
  const { id: updateId } = await small.as('dataSteward', district).ask(catalogue, 'submitUpdate', {
    params: { code: 'elder-canteens' },
    body: { rows: [{ 名称: '饭堂', 社区: '越秀山社区', 餐位: 40, 住址: planted.cell }] },
  })
  await small
    .as('dataSteward', district)
    .ask(catalogue, 'decideUpdate', { params: { id: updateId }, body: { decision: 'approve' } })
  await small.town.settle()

  const before = await looks()
  const shown: string[] = []
  for (const role of staff)
    for (const { name, url } of urls()) {
      const found = inIt(await read(small.as(role, role === 'handler' ? district : community), url))
      if (found.length > 0) shown.push(`${role} ${name}: ${found}`)
    }
  // What somebody asks for in their own words is read by whoever must answer it, and by nobody else.
  expect(shown).toEqual(['communityAdmin listRights: right', 'dataSteward listRights: right'])
  expect(await looks()).toBe(before)
})

test('what is shown to staff leaves a footprint before it is shown; what she reads herself does too, under her own request', async () => {
  const before = await looks()
  const { items } = await small.as('gridWorker', community, { name: '林志远' }).ask(catalogue, 'revealValues', {
    body: { subjectKind: 'person', subjectId: id, keys: ['share.socialCard.account'], reason: '核实账户' },
  })
  expect(items[0]?.value).toBe(planted.account)
  expect(await looks()).toBe(before + 1)
  expect(inIt(await read(resident(), '/api/catalogue/me/values'))).toEqual(['account', 'household', 'spouse', 'school'])
  expect(await looks()).toBe(before + 2)
  const { items: seen } = await resident().ask(people, 'listMyFootprints', { query: {} })
  expect(seen.slice(0, 2).map(({ purpose }) => purpose)).toEqual(['own-request', 'verification'])
})

test('nothing planted stands in logs, audit, events, jobs or any table of the catalogue and of matters', async () => {
  expect(lines.flatMap(inIt)).toEqual([])
  const { rows } = await small.town.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
      and (relname like 'catalogue%' or relname like 'matters%' or relname like 'kernel%' or relname like 'people%')`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: kept } = await small.town.owner.query(`select t::text as line from ${name} t`)
    const what = [...new Set(kept.flatMap(({ line }) => inIt(String(line))))]
    if (what.length > 0) found.push(`${name}: ${what}`)
  }
  expect(found).toEqual([])
})
