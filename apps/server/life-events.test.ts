/** A life event told once stands in every ledger: register, household, home, departments' values, bookings, and what was found for somebody. */
import { randomUUID } from 'node:crypto'
import { appointments } from '@liren/appointments/contract'
import appointmentsModule from '@liren/appointments/server'
import { type CataloguePort, catalogue } from '@liren/catalogue/contract'
import catalogueModule from '@liren/catalogue/server'
import { checkedNumber } from '@liren/contract/numbers'
import files from '@liren/files/server'
import formsModule from '@liren/forms/server'
import identity from '@liren/identity/server'
import { matters as mattersContract } from '@liren/matters/contract'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import { services } from '@liren/services/contract'
import servicesModule from '@liren/services/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handIn, walk } from '../../modules/services/testing/journey.ts'
import { office } from '../../modules/services/testing/people-of-town.ts'
import { here, nextDoor, smallPreset } from '../../modules/services/testing/services-town.ts'

let town: Town
let worker: Person
const ids = { lin: '', wang: '' }
const cell = `${here}001`

const register = async (fullName: string, number: string, areaCode: string) =>
  (await worker.ask(people, 'register', { body: { fullName, identityNumber: checkedNumber(number), areaCode } })).id
const resident = (personId: string, name: string) =>
  town.as({ id: randomUUID(), personId, name, roles: [{ role: 'resident', area: here, unitId: null }] })
const record = (personId: string, key: string, value: unknown, source: string) =>
  town.work(catalogueModule, (work) => {
    // The plug types ports loosely; this is the catalogue's own.
    const port = catalogueModule.port?.(work) as CataloguePort
    return port.record({ kind: 'person', id: personId }, [
      { key, value, source, on: '2026-01-05', verifiedAt: town.clock.now() },
    ])
  })
const of = (id: string) => worker.ask(people, 'readPerson', { params: { id } })
const doubted = async () =>
  (await worker.ask(catalogue, 'listExceptions', { query: {} })).items.map(({ subjectId, key, why }) => ({
    subjectId,
    key,
    why,
  }))

beforeAll(async () => {
  const modules = [territory, organisation, identity, peopleModule, files, notices, matters, catalogueModule]
  town = await host([...modules, formsModule, servicesModule, appointmentsModule], {
    now: '2026-04-07T09:30:00+08:00',
    preset: smallPreset(),
  })
  worker = town.as({
    name: '谢社工',
    roles: [here, nextDoor].flatMap((area) => [
      { role: 'communityWorker', area, unitId: null },
      { role: 'communityAdmin', area, unitId: null },
    ]),
  })
  ids.lin = await register('林小梅', '44900119950812202', cell)
  ids.wang = await register('王大河', '44900119940303103', `${nextDoor}001`)
  await record(ids.lin, 'share.marriage.state', '10', '婚姻登记库')
  await record(ids.lin, 'share.children.youngestBornOn', '2020-02-02', '全员人口库')
  await worker.ask(people, 'createHousehold', { body: { areaCode: cell, headPersonId: ids.lin } })
}, 120_000)
afterAll(() => town.close())

test('two marry, he moves in: one household, one area, and the registry office hears that its word is old', async () => {
  const body = { personIds: [ids.lin, ids.wang] as [string, string], on: '2026-04-06', moverId: ids.wang }
  await expect(
    worker.ask(people, 'recordMarriage', { body: { ...body, personIds: [ids.lin, ids.lin] } }),
  ).rejects.toMatchObject({ problem: { field: 'personIds' } })
  const { persons } = await worker.ask(people, 'recordMarriage', { body })
  expect(persons.map(({ areaCode }) => areaCode)).toEqual([cell, cell])
  const { households } = await of(ids.wang)
  expect(households[0]?.members.map(({ personId, relation }) => [personId, relation])).toEqual([
    [ids.lin, '户主'],
    [ids.wang, '配偶'],
  ])
  await town.settle()
  expect(await doubted()).toContainEqual({
    subjectId: ids.lin,
    key: 'share.marriage.state',
    why: ['changed', 'conflicting'],
  })
  const { rows } = await town.owner.query(
    `select m.holder_unit_name as unit from catalogue_challenges c join matters_matters m on m.id = c.matter_id
      where c.subject_id = $1 and c.key = 'share.marriage.state'`,
    [ids.lin],
  )
  expect(rows).toHaveLength(1)
  // Told by the community alone, it stands until the office tells.
  const his = await resident(ids.wang, '王大河').ask(catalogue, 'listMyValues')
  expect(his.items.find(({ key }) => key === 'share.marriage.state')).toMatchObject({ value: '20', source: '社区登记' })
})

