/** A scripted day with planted names and numbers: afterwards they stand nowhere but where they belong, sealed. */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { appointments } from '@liren/appointments/contract'
import { benefits } from '@liren/benefits/contract'
import { cases } from '@liren/cases/contract'
import { type CataloguePort, catalogue } from '@liren/catalogue/contract'
import type { Problem } from '@liren/contract'
import { forms, type SubmissionView } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { matters } from '@liren/matters/contract'
import { mutualAid } from '@liren/mutual-aid/contract'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { type ApplicationView, services } from '@liren/services/contract'
import { host, type Person, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadModules, presetFor, readPreset } from './preset.ts'
import {
  district,
  dot,
  here,
  inIt,
  inReply,
  number,
  pictures,
  planted,
  searchTables,
  theirs,
  tryDoors,
  urlOf,
  wrongNumber,
} from './testing/planted.ts'

let town: Town
let modules: Awaited<ReturnType<typeof loadModules>>
const lines: string[] = []
const replies: { readonly what: string; readonly text: string }[] = []

/** Ids of what the day left behind, for the sweep over every door. */
const left: Record<string, string> = {}

/** Asks, and keeps the bare reply under a name. */
const ask = async (who: Person, what: string, method: string, url: string, body?: unknown) => {
  const response = await who.raw(method, url, body)
  const text = await response.text()
  replies.push({ what, text })
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> & Problem }
}
const post = (who: Person, what: string, url: string, body: unknown) => ask(who, what, 'POST', url, body)

beforeAll(async () => {
  const catching = (chunk: string | Uint8Array) => {
    lines.push(String(chunk))
    return true
  }
  vi.spyOn(process.stderr, 'write').mockImplementation(catching as never)
  vi.spyOn(process.stdout, 'write').mockImplementation(catching as never)
  const file = readPreset('yuexiu')
  modules = await loadModules(file)
  town = await host(modules, {
    preset: presetFor(file, 'yuexiu', 'demo', () => {}),
    env: { LIREN_LOG: 'info' },
  })
}, 600_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await town.close()
})

const worker = () => town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }], name: '谢社工' })
const grid = () => town.as({ roles: [{ role: 'gridWorker', area: here, unitId: null }], name: '林网格' })
const steward = () => town.as({ roles: [{ role: 'dataSteward', area: district, unitId: null }], name: '林数据' })

