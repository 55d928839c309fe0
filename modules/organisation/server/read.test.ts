/** What people of the demo district can read: the tree, who is on duty, who would be asked, and the neighbours' page. */
import territory from '@liren/territory/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisation } from '../contract.ts'
import { community, type Demo, demoDistrict, district, presetNamed, street } from '../testing/demo-district.ts'
import module from './module.ts'

let demo: Demo
beforeAll(async () => {
  demo = await demoDistrict(territory)
})
afterAll(() => demo?.town.close())

const port = <T>(ask: (port: import('../contract.ts').OrganisationPort) => Promise<T>) =>
  demo.town.work(module, (work) => ask(work.use(organisation)))

test('the district has its departments, streets and a committee in every community', async () => {
  const steward = demo.as('dataSteward', district)
  const { items: roots } = await steward.ask(organisation, 'units', { query: { parent: 'root' } })
  expect(roots.map((root) => root.name)).toEqual(['越秀区人民政府'])
  expect(roots[0]?.hasChildren).toBe(true)
  const kinds = async (kind: 'party' | 'government' | 'mass' | 'subdistrict' | 'residentsCommittee') => {
    let count = 0
    let after: string | null = null
    do {
      const page: { items: unknown[]; next: string | null } = await steward.ask(organisation, 'units', {
        query: { kind, limit: 200, ...(after ? { after } : {}) },
      })
      count += page.items.length
      after = page.next
    } while (after)
    return count
  }
  expect((await kinds('party')) + (await kinds('government')) + (await kinds('mass'))).toBe(46)
  expect(await kinds('subdistrict')).toBe(18)
  expect(await kinds('residentsCommittee')).toBe(222)
})

test('seeding again changes nothing', async () => {
  const count = async () =>
    (await demo.town.owner.query('select count(*)::int as n from organisation_members')).rows[0].n
  const before = await count()
  expect(before).toBeGreaterThan(6000)
  await demo.town.work(module, async (work) => module.seed?.(work, presetNamed('yuexiu')))
  expect(await count()).toBe(before)
})

test('everybody of the demo who acts for a unit acts for one there is; estates and social organisations have people, too', async () => {
  type Account = { readonly loginName: string; readonly unit?: string; readonly unitId?: string }
  const { accounts } = await presetNamed('yuexiu').read<{ accounts: readonly Account[] }>('identity/accounts.json')
  const kinds = new Map<string, string | undefined>()
  for (const { loginName, unit, unitId } of accounts) {
    if (!unit) continue
    const found = await port((organisation) => organisation.unitByCode(unit))
    expect([loginName, unitId]).toEqual([loginName, found?.id])
    kinds.set(loginName, found?.kind)
  }
  expect(['firm1', 'owners1', 'social1'].map((login) => kinds.get(login))).toEqual([
    'propertyFirm',
    'ownersCommittee',
    'socialOrganisation',
  ])
})

test('every grid cell has its grid worker', async () => {
  const { rows } = await demo.town.owner.query(
    `select count(*)::int as cells, count(p.id)::int as posts from territory_areas a
     left join organisation_positions p on p.area_code = a.code and p.post = 'gridWorker' where length(a.code) = 15`,
  )
  expect(rows[0].cells).toBe(1893)
  expect(rows[0].posts).toBe(1893)
})

test('a dispatcher sees who would be asked, in order and with reasons in words', async () => {
  const dispatcher = demo.as('dispatcher', district)
  const ask = (ownership: 'lane' | 'municipal' | 'estate') =>
    dispatcher.ask(organisation, 'proposals', { query: { category: 'E0102', area: community, ownership } })
  const { items: lane } = await ask('lane')
  expect(lane[0]).toMatchObject({ unitName: '洪桥街道环境卫生站', part: 'lead' })
  expect(lane[0]?.reasons).toContain('权属相符')
  expect((await ask('municipal')).items[0]?.unitName).toBe('越秀区环境卫生作业中心')
  expect((await ask('estate')).items[0]?.unitKind).toBe('propertyFirm')
})

test('units are known by their codes, and the nearest unit of a kind by the place', async () => {
  await port(async (organisation) => {
    const water = await organisation.unitByCode('D-SL')
    expect(water?.name).toBe('越秀区水务局')
    expect((await organisation.units([water?.id ?? '', 'no such'])).map((unit) => unit.code)).toEqual(['D-SL'])
    expect((await organisation.unitOfArea(`${community}001`, 'residentsCommittee'))?.areaCode).toBe(community)
    const station = await organisation.unitOfArea(community, 'sanitationStation')
    expect((await organisation.parentOf(station?.id ?? ''))?.code).toBe('440104001')
    expect((await organisation.responsibilityFor('A0703'))?.matter).toBe('leak')
  })
})

