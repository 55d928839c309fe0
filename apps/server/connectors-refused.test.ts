/** What did not come through between city and district: refused, mended, asked for again, given back; and what the other side answered. */
import { cases } from '@liren/cases/contract'
import { connectors } from '@liren/connectors/contract'
import { matters } from '@liren/matters/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { code, here, openCity, params, statusMap } from './testing/city.ts'

const opened = await openCity()
const { street, city, dispatcher, admin, adminProved, peerBody, send, fresh, caseOf } = opened
const { town, who, on } = street

beforeEach(() => opened.begin())
afterAll(() => opened.close())

const notices = (person: typeof dispatcher) =>
  town.owner
    .query(
      `select s.template, s.link from notices_messages m join notices_sendings s on s.id = m.sending_id
        where m.account_id = $1 and s.topic = 'connectors.exchange' order by s.id`,
      [person.actor.id],
    )
    .then(({ rows }) => rows as { template: string; link: string }[])
const refusedOf = async (ref: string) =>
  (await dispatcher.ask(connectors, 'messages', { query: { state: 'refused' } })).items.filter((one) => one.ref === ref)
const keep = (more: object) => admin.ask(connectors, 'keepPeer', { params, body: { ...peerBody, ...more } })

test('what was refused stands in the list with its reason, comes in when it is played again after the map was mended, and only once', async () => {
  const { id } = await street.report()
  const sent = await dispatcher.ask(connectors, 'handOver', {
    params,
    body: { matterId: id, text: '请市里协调清运' },
  })
  const body = { kind: 'case.status', ref: 'C-31', yourRef: sent.number, status: '待复核' }
  const signed = city.sign(body, town.clock.now())
  expect(await send(signed)).toMatchObject({ status: 422, body: { code: 'connectors/no-such-status' } })
  expect(await send(signed)).toMatchObject({ status: 422 })
  const [row, ...others] = await refusedOf('C-31')
  expect(others).toEqual([])
  expect(row).toMatchObject({ direction: 'in', failure: 'no-such-status: status', failures: 2 })
  const replay = (who1 = dispatcher) => who1.ask(connectors, 'replay', { params: { id: row?.id ?? '' }, body: {} })
  await expect(replay()).rejects.toMatchObject({ problem: { code: 'connectors/no-such-status' } })
  await keep({ statusMap: { ...statusMap, checking: '待复核' } })
  await expect(replay(who.lin)).rejects.toMatchObject({ problem: { status: 403 } })
  await replay()
  await town.settle()
  const { steps } = await dispatcher.ask(matters, 'read', on(id))
  expect(steps.at(-1)).toMatchObject({ move: 'connectors/moved', facts: { status: 'checking' } })
  await expect(replay()).rejects.toMatchObject({ problem: { code: 'connectors/arrived-already' } })
  // The city sends it once more: it is known.
  expect(await send(signed)).toMatchObject({ status: 200, body: { isKnown: true } })
  await keep({})
})

test('what was refused and mended by the other side comes again under the same id in other words', async () => {
  const body = fresh({ areaCode: '999999999999' })
  const wrong = city.sign(body, town.clock.now())
  expect((await send(wrong)).status).toBe(422)
  expect(await refusedOf(body.ref)).toHaveLength(1)
  const right = city.sign({ ...body, areaCode: here }, town.clock.now(), wrong.id)
  expect(await send(right)).toMatchObject({ status: 200, body: { isKnown: false } })
  await town.settle()
  expect(await caseOf(body.ref)).toMatch(/^[0-9a-f-]{36}$/)
  expect(await refusedOf(body.ref)).toEqual([])
  // Signed by nobody we know, it leaves no row.
  const strange = fresh({ areaCode: '999999999999' })
  await send(city.sign(strange, town.clock.now()), { 'webhook-signature': 'v1,AAAA' })
  expect(await refusedOf(strange.ref)).toEqual([])
})

test('a case that could not be opened because of a typing error in the peer’s source is opened when played again', async () => {
  await keep({ source: 'superier' })
  const body = fresh()
  await send(city.sign(body, town.clock.now()))
  await town.settle()
  expect(city.heard.at(-1)?.body).toMatchObject({ kind: 'case.return', ref: body.ref })
  const id = await caseOf(body.ref)
  await keep({})
  const { items } = await dispatcher.ask(connectors, 'messages', { query: { direction: 'in', matter: id } })
  await dispatcher.ask(connectors, 'replay', { params: { id: items[0]?.id ?? '' }, body: {} })
  await town.settle()
  expect(await who.wen.ask(cases, 'read', on(id))).toMatchObject({ text: body.text })
  expect(city.heard.at(-1)?.body).toMatchObject({ kind: 'case.status', yourRef: body.ref })
  const again = dispatcher.ask(connectors, 'replay', { params: { id: items[0]?.id ?? '' }, body: {} })
  await expect(again).rejects.toMatchObject({ problem: { code: 'connectors/arrived-already' } })
})