test('a day passes: people register, are entered, looked up, revealed, report, ask, err and are refused', async () => {
  const { guest } = town
  const home = town.browser()
  const askCode = async (phone: string, purpose: string) =>
    String((await post(guest, 'askCode', urlOf(identity, 'askCode'), { phone, purpose })).body.demoCode)
  const registered = await post(home, 'register', urlOf(identity, 'register'), {
    phone: planted.phone,
    code: await askCode(planted.phone, 'register'),
    displayName: planted.name,
    idNumber: number,
    areaCode: here,
    password: planted.password,
  })
  expect(registered.status).toBe(200)
  await town.settle()
  await post(guest, 'wrong password', urlOf(identity, 'logIn'), {
    loginName: planted.phone,
    password: 'nothing like it',
  })
  await post(guest, 'stranger', urlOf(identity, 'logIn'), { loginName: planted.otherPhone, password: planted.password })
  await post(guest, 'wrong code', urlOf(identity, 'logInByCode'), { phone: planted.otherPhone, code: '000000' })
  await post(guest, 'taken', urlOf(identity, 'register'), {
    phone: planted.otherPhone,
    code: await askCode(planted.otherPhone, 'register'),
    displayName: planted.name,
    idNumber: number,
    areaCode: here,
  })
  await post(guest, 'bad number', urlOf(identity, 'register'), {
    phone: planted.otherPhone,
    code: '000000',
    displayName: planted.name,
    idNumber: wrongNumber,
    areaCode: here,
  })
  await post(guest, 'unknown field', urlOf(identity, 'logIn'), { loginName: 'a', password: 'b', [planted.phone]: 1 })
  await ask(guest, 'number in an address', 'GET', `/api/people/persons/${number}`)
  await ask(worker(), 'number in a query', 'GET', `/api/people/persons?after=${number}`)
  await ask(guest, 'broken', 'POST', urlOf(identity, 'logIn'), `{"loginName":"${planted.phone}`)

  await ask(home, 'own: change', 'PATCH', urlOf(people, 'updateMine'), {
    address: planted.address,
    emergencyContact: planted.contact,
  })
  await ask(home, 'me', 'GET', urlOf(people, 'readMe'))
  await post(home, 'own: reveal', urlOf(people, 'revealMine'), { fields: ['identityNumber', 'phone', 'address'] })
  await ask(home, 'own: account', 'GET', urlOf(identity, 'me'))

  await post(worker(), 'person entered again', urlOf(people, 'register'), {
    fullName: planted.name,
    identityNumber: number,
    phone: planted.otherPhone,
    hukouAddress: planted.hukou,
    areaCode: here,
  })
  const byNumber = await post(worker(), 'look-up by number', urlOf(people, 'lookUp'), { identityNumber: number })
  const byPhone = await post(worker(), 'look-up by phone', urlOf(people, 'lookUp'), { phone: planted.phone })
  await post(worker(), 'look-up by name', urlOf(people, 'lookUp'), { fullName: planted.name })
  const [official] = byNumber.body.items as { id: string }[]
  const [person] = byPhone.body.items as { id: string }[]
  if (!person || !official) throw new Error('nobody found')
  // The number somebody gave of themself is nobody’s before the office saw it: two entries, and a claim that stays open all day.
  expect(official.id).not.toBe(person.id)
  left.official = official.id
  const { body: claims } = await ask(worker(), 'claims', 'GET', `${urlOf(people, 'listClaims')}?area=${here}`)
  const claim = (claims.items as { id: string; person: { id: string } }[]).find((one) => one.person.id === official.id)
  const names = await post(worker(), 'claim looked at', urlOf(people, 'lookAtClaim', { id: claim?.id ?? '' }), {
    reason: '本人到场核对',
  })
  expect(names.body).toEqual({ accountName: planted.name, fullName: planted.name })
  await ask(worker(), 'person', 'GET', urlOf(people, 'readPerson', person))
  await ask(worker(), 'person changed', 'PATCH', urlOf(people, 'update', person), { hukouAddress: planted.hukou })
  const asked = { fields: ['phone', 'address'], purpose: 'service', reason: '上门探访' }
  const revealed = await post(worker(), 'revealed', urlOf(people, 'reveal', person), asked)
  expect(JSON.stringify(revealed.body)).toContain(planted.phone)
  await post(grid(), 'revealed too much', urlOf(people, 'reveal', person), { ...asked, fields: ['identityNumber'] })
  const far = town.as({ roles: [{ role: 'communityWorker', area: '440104022001', unitId: null }] })
  expect((await post(far, 'revealed elsewhere', urlOf(people, 'reveal', person), asked)).status).toBe(404)
  await ask(home, 'own: footprints', 'GET', urlOf(people, 'listMyFootprints'))

  const table = new FormData()
  const rows = `姓名,身份证号,手机号,住址\n${planted.name},${number.slice(0, 17)}Y,${planted.otherPhone},${planted.address}\n${planted.name},${number},12,${planted.hukou}\n`
  table.append('areaCode', here)
  table.append('file', new Blob([rows], { type: 'text/csv' }), 'residents.csv')
  const imported = await steward().raw('POST', urlOf(people, 'importPeople'), table)
  replies.push({ what: 'import', text: await imported.text() })

  const report = (who: Person, what: string, more: object) =>
    post(who, what, urlOf(cases, 'report'), { id: randomUUID(), areaCode: here, ...more })
  const text = `下水道堵了请打 ${planted.textPhone} 找我。我家住里面`
  const sent = await report(guest, 'report', { text, contact: { name: planted.name, phone: planted.otherPhone } })
  expect(sent.status).toBe(201)
  const keyed = { text: '路灯坏了两盏', sendKey: planted.sendKey, contact: { phone: planted.otherPhone } }
  const keyedId = { id: randomUUID() }
  const first = await report(guest, 'report with a key', { ...keyed, ...keyedId })
  expect(first.status).toBe(201)
  const again = await report(guest, 'report sent again', { ...keyed, ...keyedId })
  expect(again.body.queryCode).toBe(first.body.queryCode)
  await report(guest, 'report guessed at', { ...keyed, ...keyedId, sendKey: randomUUID() })
  await report(guest, 'report without sense', { contact: { name: planted.name, phone: planted.otherPhone } })
  await report(guest, 'report with a bad phone', {
    text: '路灯不亮',
    contact: { name: planted.name, phone: '139-2223-901' },
  })
  const id = String(sent.body.id)
  const { number: caseNumber, queryCode: code } = sent.body
  await post(guest, 'progress', urlOf(matters, 'progress'), { number: caseNumber, code })
  await ask(guest, 'public list', 'GET', `${urlOf(matters, 'publicList')}?area=${district}`)
  await ask(home, 'read by a neighbour', 'GET', urlOf(matters, 'read', { id }))
  await ask(home, 'case by a neighbour', 'GET', urlOf(cases, 'read', { id }))
  const acceptor = town.as({ roles: [{ role: 'acceptor', area: district, unitId: null }], name: '余受理' })
  await ask(acceptor, 'list', 'GET', `${urlOf(matters, 'list')}?limit=50`)
  await post(acceptor, 'contact', urlOf(cases, 'contact', { id }), { purpose: '核实地址' })
  await ask(home, 'ways of notices', 'PUT', urlOf(notices, 'prefer'), {
    changes: [],
    email: planted.email,
  })
  await ask(home, 'own: notices', 'GET', urlOf(notices, 'preferences'))
  await town.settle()
  await town.run('notices', 'climb').catch(() => {})
  await town.settle()
  expect(lines.length).toBeGreaterThan(30)
}, 120_000)

