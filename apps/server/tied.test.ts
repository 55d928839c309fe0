/** Somebody registers, earns something, and is tied to the entry the office has of them: nothing of theirs is lost on the way. */
import { randomUUID } from 'node:crypto'
import { appointments } from '@liren/appointments/contract'
import appointmentsModule from '@liren/appointments/server'
import { identity } from '@liren/identity/contract'
import { mall } from '@liren/mall/contract'
import mallModule from '@liren/mall/server'
import { mutualAid } from '@liren/mutual-aid/contract'
import mutualAidModule from '@liren/mutual-aid/server'
import { people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { here, type Purse, purseTown } from '../../modules/points/testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown(undefined, { others: [mallModule, mutualAidModule, appointmentsModule] })
}, 120_000)
afterAll(() => purse.town.close())

test('whoever is tied to the office’s entry has their points there, good until the same day, once', async () => {
  const { town } = purse
  const number = '440104198001010016'
  const browser = town.browser()
  const phone = '13800001021'
  const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'register' } })
  const { accountId } = await browser.ask(identity, 'register', {
    body: { phone, code: demoCode, displayName: '冯国强', areaCode: here, idNumber: number },
  })
  await town.settle()
  const personNow = async () => (await town.work('points', (work) => work.use(identity).account(accountId)))?.personId
  const made = (await personNow()) ?? ''
  await purse.give(made, 30)

  const worker = town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
  const official = await worker.ask(people, 'register', {
    body: { fullName: '冯国强', identityNumber: number, phone: '13800001022', areaCode: here },
  })
  const tie = () => worker.ask(people, 'linkAccount', { params: { id: official.id }, body: { accountId } })
  const as = (personId: string) =>
    town.as({
      ...{ id: accountId, personId, provedAt: town.clock.now() },
      roles: [{ role: 'resident', area: here, unitId: null }],
    })
  const untilWhen = async (who: Person) =>
    (await who.ask(points, 'entries', { query: {} })).items.flatMap(({ change, validOn }) =>
      change > 0 ? [validOn] : [],
    )
  expect(await purse.balance(as(made))).toBe(30)
  const days = await untilWhen(as(made))

  await tie()
  expect(await personNow()).toBe(official.id)
  const himself = as(official.id)
  expect(await purse.balance(himself)).toBe(30)
  expect(await untilWhen(himself)).toEqual(days)
  expect(await purse.balance(as(made))).toBe(0)
  await himself.ask(points, 'donate', { body: { id: randomUUID(), amount: 30, area: here } })
  expect(await purse.balance(himself)).toBe(0)
})

