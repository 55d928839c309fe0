/** A case travels between the city's grid system and this district, both ways, over a line that fails, lies and repeats. */
import { createHash, randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import { connectors } from '@liren/connectors/contract'
import connectorsModule from '@liren/connectors/server'
import { matters } from '@liren/matters/contract'
import sharp from 'sharp'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { photos } from '../../modules/cases/testing/small-town.ts'
import { code, here, openCity, params } from './testing/city.ts'

const opened = await openCity()
const { street, city, dispatcher, admin, newSecret, peerBody, send, fresh, caseOf } = opened
const { town, who, on } = street

beforeEach(() => opened.begin())
afterAll(() => opened.close())

const kindsHeard = () => city.heard.map(({ body }) => body.kind)

test('a case of the city is opened here, worked to its end, and the city hears every step in its own words', async () => {
  const body = fresh({ reporter: { name: '陈秀英', phone: '13800001234' } })
  expect(await send(city.sign(body, town.clock.now()))).toMatchObject({ status: 200, body: { isKnown: false } })
  await town.settle()
  const id = await caseOf(body.ref)
  const opened = await who.wen.ask(cases, 'read', on(id))
  expect(opened).toMatchObject({ text: body.text, source: { code: 'superior' }, category: { code: 'E0102' } })
  expect(opened.contact).toMatchObject({ phone: '138****1234' })
  const [first] = city.heard
  expect(first?.body).toMatchObject({ kind: 'case.status', yourRef: body.ref, ref: opened.matter.number })

  await dispatcher.ask(cases, 'dispatch', { ...on(id), body: { unitId: street.unit.lead } })
  await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
  await who.zhou.ask(cases, 'reply', {
    ...on(id),
    body: { outcome: 'referred', text: '已请环卫站清走', referredTo: '环卫站' },
  })
  await who.lin.ask(cases, 'check', { ...on(id), body: { isPassed: true } })
  await who.wen.ask(cases, 'conclude', { ...on(id), body: { decision: 'close' } })
  await town.settle()
  expect(city.heard.map(({ body: { kind, status } }) => status ?? kind)).toEqual([
    'received',
    'dispatched',
    '处置中',
    'checking',
    'case.result',
  ])
  expect(city.heard.at(-1)?.body).toMatchObject({ yourRef: body.ref, outcome: 'referred', text: '已请环卫站清走' })
})

test('a message that comes twice is one case; with other words under the same id it is refused', async () => {
  const body = fresh()
  const signed = city.sign(body, town.clock.now())
  await send(signed)
  await town.settle()
  const again = await send(signed)
  expect(again.body).toMatchObject({ isKnown: true })
  expect(again.body.ref).toMatch(/^\d{8}/)
  const other = city.sign({ ...body, text: '别的话' }, town.clock.now(), signed.id)
  expect(await send(other)).toMatchObject({ status: 409, body: { code: 'connectors/id-reused' } })
  const received = (await town.told('connectors/received')).filter((one) => one.ref === body.ref)
  expect(received).toHaveLength(1)
})

test('twenty senders at once with one message open one case', async () => {
  const body = fresh()
  const signed = city.sign(body, town.clock.now())
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(signed)))
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  expect(answers.filter(({ status }) => status === 500)).toEqual([])
  await town.settle()
  expect((await town.told('connectors/received')).filter((one) => one.ref === body.ref)).toHaveLength(1)
})

test('what is signed wrongly, too old, or altered on the way is refused before anything is read', async () => {
  const signed = city.sign(fresh(), town.clock.now())
  const wrong = { status: 401, body: { code: 'connectors/wrong-signature' } }
  expect(await send(signed, { 'webhook-signature': 'v1,AAAA' })).toMatchObject(wrong)
  expect(await send(signed, {}, signed.text.replace('垃圾', '金子'))).toMatchObject(wrong)
  expect(await send(signed, { 'webhook-id': randomUUID() })).toMatchObject(wrong)
  const old = city.sign(fresh(), new Date(town.clock.now().getTime() - 301_000))
  expect(await send(old)).toMatchObject({ status: 401, body: { code: 'connectors/wrong-time' } })
  const unsigned = await town.guest.raw('POST', `/api/connectors/peers/${code}/messages`, fresh())
  expect(unsigned.status).not.toBe(200)
})