test('the day goes on: an application with a visit, a notice and an objection; rights, bookings, help, a concern', async () => {
  const { rows } = await town.owner.query<{ id: string }>(
    'select person_id as id from identity_accounts where person_id is not null order by created_at desc limit 1',
  )
  const personId = rows[0]?.id ?? ''
  const { rows: accounts } = await town.owner.query<{ id: string }>(
    'select id from identity_accounts where person_id = $1',
    [personId],
  )
  const resident = town.as({
    id: accounts[0]?.id ?? '',
    personId,
    name: '阳光',
    roles: [{ role: 'resident', area: here, unitId: null }],
  })
  const neighbour = town.as({ roles: [{ role: 'resident', area: here, unitId: null }], name: '邻居' })
  const clerk = town.as({
    roles: [
      { role: 'communityWorker', area: district, unitId: null },
      { role: 'acceptor', area: district, unitId: null },
      { role: 'dutyLeader', area: district, unitId: null },
    ],
    name: '余受理',
  })
  const catalogueModule = modules.find(({ contract }) => contract.name === 'catalogue')
  if (!catalogueModule) throw new Error('no catalogue in this preset')
  await town.work(catalogueModule, async (work) => {
    // The plug types ports loosely; this is the one of the catalogue.
    const port = catalogueModule.port?.(work) as CataloguePort
    await port.record({ kind: 'person', id: personId }, [
      { key: 'share.socialCard.account', value: planted.account, source: '社保卡持卡库' },
      { key: 'share.marriage.spouse', value: planted.spouse, source: '婚姻登记库' },
      { key: 'share.marriage.spouse', value: `${planted.spouse}乙`, source: '社区网格核实' },
    ])
  })
  await ask(steward(), 'certificate entered', 'PATCH', urlOf(people, 'update', { id: personId }), {
    disabilityCertificate: planted.certificate,
  })

  await town.settle()
  const { rows: doubts } = await town.owner.query<{ id: string }>(
    `select matter_id as id from catalogue_challenges where subject_id = $1 and key = 'share.marriage.spouse' and closed_at is null`,
    [personId],
  )
  const doubt = { id: doubts[0]?.id ?? '' }
  await ask(steward(), 'challenge', 'GET', urlOf(catalogue, 'readChallenge', doubt))
  const looked = await post(steward(), 'challenge looked at', urlOf(catalogue, 'lookAtChallenge', doubt), {
    reason: '核实配偶姓名',
  })
  expect(JSON.stringify(looked.body)).toContain(planted.spouse)
  const right = { value: planted.spouse, text: '婚姻登记处查档' }
  expect(
    (await post(steward(), 'challenge corrected', urlOf(catalogue, 'correctChallenge', doubt), right)).status,
  ).toBe(200)

  const photograph = async (who: Person) => {
    const file = randomUUID()
    const picture = new FormData()
    picture.append('file', new Blob([Buffer.from(dot, 'base64')], { type: 'image/png' }), '材料.png')
    expect((await who.raw('PUT', `/api/files/uploads/${file}`, picture)).status).toBe(200)
    pictures.push(file)
    return file
  }
  // SQ-006 for the visit; SQ-001 hangs a notice somebody objects to.
  const apply = async (code: string, answers: Record<string, unknown>) => {
    const id = randomUUID()
    await post(resident, `${code} begun`, urlOf(services, 'begin', { code }), { id, area: here, channel: 'mobile' })
    const form = (await (await resident.raw('GET', urlOf(forms, 'read', { id }))).json()) as SubmissionView
    const filled = {
      answers: { ...form.answers, ...answers },
      confirmed: Object.keys(form.offers),
      reasons: {},
      refused: [],
      materials: {},
    }
    await ask(resident, 'hers: form saved', 'PUT', urlOf(forms, 'save', { id }), { ...filled, revision: form.revision })
    const whole = (await (await resident.raw('GET', urlOf(services, 'read', { id }))).json()) as ApplicationView
    const materials: object[] = []
    for (const { key, source, sources, text } of whole.materials) {
      if (source !== null) continue
      const signed = sources.includes('esign') && text ? { textVersion: text.version } : null
      if (signed) materials.push({ key, source: 'esign', files: [await photograph(resident)], ...signed })
      else materials.push({ key, source: 'upload', files: [await photograph(resident)] })
    }
    const done = await post(resident, `${code} handed in`, urlOf(services, 'submit', { id }), { materials })
    expect(done.status).toBe(200)
    return id
  }
  const say = (id: string, path: string, body: object = {}) =>
    post(clerk, `office: ${path}`, `/api/services/applications/${id}/${path}`, body)
  const visited = await apply('SQ-006', { wishes: ['door'], emergencyContact: planted.contact })
  await say(visited, 'acceptance')
  const files = [await photograph(clerk)]
  await say(visited, 'visits', { found: planted.finding, isGenuine: true, companions: ['何志强'], files })
  await ask(clerk, 'office: application', 'GET', urlOf(services, 'read', { id: visited }))
  const shown = await say(visited, 'answers', { reason: '复核走访' })
  expect(inReply(JSON.stringify(shown.body))).toEqual(expect.arrayContaining(['finding', 'contact', 'picture']))
  await say(visited, 'opinions', { text: '情况属实' })
  const hung = await apply('SQ-001', {
    account: { holder: planted.name, bank: '示范银行', number: planted.account },
  })
  await say(hung, 'acceptance')
  for (const text of ['核实', '审核']) await say(hung, 'opinions', { text })
  await say(hung, 'notice', { shown: '申请人：欧**' })
  const { body: running } = await ask(neighbour, 'notices', 'GET', urlOf(services, 'notices'))
  const notice = (running.items as { id: string; itemCode: string; shown: string }[]).find(
    (one) => one.shown === '申请人：欧**',
  )
  await post(neighbour, 'hers: objection', urlOf(services, 'object', { id: notice?.id ?? '' }), {
    id: randomUUID(),
    text: planted.objection,
  })
  await post(resident, 'hers: said', urlOf(matters, 'say', { id: visited }), { text: planted.chat, isPublic: true })

  await post(resident, 'hers: right', urlOf(catalogue, 'askRight'), { kind: 'explain', text: planted.right })
  await ask(resident, 'hers: values', 'GET', urlOf(catalogue, 'listMyValues'))
  const { rows: places } = await town.owner.query<{ id: string }>(
    "select id from appointments_places where area_code = $1 and kind = 'window'",
    [here],
  )
  await town.owner.query(
    `insert into appointments_bookings (id, place_id, area_code, service, start_at, end_at, state, code, code_fingerprint,
        person_id, account_id, made_at, is_excused)
      select gen_random_uuid(), $1, $2, '其他', now() - interval '3 hours', now() - interval '2 hours', 'missed', 'ZZ', 'zz', $3, $4, now(), false`,
    [places[0]?.id, here, personId, accounts[0]?.id],
  )
  const { body: booked } = await ask(resident, 'hers: bookings', 'GET', urlOf(appointments, 'mine'))
  const [booking] = (booked.items as { id: string; state: string }[]).filter(({ state }) => state === 'missed')
  await post(resident, 'hers: excuse', urlOf(appointments, 'appeal', { id: booking?.id ?? '' }), {
    text: planted.excuse,
  })
  const help = randomUUID()
  const inHours = (hours: number) => new Date(town.clock.now().getTime() + hours * 3_600_000).toISOString()
  const wished = await post(resident, 'hers: help', urlOf(mutualAid, 'ask'), {
    id: help,
    area: here,
    kind: 'errand',
    wish: '帮忙取一下药',
    building: '1栋',
    exactPlace: planted.exactPlace,
    forWhom: 'self',
    startsAt: inHours(3),
    endsAt: inHours(4),
    hours: 0,
  })
  left.help = wished.status < 300 ? help : ''
  const raised = await post(grid(), 'hers: concern', urlOf(benefits, 'raise'), {
    id: randomUUID(),
    area: here,
    kind: 'violence',
    isMinor: false,
    lacksCapacity: false,
    words: planted.concern,
  })
  Object.assign(left, {
    personId,
    visited,
    hung,
    booking: booking?.id ?? '',
    concern: String(raised.body.matterId ?? ''),
  })
  await town.settle()
  for (const [module, name] of [
    ['services', 'end-notices'],
    ['services', 'tidy'],
    ['catalogue', 'check-quality'],
    ['catalogue', 'delete-due'],
    ['catalogue', 'mark-late'],
    ['matters', 'chase'],
    ['appointments', 'turn'],
  ] as const)
    await town.run(module, name).catch(() => {})
  await town.settle()
}, 120_000)

