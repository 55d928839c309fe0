/** The register through its door: who gets in, who may see whom, and what every look leaves behind. */
import { Refused } from '@liren/contract'
import { checkedNumber } from '@liren/contract/numbers'
import { identity } from '@liren/identity/contract'
import identityModule from '@liren/identity/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people } from '../contract.ts'
import module from './module.ts'

const hongqiao = '440104001001'
const yingyuan = '440104001002'
const cell = `${hongqiao}001`
const dwelling = '0192d3a0-0000-7000-8000-000000000d01'
let town: Town

/** A small territory: two communities of one street, a cell with one house of two dwellings. */
const settle = async (owner: Town['owner']) => {
  await owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('440104000000', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '440104000000', '2020-01-01'),
    ('${hongqiao}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${yingyuan}', '应元社区', 'community', '440104001000', '2020-01-01'),
    ('${cell}', '第1网格', 'gridCell', '${hongqiao}', '2020-01-01'), ('${yingyuan}001', '第1网格', 'gridCell', '${yingyuan}', '2020-01-01')`)
  await owner.query(`insert into territory_buildings (id, code, name, address, cell_code, lon, lat, floors, units, dwellings_per_floor, elevators, search_text)
    values ('0192d3a0-0000-7000-8000-00000000000b', '${cell}001', '1栋', '应元路1号', '${cell}', 113.26, 23.13, 2, 1, 1, 0, '1栋')`)
  await owner.query(`insert into territory_dwellings (id, code, building_id, unit, floor, room) values
    ('${dwelling}', '${cell}0010101', '0192d3a0-0000-7000-8000-00000000000b', '1', 1, '101'),
    ('0192d3a0-0000-7000-8000-000000000d02', '${cell}0010201', '0192d3a0-0000-7000-8000-00000000000b', '1', 2, '201')`)
  await owner.query(`update territory_revisions set revision = 'test'`)
}

const worker = (area = hongqiao, role = 'communityWorker', name = '谢社工') =>
  town.as({ roles: [{ role, area, unitId: null }], name })
const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  const { code, status, field } = error.problem
  return { code, status, field }
}
const enter = (number: string, fullName = '陈秀英', more: object = {}) =>
  worker().ask(people, 'register', {
    body: { fullName, identityNumber: number, areaCode: cell, phone: '13800001234', ...more },
  })

beforeAll(async () => {
  town = await host([territory, identityModule, module], { now: '2026-11-23T10:00:00+08:00' })
  await settle(town.owner)
})
afterAll(() => town.close())

describe('entering people', () => {
  test('a worker enters a neighbour; what is shown is masked, what is kept is sealed', async () => {
    const person = await enter('440104195503080029')
    expect(person).toMatchObject({
      displayName: '陈**',
      sex: 'female',
      birthYear: 1955,
      maskedIdentityNumber: '440104********0029',
      maskedPhone: '138****1234',
      areaCode: cell,
    })
    const { rows } = await town.owner.query('select * from people_private where person_id = $1', [person.id])
    const [row] = rows
    expect(row.full_name).not.toContain('陈')
    expect(JSON.stringify(rows)).not.toMatch(/440104195503080029|13800001234|1955-03-08/)
    const { rows: audit } = await town.owner.query('select facts::text from kernel_audit')
    expect(JSON.stringify(audit)).not.toMatch(/440104195503080029|13800001234|陈秀英/)
  })

  test.each([
    ['440104195503080028', 'people/wrong-check'],
    ['440104195502300026', 'people/impossible-date'],
    ['44010419550308002', 'people/wrong-length'],
    ['44010419550308002A', 'people/wrong-character'],
    ['411525202701018885', 'people/future-date'],
    ['111111199901101512', 'people/unknown-region'],
  ])('the number %s is refused as %s, naming the field', async (number, code) => {
    expect(await refusal(enter(number))).toEqual({ code, status: 422, field: 'identityNumber' })
  })

  test('passes, phones, certificates, areas and dwellings that cannot be are refused with their field', async () => {
    const ask = (body: object) =>
      refusal(worker().ask(people, 'register', { body: { fullName: '李四', areaCode: cell, ...body } }))
    expect(await ask({ documentKind: 'hongKongMacaoPass', identityNumber: 'K12345678' })).toMatchObject({
      code: 'people/wrong-pattern',
      field: 'identityNumber',
    })
    expect(await ask({ documentKind: 'taiwanPass', identityNumber: '1234567' })).toMatchObject({
      field: 'identityNumber',
    })
    expect(await ask({ phone: '1381234567' })).toMatchObject({ code: 'people/wrong-length', field: 'phone' })
    expect(await ask({ phone: '12345678901' })).toMatchObject({ code: 'people/wrong-pattern', field: 'phone' })
    expect(await ask({ disabilityCertificate: '44010419550308002981' })).toMatchObject({
      code: 'people/unknown-kind',
      field: 'disabilityCertificate',
    })
    expect(await ask({ fullName: ' ' })).toMatchObject({ code: 'people/needed', field: 'fullName' })
    expect(await ask({ birthOn: '1880-01-01' })).toMatchObject({ code: 'people/too-old', field: 'birthOn' })
    expect(await ask({ areaCode: `${hongqiao}999` })).toMatchObject({ code: 'people/unknown-area', field: 'areaCode' })
    expect(await ask({ dwellingId: '0192d3a0-0000-7000-8000-000000000d99' })).toMatchObject({
      code: 'people/unknown-dwelling',
      field: 'dwellingId',
    })
    expect(await ask({ areaCode: undefined })).toMatchObject({ code: 'people/needed', field: 'areaCode' })
  })

  test('of ten clerks entering the same number at once, one succeeds and nine hear it is there', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) => enter('440104201306175617', `并发${'甲乙丙丁戊己庚辛壬癸'[at]}`)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected')
        expect(one.reason.problem).toMatchObject({
          code: 'people/already-registered',
          status: 409,
          field: 'identityNumber',
        })
    const { rows } = await town.owner.query(`select count(*)::int as n from people_persons where display_name = '并**'`)
    expect(rows[0].n).toBe(1)
  })

  test('a person of one community is nobody to the worker of another', async () => {
    const person = await enter('11010519491231002X', '王五')
    const other = worker(yingyuan)
    expect((await other.ask(people, 'listPersons', { query: {} })).items).toEqual([])
    expect(await refusal(other.ask(people, 'readPerson', { params: { id: person.id } }))).toMatchObject({
      code: 'people/not-found',
      status: 404,
    })
    expect(
      await refusal(other.ask(people, 'update', { params: { id: person.id }, body: { phone: '13900001111' } })),
    ).toMatchObject({ status: 404 })
    expect((await other.ask(people, 'lookUp', { body: { identityNumber: '11010519491231002X' } })).items).toEqual([])
    expect(await refusal(other.ask(people, 'register', { body: { fullName: '赵六', areaCode: cell } }))).toMatchObject({
      status: 403,
    })
    expect(await refusal(town.guest.ask(people, 'listPersons', { query: {} }))).toMatchObject({ status: 401 })
    expect(
      await refusal(
        town
          .as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }] })
          .ask(people, 'listPersons', { query: {} }),
      ),
    ).toMatchObject({ status: 403 })
  })

  test('a worker finds a neighbour by number, phone or whole name, and nobody by half of one', async () => {
    const by = async (body: { identityNumber?: string; phone?: string; fullName?: string }) =>
      (await worker().ask(people, 'lookUp', { body })).items.map(({ displayName }) => displayName)
    expect(await by({ identityNumber: '440104 19550308 0029' })).toEqual(['陈**'])
    expect(await by({ fullName: '陈秀英' })).toEqual(['陈**'])
    expect(await by({ fullName: '陈秀' })).toEqual([])
    expect((await by({ phone: '+86 138 0000 1234' })).length).toBeGreaterThan(1)
  })

  test('a list goes on from page to page and ends', async () => {
    const first = await worker().ask(people, 'listPersons', { query: { limit: 2 } })
    expect(first.items).toHaveLength(2)
    const second = await worker().ask(people, 'listPersons', {
      query: { limit: 200, ...(first.next ? { after: first.next } : {}) },
    })
    expect(second.next).toBe(null)
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('a phone is corrected; what is wrong is not half-written', async () => {
    const [person] = (await worker().ask(people, 'lookUp', { body: { identityNumber: '11010519491231002X' } })).items
    const id = person?.id ?? ''
    expect(
      await refusal(
        worker().ask(people, 'update', {
          params: { id },
          body: { phone: '13900001111', identityNumber: '440104195503080028' },
        }),
      ),
    ).toMatchObject({ field: 'identityNumber' })
    expect((await worker().ask(people, 'readPerson', { params: { id } })).person.maskedPhone).toBe('138****1234')
    expect((await worker().ask(people, 'update', { params: { id }, body: { phone: '13900001111' } })).maskedPhone).toBe(
      '139****1111',
    )
    expect(
      await refusal(worker().ask(people, 'update', { params: { id }, body: { identityNumber: '440104195503080029' } })),
    ).toMatchObject({
      code: 'people/already-registered',
    })
  })
})

describe('the read door', () => {
  const look = (id: string, body: object, who = worker()) =>
    who.ask(people, 'reveal', {
      params: { id },
      body: { fields: ['fullName', 'phone'], purpose: 'service', reason: '上门送餐', ...body },
    })
  let id = ''
  beforeAll(async () => {
    const { items } = await worker().ask(people, 'lookUp', { body: { identityNumber: '440104195503080029' } })
    id = items[0]?.id ?? ''
  })

  test('the application itself cannot read what is sealed, nor forge or remove a footprint', async () => {
    for (const statement of [
      'select full_name from people_private',
      'select * from people_private',
      'update people_private set phone = full_name',
      'delete from people_footprints',
      'update people_footprints set reason = null',
      `insert into people_footprints (id, person_id, looked_at, looker_kind, looker_name, fields, purpose, reason, request_id)
        values (gen_random_uuid(), gen_random_uuid(), now(), 'x', 'x', '{}', 'x', 'x', 'x')`,
      'truncate people_footprints',
    ])
      await expect(town.app.query(statement)).rejects.toThrow('permission denied')
  })

  test('a look tells the values and leaves who, when, why and which; the person sees it', async () => {
    const { values } = await look(id, {})
    expect(values).toEqual(
      expect.arrayContaining([
        { field: 'fullName', clearText: '陈秀英' },
        { field: 'phone', clearText: '13800001234' },
      ]),
    )
    const herself = town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }], personId: id })
    const { items } = await herself.ask(people, 'listMyFootprints', { query: {} })
    expect(items[0]).toMatchObject({
      lookerName: '谢社工',
      purpose: 'service',
      reason: '上门送餐',
      fields: ['fullName', 'phone'],
      questionState: null,
    })
  })

  test('no reason, no look; a grid worker does not get the identity number; a stranger gets nothing', async () => {
    expect(await refusal(look(id, { reason: ' ' }))).toMatchObject({ code: 'people/reason-needed', field: 'reason' })
    const grid = worker(hongqiao, 'gridWorker')
    expect(await refusal(look(id, { fields: ['identityNumber'] }, grid))).toMatchObject({ status: 403 })
    expect(await refusal(look(id, {}, worker(yingyuan)))).toMatchObject({ status: 404 })
    const steward = town.as({ roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }] })
    expect(await refusal(look(id, {}, steward))).toMatchObject({ status: 403 })
  })

  test('the footprint stays even when the work that looked fails afterwards', async () => {
    const before = (await town.owner.query('select count(*)::int as n from people_footprints')).rows[0].n
    await expect(
      town.work(module, async (work) => {
        const found = await work
          .use(people)
          .readPrivate({ personIds: [id], fields: ['birthOn'], purpose: 'statistics', reason: '高龄津贴筛查' })
        expect(found.get(id)).toEqual({ birthOn: '1955-03-08' })
        throw new Error('the later work breaks')
      }),
    ).rejects.toThrow('the later work breaks')
    const after = (await town.owner.query('select count(*)::int as n from people_footprints')).rows[0].n
    expect(after).toBe(before + 1)
  })

  test('a hundred works looking at once neither wait for each other nor lose a footprint', async () => {
    const before = (await town.owner.query('select count(*)::int as n from people_footprints')).rows[0].n
    await Promise.all(
      Array.from({ length: 100 }, () =>
        town.work(module, (work) =>
          work
            .use(people)
            .readPrivate({ personIds: [id], fields: ['phone'], purpose: 'emergency', reason: '紧急联系' }),
        ),
      ),
    )
    const after = (await town.owner.query('select count(*)::int as n from people_footprints')).rows[0].n
    expect(after).toBe(before + 100)
  })

  test('she questions a look once; an administrator who did not look answers; she sees the answer is there', async () => {
    const herself = town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }], personId: id })
    const nosy = worker(hongqiao, 'communityAdmin', '好奇的管理员')
    await look(id, { reason: '随便看看' }, nosy)
    const { items } = await herself.ask(people, 'listMyFootprints', { query: {} })
    const footprint = items.find(({ reason }) => reason === '随便看看')
    const ask = { params: { id: footprint?.id ?? '' }, body: { questionText: '为什么看我的电话?' } }
    const { id: questionId } = await herself.ask(people, 'questionFootprint', ask)
    expect(await refusal(herself.ask(people, 'questionFootprint', ask))).toMatchObject({
      code: 'people/already-questioned',
    })
    const stranger = town.as({ roles: [], personId: '0192d3a0-0000-7000-8000-0000000000ff' })
    expect(await refusal(stranger.ask(people, 'questionFootprint', ask))).toMatchObject({ status: 404 })
    expect(await town.told('people/footprint-questioned')).toHaveLength(1)
    const answer = { params: { id: questionId }, body: { answer: '已批评教育。' } }
    expect(await refusal(nosy.ask(people, 'answerFootprintQuestion', answer))).toMatchObject({
      code: 'people/not-yours',
    })
    const admin = worker('440104001000', 'communityAdmin')
    expect((await admin.ask(people, 'listFootprintQuestions', { query: { open: true } })).items).toHaveLength(1)
    await admin.ask(people, 'answerFootprintQuestion', answer)
    expect(await refusal(admin.ask(people, 'answerFootprintQuestion', answer))).toMatchObject({
      code: 'people/wrong-state',
    })
    const seen = await herself.ask(people, 'listMyFootprints', { query: {} })
    expect(seen.items.find((one) => one.id === footprint?.id)?.questionState).toBe('answered')
  })

  test('somebody reads and corrects their own entry without asking anybody', async () => {
    const herself = town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }], personId: id })
    expect((await herself.ask(people, 'revealMine', { body: { fields: ['fullName'] } })).values).toEqual([
      { field: 'fullName', clearText: '陈秀英' },
    ])
    expect((await herself.ask(people, 'updateMine', { body: { address: '应元路2号' } })).id).toBe(id)
    const nobody = town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }] })
    expect(await refusal(nobody.ask(people, 'readMe'))).toMatchObject({ code: 'people/no-record' })
  })
})

describe('the telephone somebody writes down for themself', () => {
  const as = (personId: string, more: object = {}) =>
    town.as({ roles: [{ role: 'resident', area: hongqiao, unitId: null }], personId, ...more })
  const codeTo = async (who: ReturnType<typeof as>, phone: string) =>
    (await who.ask(identity, 'askCode', { body: { phone, purpose: 'prove' } })).demoCode ?? ''

  test('must ring in their own hands: nobody gets at a neighbour’s reports by writing down the neighbour’s phone', async () => {
    const person = await enter('440104196001010017', '周文彬')
    const himself = as(person.id)
    const [mine, neighbours] = ['13700002222', '13700003333']
    const write = (body: { phone: string; phoneProof?: string }, who = himself) =>
      who.ask(people, 'updateMine', { body })
    expect(await refusal(write({ phone: neighbours }))).toMatchObject({ code: 'people/phone-unproved', field: 'phone' })
    // Guessing at the code is counted, though each guess is refused.
    const code = await codeTo(himself, neighbours)
    const wrong = code === '000000' ? '000001' : '000000'
    for (let guess = 0; guess < 5; guess++)
      expect(
        await refusal(himself.ask(identity, 'provePhone', { body: { phone: neighbours, code: wrong } })),
      ).toMatchObject({ code: 'identity/code-wrong' })
    expect(await refusal(himself.ask(identity, 'provePhone', { body: { phone: neighbours, code } }))).toMatchObject({
      code: 'identity/code-wrong',
    })

    const body = { phone: mine, code: await codeTo(himself, mine) }
    const { phoneProof } = await himself.ask(identity, 'provePhone', { body })
    expect(await refusal(write({ phone: neighbours, phoneProof }))).toMatchObject({ code: 'people/phone-unproved' })
    const thief = as(person.id, { id: '0192d3a0-0000-7000-8000-0000000000fe' })
    expect(await refusal(write({ phone: mine, phoneProof }, thief))).toMatchObject({ code: 'people/phone-unproved' })
    expect((await write({ phone: mine, phoneProof })).maskedPhone).toBe('137****2222')
    town.clock.advance(16 * 60_000)
    expect(await refusal(write({ phone: mine, phoneProof }))).toMatchObject({ code: 'people/phone-unproved' })
  })

  test('is not changed by whoever acts for them', async () => {
    const person = await enter('440104195001010020', '冼婆婆')
    const helper = town.as({
      roles: [{ role: 'communityWorker', area: hongqiao, unitId: null }],
      onBehalfOf: { personId: person.id, authorityId: '0192d3a0-0000-7000-8000-0000000000aa' },
    })
    const phone = '13700004444'
    const code = await codeTo(helper, phone)
    const { phoneProof } = await helper.ask(identity, 'provePhone', { body: { phone, code } })
    expect(await refusal(helper.ask(people, 'updateMine', { body: { phone, phoneProof } }))).toMatchObject({
      code: 'people/phone-not-yours',
      field: 'phone',
    })
    expect((await helper.ask(people, 'updateMine', { body: { address: '应元路3号' } })).id).toBe(person.id)
  })

  test('needs no code where they sign in by it', async () => {
    const person = await enter('440104196101010014', '黎国柱')
    const phone = '13700005555'
    const accountId = await town.work(module, (work) =>
      work.use(identity).createAccount({ loginName: 'guozhu', displayName: '黎国柱', kind: 'person', phone }),
    )
    const himself = as(person.id, { id: accountId })
    expect((await himself.ask(people, 'updateMine', { body: { phone: '+86 137 0000 5555' } })).maskedPhone).toBe(
      '137****5555',
    )
  })
})

describe('keeping the register current', () => {
  test('a check at the door confirms, moves or ends an entry; exceptions say why', async () => {
    const person = await enter('440104195503080117', '郑门访').catch(() =>
      enter('H12345678', '郑门访', { documentKind: 'hongKongMacaoPass' }),
    )
    const grid = worker(cell, 'gridWorker')
    const exceptions = async () =>
      (await grid.ask(people, 'listExceptions', { query: {} })).items.find((one) => one.person.id === person.id)?.why
    expect(await exceptions()).toEqual(['noDwelling'])
    await grid.ask(people, 'check', { params: { id: person.id }, body: { finding: 'notFound' } })
    expect(await exceptions()).toEqual(['noDwelling', 'notFound'])
    const confirmed = await grid.ask(people, 'check', { params: { id: person.id }, body: { finding: 'confirmed' } })
    expect(confirmed.lastVerifiedAt).not.toBe(null)
    expect(await exceptions()).toEqual(['noDwelling'])
    const moved = await worker('440104001000').ask(people, 'check', {
      params: { id: person.id },
      body: { finding: 'movedAway', toArea: yingyuan },
    })
    expect(moved.areaCode).toBe(yingyuan)
    expect(await town.told('people/moved')).toContainEqual({ personId: person.id, from: cell, to: yingyuan })
    expect(
      await refusal(grid.ask(people, 'check', { params: { id: person.id }, body: { finding: 'dead' } })),
    ).toMatchObject({ status: 404 })
  })

  test('somebody is sixty on the day, not all year before it, and counted so', async () => {
    const born = async (day: string, serial: string, fullName: string) =>
      (
        await worker(yingyuan).ask(people, 'register', {
          body: { fullName, identityNumber: checkedNumber(`440104${day}${serial}`), areaCode: yingyuan },
        })
      ).id
    const today = await born('19661123', '051', '郑今日')
    const tomorrow = await born('19661124', '053', '郑明日')
    const undated = await worker().ask(people, 'register', { body: { fullName: '郑无期', areaCode: hongqiao } })
    const { rows } = await town.owner.query('select birthday_mark from people_persons where id = any($1)', [
      [today, tomorrow],
    ])
    expect(JSON.stringify(rows)).not.toMatch(/11-?2[34]/)
    const age = (id: string) => town.work(module, async (work) => (await work.use(people).facts(id))?.age)
    expect([await age(today), await age(tomorrow), await age(undated.id)]).toEqual([60, 59, undefined])
    const counted = await town.work(module, (work) =>
      work.use(people).tallies({
        within: yingyuan,
        digits: 12,
        counts: [
          { name: 'old', of: 'persons', where: { ageFrom: 60 } },
          { name: 'young', of: 'persons', where: { ageUntil: 59 } },
        ],
      }),
    )
    const { rows: all } = await town.owner.query(
      `select count(*) filter (where birth_year < 1966)::int as old, count(*) filter (where birth_year > 1966)::int as young
       from people_persons where area_code like $1 || '%' and state = 'living'`,
      [yingyuan],
    )
    expect(counted.get(yingyuan)).toEqual({ old: (all[0]?.old ?? 0) + 1, young: (all[0]?.young ?? 0) + 1 })
  })

  test('a correction says why, and leaving says since when: never a day that is still to come', async () => {
    const person = await enter('H12345679', '郑更正', { documentKind: 'hongKongMacaoPass' })
    const grid = worker(cell, 'gridWorker')
    const corrected = await grid.ask(people, 'update', {
      params: { id: person.id },
      body: { fullName: '郑耕正', phone: '13800000077', reason: '看了证件' },
    })
    expect(corrected).toMatchObject({ displayName: '郑**', maskedPhone: '138****0077' })
    const { rows } = await town.owner.query(
      `select facts from kernel_audit where action = 'people.update' and object = $1`,
      [`person:${person.id}`],
    )
    expect(rows).toEqual([{ facts: { fields: ['fullName', 'phone'], why: '看了证件' } }])
    const leave = (on: string) =>
      grid.ask(people, 'check', { params: { id: person.id }, body: { finding: 'movedAway', on } })
    expect(await refusal(leave('2099-01-01'))).toMatchObject({ code: 'people/future-date', field: 'on' })
    expect(await leave('2026-11-01')).toMatchObject({ state: 'movedAway' })
  })

  test('sensitive tags are for those with the right; tags end on their day', async () => {
    const [person] = (await worker().ask(people, 'listPersons', { query: {} })).items
    const id = person?.id ?? ''
    const set = (tag: string, accessClass: 'ordinary' | 'sensitive', expiresOn?: string) =>
      worker().ask(people, 'setTag', {
        params: { id, tag },
        body: { accessClass, ...(expiresOn ? { expiresOn } : {}) },
      })
    await set('独居', 'ordinary')
    await set('精神障碍', 'sensitive')
    await set('临时救助', 'ordinary', '2026-11-22')
    const tags = async (role: string) =>
      (await worker(hongqiao, role).ask(people, 'readPerson', { params: { id } })).person.tags.map(({ tag }) => tag)
    expect(await tags('communityWorker')).toEqual(expect.arrayContaining(['独居', '精神障碍']))
    expect(await tags('gridWorker')).toEqual(['独居'])
    expect(
      (await worker(hongqiao, 'gridWorker').ask(people, 'listPersons', { query: { tag: '精神障碍' } })).items,
    ).toEqual([])
  })
})