test('what never came here is asked for by a press, and the press says when the city is silent', async () => {
  city.claimSent('never-came-here')
  const day = new Date(town.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  await dispatcher.ask(connectors, 'compare', { params, body: { on: day } })
  const { items } = await dispatcher.ask(connectors, 'differences', { query: { isOpen: true } })
  const row = items.find(({ foreignId }) => foreignId === 'never-came-here')
  expect(row).toMatchObject({ kind: 'missingHere', resolvedAt: null })
  const ask = () => dispatcher.ask(connectors, 'askAgain', { params: { id: row?.id ?? '' }, body: {} })
  const before = city.asked.length
  await ask()
  expect(city.asked.slice(before)).toEqual([['never-came-here']])
  city.goDown(true)
  await expect(ask()).rejects.toMatchObject({ problem: { code: 'connectors/peer-silent' } })
})

test('who handed a case over is told of the city’s result, replies with it in one press, and the answer waits no more', async () => {
  const id = await street.dispatched()
  const sent = await dispatcher.ask(connectors, 'handOver', {
    params,
    body: { matterId: id, text: '请市里协调清运' },
  })
  await town.settle()
  const result = { kind: 'case.result', ref: 'C-55', yourRef: sent.ref, outcome: 'fixed', text: '市环卫已清运' }
  await send(city.sign(result, town.clock.now()))
  await town.settle()
  expect((await notices(dispatcher)).at(-1)).toEqual({ template: 'connectors.answered', link: `/cases/${id}` })
  const waiting = async () => (await dispatcher.ask(connectors, 'answers', { query: { matter: id } })).items
  expect(await waiting()).toMatchObject([{ kind: 'case.result', text: '市环卫已清运', peerName: '市网格平台' }])
  const body = { text: '市环卫已清运', referredTo: '市网格平台' }
  await expect(who.zhou.ask(cases, 'adopt', { ...on(id), body })).rejects.toMatchObject({ problem: { status: 403 } })
  await dispatcher.ask(cases, 'adopt', { ...on(id), body })
  await town.settle()
  const { matter } = await who.wen.ask(cases, 'read', on(id))
  expect(matter).toMatchObject({ state: 'checking', outcome: 'referred' })
  expect(await waiting()).toEqual([])
})

test('what the city sends back may be handed over again, under a name of its own; what came from the city may go elsewhere', async () => {
  const id = await street.dispatched()
  const handOver = (to: string, matterId = id) =>
    dispatcher.ask(connectors, 'handOver', { params: { code: to }, body: { matterId, text: '请协调清运' } })
  const first = await handOver(code)
  await town.settle()
  expect(city.heard.at(-1)?.body).toMatchObject({
    category: 'C-0102',
    place: { lon: expect.any(Number), lat: expect.any(Number), crs: 'cgcs2000' },
    orderKind: expect.any(String),
    dueAt: expect.any(String),
  })
  await send(city.sign({ kind: 'case.return', ref: 'C-8', yourRef: first.ref, reason: '不属于市级' }, town.clock.now()))
  await town.settle()
  expect((await notices(dispatcher)).at(-1)).toMatchObject({ template: 'connectors.givenBack' })
  const second = await handOver(code)
  expect(second.ref).toBe(`${first.number}-2`)
  await expect(handOver(code)).rejects.toMatchObject({ problem: { code: 'connectors/handed-over-already' } })
  const { items } = await dispatcher.ask(connectors, 'messages', { query: { matter: id } })
  expect(items.map(({ kind }) => kind)).toEqual(['case.create', 'case.return', 'case.create'])

  const body = fresh()
  await send(city.sign(body, town.clock.now()))
  await town.settle()
  const other = 'water-bureau'
  await admin.ask(connectors, 'keepPeer', { params: { code: other }, body: { ...peerBody, name: '水务局' } })
  await adminProved(town.clock.now()).ask(connectors, 'newSecret', { params: { code: other }, body: {} })
  expect(await handOver(other, await caseOf(body.ref))).toMatchObject({ peer: other, direction: 'out' })
  await admin.ask(connectors, 'keepPeer', { params: { code: other }, body: { ...peerBody, isOn: false } })
})

test('more time for a case of the city is told to the city, with the new day', async () => {
  const body = fresh()
  await send(city.sign(body, town.clock.now()))
  await town.settle()
  const id = await caseOf(body.ref)
  await dispatcher.ask(cases, 'dispatch', { ...on(id), body: { unitId: street.unit.lead } })
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  await who.zhou.ask(matters, 'ask', {
    ...on(id),
    body: { kind: 'delay', reason: '等待材料到货', limit: { amount: 1, unit: 'workHours' } },
  })
  const { requests } = await who.wen.ask(matters, 'read', on(id))
  await who.wen.ask(matters, 'decide', {
    params: { id: requests.find(({ state }) => state === 'asked')?.id ?? '' },
    body: { isGranted: true, decision: '同意' },
  })
  await town.settle()
  const { dueAt } = await who.wen.ask(matters, 'read', on(id))
  const told = city.heard.at(-1)?.body
  expect(told).toMatchObject({ kind: 'case.status', yourRef: body.ref, status: '处置中' })
  expect(Date.parse(String(told?.dueAt))).toBe(Date.parse(String(dueAt)))
})