test('the day ends: a child is born, two marry, a department brings values in, a paper is signed, a card is laid down in vain', async () => {
  const { official = '', personId = '' } = left
  const born = await post(worker(), 'birth', urlOf(people, 'recordBirth'), {
    parentIds: [official],
    fullName: planted.child,
    birthOn: '2026-01-15',
    sex: 'female',
  })
  expect(born.status).toBe(201)
  const entered = await post(worker(), 'partner entered', urlOf(people, 'register'), {
    fullName: planted.partner,
    phone: planted.partnerPhone,
    areaCode: here,
  })
  const wedding = { personIds: [official, String(entered.body.id)], on: '2026-01-16' }
  expect((await post(worker(), 'marriage', urlOf(people, 'recordMarriage'), wedding)).status).toBe(201)
  await town.settle()

  const { rows: units } = await town.owner.query<{ id: string }>(
    `select u.id from organisation_units u join catalogue_entries e on e.row->>'ownerUnit' = u.code where e.key = 'share.socialCard.account'`,
  )
  const department = town.as({
    roles: [{ role: 'handler', area: district, unitId: units[0]?.id ?? '' }],
    name: '社保科',
    provedAt: town.clock.now(),
  })
  for (const dryRun of ['true', 'false']) {
    const table = new FormData()
    table.append('about', 'person')
    table.append('dryRun', dryRun)
    table.append('on', '2026-01-20')
    table.append('columns', JSON.stringify({ 'share.socialCard.account': '卡号' }))
    const rows = `姓名,公民身份号码,卡号\n${planted.name},${number},${planted.account}\n${planted.spouse},${number},${planted.account}\n${planted.name},${number.slice(0, 17)}Y,${planted.account}\n`
    table.append('file', new Blob([rows], { type: 'text/csv' }), '社保.csv')
    const told = await department.raw('POST', urlOf(catalogue, 'importValues'), table)
    const text = await told.text()
    replies.push({ what: 'values brought in', text })
    expect({ status: told.status, ...JSON.parse(text) }).toMatchObject({ status: 201, report: { rows: 3, told: 1 } })
    const id = String(JSON.parse(text).report.id)
    await ask(department, 'values: what became of rows', 'GET', urlOf(catalogue, 'readValueImport', { id }))
  }
  await ask(department, 'values: list', 'GET', urlOf(catalogue, 'listValueImports'))

  const { rows: workers } = await town.owner.query<{ id: string }>(
    `select account_id as id from identity_grants where role = 'communityWorker' and area_code = $1 limit 1`,
    [here],
  )
  const colleague = town.as({
    id: workers[0]?.id ?? '',
    roles: [{ role: 'communityWorker', area: here, unitId: null }],
    name: '谢社工',
  })
  const evidenceFileId = randomUUID()
  const paper = new FormData()
  paper.append('file', new Blob([Buffer.from(dot, 'base64')], { type: 'image/png' }), `委托书.png`)
  replies.push({
    what: 'evidence',
    text: await (await colleague.raw('PUT', `/api/files/uploads/${evidenceFileId}`, paper)).text(),
  })
  const authority = await post(colleague, 'authority', urlOf(identity, 'recordAuthority'), {
    personId,
    relation: 'staff',
    purpose: '代办长者饭堂',
    evidenceFileId,
    untilAt: new Date(town.clock.now().getTime() + 3 * 86_400_000).toISOString(),
  })
  expect(authority.status).toBe(200)

  const reader = generateKeyPairSync('ed25519')
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('identity', '', 'cardReader', $1, now())
      on conflict (module, area_code, key) do update set value = excluded.value`,
    [
      JSON.stringify({
        address: 'http://127.0.0.1:19196',
        readers: [{ id: 'hall-1', place: '社区服务站', publicKey: reader.publicKey.export({ format: 'jwk' }).x }],
      }),
    ],
  )
  town.host.core.settings.forget()
  const kiosk = town.browser()
  const layDown = async (what: string, name: string) => {
    const { body: asked } = await ask(kiosk, 'card asked for', 'POST', urlOf(identity, 'askCard'))
    const card = { reader: 'hall-1', name, idNumber: number, validFrom: '20200101', validTo: '长期' }
    const text = ['liren-card-1', asked.nonce, ...Object.values(card)].join('\n')
    const signature = sign(null, Buffer.from(text), reader.privateKey).toString('base64url')
    return post(kiosk, what, urlOf(identity, 'logInByCard'), { challengeId: asked.challengeId, ...card, signature })
  }
  // The office has seen no paper of whoever registered: the card opens nothing, and says nothing of what it bears.
  expect((await layDown('card of another name', planted.partner)).body.code).toBe('identity/card-unknown')
  expect((await layDown('card', planted.name)).body.code).toBe('identity/card-unverified')
  await town.settle()
}, 120_000)

test('every reading door of every module is tried by every role: nothing private comes out, and nobody leaves a footprint', async () => {
  const looks = async () =>
    (await town.owner.query<{ n: number }>('select count(*)::int as n from people_footprints')).rows[0]?.n
  const before = await looks()
  const { found, open } = await tryDoors(town, modules, left)
  expect(found).toEqual([])
  // Whatever does come out is kept by no cache on the way.
  expect(open).toEqual([])
  expect(await looks()).toBe(before)
}, 600_000)

test('no log line holds any of it', () => {
  const found = lines.flatMap((line) => inIt(line).map((what) => `${what}: ${line.slice(0, 300)}`))
  expect(found).toEqual([])
})

test('replies hold it only for whoever it belongs to, or who left a footprint', () => {
  const found = replies.flatMap(({ what, text }) =>
    // What somebody said or reads of their own is theirs.
    what.startsWith('hers: ')
      ? []
      : inReply(text).flatMap((one) => (theirs.get(what)?.includes(one) ? [] : [`${what}: ${one}`])),
  )
  expect(found).toEqual([])
})

test('no table holds it in clear but the reporter’s own words and the name an account goes by', async () => {
  const { tables, found } = await searchTables(town)
  expect(tables).toBeGreaterThan(60)
  expect(found).toEqual([])
}, 180_000)