test('a child is born: entered where its mother lives, in her household, verified today; what is held of her children is looked at anew', async () => {
  const grandma = town.as({ roles: [{ role: 'resident', area: here, unitId: null }] })
  const body = { parentIds: [ids.lin, ids.wang], fullName: '林安安', birthOn: '2026-04-05', sex: 'female' as const }
  await expect(grandma.ask(people, 'recordBirth', { body })).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(worker.ask(people, 'recordBirth', { body: { ...body, birthOn: '2026-05-01' } })).rejects.toMatchObject({
    problem: { field: 'birthOn' },
  })
  const child = await worker.ask(people, 'recordBirth', { body })
  expect(child).toMatchObject({
    areaCode: cell,
    birthYear: 2026,
    lastVerifiedAt: expect.stringMatching(/^2026-04-07T01:3/),
  })
  expect((await of(ids.lin)).households[0]?.members.map(({ personId }) => personId)).toContain(child.id)
  await town.settle()
  const keys = (await doubted()).filter(({ subjectId }) => subjectId === ids.lin).map(({ key }) => key)
  expect(keys).toContain('share.children.youngestBornOn')
  // The day of birth is in no event.
  const { rows } = await town.owner.query(`select 1 from kernel_audit where facts::text like '%2026-04-05%' limit 1`)
  expect(rows).toEqual([])
})

test('whoever reads an approved registration of a birth enters the child from there, for the one who applied', async () => {
  const { id, outcome } = await walk(town, resident(ids.lin, '林小梅'), office(town), 'SQ-016', here)
  expect(outcome).toBe('approved')
  const params = { id }
  const { item } = await worker.ask(services, 'read', { params })
  expect(item.issues).toBe('birthRegistration')
  const { personId } = await worker.ask(services, 'revealAnswers', { params, body: { reason: '孩子出生登记' } })
  expect(personId).toBe(ids.lin)
  const twin = { fullName: '林宁宁', birthOn: '2026-04-05', sex: 'male' as const }
  const child = await worker.ask(people, 'recordBirth', { body: { parentIds: [personId], ...twin } })
  expect((await of(ids.lin)).households[0]?.members.map((one) => one.personId)).toContain(child.id)
})

test('registering a forgotten elder child changes no benefit; the same birth twice is one child', async () => {
  const held = async () =>
    (
      await town.owner.query<Record<string, unknown>>(
        `select subject_id, source, fingerprint, recorded_at, changed_at from catalogue_values
          where key = 'share.children.youngestBornOn' order by subject_id, source`,
      )
    ).rows
  const children = async () =>
    (await town.owner.query<{ n: number }>('select count(*)::int as n from people_persons')).rows[0]?.n ?? 0
  await town.settle()
  const before = await held()
  const many = await children()
  const body = { parentIds: [ids.lin, ids.wang], fullName: '林平平', birthOn: '2018-03-01', sex: 'male' as const }
  // The answer was lost, the clerk presses again; a colleague tells it once more of the mother alone.
  const [one, two] = await Promise.all([1, 2].map(() => worker.ask(people, 'recordBirth', { body })))
  const three = await worker.ask(people, 'recordBirth', { body: { ...body, parentIds: [ids.lin] } })
  await town.settle()
  expect([two?.id, three.id]).toEqual([one?.id, one?.id])
  expect(await children()).toBe(many + 1)
  expect(await held()).toEqual(before)
  expect(before.length).toBeGreaterThan(1)
  // A brother of the same day is another child.
  const other = await worker.ask(people, 'recordBirth', { body: { ...body, fullName: '林和和' } })
  expect(other.id).not.toBe(one?.id)
})

