/** Administrators keep units, posts, duty lists and rosters; each only where they answer for it. */
import territory from '@liren/territory/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OrganisationPort, organisation } from '../contract.ts'
import { community, type Demo, demoDistrict, district, street } from '../testing/demo-district.ts'
import module from './module.ts'

let demo: Demo
beforeAll(async () => {
  demo = await demoDistrict(territory)
})
afterAll(() => demo?.town.close())

const port = <T>(ask: (port: OrganisationPort) => Promise<T>) =>
  demo.town.work(module, (work) => ask(work.use(organisation)))
const idOf = async (code: string) => (await port((one) => one.unitByCode(code)))?.id ?? ''
const refused = (code: string, field?: string) => ({
  problem: expect.objectContaining({ code, ...(field ? { field } : {}) }),
})

test('a community administrator sets up a unit in the own street, and nowhere else', async () => {
  const admin = demo.as('communityAdmin', street)
  const body = {
    code: 'KIOSK-1',
    kind: 'socialOrganisation' as const,
    name: '洪桥便民岗',
    areaCode: community,
    parentId: await idOf('440104001'),
  }
  const unit = await admin.ask(organisation, 'createUnit', { body })
  expect(unit).toMatchObject({ code: 'KIOSK-1', shortName: '洪桥便民岗', closedAt: null })
  await expect(admin.ask(organisation, 'createUnit', { body })).rejects.toMatchObject(
    refused('organisation/code-taken', 'code'),
  )
  await expect(
    admin.ask(organisation, 'createUnit', { body: { ...body, code: 'KIOSK-2', areaCode: '440104003000' } }),
  ).rejects.toMatchObject(refused('kernel/forbidden'))
  await expect(
    demo
      .as('systemAdmin', district)
      .ask(organisation, 'createUnit', { body: { ...body, code: 'KIOSK-3', areaCode: '440104999999' } }),
  ).rejects.toMatchObject(refused('organisation/outside-area', 'areaCode'))
  expect((await port((one) => one.unitByCode('KIOSK-1')))?.id).toBe(unit.id)
})

test('a renamed unit is known by its new name at once, and cannot be put below itself', async () => {
  const admin = demo.as('systemAdmin', district)
  const id = await idOf('440104003')
  await admin.ask(organisation, 'changeUnit', { params: { id }, body: { phone: '020-00009999' } })
  expect((await port((one) => one.unit(id)))?.phone).toBe('020-00009999')
  const below = await idOf('440104003-HW')
  await expect(
    admin.ask(organisation, 'changeUnit', { params: { id }, body: { parentId: below } }),
  ).rejects.toMatchObject(refused('organisation/parent-loops', 'parentId'))
})

test('a unit with duties or units below it cannot be closed; an empty one can, and stays readable', async () => {
  const admin = demo.as('systemAdmin', district)
  const close = (id: string) => admin.ask(organisation, 'closeUnit', { params: { id }, body: { reason: '机构调整' } })
  await expect(close(await idOf('440104003'))).rejects.toMatchObject(refused('organisation/has-open-children'))
  await expect(close(await idOf('D-SL'))).rejects.toMatchObject(refused('organisation/still-on-duty-lists'))
  const id = await idOf('S-001')
  const closed = await close(id)
  expect(closed.closedAt).not.toBeNull()
  await expect(close(id)).rejects.toMatchObject(refused('organisation/unit-closed'))
  expect((await admin.ask(organisation, 'unit', { params: { id } })).unit.name).toBe(closed.name)
})

test('a resident becomes building steward for a term, and a full post takes nobody more', async () => {
  const admin = demo.as('communityAdmin', street)
  const unit = await idOf(`${community}-WG`)
  const post = await admin.ask(organisation, 'createPosition', {
    params: { id: unit },
    body: { post: 'buildingSteward', title: '3栋楼长', tasks: ['传递消息'], termMonths: 12 },
  })
  const personId = '0190a5f0-0000-7000-8000-000000000001'
  const put = (name: string, termFrom: string) =>
    admin.ask(organisation, 'appoint', { params: { id: post.id }, body: { name, personId, termFrom } })
  const wu = await put('吴伯', '2026-11-01')
  expect(wu).toMatchObject({ personId, termTo: '2027-10-31' })
  await expect(put('何姨', '2027-01-01')).rejects.toMatchObject(refused('organisation/seats-full'))
  await admin.ask(organisation, 'endTerm', { params: { id: wu.id }, body: { endsOn: '2026-12-31' } })
  expect((await put('何姨', '2027-01-01')).name).toBe('何姨')
})

