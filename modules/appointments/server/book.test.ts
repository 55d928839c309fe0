/** People book a time, the last place goes to one of many, whoever waits moves up, and not coming has its consequence. */
import { randomUUID } from 'node:crypto'
import { Refused } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { topicOf } from '../booking.ts'
import { appointments } from '../contract.ts'
import module from './module.ts'

const here = '440104001001'
let town: Town
const placeId = randomUUID()
const someone = () => town.as({ personId: randomUUID(), roles: [{ role: 'resident', area: here, unitId: null }] })
const keeper = () => town.as({ roles: [{ role: 'communityAdmin', area: here, unitId: null }] })
const clerk = () => town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
const tax = '办税'
const place = {
  name: '社区综合窗口',
  kind: 'window' as const,
  area: here,
  address: '越秀山街1号',
  services: [tax, '不动产登记'],
  openings: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, untilMinute: 720 })),
  slotMinutes: 30,
  quota: 1,
  daysAhead: 7,
  isOpen: true,
}
const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  return error.problem.code
}

beforeAll(async () => {
  town = await host([territory, organisation, identity, people, files, notices, matters, module], {
    now: '2026-04-07T09:10:00+08:00',
  })
  await keeper().ask(appointments, 'keepPlace', { params: { id: placeId }, body: place })
})
afterAll(() => town.close())

/** 8 April is a Wednesday. */
const at = (time: string, day = '2026-04-08') => new Date(`${day}T${time}:00+08:00`).toISOString()
const book = (who: Person, startAt: string, more: object = {}) =>
  who.ask(appointments, 'book', { body: { id: randomUUID(), placeId, startAt, service: tax, ...more } })

test('fifteen people reach for the last place at the same moment, and one of them has it', async () => {
  const tried = await Promise.allSettled(Array.from({ length: 15 }, () => book(someone(), at('09:00'))))
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { items } = await town.guest.ask(appointments, 'slots', {
    params: { id: placeId },
    query: { day: '2026-04-08' },
  })
  expect(items).toHaveLength(6)
  expect(items[0]).toMatchObject({ left: 0 })
})

test('booked twice under one id it is one booking; a second one in the same slot is refused', async () => {
  const lin = someone()
  const body = { id: randomUUID(), placeId, startAt: at('09:30'), service: tax }
  const first = await lin.ask(appointments, 'book', { body })
  expect(await lin.ask(appointments, 'book', { body })).toEqual(first)
  expect(await refusal(book(lin, at('09:30')))).toBe('appointments/booked-already')
})

test('who looks at the times of a place hears when one of them is taken', async () => {
  const booked = await book(someone(), at('11:00'))
  const { rows } = await town.owner.query<{ topics: string[] }>(
    `select topics from kernel_outbox where fact->>'bookingId' = $1`,
    [booked.id],
  )
  expect(rows.map(({ topics }) => topics)).toEqual([[topicOf(placeId)]])
})

test('a hall is booked as a window is: one party to a slot', async () => {
  const id = randomUUID()
  const hall = { ...place, name: '社区议事厅', kind: 'venue' as const, services: ['议事会'], slotMinutes: 60 }
  expect(await keeper().ask(appointments, 'keepPlace', { params: { id }, body: hall })).toMatchObject({ kind: 'venue' })
  const more = { placeId: id, service: '议事会' }
  await book(someone(), at('10:00'), more)
  expect(await refusal(book(someone(), at('10:00'), more))).toBe('appointments/full')
})

test('no slot in the lunch hour, on a day off, in the past or too far ahead', async () => {
  const lin = someone()
  expect(await refusal(book(lin, at('12:00')))).toBe('appointments/no-such-slot')
  expect(await refusal(book(lin, at('10:00', '2026-04-11')))).toBe('appointments/no-such-slot')
  expect(await refusal(book(lin, at('10:00', '2026-04-20')))).toBe('appointments/too-far')
  expect(await refusal(book(lin, at('09:00', '2026-04-07')))).toBe('appointments/too-far')
  expect(await refusal(book(lin, at('10:00'), { service: '理发' }))).toBe('appointments/no-such-slot')
})

test('who waits moves up by itself when somebody cancels in time, in the order they came', async () => {
  const [first, second, third] = [someone(), someone(), someone()]
  const booked = await book(first, at('10:00'))
  expect(await refusal(book(second, at('10:00')))).toBe('appointments/full')
  const waiting = await book(second, at('10:00'), { waits: true })
  town.clock.advance(1000)
  const last = await book(third, at('10:00'), { waits: true })
  expect([waiting.state, last.state]).toEqual(['waiting', 'waiting'])
  await first.ask(appointments, 'cancel', { params: { id: booked.id } })
  const state = async (who: Person) => (await who.ask(appointments, 'mine', { query: {} })).items[0]?.state
  expect([await state(first), await state(second), await state(third)]).toEqual(['cancelled', 'booked', 'waiting'])
  expect((await town.told('appointments/moved-up')).map(({ bookingId }) => bookingId)).toEqual([waiting.id])
  // Nobody else slipped in between.
  expect(await refusal(book(someone(), at('10:00')))).toBe('appointments/full')
})

test('two hours before it is too late to cancel', async () => {
  const lin = someone()
  const { id } = await book(lin, at('11:00', '2026-04-07'))
  expect(await refusal(lin.ask(appointments, 'cancel', { params: { id } }))).toBe('appointments/too-late')
  expect(await refusal(someone().ask(appointments, 'cancel', { params: { id } }))).toBe('appointments/not-found')
})