test('a field that is missing is named', async () => {
  for (const [more, field] of [
    [{ text: undefined }, 'text'],
    [{ areaCode: undefined }, 'place'],
    [{ areaCode: '999999999999' }, 'areaCode'],
    [{ place: { lon: 0, lat: 0 }, areaCode: undefined }, 'place'],
    [{ kind: 'case.status', status: undefined }, 'status'],
    [{ kind: 'case.status', status: '处置中' }, 'ref'],
  ] as const) {
    const answered = await send(city.sign(fresh(more), town.clock.now()))
    expect(answered).toMatchObject({ status: expect.any(Number), body: { field } })
    expect(answered.status).toBe(422)
  }
})

test('while the city is down nothing is lost, and it hears everything in order afterwards', async () => {
  const body = fresh()
  await send(city.sign(body, town.clock.now()))
  city.goDown(true)
  await town.settle()
  const id = await caseOf(body.ref)
  await dispatcher.ask(cases, 'dispatch', { ...on(id), body: { unitId: street.unit.lead } })
  await town.settle()
  expect(kindsHeard()).toEqual([])
  const waiting = await dispatcher.ask(connectors, 'messages', { query: { state: 'waiting', matter: id } })
  expect(waiting.items.map(({ kind }) => kind)).toEqual(['case.status', 'case.status'])
  city.goDown(false)
  town.clock.advance(3 * 60_000)
  await town.run('connectors', 'watch')
  await town.settle()
  expect(city.heard.map(({ body: { status } }) => status)).toEqual(['received', 'dispatched'])
})

test('a case handed over to the city stays in sight: its news and its result come onto the timeline', async () => {
  const { id } = await street.report()
  const sent = await dispatcher.ask(connectors, 'handOver', { params, body: { matterId: id, text: '请市里协调清运' } })
  await town.settle()
  expect(city.heard.at(-1)?.body).toMatchObject({ kind: 'case.create', text: '请市里协调清运', ref: sent.number })
  const moved = await send(
    city.sign({ kind: 'case.status', ref: 'C-9', yourRef: sent.number, status: '处置中' }, town.clock.now()),
  )
  expect(moved.body).toMatchObject({ isKnown: false })
  await send(
    city.sign(
      { kind: 'case.result', ref: 'C-9', yourRef: sent.number, outcome: 'fixed', text: '已清运' },
      town.clock.now(),
    ),
  )
  await town.settle()
  const { steps } = await dispatcher.ask(matters, 'read', on(id))
  const told = steps.filter(({ move }) => move.startsWith('connectors/'))
  expect(told.map(({ move, facts }) => [move, facts.status ?? facts.text])).toEqual([
    ['connectors/handedOver', '请市里协调清运'],
    ['connectors/moved', 'handling'],
    ['connectors/answered', 'closed'],
  ])
  const again = dispatcher.ask(connectors, 'handOver', { params, body: { matterId: id, text: '再转一次' } })
  await expect(again).rejects.toMatchObject({ problem: { code: 'connectors/handed-over-already', field: 'matterId' } })
})

const picture = (grey: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: grey, g: grey, b: 90 } } })
    .jpeg()
    .toBuffer()
const evidenceOf = async (id: string) => (await who.wen.ask(cases, 'read', on(id))).evidence