test('a revised duty line holds from its moment; the former version stays to be read', async () => {
  const steward = demo.as('dataSteward', district)
  const [market, water] = [await idOf('D-SJ'), await idOf('D-SL')]
  const body = {
    unitId: market,
    categories: ['E0504'],
    ownership: null,
    areaCode: street,
    part: 'lead' as const,
    clause: '街道试点',
  }
  const lead = () =>
    port(
      async (one) =>
        (await one.dutyFor({ categoryCode: 'E0504', areaCode: community, at: demo.town.clock.now() }))[0]?.unitId,
    )
  expect(await lead()).toBe(await idOf('440104001-ZF'))
  const first = await steward.ask(organisation, 'enterDuty', { body })
  expect(await lead()).toBe(market)
  const from = new Date(demo.town.clock.now().getTime() + 3_600_000)
  const second = await steward.ask(organisation, 'reviseDuty', {
    params: { id: first.id },
    body: { ...body, unitId: water, validFrom: from.toISOString() },
  })
  expect(second.version).toBe(2)
  expect(await lead()).toBe(market)
  demo.town.clock.advance(2 * 3_600_000)
  expect(await lead()).toBe(water)
  const { items } = await steward.ask(organisation, 'dutyHistory', { params: { id: second.id } })
  expect(items.map((item) => [item.version, item.unitId])).toEqual([
    [2, water],
    [1, market],
  ])
  await expect(steward.ask(organisation, 'reviseDuty', { params: { id: first.id }, body })).rejects.toMatchObject(
    refused('organisation/version-superseded'),
  )
  await steward.ask(organisation, 'endDuty', { params: { id: second.id }, body: { reason: '试点结束' } })
  expect(await lead()).toBe(await idOf('440104001-ZF'))
})

test('a community cannot hand work to a department it does not answer for', async () => {
  const admin = demo.as('communityAdmin', community)
  const body = { categories: ['E05'], ownership: null, areaCode: community, part: 'lead' as const, clause: '自定' }
  await expect(
    admin.ask(organisation, 'enterDuty', { body: { ...body, unitId: await idOf('D-SL') } }),
  ).rejects.toMatchObject(refused('kernel/forbidden'))
  await expect(
    admin.ask(organisation, 'enterDuty', { body: { ...body, areaCode: street, unitKind: 'gridTeam' } }),
  ).rejects.toMatchObject(refused('kernel/forbidden'))
  await expect(admin.ask(organisation, 'enterDuty', { body })).rejects.toMatchObject(
    refused('organisation/holder-unclear', 'unitId'),
  )
  await expect(
    admin.ask(organisation, 'enterDuty', { body: { ...body, unitKind: 'gridTeam', fromTime: '22:00' } }),
  ).rejects.toMatchObject(refused('kernel/invalid-input', 'toTime'))
  expect((await admin.ask(organisation, 'enterDuty', { body: { ...body, unitKind: 'gridTeam' } })).unitKind).toBe(
    'gridTeam',
  )
})