test('at the window the code on the phone checks somebody in, once and only there', async () => {
  const lin = someone()
  const { id, code } = await book(lin, at('11:30', '2026-04-07'))
  const elsewhere = town.as({ roles: [{ role: 'communityWorker', area: '440104002001', unitId: null }] })
  expect(await refusal(elsewhere.ask(appointments, 'checkIn', { body: { code: code ?? '' } }))).toBe(
    'appointments/wrong-code',
  )
  const arrived = await clerk().ask(appointments, 'checkIn', { body: { code: ` ${code?.toLowerCase()} ` } })
  expect(arrived).toMatchObject({ id, state: 'arrived', code: null })
  expect((await clerk().ask(appointments, 'serve', { params: { id } })).state).toBe('served')
  const { items } = await clerk().ask(appointments, 'today', { query: { day: '2026-04-07' } })
  expect(items.find((one) => one.id === id)).toMatchObject({ state: 'served' })
})

test('three times not come pauses booking for thirty days; an appeal that is heard ends it', async () => {
  const lin = someone()
  const ids: string[] = []
  for (const day of ['2026-04-13', '2026-04-14', '2026-04-15']) {
    town.clock.set(`${day}T08:00:00+08:00`)
    ids.push((await book(lin, at('10:00', day))).id)
    town.clock.set(`${day}T10:31:00+08:00`)
    await town.run('appointments', 'turn')
  }
  const mine = await lin.ask(appointments, 'mine', { query: {} })
  expect(mine).toMatchObject({ missed: 3 })
  expect(mine.pausedUntil?.slice(0, 10)).toBe('2026-05-15')
  expect(await refusal(book(lin, at('10:00', '2026-04-16')))).toBe('appointments/paused')
  const params = { id: ids[1] ?? '' }
  await lin.ask(appointments, 'appeal', { params, body: { text: '那天住院，有病历' } })
  const { items } = await clerk().ask(appointments, 'today', { query: { appeals: true } })
  expect(items.map(({ id, appeal }) => [id, appeal])).toEqual([[params.id, '那天住院，有病历']])
  await clerk().ask(appointments, 'answerAppeal', { params, body: { isExcused: true, answer: '情况属实' } })
  expect((await book(lin, at('10:00', '2026-04-16'))).state).toBe('booked')
})

test('nobody keeps all the slots for themselves, also not by asking for many at the same moment', async () => {
  const id = randomUUID()
  await keeper().ask(appointments, 'keepPlace', { params: { id }, body: { ...place, name: '热门窗口' } })
  const greedy = someone()
  const day = '2026-04-16'
  const tried = await Promise.allSettled(
    ['09:00', '09:30', '10:00', '10:30', '11:00'].map((time) => book(greedy, at(time, day), { placeId: id })),
  )
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(await refusal(book(greedy, at('11:30', day), { placeId: id }))).toBe('appointments/too-many')
  expect((await book(someone(), at('11:30', day), { placeId: id })).state).toBe('booked')
})

test('a day closed afterwards misses nobody, and a larger quota goes to whoever waits first', async () => {
  const id = randomUUID()
  const keep = (more: object) =>
    keeper().ask(appointments, 'keepPlace', { params: { id }, body: { ...place, name: '婚姻登记窗口', ...more } })
  await keep({})
  const [first, second, third, other] = [someone(), someone(), someone(), someone()]
  const slot = at('09:00', '2026-04-17')
  await book(first, slot, { placeId: id })
  for (const one of [second, third]) {
    await book(one, slot, { placeId: id, waits: true })
    town.clock.advance(1000)
  }
  const state = async (who: Person) => (await who.ask(appointments, 'mine', { query: {} })).items[0]?.state
  await keep({ quota: 2 })
  expect([await state(first), await state(second), await state(third)]).toEqual(['booked', 'booked', 'waiting'])
  expect(await refusal(book(other, slot, { placeId: id }))).toBe('appointments/full')
  await keep({ quota: 2, closedDays: ['2026-04-17'] })
  expect([await state(first), await state(second), await state(third)]).toEqual(['cancelled', 'cancelled', 'cancelled'])
  town.clock.set('2026-04-17T10:00:00+08:00')
  await town.run('appointments', 'turn')
  expect(await first.ask(appointments, 'mine', { query: {} })).toMatchObject({ missed: 0 })
})

test('whoever books while a day is being closed is told that there is no such time', async () => {
  const id = randomUUID()
  await keeper().ask(appointments, 'keepPlace', { params: { id }, body: { ...place, name: '换证窗口' } })
  const days = [1, 2, 3, 4, 5, 6, 7].map((n) => new Date(town.clock.now().getTime() + n * 86_400_000))
  const day =
    days
      .find((one) => ![0, 6].includes(one.getUTCDay()))
      ?.toISOString()
      .slice(0, 10) ?? ''
  await town.owner.query('begin')
  await town.owner.query('update appointments_places set closed_days = array[$2] where id = $1', [id, day])
  const booked = refusal(book(someone(), at('10:00', day), { placeId: id }))
  await new Promise((resolve) => setTimeout(resolve, 400))
  await town.owner.query('commit')
  expect(await booked).toBe('appointments/no-such-slot')
})

test('hours that end before they begin are not kept, and a stranger keeps none', async () => {
  const wrong = { ...place, openings: [{ weekday: 1, fromMinute: 600, untilMinute: 600 }] }
  expect(await refusal(keeper().ask(appointments, 'keepPlace', { params: { id: placeId }, body: wrong }))).toBe(
    'appointments/hours-wrong',
  )
  const stranger = town.as({ roles: [{ role: 'communityAdmin', area: '440104002001', unitId: null }] })
  expect(await refusal(stranger.ask(appointments, 'keepPlace', { params: { id: placeId }, body: place }))).toBe(
    'appointments/not-found',
  )
})