test('what was begun online goes on at the window under the same number, and the visit is counted', async () => {
  const lin = resident(ids.lin, '林小梅')
  const id = await handIn(town, lin, 'SQ-023', here)
  const placeId = randomUUID()
  await worker.ask(appointments, 'keepPlace', {
    params: { id: placeId },
    body: {
      ...{ name: '社区综合窗口', kind: 'window' as const, area: here, address: '越秀山街1号', services: ['社保'] },
      openings: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, untilMinute: 1020 })),
      ...{ slotMinutes: 30, quota: 1, daysAhead: 7, isOpen: true },
    },
  })
  const startAt = '2026-04-07T02:30:00.000Z'
  const booking = { id: randomUUID(), placeId, startAt, service: '社保' }
  const stranger = resident(ids.wang, '王大河')
  await expect(
    stranger.ask(appointments, 'book', { body: { ...booking, id: randomUUID(), matterId: id } }),
  ).rejects.toMatchObject({ problem: { status: 404 } })
  const booked = await lin.ask(appointments, 'book', { body: { ...booking, matterId: id } })
  const { number } = (await town.work(matters, (work) => work.use(mattersContract).rows([id])))[0] ?? {}
  expect(booked).toMatchObject({ matterId: id, matterNumber: number })
  const arrived = await worker.ask(appointments, 'checkIn', { body: { code: booked.code ?? '' } })
  expect(arrived.matterNumber).toBe(number)
  await town.settle()
  const { rows } = await town.owner.query('select visits from services_applications where id = $1', [id])
  expect(rows).toEqual([{ visits: 1 }])
})

test('he dies: he leaves household and home, what is held of him is looked at anew, and what he had booked goes to who waits', async () => {
  const { rows: places } = await town.owner.query<{ id: string }>(
    `select id from appointments_places where name = '社区综合窗口'`,
  )
  const placeId = places[0]?.id ?? ''
  const slot = { placeId, startAt: '2026-04-08T02:00:00.000Z', service: '社保' }
  await resident(ids.wang, '王大河').ask(appointments, 'book', { body: { id: randomUUID(), ...slot } })
  const waiting = await resident(ids.lin, '林小梅').ask(appointments, 'book', {
    body: { id: randomUUID(), ...slot, waits: true },
  })
  expect(waiting.state).toBe('waiting')
  await worker.ask(people, 'check', { params: { id: ids.wang }, body: { finding: 'dead' } })
  await town.settle()
  const { person, households } = await of(ids.wang)
  expect(person.state).toBe('dead')
  expect(households).toEqual([])
  const { rows } = await town.owner.query(
    'select person_id as who, state from appointments_bookings where start_at = $1',
    [slot.startAt],
  )
  expect(rows).toEqual(
    expect.arrayContaining([
      { who: ids.wang, state: 'cancelled' },
      { who: ids.lin, state: 'booked' },
    ]),
  )
})

test('she moves to the next community: area, values and household follow in one act', async () => {
  await worker.ask(people, 'check', {
    params: { id: ids.lin },
    body: { finding: 'movedAway', toArea: `${nextDoor}001` },
  })
  await town.settle()
  const { person, households } = await of(ids.lin)
  expect(person).toMatchObject({
    areaCode: `${nextDoor}001`,
    lastVerifiedAt: expect.stringMatching(/^2026-04-07T01:3/),
  })
  expect(households).toEqual([])
  const { rows } = await town.owner.query(
    'select distinct area_code as area from catalogue_values where subject_id = $1',
    [ids.lin],
  )
  expect(rows).toEqual([{ area: `${nextDoor}001` }])
})