test('a stand-in takes one night shift and is shown as such', async () => {
  const leader = demo.as('dutyLeader', street)
  const id = await idOf('440104001-ZH')
  const before = await leader.ask(organisation, 'unit', { params: { id } })
  const night = before.shifts.find((shift) => shift.startsAt === '20:30')
  const leaders = before.positions.find((position) => position.post === 'dutyLeader')?.members ?? []
  const at = '2026-12-05T01:00:00+08:00'
  const onDuty = async () =>
    (await leader.ask(organisation, 'onDuty', { query: { area: street, level: 'subdistrict', at } })).items.filter(
      (one) => one.post === 'dutyLeader',
    )
  const [usual] = await onDuty()
  const other = leaders.find((member) => member.id !== usual?.memberId)
  const line = await leader.ask(organisation, 'putOnRoster', {
    params: { id: night?.id ?? '' },
    body: { memberId: other?.id ?? '', startsOn: '2026-12-04', endsOn: '2026-12-04', isStandIn: true },
  })
  expect(await onDuty()).toMatchObject([{ memberId: other?.id, isStandIn: true }])
  await leader.ask(organisation, 'takeOffRoster', { params: { id: line.id } })
  expect(await onDuty()).toMatchObject([{ memberId: usual?.memberId, isStandIn: false }])
  await expect(
    demo.as('dutyLeader', '440104003000').ask(organisation, 'putOnRoster', {
      params: { id: night?.id ?? '' },
      body: { memberId: other?.id ?? '', startsOn: '2026-12-04' },
    }),
  ).rejects.toMatchObject(refused('kernel/forbidden'))
})

test('an account put on a post takes a free seat once, and is found there', async () => {
  const accountId = '0190a5f0-0000-7000-8000-0000000000aa'
  const unitId = await idOf(`${community}-WG`)
  await port(async (one) => {
    for (const _ of [1, 2])
      await one.seat({ unitId, post: 'gridWorker', accountId, name: '林网格员', areaCode: `${community}003` })
    expect(await one.postsOf(accountId)).toEqual([{ unitId, post: 'gridWorker', areaCode: `${community}003` }])
    expect((await one.accountsAt(unitId, 'gridWorker')).filter((id) => id === accountId)).toHaveLength(1)
  })
  const page = await demo.town.guest.ask(organisation, 'community', {
    params: { area: community },
    query: { cell: `${community}003` },
  })
  expect(page.people.find((person) => person.post === 'gridWorker')?.name).toBe('林网格员')
})

test('training closes a gap', async () => {
  const admin = demo.as('communityAdmin', street)
  const id = await idOf(`${community}-JW`)
  const page = await admin.ask(organisation, 'unit', { params: { id } })
  const secretary = page.positions.find((position) => position.post === 'communitySecretary')?.members[0]
  const gap = async () =>
    (await admin.ask(organisation, 'skillGaps', { query: { area: community } })).items.find(
      (one) => one.unitId === id && one.post === 'communitySecretary' && one.skill === '议事协商',
    )
  expect(await gap()).toMatchObject({ held: 0, wanted: 1 })
  await admin.ask(organisation, 'recordTraining', {
    params: { id: secretary?.id ?? '' },
    body: { skill: '议事协商', course: '社区协商工作坊', heldOn: '2026-10-10', hours: 6 },
  })
  expect(await gap()).toBeUndefined()
  expect((await admin.ask(organisation, 'trainings', { query: { unit: id } })).items).toHaveLength(1)
})

test('what changed is told and can be proved afterwards', async () => {
  expect((await demo.town.told('organisation/duties-changed')).length).toBeGreaterThan(2)
  expect((await demo.town.told('organisation/unit-changed')).length).toBeGreaterThan(2)
})

test('a town with villages stands from its own preset', async () => {
  const town = await demoDistrict(territory, 'guali')
  try {
    await town.town.work(module, async (work) => {
      const one = work.use(organisation)
      expect((await one.unitByCode('TOWN'))?.kind).toBe('subdistrict')
      const [lead] = await one.dutyFor({ categoryCode: 'A0501', areaCode: '330109113201' })
      expect(lead?.unitKind).toBe('villageCommittee')
      expect((await one.dutyFor({ categoryCode: 'E0102', areaCode: '330109113001' }))[0]?.unitCode).toBe('U-HW')
    })
  } finally {
    await town.town.close()
  }
})