test('whoever is tied keeps what is laid aside for them, what they asked for and when they are expected', async () => {
  const { town } = purse
  const [number, phone] = ['440104198001010024', '13800001023']
  const browser = town.browser()
  const { demoCode = '' } = await browser.ask(identity, 'askCode', { body: { phone, purpose: 'register' } })
  const { accountId } = await browser.ask(identity, 'register', {
    body: { phone, code: demoCode, displayName: '何小梅', areaCode: here, idNumber: number },
  })
  await town.settle()
  const made = (await town.work('points', (work) => work.use(identity).account(accountId)))?.personId ?? ''
  const as = (personId: string, id: string = accountId) =>
    town.as({ id, personId, provedAt: town.clock.now(), roles: [{ role: 'resident', area: here, unitId: null }] })
  const before = as(made)
  await purse.give(made, 50)
  await purse.port((ledger) =>
    ledger.credit(
      { personId: made },
      { source: 'test', key: 'hours', unit: 'hour', amount: 3, area: here, because: '测试' },
    ),
  )
  const official = await town
    .as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
    .ask(people, 'register', {
      body: { fullName: '何小梅', identityNumber: number, phone: '13800001024', areaCode: here },
    })
  await town.work('points', (work) => work.use(people).verifyMember(made, here, ['resident']))

  const desk = purse.as('communityAdmin')
  const [pointId, goodId, keeper] = [randomUUID(), randomUUID(), randomUUID()]
  await town.work(mallModule, (work) =>
    work.use(identity).createAccount({
      ...{ id: keeper, loginName: 'tied-counter', displayName: '饼家', kind: 'enterprise' as const, areaCode: here },
    }),
  )
  const hours = { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '17:30' }
  await desk.ask(mall, 'keepPoint', {
    params: { id: pointId },
    body: { area: here, name: '社区沥Mall', address: '应元路 21 号', hours, isClosed: false, staff: ['tied-counter'] },
  })
  await desk.ask(mall, 'keepGood', {
    params: { id: goodId },
    body: { pointId, name: '大米', note: '', kind: 'thing', points: 20, perPerson: null, isOffered: true, add: 5 },
  })
  const laidAside = await before.ask(mall, 'reserve', { body: { id: randomUUID(), goodId, quantity: 1, from: 'mine' } })

  const soon = (minutes: number) => new Date(town.clock.now().getTime() + minutes * 60_000).toISOString()
  const wish = await before.ask(mutualAid, 'ask', {
    body: {
      ...{ id: randomUUID(), area: here, kind: 'carry', wish: '帮忙把旧柜子搬到楼下', building: '应元路 9 号' },
      ...{ exactPlace: '302 房', forWhom: 'self', startsAt: soon(60), endsAt: soon(120), hours: 1 },
    },
  })

  const placeId = randomUUID()
  const openings = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, untilMinute: 720 }))
  await desk.ask(appointments, 'keepPlace', {
    params: { id: placeId },
    body: {
      ...{ name: '综合窗口', kind: 'window', area: here, address: '应元路 1 号', services: ['办税'], openings },
      ...{ slotMinutes: 30, quota: 2, daysAhead: 7, isOpen: true },
    },
  })
  const book = (who: Person, time: string) =>
    who.ask(appointments, 'book', {
      body: {
        id: randomUUID(),
        placeId,
        startAt: new Date(`2026-11-25T${time}:00+08:00`).toISOString(),
        service: '办税',
        waits: true,
      },
    })
  const kept = await book(before, '09:00')
  const twice = await book(before, '10:00')
  await book(as(official.id, randomUUID()), '10:00')
  const waits = await book(as(randomUUID(), randomUUID()), '10:00')
  expect(waits.state).toBe('waiting')

  const worker = town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
  await worker.ask(people, 'linkAccount', { params: { id: official.id }, body: { accountId } })
  await town.settle()
  const after = as(official.id)

  const { number: code, codes } = await after.ask(mall, 'codes', { params: { id: laidAside.id } })
  const counter = purse.as('merchant', here, null, keeper)
  await counter.ask(mall, 'handOver', { body: { id: randomUUID(), pointId, number: code, code: codes[0]?.code ?? '' } })
  expect(await purse.balance(after)).toBe(30)
  await counter.ask(mall, 'refund', {
    params: { id: laidAside.id },
    body: { because: '包装破损', isBackInStock: true },
  })
  expect(await purse.balance(after)).toBe(50)
  expect(await purse.balance(before)).toBe(0)

  expect((await after.ask(mutualAid, 'mine', { query: {} })).items.map(({ id }) => id)).toEqual([wish.id])
  await after.ask(mutualAid, 'withdraw', { params: { id: wish.id }, body: {} })
  expect(await purse.port((ledger) => ledger.balance({ personId: official.id }, 'hour'))).toEqual({ free: 3, held: 0 })

  const { items } = await after.ask(appointments, 'mine', { query: {} })
  expect(items.map(({ id }) => id)).toContain(kept.id)
  expect(items.map(({ id }) => id)).not.toContain(twice.id)
  const rows = await town.owner.query('select id, state from appointments_bookings where id = any($1)', [
    [twice.id, waits.id],
  ])
  expect(Object.fromEntries(rows.rows.map(({ id, state }) => [id, state]))).toEqual({
    [twice.id]: 'cancelled',
    [waits.id]: 'booked',
  })
})
