/** A round is planned once, walked by its worker, and what is found on it is kept once — however often a phone sends it. */
import { randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import { matters } from '@liren/matters/contract'
import type { OrganisationPort } from '@liren/organisation/contract'
import { organisation } from '@liren/organisation/contract'
import { patrol } from '@liren/patrol/contract'
import module from '@liren/patrol/server'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { elsewhere, here, nextDoor, photos, refusal, spot } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

/** An hour after everybody took up their post. */
const monday = '2026-11-23T11:00:00+08:00'
const { town, who } = await openStreet([module])
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const planner = town.as({ name: '梁丽华', roles: [{ role: 'communityAdmin', area: here, unitId: null }] })
const plannerNextDoor = town.as({ name: '张家乐', roles: [{ role: 'communityAdmin', area: nextDoor, unitId: null }] })
const stops = [
  { name: '大厦门口', ...spot, checks: ['消防通道'], categoryCode: 'E0102' },
  { name: '应元路口', lon: 113.2612, lat: 23.1453, checks: ['井盖'] },
  { name: '巷口', lon: 113.2588, lat: 23.1441, checks: [] },
]
const routeBody = (more: object = {}) => ({
  area: here,
  name: '早巡',
  weekdays: [1, 2, 3, 4, 5],
  workerId: who.lin.actor.id,
  stops,
  ...more,
})
const newRoute = async (more: object = {}) =>
  planner.ask(patrol, 'keepRoute', { params: { id: randomUUID() }, body: routeBody(more) })
const newRound = async (more: object = {}) => {
  const route = await newRoute(more)
  return planner.ask(patrol, 'planNow', { params: { id: route.id }, body: {} })
}
const finding = (more: object = {}) => ({
  recordId: randomUUID(),
  found: 'fine' as const,
  doneAt: monday,
  ...more,
})
const itemOf = (round: { items: readonly { id: string }[] }, index = 0) => round.items[index]?.id ?? ''

test('a planner lays a route down; each stop finds its grid cell, and one outside the community is refused', async () => {
  const route = await newRoute()
  expect(route.stops.map(({ cellCode }) => cellCode.slice(0, 12))).toEqual([here, here, here])
  const outside = [{ name: '邻区', lon: 113.2624, lat: 23.1477, checks: [] }]
  expect(await refusal(newRoute({ stops: outside }))).toMatchObject({ code: 'patrol/not-in-area', field: 'stops.0' })
  expect(await refusal(newRoute({ workerId: who.strangerGrid.actor.id }))).toMatchObject({
    code: 'patrol/nobody-there',
    field: 'workerId',
  })
})

test('routes of a community are neither changed nor seen by planners of another, and field workers do not plan', async () => {
  const route = await newRoute()
  const taking = {
    params: { id: route.id },
    body: routeBody({
      area: nextDoor,
      stops: [{ name: '新村', lon: 113.2624, lat: 23.1477, checks: [] }],
      workerId: null,
    }),
  }
  expect(await refusal(plannerNextDoor.ask(patrol, 'keepRoute', taking))).toMatchObject({ status: 404 })
  const seen = await plannerNextDoor.ask(patrol, 'routes', { query: { limit: 200 } })
  expect(seen.items.map(({ id }) => id)).not.toContain(route.id)
  expect(await refusal(who.lin.ask(patrol, 'keepRoute', taking))).toMatchObject({ status: 403 })
  expect(await refusal(who.chen.ask(patrol, 'today', {}))).toMatchObject({ status: 403 })
  expect(await refusal(town.guest.ask(patrol, 'today', {}))).toMatchObject({ status: 401 })
})

test('what a re-inspection finds says so, and whoever walks one is named', async () => {
  expect(await refusal(newRoute({ isReinspection: true, workerId: null }))).toMatchObject({
    code: 'patrol/worker-missing',
    field: 'workerId',
  })
  const firstFacts = async (more: object) => {
    const round = await newRound(more)
    const caseId = randomUUID()
    const body = finding({ found: 'problem', note: '消防通道堆了纸箱', caseId })
    await who.lin.ask(patrol, 'record', { params: { id: itemOf(round) }, body })
    await town.settle()
    const [life] = await town.work(module, (work) => work.use(matters).histories({ ids: [caseId] }))
    return life?.steps[0]?.facts
  }
  expect(await firstFacts({ isReinspection: true })).toMatchObject({ isReinspection: true })
  expect(await firstFacts({})).not.toHaveProperty('isReinspection')
})

test('every morning the rounds of the day are made once, and not on days without one', async () => {
  const route = await newRoute()
  const weekend = await newRoute({ weekdays: [6, 7] })
  const paused = await newRoute({ isPaused: true })
  await town.run(module, 'plan')
  await town.run(module, 'plan')
  const { items } = await planner.ask(patrol, 'rounds', { query: { limit: 200 } })
  const made = items.map(({ routeId }) => routeId)
  expect(made.filter((id) => id === route.id)).toHaveLength(1)
  expect(made).not.toContain(weekend.id)
  expect(made).not.toContain(paused.id)
  town.clock.advance(86_400_000)
  await town.run(module, 'plan')
  const later = await planner.ask(patrol, 'rounds', { query: { limit: 200 } })
  expect(later.items.filter(({ routeId }) => routeId === route.id).map(({ on }) => on)).toEqual([
    '2026-11-24',
    '2026-11-23',
  ])
})

test('where a route names nobody, the grid worker of the place is matched', async () => {
  const round = await newRound({ workerId: null })
  expect([who.lin.actor.id, who.luo.actor.id]).toContain(round.workerId)
})

test('a worker takes today’s rounds along and finds every stop in them; a colleague does not have them', async () => {
  const round = await newRound()
  const mine = await who.lin.ask(patrol, 'today', {})
  expect(mine.on).toBe('2026-11-23')
  expect(mine.items.find(({ id }) => id === round.id)?.items.map(({ name }) => name)).toEqual(
    stops.map(({ name }) => name),
  )
  const theirs = await who.luo.ask(patrol, 'today', {})
  expect(theirs.items.map(({ id }) => id)).not.toContain(round.id)
})

test('a finding sent twice is one finding', async () => {
  const round = await newRound()
  const asked = { params: { id: itemOf(round) }, body: finding() }
  const first = await who.lin.ask(patrol, 'record', asked)
  expect(first.items[0]).toMatchObject({ found: 'fine', doneByName: '林志远' })
  expect(first.startedAt).not.toBeNull()
  town.clock.advance(600_000)
  expect(await who.lin.ask(patrol, 'record', asked)).toEqual(first)
})

test('of two phones at the same stop one is kept, the other hears who was first and stays as a note', async () => {
  const round = await newRound()
  const id = itemOf(round)
  const bodies = [finding({ found: 'problem', note: '门口堆物' }), finding({ note: '已清' })]
  const answers = await Promise.allSettled(
    bodies.map((body) => who.lin.ask(patrol, 'record', { params: { id }, body })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = bodies[answers.findIndex(({ status }) => status === 'rejected')]
  if (!lost) throw new Error('one of the two lost')
  expect(await refusal(who.lin.ask(patrol, 'record', { params: { id }, body: lost }))).toMatchObject({
    code: 'patrol/done-already',
    status: 409,
  })
  const note = { id: lost.recordId, found: lost.found, at: monday }
  await who.lin.ask(patrol, 'keepNote', { params: { id }, body: note })
  const after = await who.lin.ask(patrol, 'keepNote', { params: { id }, body: note })
  expect(after.items[0]?.notes).toHaveLength(1)
})

test('a round handed on is the colleague’s: the former walker hears so, and what was found stays', async () => {
  const round = await newRound()
  await who.lin.ask(patrol, 'record', { params: { id: itemOf(round) }, body: finding() })
  const luo = who.luo.actor.id ?? ''
  await planner.ask(patrol, 'handOn', { params: { id: round.id }, body: { workerId: luo } })
  expect(
    await refusal(who.lin.ask(patrol, 'record', { params: { id: itemOf(round, 1) }, body: finding() })),
  ).toMatchObject({ code: 'patrol/not-yours', status: 409 })
  const now = await who.luo.ask(patrol, 'record', { params: { id: itemOf(round, 1) }, body: finding() })
  expect(now.items.map(({ doneByName }) => doneByName)).toEqual(['林志远', '罗美玲', null])
  expect(
    await refusal(
      planner.ask(patrol, 'handOn', { params: { id: round.id }, body: { workerId: who.strangerGrid.actor.id ?? '' } }),
    ),
  ).toMatchObject({ code: 'patrol/nobody-there' })
})

test('nobody of another community finds a stop, a resident may not record', async () => {
  const round = await newRound()
  const asked = { params: { id: itemOf(round) }, body: finding() }
  expect(await refusal(who.strangerGrid.ask(patrol, 'record', asked))).toMatchObject({ status: 404 })
  expect(await refusal(who.chen.ask(patrol, 'record', asked))).toMatchObject({ status: 403 })
  expect(await refusal(who.lin.ask(patrol, 'record', { ...asked, body: finding({ found: 'problem' }) }))).toMatchObject(
    { code: 'patrol/nothing-said', field: 'note' },
  )
  const after = await photos(who.lin)
  expect(
    await refusal(
      who.lin.ask(patrol, 'record', { ...asked, body: finding({ found: 'problem', note: '堆物', after }) }),
    ),
  ).toMatchObject({ code: 'patrol/photos-missing', field: 'before' })
})

test('a problem put right on the spot is a settled case in the worker’s name, and its number comes back', async () => {
  const round = await newRound()
  const caseId = randomUUID()
  const [before, after] = [await photos(who.lin), await photos(who.lin)]
  const body = finding({ found: 'problem', note: '门口堆了纸箱，已搬走', before, after, caseId })
  await who.lin.ask(patrol, 'record', { params: { id: itemOf(round) }, body })
  await who.lin.ask(patrol, 'record', { params: { id: itemOf(round) }, body })
  await town.settle()
  const made = await who.wen.ask(cases, 'read', { params: { id: caseId } })
  expect(made).toMatchObject({
    outcome: 'fixed',
    source: { code: 'patrol' },
    matter: { state: 'closed', phase: 'done' },
  })
  expect(made.matter.steps.map(({ move, actorName }) => [move, actorName])).toEqual([
    ['opened', '林志远'],
    ['settle', '林志远'],
  ])
  expect(made.evidence.map(({ part }) => part).sort()).toEqual(['after', 'before'])
  const mine = await who.lin.ask(patrol, 'today', {})
  const item = mine.items.find(({ id }) => id === round.id)?.items[0]
  expect(item).toMatchObject({ caseId, caseNumber: made.matter.number, isFixed: true })
  expect((await town.told('cases/reported')).filter((fact) => fact.caseId === caseId)).toHaveLength(1)
})

test('a problem not put right waits for dispatch, or, where nobody said what it is, at intake', async () => {
  const round = await newRound()
  const [known, unknown] = [randomUUID(), randomUUID()]
  const before = await photos(who.lin)
  await who.lin.ask(patrol, 'record', {
    params: { id: itemOf(round) },
    body: finding({ found: 'problem', before, caseId: known }),
  })
  await who.lin.ask(patrol, 'record', {
    params: { id: itemOf(round, 1) },
    body: finding({ found: 'problem', note: '井盖松动', caseId: unknown }),
  })
  await town.settle()
  const filed = await who.wu.ask(cases, 'read', { params: { id: known } })
  expect(filed).toMatchObject({ category: { code: 'E0102' }, matter: { state: 'dispatching' } })
  expect(filed.evidence.map(({ part }) => part)).toEqual(['report'])
  const open = await who.yu.ask(cases, 'read', { params: { id: unknown } })
  expect(open).toMatchObject({ category: null, matter: { state: 'intake' } })
})

test('a place is kept only with a photo taken while the round ran', async () => {
  const round = await newRound()
  const place = { lon: 113.2602, lat: 23.147 }
  const shot = await photos(who.lin)
  const record = (index: number, body: object) =>
    who.lin.ask(patrol, 'record', { params: { id: itemOf(round, index) }, body: { ...finding(), ...body } })
  await record(0, { found: 'problem', before: shot, place })
  await record(1, { place })
  await who.lin.ask(patrol, 'finish', { params: { id: round.id }, body: { at: monday } })
  town.clock.advance(3_600_000)
  await record(2, { found: 'problem', before: await photos(who.lin), place, doneAt: town.clock.now().toISOString() })
  const { rows } = await town.owner.query<{ placeLon: number | null }>(
    `select place_lon as "placeLon" from patrol_items where round_id = $1 order by rank`,
    [round.id],
  )
  expect(rows.map(({ placeLon }) => placeLon)).toEqual([place.lon, null, null])
})

test('coverage says which cells were reached and which nobody was at for days', async () => {
  const round = await newRound()
  await who.lin.ask(patrol, 'record', { params: { id: itemOf(round) }, body: finding() })
  await who.lin.ask(patrol, 'record', {
    params: { id: itemOf(round, 2) },
    body: finding({ found: 'notReached' }),
  })
  const cell = round.items[0]?.cellCode
  const seen = await planner.ask(patrol, 'coverage', { query: { area: here, days: 3 } })
  expect(seen.days).toEqual(['2026-11-21', '2026-11-22', '2026-11-23'])
  expect(seen.cells.find(({ code }) => code === cell)).toMatchObject({ lastOn: '2026-11-23', state: 'reached' })
  // What no route goes to is nobody's omission.
  expect(seen.cells.some(({ state }) => state === 'unplanned')).toBe(true)
  expect(seen.cells.filter(({ lastOn }) => lastOn === null).map(({ state }) => state)).not.toContain('reached')
  town.clock.advance(4 * 86_400_000)
  const later = await planner.ask(patrol, 'coverage', { query: { area: here, days: 3 } })
  expect(later.cells.find(({ code }) => code === cell)).toMatchObject({ state: 'overdue', reached: [0, 0, 0] })
  expect(await refusal(planner.ask(patrol, 'coverage', { query: { area: elsewhere } }))).toMatchObject({ status: 403 })
  expect(JSON.stringify(seen)).not.toContain('林志远')
})

test('what waits to be verified is near whoever it waits for', async () => {
  const { id } = await who.chen.ask(cases, 'report', {
    body: { id: randomUUID(), text: '应元路口垃圾没人收', place: spot },
  })
  await who.yu.ask(cases, 'askVerification', { params: { id }, body: {} })
  const unitId = await town.work('cases', async (work) => {
    const port = work.use(organisation as never) as OrganisationPort
    return (await port.unitOfArea(here, 'residentsCommittee'))?.id ?? ''
  })
  const at = (person: typeof who.lin) =>
    town.as({
      id: person.actor.id ?? '',
      name: person.actor.name,
      roles: [...person.actor.grants, { role: 'gridWorker', area: here, unitId }],
    })
  const [lin, luo] = [await at(who.lin).ask(patrol, 'near', {}), await at(who.luo).ask(patrol, 'near', {})]
  const found = [...lin.items, ...luo.items].filter((one) => one.id === id)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ state: 'verifying', lon: spot.lon, lat: spot.lat })
})