test('a duty is swapped when the colleague agrees: both days stand on the roster, and nobody is put there unasked', async () => {
  const leader = demo.as('dutyLeader', street)
  const id = await idOf('440104001-ZH')
  const page = await leader.ask(organisation, 'unit', { params: { id } })
  const leaders = page.positions.find((position) => position.post === 'dutyLeader')?.members ?? []
  const shift = await leader.ask(organisation, 'createShift', {
    body: {
      unitId: id,
      level: 'subdistrict',
      name: '早班',
      startsAt: '08:00',
      endsAt: '12:00',
      days: 'every',
      validFrom: '2026-11-01',
    },
  })
  const [mine, theirs] = [leaders[0]?.id ?? '', leaders[1]?.id ?? '']
  const accounts = ['0190a5f0-0000-7000-8000-0000000000b1', '0190a5f0-0000-7000-8000-0000000000b2'] as const
  for (const [n, memberId] of [mine, theirs].entries()) {
    await demo.town.owner.query('update organisation_members set account_id = $2 where id = $1', [
      memberId,
      accounts[n],
    ])
    await leader.ask(organisation, 'putOnRoster', {
      params: { id: shift.id },
      body: { memberId, startsOn: n === 0 ? '2026-11-24' : '2026-11-25', everyDays: 2 },
    })
  }
  const [wen, wu] = accounts.map((account) =>
    demo.town.as({ id: account, name: '值班人', roles: [{ role: 'dutyLeader', area: street, unitId: id }] }),
  ) as [ReturnType<typeof demo.as>, ReturnType<typeof demo.as>]
  const duties = await wen.ask(organisation, 'myDuties', {})
  const own = duties.items.filter((one) => one.shiftId === shift.id)
  expect(own[0]).toMatchObject({ day: '2026-11-24', memberId: mine })
  expect(own[0]?.colleagues.map(({ memberId }) => memberId)).toContain(theirs)

  const ask = (who: typeof wen, body: object) =>
    who.ask(organisation, 'askSwap', { params: { id: shift.id }, body: { reason: '家里有事', ...body } as never })
  await expect(ask(wen, { onDay: '2026-11-25', toMemberId: theirs })).rejects.toMatchObject(
    refused('organisation/not-your-duty', 'onDay'),
  )
  await expect(ask(wen, { onDay: '2026-11-24', toMemberId: theirs, inReturnOn: '2026-11-26' })).rejects.toMatchObject(
    refused('organisation/not-their-duty', 'inReturnOn'),
  )
  const swap = await ask(wen, { onDay: '2026-11-24', toMemberId: theirs, inReturnOn: '2026-11-25' })
  await expect(ask(wen, { onDay: '2026-11-24', toMemberId: theirs })).rejects.toMatchObject(
    refused('organisation/asked-already'),
  )
  const standing = async (day: string) =>
    (
      await leader.ask(organisation, 'onDuty', {
        query: { area: street, level: 'subdistrict', at: `${day}T09:00:00+08:00` },
      })
    ).items
      .filter((one) => one.shiftId === shift.id)
      .map((one) => one.memberId)
  expect(await standing('2026-11-24')).toEqual([mine])

  const answered = (who: typeof wen, state: 'agreed' | 'withdrawn') =>
    who.ask(organisation, 'answerSwap', { params: { id: swap.id }, body: { state } })
  await expect(answered(wen, 'agreed')).rejects.toMatchObject(refused('organisation/not-yours'))
  await expect(answered(demo.as('dutyLeader', street), 'agreed')).rejects.toMatchObject(refused('kernel/not-found'))
  expect((await wu.ask(organisation, 'myDuties', {})).swaps).toMatchObject([{ id: swap.id, isMineToAnswer: true }])
  await answered(wu, 'agreed')
  expect([await standing('2026-11-24'), await standing('2026-11-25'), await standing('2026-11-26')]).toEqual([
    [theirs],
    [mine],
    [mine],
  ])
  await expect(answered(wen, 'withdrawn')).rejects.toMatchObject(refused('organisation/answered-already'))
  const { items } = await leader.ask(organisation, 'swaps', { params: { id } })
  expect(items).toMatchObject([{ onDay: '2026-11-24', inReturnOn: '2026-11-25', state: 'agreed', reason: '家里有事' }])
})