describe('photos', () => {
  test('of a case from the city are fetched from it and stand in the case as its report shows it', async () => {
    const bytes = await picture(40)
    const body = { ...fresh(), photos: [city.show('a.jpg', bytes)] }
    expect((await send(city.sign(body, town.clock.now()))).status).toBe(200)
    await town.settle()
    const [shown, ...others] = await evidenceOf(await caseOf(body.ref))
    expect(others).toEqual([])
    expect(shown).toMatchObject({ part: 'report', mime: 'image/jpeg', isPublic: false })
    const { rows } = await town.owner.query('select sha256 from files_files where id = $1', [shown?.id])
    expect(rows).toEqual([{ sha256: body.photos[0]?.sha256 }])
  })

  test('that are not what was announced, too long, elsewhere or no photos at all do not come in, and staff read that they did not', async () => {
    const bytes = await picture(80)
    const right = city.show('b.jpg', bytes)
    const wrong = [
      { ...right, sha256: '0'.repeat(64) },
      { ...right, byteCount: bytes.byteLength - 1 },
      { ...right, path: '//127.0.0.1:9/b.jpg' },
      { ...right, path: '../b.jpg' },
      { ...right, path: 'photos/unknown.jpg' },
      city.show('page.html', Buffer.from('<html><script>alert(1)</script></html>')),
    ]
    const body = fresh({ photos: wrong })
    await send(city.sign(body, town.clock.now()))
    await town.settle()
    const id = await caseOf(body.ref)
    expect(await evidenceOf(id)).toEqual([])
    const { matter } = await who.wen.ask(cases, 'read', on(id))
    const lost = matter.steps.find(({ move }) => move === 'connectors/photosLost')
    expect(lost).toMatchObject({ isPublic: false, facts: { what: expect.stringContaining('6 张照片没有收到') } })
    const many = fresh({ photos: [{ ...right, byteCount: 9 * 1024 * 1024 }] })
    expect((await send(city.sign(many, town.clock.now()))).status).toBe(422)
  })

  test('wait while the city is away, and come once although the message came twice', async () => {
    const body = { ...fresh(), photos: [city.show('c.jpg', await picture(120))] }
    const signed = city.sign(body, town.clock.now())
    await send(signed)
    await send(signed)
    city.goDown(true)
    await town.settle()
    const id = await caseOf(body.ref)
    expect(await evidenceOf(id)).toEqual([])
    city.goDown(false)
    await town.work('connectors', async (work) =>
      work.enqueue('fetch-photos', { peerCode: code, matterId: id, part: 'report', photos: body.photos, failures: 1 }),
    )
    await town.settle()
    await town.settle()
    expect(await evidenceOf(id)).toHaveLength(1)
  })

  test('go to the city with a case handed over, to whoever holds the address alone, and come back with its answer', async () => {
    const [photo = ''] = await photos(who.chen)
    const { id } = await street.report(who.chen, { photos: [photo] })
    const sent = await dispatcher.ask(connectors, 'handOver', { params, body: { matterId: id, text: '请市里协调' } })
    await town.settle()
    const [named] = (city.heard.at(-1)?.body.photos ?? []) as { path: string; sha256: string; byteCount: number }[]
    expect(named?.path).toMatch(/^photos\//)
    const fetched = await town.guest.raw('GET', `/api/connectors/peers/${code}/${named?.path}`)
    const bytes = Buffer.from(await fetched.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(named?.sha256)
    expect(bytes.byteLength).toBe(named?.byteCount)
    const forged = await town.guest.raw('GET', `/api/connectors/peers/${code}/${named?.path.slice(0, -3)}abc`)
    expect(forged.status).toBe(401)
    town.clock.advance(15 * 86_400_000)
    const late = await town.guest.raw('GET', `/api/connectors/peers/${code}/${named?.path}`)
    expect(late.status).toBe(401)
    town.clock.set(new Date())

    const after = city.show('after.jpg', await picture(200))
    const result = { kind: 'case.result', ref: 'C-77', yourRef: sent.number, outcome: 'fixed', text: '已清运' }
    await send(city.sign({ ...result, photos: [after] }, town.clock.now()))
    await town.settle()
    expect((await evidenceOf(id)).map(({ part }) => part).sort()).toEqual(['after', 'report'])
  })

  test('of how a case of the city was put right go back with the result', async () => {
    const body = fresh()
    await send(city.sign(body, town.clock.now()))
    await town.settle()
    const id = await caseOf(body.ref)
    await dispatcher.ask(cases, 'dispatch', { ...on(id), body: { unitId: street.unit.lead } })
    await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
    const files = await photos(who.zhou)
    await who.zhou.ask(cases, 'reply', { ...on(id), body: { outcome: 'fixed', text: '已清运干净', files } })
    const seen = await photos(who.lin)
    await who.lin.ask(cases, 'check', { ...on(id), body: { isPassed: true, files: seen } })
    await who.wen.ask(cases, 'conclude', { ...on(id), body: { decision: 'close' } })
    await town.settle()
    const told = city.heard.at(-1)?.body
    expect(told?.kind).toBe('case.result')
    const paths = ((told?.photos ?? []) as { path: string }[]).map(({ path }) => path)
    expect(paths.some((path) => path.includes(files[0] ?? ''))).toBe(true)
  })
})

test('who asks to be forgotten is forgotten in what went to and fro; what is still owed to the city goes first', async () => {
  const personId = randomUUID()
  const mei = town.as({ name: '梁美', personId, roles: [{ role: 'resident', area: here, unitId: null }] })
  const { id } = await street.report(mei, { text: '应元路口栏杆松了，我是梁美' })
  await dispatcher.ask(connectors, 'handOver', { params, body: { matterId: id, text: '请协调，联系梁美' } })
  const act = <T>(
    does: (work: Parameters<NonNullable<typeof connectorsModule.personalData>['erase']>[0]) => Promise<T>,
  ) => town.work(connectorsModule, async (work) => does(work))
  const data = connectorsModule.personalData
  const early = await act(async (work) => data?.erase(work, personId))
  expect(early).toMatchObject({ erased: 0, kept: expect.stringContaining('1') })
  await town.settle()
  expect(city.heard.find(({ body }) => body.kind === 'case.create')?.body.text).toContain('梁美')
  expect(await act(async (work) => data?.export(work, personId))).toMatchObject([
    { peer: '市网格平台', direction: 'out', kind: 'case.create', state: 'sent' },
  ])
  expect(await act(async (work) => data?.erase(work, personId))).toEqual({ erased: 1, kept: null })
  const { rows } = await town.owner.query('select body_sealed from connectors_messages where matter_id = $1', [id])
  expect(rows).toEqual([{ body_sealed: '' }])
  expect(await act(async (work) => data?.erase(work, personId))).toEqual({ erased: 0, kept: null })
  // Lost over there, it is not said again: nobody here knows the words any more.
  const { items } = await dispatcher.ask(connectors, 'messages', { query: { matter: id } })
  const again = dispatcher.ask(connectors, 'repeat', { params: { id: items[0]?.id ?? '' }, body: {} })
  await expect(again).rejects.toMatchObject({ problem: { code: 'connectors/words-erased' } })
})

test('a cry for help is never handed over', async () => {
  const { id } = await street.report(who.chen, { text: '老公打我，孩子在哭' })
  const asked = who.wen.ask(connectors, 'handOver', { params, body: { matterId: id, text: '请协调' } })
  await expect(asked).rejects.toMatchObject({ problem: { code: 'connectors/is-restricted' } })
})

test('comparing the day finds what was lost on the way there and sends it again, and asks for what was lost on the way here', async () => {
  const { id } = await street.report()
  city.loseNext(1)
  await dispatcher.ask(connectors, 'handOver', { params, body: { matterId: id, text: '请市里看看' } })
  await town.settle()
  expect(kindsHeard()).toEqual([])
  city.claimSent('msg-lost-on-the-way-here')
  const day = new Date(town.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const first = await dispatcher.ask(connectors, 'compare', { params, body: { on: day } })
  expect(first).toMatchObject({ isAgreed: false, failure: null })
  expect(first.repeated).toBeGreaterThan(0)
  expect(city.asked.at(-1)).toContain('msg-lost-on-the-way-here')
  await town.settle()
  expect(kindsHeard()).toContain('case.create')
})

test('what a comparison finds stands row by row until it has arrived, or a person has cleared it up and says how', async () => {
  const day = new Date(town.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const compare = () => dispatcher.ask(connectors, 'compare', { params, body: { on: day } })
  const open = async () => (await dispatcher.ask(connectors, 'differences', { query: { isOpen: true } })).items
  const { id } = await street.report()
  city.loseNext(1)
  await dispatcher.ask(connectors, 'handOver', { params, body: { matterId: id, text: '请市里看看' } })
  await town.settle()
  await compare()
  const lost = (await open()).find((one) => one.matterId === id)
  expect(lost).toMatchObject({ kind: 'missingThere', on: day, how: null })
  // Sent again by the comparison: the next one finds it there.
  await town.settle()
  await compare()
  const { items } = await dispatcher.ask(connectors, 'differences', { query: { isOpen: false } })
  expect(items.find((one) => one.id === lost?.id)).toMatchObject({ how: 'arrived', resolvedBy: null })

  // The same id with other words on the other side is seen by its hash, and only a person can clear it up.
  city.garble(lost?.foreignId ?? '')
  await compare()
  const differing = (await open()).find((one) => one.kind === 'differing')
  expect(differing).toMatchObject({ foreignId: lost?.foreignId, matterId: id })
  const settle = (who1 = dispatcher) =>
    who1.ask(connectors, 'settle', {
      params: { id: differing?.id ?? '' },
      body: { note: '对方重录了一遍，内容以本区为准' },
    })
  const elsewhere = town.as({ roles: [{ role: 'dispatcher', area: '440104003000', unitId: null }] })
  await expect(settle(elsewhere)).rejects.toMatchObject({ problem: { status: 404 } })
  expect(await settle()).toMatchObject({ how: 'settled', resolvedBy: '吴敏仪' })
  await expect(settle()).rejects.toMatchObject({ problem: { code: 'connectors/settled-already' } })
  await compare()
  expect((await open()).filter((one) => one.kind === 'differing')).toEqual([])
})

test('a peer that does not answer holds no row and no connection while days are compared', async () => {
  const { isAsked, open } = city.hold()
  const running = town.run('connectors', 'compare-daily')
  await isAsked
  const { rows } = await town.owner.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
  )
  expect(rows[0]?.n).toBe(0)
  open()
  await running
  const { items } = await dispatcher.ask(connectors, 'comparisons', { query: {} })
  expect(items[0]?.failure).toBeNull()
})

test('a peer that refuses for good stops being tried, until a person sends it again', async () => {
  const { id } = await street.report()
  const right = await newSecret()
  // The city still has the old one, and refuses ours.
  await dispatcher.ask(connectors, 'handOver', { params, body: { matterId: id, text: '请市里看看' } })
  await town.settle()
  const { items } = await dispatcher.ask(connectors, 'messages', { query: { matter: id } })
  expect(items[0]).toMatchObject({ state: 'failed', failure: 'HTTP 401' })
  city.useSecret(right)
  await dispatcher.ask(connectors, 'repeat', { params: { id: items[0]?.id ?? '' }, body: {} })
  await town.settle()
  const later = await dispatcher.ask(connectors, 'messages', { query: { matter: id } })
  expect(later.items[0]).toMatchObject({ state: 'sent' })
})

test('a secret replaced today still opens what the city signs with the old one, and tomorrow no more', async () => {
  const signedBefore = city.sign(fresh(), town.clock.now())
  await expect(admin.ask(connectors, 'newSecret', { params, body: {} })).rejects.toMatchObject({
    problem: { code: 'kernel/stale-proof' },
  })
  const secret = await newSecret()
  expect((await send(signedBefore)).status).toBe(200)
  const late = city.sign(fresh(), new Date(town.clock.now().getTime() + 25 * 3_600_000))
  town.clock.advance(25 * 3_600_000)
  expect((await send(late)).status).toBe(401)
  city.useSecret(secret)
})

test('switched off, nothing comes in; only a system administrator sets a peer up, and only over a safe line', async () => {
  await admin.ask(connectors, 'keepPeer', { params, body: { ...peerBody, isOn: false } })
  expect(await send(city.sign(fresh(), town.clock.now()))).toMatchObject({
    status: 409,
    body: { code: 'connectors/peer-off' },
  })
  await admin.ask(connectors, 'keepPeer', { params, body: peerBody })
  const byDispatcher = dispatcher.ask(connectors, 'keepPeer', { params, body: peerBody })
  await expect(byDispatcher).rejects.toMatchObject({ problem: { status: 403 } })
  const open = admin.ask(connectors, 'keepPeer', { params, body: { ...peerBody, baseUrl: 'http://city.example/api' } })
  await expect(open).rejects.toMatchObject({ problem: { code: 'connectors/address-wrong', field: 'baseUrl' } })
})

test('a dispatcher of another street sees nothing of it', async () => {
  const elsewhere = town.as({ roles: [{ role: 'dispatcher', area: '440104003000', unitId: null }] })
  expect((await elsewhere.ask(connectors, 'messages', { query: {} })).items).toEqual([])
})
