/** Triage and cases together: reports that find their unit by themselves, say why, and teach when they are put right. */
import { randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import type { Reply, RouteOf } from '@liren/contract'
import filesModule from '@liren/files/server'
import { matters } from '@liren/matters/contract'
import { triage } from '@liren/triage/contract'
import triageModule from '@liren/triage/server'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { here, nextDoor, photos, refusal, spot } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'
import { lookAt } from '../../modules/files/server/photo.ts'

let street: Awaited<ReturnType<typeof openStreet>>
type Street = Awaited<ReturnType<typeof openStreet>>
const district = '440104000000'
beforeAll(async () => {
  street = await openStreet([triageModule], { 'territory/places.json': places })
})
afterAll(() => street.town.close())

const one = (role: string) => street.town.as({ name: role, roles: [{ role, area: district, unitId: null }] })
const setUp = (values: object) =>
  street.town
    .as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '', unitId: null }] })
    .raw('PUT', '/api/kernel/settings/triage', { values })
const forward = (forwarding: 'off' | 'suggest' | 'auto') => setUp({ forwarding })
const sortingOf = (id: string, who = street.who.wu) => who.ask(triage, 'sorting', { params: { id } })
/** Two landmarks and a street of 越秀山社区. */
const places = {
  places: [
    ['landmark', '五羊石像', '五羊石像', ['五羊雕像'], 113260189, 23147038],
    ['landmark', '镇海楼', '镇海楼', ['五层楼'], 113260934, 23145290],
    ['street', '中山四路', '中山四路', [], 113260189, 23147038],
  ],
}
/** A cracked wall, drawn. */
const wall = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#b8a58c"/>
  <rect x="60" y="40" width="180" height="400" fill="#5b4a3a"/><rect x="420" y="90" width="120" height="300" fill="#e8e0d0"/>
  <path d="M250 0 L310 160 L270 250 L360 480" stroke="#111" stroke-width="26" fill="none"/></svg>`

const reported = async (text: string, more: object = {}) => {
  const { id } = await street.report(street.who.chen, { text, ...more })
  await street.town.settle()
  return id
}
const read = (id: string, who: Street['who']['wu'] = street.who.wu) => who.ask(cases, 'read', street.on(id))

/** A public case with a photo, and how that photo looks. */
const photographed = async (): Promise<[id: string, look: string]> => {
  const bytes = await sharp(Buffer.from(wall)).flop().jpeg().toBuffer()
  const fileId = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'wall.jpg')
  await street.who.chen.raw('PUT', `/api/files/uploads/${fileId}`, form)
  const id = await reported('外墙裂开一道缝', { photos: [fileId] })
  const look = await lookAt({ bytes }, 50_000_000)
  return [id, look ?? '']
}

/** Another thing of the same kind stands every 110 metres to the south. */
const further = (n: number) => ({ place: { ...spot, lat: spot.lat - n / 1000 } })

describe('proposals', () => {
  test('a report is sorted within a moment: three categories, a unit with its clause, a draft, and why', async () => {
    const id = await reported('应元路口一大堆垃圾冇人收，好臭')
    const sorting = await sortingOf(id)
    expect(sorting.ranked).toHaveLength(3)
    expect(sorting.ranked[0]?.name).toMatch(/垃圾/)
    expect(sorting.proposal.because[sorting.ranked[0]?.code ?? '']?.[0]?.rule).toBeTruthy()
    expect(sorting.proposal.units[0]).toMatchObject({ part: 'lead', clause: expect.stringMatching(/./) })
    expect(sorting.proposal.draft).toContain('已收到')
    expect(sorting.proposal.why).toContain('把握')
    expect(sorting.isTrained).toBe(false)
    expect(sorting.hurdles).toContain('notForwarding')
    expect((await read(id)).matter.state).toBe('intake')
  })

  test('the proposal, its reasons and the draft say what the community says; next door they say what the district says', async () => {
    const text = '门口一大堆垃圾冇人收，好臭'
    const first = await reported(text, { place: undefined, areaCode: here })
    const [{ code = '', name: usual = '' } = {}] = (await sortingOf(first)).ranked
    const admin = street.town.as({ name: '梁丽华', roles: [{ role: 'communityAdmin', area: here, unitId: null }] })
    const call = (name: string | null) => admin.ask(cases, 'nameHere', { params: { code }, body: { area: here, name } })
    await call('楼下邋遢嘢')
    const said = async (areaCode: string) => {
      const { ranked, proposal } = await sortingOf(await reported(text, { place: undefined, areaCode }))
      return { code: ranked[0]?.code, name: ranked[0]?.name, draft: proposal.draft, why: proposal.why }
    }
    expect(await said(here)).toEqual({
      code,
      name: '楼下邋遢嘢',
      draft: expect.stringContaining('楼下邋遢嘢'),
      why: expect.stringContaining('楼下邋遢嘢'),
    })
    expect(await said(nextDoor)).toMatchObject({ code, name: usual, draft: expect.stringContaining(usual) })
    await call(null)
  })

  test('neither the reporter nor somebody of elsewhere reads what a machine thought of it', async () => {
    const id = await reported('应元路口路灯不亮')
    expect(await refusal(sortingOf(id, street.who.chen))).toMatchObject({ status: 403 })
    expect(await refusal(sortingOf(id, street.who.strangerGrid))).toMatchObject({ status: 404 })
  })

  test('two problems in one text are offered as two', async () => {
    const id = await reported('应元路口的路灯坏了不亮。另外，小区门口消防通道停满车')
    expect((await sortingOf(id)).proposal.parts.length).toBe(2)
  })

  test('what several people report is hinted to the next before sending, and never what is not public', async () => {
    const id = await reported('越秀山脚下雨水井盖破了一个大洞')
    const spot = (await read(id)).matter.place
    const place = { lon: spot?.lon ?? 0, lat: spot?.lat ?? 0 }
    const hint = await street.who.stranger.ask(triage, 'consider', {
      body: { text: '越秀山脚下的雨水井盖破了', place },
    })
    expect(hint.alike[0]).toMatchObject({ caseId: id, why: expect.stringContaining('说的话相近') })
    const hidden = await reported('越秀山脚下人行道地砖松动绊倒人', { isPublic: false })
    const nothing = await street.who.stranger.ask(triage, 'consider', {
      body: { text: '越秀山脚下人行道地砖松动', place },
    })
    expect(nothing.alike.map(({ caseId }) => caseId)).not.toContain(hidden)
  })

  test('whoever reads English is told in English why it may be the same, where it may be, and what is missing', async () => {
    await reported('越秀山脚下雨水井盖破了一个大洞')
    const ask = async (body: object) => {
      const response = await street.who.stranger.raw('POST', '/api/triage/considerations', body, {
        'accept-language': 'en',
      })
      return (await response.json()) as Reply<RouteOf<typeof triage, 'consider'>>
    }
    const { alike } = await ask({ text: '越秀山脚下的雨水井盖破了', areaCode: here, place: spot })
    expect(alike[0]?.why).toContain('said in much the same words')
    const { places, missing } = await ask({ text: '五羊石象旁边路灯不亮' })
    expect(places[0]?.why).toBe('“五羊石象” stands for “五羊石像”')
    expect(missing.map(({ question }) => question).join()).not.toMatch(/[\u4e00-\u9fff]/)
    expect(missing.length).toBeGreaterThan(0)
  })

  test('how a photo looks finds the same case before anything is sent, in whatever words', async () => {
    const [id, look] = await photographed()
    const ask = (looks: string[]) =>
      street.who.stranger.ask(triage, 'consider', { body: { text: '', areaCode: here, hasPhoto: true, looks } })
    expect((await ask([look])).alike[0]).toMatchObject({ caseId: id, why: expect.stringMatching(/^照片(几乎)?相同/) })
    expect((await ask(['0123456789abcdef'])).alike.map(({ caseId }) => caseId)).not.toContain(id)
  })

  test('a landmark in the words proposes its cell, with why; typed wrong as well, and in other letters', async () => {
    const place = undefined
    const id = await reported('五羊石象旁邊嘅路燈唔著', { place, areaCode: here })
    const { proposal, cellCode } = await sortingOf(id)
    expect(cellCode).toBeNull()
    expect(proposal.places?.[0]).toMatchObject({
      name: '五羊石像',
      cellCode: expect.stringMatching(/^440104\d{9}$/),
      why: expect.stringContaining('“五羊石象”应为“五羊石像”'),
    })
    // Taken with the category, the case lies in that cell.
    const { lon = 0, lat = 0, cellCode: proposed } = proposal.places?.[0] ?? {}
    await street.who.yu.ask(cases, 'accept', { ...street.on(id), body: { categoryCode: 'P0118', place: { lon, lat } } })
    expect((await read(id)).matter.cellCode).toBe(proposed)
  })

  test('before sending, whoever named no place is offered the one the words name; a street is too long to be one', async () => {
    const ask = (text: string, more: object = {}) =>
      street.town.guest.ask(triage, 'consider', { body: { text, ...more } })
    expect((await ask('镇海楼门口有人摔倒')).places.map(({ name }) => name)).toEqual(['镇海楼'])
    expect((await ask('五层楼门口有人摔倒')).places[0]?.why).toContain('即镇海楼')
    expect((await ask('中山四路积水')).places).toEqual([])
    expect((await ask('镇海楼门口有人摔倒', { place: spot })).places).toEqual([])
  })
})

describe('forwarding by itself', () => {
  beforeAll(async () => {
    expect((await forward('auto')).status).toBeLessThan(300)
    // Untrained, the rules are careful: a district that wants them to go further says so.
    const body = { mode: 'auto', threshold: 0.7, costWrong: 240, costWait: 15 } as const
    await one('dataSteward').ask(triage, 'putPolicy', { params: { code: '*' }, body })
  })

  test('a clear report reaches its unit without a hand', async () => {
    const id = await reported('应元路口的路灯坏了不亮，晚上好黑', further(3))
    const sorting = await sortingOf(id)
    expect(sorting.hurdles).toEqual([])
    expect(sorting.way).toBe('forward')
    const { matter } = await read(id)
    expect(matter).toMatchObject({ state: 'assigned', holderUnitId: sorting.proposal.units[0]?.unitId, hops: 1 })
    expect(matter.steps.at(-1)?.facts.text).toMatch(/^由系统自动转办：类别“.+”，把握\d+%/)
    expect((await sortingOf(id)).forwardedAt).not.toBeNull()
  })

  test('what somebody reported a moment ago at the same spot waits for a person to join them', async () => {
    const first = await reported('应元路口的路灯坏了不亮，晚上好黑', further(3))
    const sorting = await sortingOf(first)
    expect(sorting.hurdles).toEqual(['duplicate'])
    expect(sorting.proposal.alike[0]?.likeness).toBeGreaterThan(0.9)
    expect((await read(first)).matter.state).toBe('intake')
  })

  test('what only people decide on waits for them', async () => {
    const id = await reported('老公打我，孩子在哭')
    const leader = one('dutyLeader')
    expect((await sortingOf(id, leader)).way).toBe('manual')
    expect((await read(id, leader)).matter.state).toBe('intake')
  })

  test('without a place on the grid nothing goes by itself', async () => {
    const id = await reported('路灯坏了不亮', { place: undefined, areaCode: '440104001001' })
    expect((await sortingOf(id)).hurdles).toContain('noCell')
  })

  test('taken back by a dispatcher it counts as wrong; so does a return, and the unit is not proposed again', async () => {
    const first = await reported('应元路边的路灯不亮了，请维修', further(1))
    await street.who.wu.ask(cases, 'undoForward', { ...street.on(first), body: {} })
    await street.town.settle()
    expect((await sortingOf(first)).wrongBecause).toBe('undone')

    const second = await reported('越秀山南门暴露垃圾成堆没有人清运', further(2))
    expect((await sortingOf(second)).hurdles).toEqual([])
    const unitId = (await read(second)).matter.holderUnitId ?? ''
    const handler = street.town.as({ name: '刘工', roles: [{ role: 'handler', area: district, unitId }] })
    const asked = await street.askReturn(handler, second)
    await street.who.wen.ask(matters, 'decide', {
      params: { id: asked.id },
      body: { isGranted: true, decision: '同意退回' },
    })
    await street.town.settle()
    expect((await sortingOf(second)).wrongBecause).toBe('returned')
    const third = await reported('越秀山东门暴露垃圾没有人清运')
    expect((await sortingOf(third)).proposal.units.map((unit) => unit.unitId)).not.toContain(unitId)

    const whole = (await one('supervisor').ask(triage, 'quality', { query: {} })).whole
    expect(whole.forwarded).toBeGreaterThanOrEqual(3)
    expect(whole.wrong).toBe(2)
    const { items } = await one('supervisor').ask(triage, 'wrongOnes', { query: {} })
    expect(items.map((row) => row.because).sort()).toEqual(['returned', 'undone'])
    // As many rows as the figure says, and each opens.
    expect(items).toHaveLength(whole.wrong)
    const bounced = await one('supervisor').ask(triage, 'wrongOnes', { query: { what: 'bounced' } })
    expect(bounced.items.map(({ id: row, bounces }) => [row, bounces])).toEqual([[second, 1]])
    expect(whole.bounced).toBe(1)
    const ofUnit = await one('supervisor').ask(triage, 'wrongOnes', { query: { what: 'bounced', unit: unitId } })
    expect(ofUnit.items.map(({ id: row }) => row)).toEqual([second])
    const elsewhere = street.town.as({ roles: [{ role: 'supervisor', area: '440104003000', unitId: null }] })
    expect((await elsewhere.ask(triage, 'wrongOnes', { query: {} })).items).toEqual([])
    expect((await street.town.guest.ask(triage, 'bounces', {})).items[0]).toMatchObject({ bounced: 1 })
  })

  test('an administrator keeps a category from going by itself, and nobody lets go what only people decide on', async () => {
    const steward = one('dataSteward')
    const { items } = await steward.ask(triage, 'policies', {})
    const lamp = items.find((row) => row.name === '路灯' || row.name.includes('路灯'))
    const body = { mode: 'suggest', threshold: 0.9, costWrong: 240, costWait: 15 } as const
    for (const row of items.filter(({ name }) => name.includes('路灯')))
      await steward.ask(triage, 'putPolicy', { params: { code: row.categoryCode }, body })
    expect(lamp).toBeDefined()
    const id = await reported('应元路西口路灯不亮')
    expect((await sortingOf(id)).hurdles).toContain('policy')
    const manual = items.find((row) => row.isManualOnly)
    expect(
      await refusal(
        steward.ask(triage, 'putPolicy', {
          params: { code: manual?.categoryCode ?? '' },
          body: { ...body, mode: 'auto' },
        }),
      ),
    ).toMatchObject({ code: 'triage/only-people', field: 'mode' })
    for (const row of items.filter(({ name }) => name.includes('路灯')))
      await steward.ask(triage, 'dropPolicy', { params: { code: row.categoryCode } })
  })
})

describe('learning', () => {
  test('another category chosen by staff is an example, and arbitration says whose it is from now on', async () => {
    await forward('suggest')
    const { who, unit, on } = street
    const id = await reported('应元路口好大一堆垃圾')
    const proposed = (await sortingOf(id)).ranked[0]?.code
    await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0103' } })
    await street.town.settle()
    expect(proposed).not.toBe('E0103')
    const { items } = await one('dataSteward').ask(triage, 'examples', { query: { because: 'corrected' } })
    expect(items[0]).toMatchObject({
      caseId: id,
      category: { code: 'E0103' },
      before: { code: proposed },
      byName: '余雅琴',
    })

    await who.wen.ask(cases, 'file', { ...on(id), body: {} })
    await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
    const back = await street.askReturn(who.zhou, id)
    await who.wen.ask(matters, 'decide', { params: { id: back.id }, body: { isGranted: true, decision: '同意退回' } })
    await street.town.settle()
    // Whoever gave it back is given it again by the duty leader alone.
    const sent = who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
    await expect(sent).rejects.toMatchObject({ problem: { code: 'matters/ping-pong' } })
    await who.wen.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
    const again = await street.askReturn(who.zhou, id)
    await who.wen.ask(matters, 'decide', {
      params: { id: again.id },
      body: { isGranted: true, decision: '由水务负责', unitId: unit.other },
    })
    await street.town.settle()
    const next = await reported('应元路口又一堆建筑垃圾渣土', { categoryCode: 'E0103' })
    const units = (await sortingOf(next)).proposal.units
    expect(units[0]).toMatchObject({ unitId: unit.other, why: ['by-arbitration'] })
    // Given back three times where a district allows ten is no ruling.
    await street.town.owner.query('update triage_sortings set bounces = 3 where case_id = $1', [next])
    // It stands among the routing examples, and the case among the arbitrated ones.
    const placings = await one('supervisor').ask(triage, 'placings', { query: { last: 'arbitrated' } })
    expect(placings.items[0]).toMatchObject({ unitId: unit.other, areaCode: here, weight: 8 })
    const arbitrated = await one('supervisor').ask(triage, 'wrongOnes', { query: { what: 'arbitrated' } })
    expect(arbitrated.items.map((row) => row.id)).toEqual([id])
    const all = await one('supervisor').ask(triage, 'placings', { query: { limit: 1 } })
    const rest = await one('supervisor').ask(triage, 'placings', { query: { after: all.next ?? '' } })
    expect(rest.items.length).toBeGreaterThan(0)
    expect(rest.items).not.toContainEqual(all.items[0])
  })

  test('a renamed category breaks nothing: the code stays, the new name is shown', async () => {
    const steward = one('dataSteward')
    await steward.ask(cases, 'changeCategory', { params: { code: 'E0103' }, body: { name: '渣土堆积' } })
    await street.town.settle()
    const { items } = await steward.ask(triage, 'examples', { query: { because: 'corrected' } })
    expect(items[0]?.category).toEqual({ code: 'E0103', name: '渣土堆积' })
  })

  test('a wrong example is taken out again', async () => {
    const steward = one('dataSteward')
    const { items } = await steward.ask(triage, 'examples', { query: {} })
    await steward.ask(triage, 'dropExample', { params: { id: items[0]?.id ?? 0 } })
    expect((await steward.ask(triage, 'examples', { query: {} })).items).toHaveLength(items.length - 1)
  })

  test('from enough examples a model is trained, and it learns from the next correction at once', async () => {
    const steward = one('dataSteward')
    await street.town.owner.query(
      `insert into triage_examples (case_id, number, text, category_code, because, by_name, area_code, at)
       select gen_random_uuid(), 'X' || n, case when n % 2 = 0 then '呱呱灯第' || n || '盏熄咗' else '咪咪渠第' || n || '段塞咗' end,
         case when n % 2 = 0 then 'P0118' else 'A0211' end, 'accepted', '测试', $1, now() from generate_series(1, 120) as n`,
      [district],
    )
    expect((await steward.ask(triage, 'train', {})).examples).toBeGreaterThan(100)
    await street.town.settle()
    expect((await steward.ask(triage, 'standing')).isTrained).toBe(true)
    const id = await reported('门口呱呱灯熄咗')
    const sorting = await sortingOf(id)
    expect(sorting.isTrained).toBe(true)
    expect(sorting.ranked[0]?.code).toBe('P0118')
  }, 60_000)

  test('whose report was merged may object, and staff read it', async () => {
    const { who, on } = street
    const into = await reported('越秀山北门公厕没水，没法用')
    const id = await reported('越秀山北门公厕停水了')
    await who.wu.ask(matters, 'merge', { params: { id: into }, body: { childIds: [id], because: '同一件事' } })
    await who.chen.ask(triage, 'object', { params: { id }, body: { text: '不是同一个厕所' } })
    await street.town.settle()
    expect((await read(into)).matter.steps.at(-1)).toMatchObject({
      move: 'mergeObjected',
      facts: { note: '不是同一个厕所' },
    })
    expect((await read(into)).matter.owed).toMatchObject([{ kind: 'word' }])
    expect(
      await refusal(who.stranger.ask(triage, 'object', { params: { id }, body: { text: '我也反对' } })),
    ).toMatchObject({
      status: expect.any(Number),
    })
    expect(on(id).params.id).toBe(id)
  })

  test('a person may have the words back that triage learned from, or have them forgotten', async () => {
    const personId = randomUUID()
    const town = street.town
    const mei = town.as({ name: '梁美', personId, roles: [{ role: 'resident', area: '440104001001', unitId: null }] })
    const { id } = await street.report(mei, { text: '应元路口垃圾桶满了没人收，电话13800138000', ...further(4) })
    await street.who.yu.ask(cases, 'accept', { ...street.on(id), body: { categoryCode: 'E0102' } })
    await town.settle()
    const held = () => town.work(triageModule, async (work) => triageModule.personalData?.export(work, personId))
    expect(await held()).toMatchObject([{ text: expect.stringMatching(/^应元路口垃圾桶满了没人收，电话…$/) }])
    const forgotten = await town.work(triageModule, async (work) => triageModule.personalData?.erase(work, personId))
    expect(forgotten?.erased).toBe(1)
    expect(await held()).toEqual([])
  })

  test('the same photo sent again, smaller, is a hint that it is the same thing, whatever the words', async () => {
    const { chen } = street.who
    const scene = (width: number) =>
      sharp(Buffer.from(wall))
        .resize(width)
        .jpeg({ quality: width > 300 ? 90 : 60 })
        .toBuffer()
    const send = async (width: number) => {
      const id = randomUUID()
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(await scene(width))], { type: 'image/jpeg' }), 'photo.jpg')
      expect((await chen.raw('PUT', `/api/files/uploads/${id}`, form)).status).toBe(200)
      return id
    }
    const first = await reported('墙上裂了一条大缝', { ...further(3), photos: [await send(640)] })
    const again = await reported('这里看着要塌', { ...further(3), photos: [await send(240)] })
    const { alike } = (await sortingOf(again)).proposal
    expect(alike[0]).toMatchObject({ caseId: first, why: expect.stringContaining('照片') })
  })

  test('what somebody uploaded goes with them; a proof in a case stays, without whose it was', async () => {
    const personId = randomUUID()
    const { town } = street
    const he = town.as({ name: '何先生', personId, roles: [{ role: 'resident', area: '440104001001', unitId: null }] })
    const [draft, proof] = [...(await photos(he)), ...(await photos(he))]
    await street.report(he, { text: '应元路口的栏杆倒了', ...further(2), photos: [proof ?? ''] })
    await town.settle()
    const held = () => town.work(filesModule, async (work) => filesModule.personalData?.export(work, personId))
    expect(await held()).toMatchObject([{ id: draft }, { id: proof }])
    const gone = await town.work(filesModule, async (work) => filesModule.personalData?.erase(work, personId))
    expect(gone).toMatchObject({ erased: 2, kept: expect.stringContaining('1') })
    expect(await held()).toEqual([])
    await town.settle()
    const { rows } = await town.owner.query('select id, uploaded_by, name from files_files where id = any($1)', [
      [draft, proof],
    ])
    expect(rows).toEqual([{ id: proof, uploaded_by: null, name: 'photo' }])
  })

  test('many reports of one cause are offered as a hot spot', async () => {
    for (let n = 0; n < 4; n += 1) await reported(`应元宫旁边工地半夜施工打桩好吵，第${n + 1}次投诉`)
    const { items } = await one('dispatcher').ask(triage, 'hotspots', { query: {} })
    expect(items[0]?.cases.length).toBeGreaterThanOrEqual(4)
  })

  test('a lamp, a heap of bicycles and a broken cover in one road are three things, not a hot spot', async () => {
    for (const text of ['盘福路的路灯全黑了', '盘福路人行道上共享单车倒了一地', '盘福路的雨水井盖破了一个洞'])
      await reported(text)
    const { items } = await one('dispatcher').ask(triage, 'hotspots', { query: {} })
    const ofThisRoad = items.map((spot) => spot.cases.filter(({ title }) => title.includes('盘福路')).length)
    expect(ofThisRoad.filter((count) => count > 1)).toEqual([])
  })
})