test('day and night somebody leads the duty in the district centre and in every street', async () => {
  const leader = demo.as('dutyLeader', district)
  for (const at of ['2026-11-23T03:00:00+08:00', '2026-11-23T12:00:00+08:00', '2026-12-31T23:59:00+08:00']) {
    const { items: top } = await leader.ask(organisation, 'onDuty', {
      query: { area: district, level: 'district', at },
    })
    expect(top.filter((one) => one.post === 'dutyLeader')).toHaveLength(1)
    const { items: streets } = await leader.ask(organisation, 'onDuty', {
      query: { area: district, level: 'subdistrict', at },
    })
    expect(new Set(streets.filter((one) => one.post === 'dutyLeader').map((one) => one.areaCode)).size).toBe(18)
  }
})

test('where a demo person holds a post, whoever calls the officer on duty reaches an account, at any hour', async () => {
  const leader = demo.as('dutyLeader', district)
  for (const at of ['2026-11-24T03:00:00+08:00', '2026-11-25T12:00:00+08:00', '2026-11-28T22:00:00+08:00'])
    for (const [area, level] of [
      [district, 'district'],
      [street, 'subdistrict'],
    ] as const) {
      const { items } = await leader.ask(organisation, 'onDuty', { query: { area, level, at } })
      const here = items.filter((one) => one.areaCode === area)
      expect(here.map((one) => one.post).sort()).toEqual(['acceptor', 'dispatcher', 'dutyLeader'])
      expect(here.every((one) => one.accountId !== null)).toBe(true)
    }
  const { items } = await leader.ask(organisation, 'onDuty', {
    query: { area: community, level: 'community', at: '2026-11-24T10:00:00+08:00' },
  })
  const [worker] = items
  expect(items).toHaveLength(1)
  const posts = await port((organisation) => organisation.postsOf(worker?.accountId ?? ''))
  expect(posts.map((held) => held.post)).toEqual(['communityWorker'])
})

test('a critical matter is called up to the district’s duty leader and the emergency bureau', async () => {
  const acceptor = demo.as('acceptor', district)
  const { steps } = await acceptor.ask(organisation, 'escalation', { query: { area: community, grade: 'critical' } })
  expect(steps.map((step) => step.level)).toEqual(['community', 'subdistrict', 'district', 'emergency'])
  expect(steps.at(-1)?.unitName).toBe('越秀区应急管理局')
  for (const level of ['subdistrict', 'district'] as const) {
    const on = steps.find((step) => step.level === level)?.onDuty ?? []
    expect(on.map((one) => one.post)).toEqual(['dutyLeader'])
    expect(on[0]?.phone).toMatch(/^020-0001/)
  }
})

test('a grid worker sees the duty phones of the own street, but not those of another', async () => {
  const lin = demo.as('gridWorker', community)
  const { items: own } = await lin.ask(organisation, 'onDuty', { query: { area: community, level: 'subdistrict' } })
  expect(own[0]?.phone).toMatch(/^020-0001/)
  const { items: other } = await lin.ask(organisation, 'onDuty', {
    query: { area: '440104003000', level: 'subdistrict' },
  })
  expect(other.length).toBeGreaterThan(0)
  expect(other.every((one) => one.phone === null)).toBe(true)
})

test('a neighbour finds the offices and the own grid worker, by name and post only', async () => {
  const reply = await demo.town.guest.ask(organisation, 'community', {
    params: { area: community },
    query: { cell: `${community}001` },
  })
  expect(reply.offices.map((office) => office.kind)).toContain('residentsCommittee')
  expect(reply.people.filter((one) => one.post === 'gridWorker')).toHaveLength(1)
  expect(Object.keys(reply.people[0] ?? {}).sort()).toEqual(['areaCode', 'name', 'post', 'title'])
  expect(JSON.stringify(reply.people)).not.toMatch(/020-0001/)
})

test('everybody may read who answers for what', async () => {
  const { items } = await demo.town.guest.ask(organisation, 'responsibilities')
  const leak = items.find((item) => item.matter === 'leak')
  expect(leak?.lead).toBe('property')
  expect(leak?.residentsCommittee).toContain('只协助调解')
})

test('residents, merchants and guests have no business in the staff directory', async () => {
  for (const role of ['resident', 'merchant']) {
    const somebody = demo.as(role, community)
    await expect(somebody.ask(organisation, 'units', { query: {} })).rejects.toMatchObject({ problem: { status: 403 } })
    await expect(somebody.ask(organisation, 'onDuty', { query: { area: community } })).rejects.toMatchObject({
      problem: { status: 403 },
    })
  }
  await expect(demo.town.guest.ask(organisation, 'units', { query: {} })).rejects.toMatchObject({
    problem: { status: 401 },
  })
})

test('what a community still lacks in training is listed, by post and skill', async () => {
  const admin = demo.as('communityAdmin', street)
  const { items } = await admin.ask(organisation, 'skillGaps', { query: { area: community } })
  expect(items.length).toBeGreaterThan(3)
  expect(items.every((gap) => gap.areaCode.startsWith(community) && gap.held < gap.wanted)).toBe(true)
  const { items: elsewhere } = await admin.ask(organisation, 'skillGaps', { query: { area: '440104003000' } })
  expect(elsewhere).toEqual([])
})

test('a search finds a unit by part of its name', async () => {
  const { items } = await demo.as('handler', district).ask(organisation, 'units', { query: { q: '水务' } })
  expect(items.map((item) => item.code)).toEqual(['D-SL'])
})
