/** Triage and cases together, on what piles up: reports with two problems, reporters who come back, merges people object to, a backlog. */
import { randomUUID } from 'node:crypto'
import { cases } from '@liren/cases/contract'
import { type MattersPort, matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { triage } from '@liren/triage/contract'
import triageModule from '@liren/triage/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { photos, refusal, spot } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

let street: Awaited<ReturnType<typeof openStreet>>
let corners: { lon: number; lat: number }[] = []
const district = '440104000000'
const here = '440104001001'
beforeAll(async () => {
  street = await openStreet([triageModule])
  const { items } = await street.town.guest.ask(territory, 'areas', { query: { parent: here, limit: 50 } })
  corners = items.flatMap(({ centre }) => (centre ? [centre] : []))
})
afterAll(() => street.town.close())

const setUp = (values: object) =>
  street.town
    .as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '', unitId: null }] })
    .raw('PUT', '/api/kernel/settings/triage', { values })
type Someone = (typeof street)['who']['chen']
const neighbour = (name: string) => street.town.as({ name, roles: [{ role: 'resident', area: here, unitId: null }] })
const reported = async (text: string, more: object = {}, who: Someone = street.who.chen) => {
  const told = await street.report(who, { text, ...more })
  await street.town.settle()
  return told
}
const sortingOf = (id: string, who: Someone = street.who.wu) => who.ask(triage, 'sorting', { params: { id } })
const read = (id: string, who: Someone = street.who.wu) => who.ask(cases, 'read', street.on(id))
/** Another corner of the community for each number: nothing there is near to what stands elsewhere. */
const further = (n: number) => ({ place: corners[n % corners.length] ?? spot })

describe('two problems in one report', () => {
  const text = '应元路口的路灯坏了不亮。另外，小区门口消防通道停满车'

  test('the second becomes a case of its own with one press: category, number, clocks, photos, and the reporter is told', async () => {
    const { who, on, town } = street
    const [photo = ''] = await photos(who.chen)
    const whole = await reported(text, { photos: [photo] })
    const [, second] = (await sortingOf(whole.id)).proposal.parts
    expect(second?.categoryCode).toBeTruthy()
    expect((await sortingOf(whole.id)).hurdles).toContain('severalProblems')
    const body = {
      id: randomUUID(),
      text: second?.text ?? '',
      categoryCode: second?.categoryCode ?? '',
      photos: [photo],
    }
    const part = await who.wu.ask(cases, 'splitOff', { ...on(whole.id), body })
    expect(await who.wu.ask(cases, 'splitOff', { ...on(whole.id), body })).toEqual(part)
    await town.settle()
    const seen = await read(part.id)
    expect(seen).toMatchObject({
      category: { code: second?.categoryCode },
      text: second?.text,
      source: { code: 'snap' },
    })
    expect(seen.matter).toMatchObject({ parentId: whole.id, state: 'filing', number: part.number })
    expect(seen.matter.clocks.length).toBeGreaterThan(0)
    expect(seen.evidence.map(({ id }) => id)).toEqual([photo])
    expect(part.number).not.toBe(whole.number)

    // Hers as much as the first: in her list, by her old query code, and said in the thread.
    const mine = await who.chen.ask(matters, 'mine', { query: {} })
    expect(mine.items.map(({ id }) => id)).toEqual(expect.arrayContaining([whole.id, part.id]))
    const code = { number: part.number, code: whole.queryCode }
    expect((await town.guest.ask(matters, 'progress', { body: code })).number).toBe(part.number)
    const { matter } = await read(whole.id, who.chen)
    expect(matter.messages.at(-1)?.text).toContain(part.number)
    expect((await sortingOf(whole.id)).proposal.parts[1]?.caseId).toBe(part.id)
    // A part is sorted like any report, and is no double of what it was part of.
    expect((await sortingOf(part.id)).proposal.alike.map(({ caseId }) => caseId)).not.toContain(whole.id)
  })

  test('a caller without an account keeps the number to ring back with the part, sealed to it', async () => {
    const { who, on, town } = street
    const contact = { name: '黄伯', phone: '13800005678' }
    const whole = await who.yu.ask(cases, 'report', {
      body: { id: randomUUID(), text, place: further(1).place, source: 'hotline', contact },
    })
    await town.settle()
    const body = { id: randomUUID(), text: '小区门口消防通道停满车', photos: [] }
    const part = await who.yu.ask(cases, 'splitOff', { ...on(whole.id), body })
    expect((await read(part.id, who.yu)).contact).toEqual({ name: '黄**', phone: '138****5678' })
    const shown = await who.yu.ask(cases, 'contact', { ...on(part.id), body: { purpose: '核实地点' } })
    expect(shown).toEqual(contact)
  })

  test('who may not split is refused, and so is the spine’s own way, which knows no categories', async () => {
    const { who, on } = street
    const { id } = await reported(text, further(2))
    const body = { id: randomUUID(), text: '消防通道停满车', photos: [] }
    expect(await refusal(who.chen.ask(cases, 'splitOff', { ...on(id), body }))).toMatchObject({ status: 403 })
    expect(await refusal(who.strangerGrid.ask(cases, 'splitOff', { ...on(id), body }))).toMatchObject({ status: 403 })
    const plain = who.wu.ask(matters, 'split', { ...on(id), body: { title: '消防通道' } })
    expect(await refusal(plain)).toMatchObject({ code: 'matters/wrong-state' })
    const wrong = who.wu.ask(cases, 'splitOff', { ...on(id), body: { ...body, categoryCode: 'E9999' } })
    expect(await refusal(wrong)).toMatchObject({ field: 'categoryCode' })
    const foreign = who.wu.ask(cases, 'splitOff', { ...on(id), body: { ...body, photos: [randomUUID()] } })
    expect(await refusal(foreign)).toMatchObject({ field: 'photos' })
  })
})

describe('somebody who reported before', () => {
  test('is known to whoever decides: how many, how they ended, and nothing of what few may know', async () => {
    const { who, on, town } = street
    const mei = neighbour('梁美')
    const first = await reported('应元路西侧垃圾桶满了没人收', further(3), mei)
    await who.yu.ask(cases, 'decline', { ...on(first.id), body: { reason: 'handledAlready', text: '已有人处理' } })
    await reported('老公打我，孩子在哭，快来人', further(3), mei)
    const last = await reported('应元路西侧栏杆松了', further(3), mei)
    const { proposal, earlier } = await sortingOf(last.id)
    expect(proposal.reporter).toMatchObject({ count: 1, ended: [{ end: 'declined', count: 1 }] })
    expect(proposal.reporter?.why).toContain('1 件')
    expect(earlier.map(({ id, ended }) => [id, ended])).toEqual([[first.id, 'declined']])
    // Whoever handles it learns nothing of her other days, and neither does the public step.
    const byGrid = await sortingOf(last.id, who.lin)
    expect([byGrid.proposal.reporter, byGrid.earlier]).toEqual([null, []])
    expect(proposal.why).not.toContain('上报人')
    await town.settle()
  })

  test('“又” and “还没” point back to what she reported here before', async () => {
    const mei = neighbour('关姨')
    const place = further(4)
    await reported('路灯不亮', { ...place, categoryCode: 'P0118' }, mei)
    const again = await reported('又是老样子，还没人来弄', place, mei)
    const { ranked, proposal } = await sortingOf(again.id)
    expect(ranked[0]?.code).toBe('P0118')
    expect(proposal.because.P0118?.[0]?.rule).toContain('上报人此前在这里报过')
    const anew = await reported('又是老样子，还没人来弄', further(5), neighbour('新来的'))
    expect((await sortingOf(anew.id)).ranked[0]?.code).not.toBe('P0118')
  })
})

test('everybody a merge touches may object: both reporters and the staff of either; others may not', async () => {
  const { who, on, town, unit } = street
  const [mei, guan] = [neighbour('梁美'), neighbour('关姨')]
  const into = await reported('越秀山北门公厕没水，没法用', further(6), mei)
  const child = await reported('越秀山北门公厕停水了', further(6), guan)
  await who.yu.ask(cases, 'accept', { ...on(child.id), body: { categoryCode: 'E0102' } })
  await who.wen.ask(cases, 'file', { ...on(child.id), body: {} })
  await who.wu.ask(cases, 'dispatch', { ...on(child.id), body: { unitId: unit.lead } })
  await who.zhou.ask(cases, 'signIn', { ...on(child.id), body: {} })
  await who.wu.ask(matters, 'merge', { ...on(into.id), body: { childIds: [child.id], because: '同一件事' } })
  const object = (by: Someone, id: string, text: string) => by.ask(triage, 'object', { params: { id }, body: { text } })
  await object(guan, child.id, '不是同一个厕所')
  await object(mei, into.id, '我说的是女厕')
  await object(who.zhou, child.id, '两处水表不同')
  await object(who.lin, into.id, '现场看是两处')
  await town.settle()
  const notes = (await read(into.id)).matter.steps.filter(({ move }) => move === 'mergeObjected')
  expect(notes.map(({ facts }) => facts.note).sort()).toEqual(
    ['不是同一个厕所', '我说的是女厕', '两处水表不同', '现场看是两处'].sort(),
  )
  expect(notes.find(({ facts }) => facts.note === '两处水表不同')?.facts).toMatchObject({ by: '周文辉' })
  expect((await read(into.id)).matter.owed).toMatchObject([{ kind: 'word' }])
  // Residents do not read each other's objections.
  expect((await read(into.id, mei)).matter.steps.map(({ move }) => move)).not.toContain('mergeObjected')
  for (const by of [who.stranger, who.strangerUnit])
    expect(await refusal(object(by, child.id, '我也反对'))).toMatchObject({ code: 'triage/not-merged' })
  const apart = await reported('应元路口树枝挡路', further(7), mei)
  expect(await refusal(object(mei, apart.id, '没有并案'))).toMatchObject({ code: 'triage/not-merged' })
})

describe('a backlog', () => {
  const open = ['intake', 'filing', 'dispatching']
  const standing = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await read(id)).matter.state)).then((states) => states.sort())

  test('is looked through without moving anything, sent, and taken back as a whole', async () => {
    const { who, town } = street
    await setUp({ forwarding: 'suggest', verifiedInDoubt: [] })
    const ids: string[] = []
    for (let n = 0; n < 4; n += 1)
      ids.push((await reported(`应元路口一大堆垃圾冇人收，好臭，第${n}处`, further(30 + n), neighbour(`街坊${n}`))).id)
    const vague = (await reported('有点事想反映一下', further(8), neighbour('街坊九'))).id
    const body = { area: here }
    const begun = await who.wu.ask(triage, 'lookThrough', { body })
    expect(begun.stage).toBe('looking')
    await town.settle()
    const looked = await who.wu.ask(triage, 'batch', { params: { id: begun.id } })
    expect(looked).toMatchObject({ stage: 'looked', gone: 0 })
    expect(looked.ready).toBeGreaterThanOrEqual(4)
    expect((await standing(ids)).every((state) => open.includes(state))).toBe(true)
    const waiting = await who.wu.ask(triage, 'batchItems', { params: { id: begun.id }, query: { isReady: 'no' } })
    expect(waiting.items.find(({ caseId }) => caseId === vague)?.hurdles.length).toBeGreaterThan(0)

    // One is taken up by a person between looking and sending: it stays theirs.
    await who.yu.ask(cases, 'accept', { ...street.on(ids[0] ?? ''), body: { categoryCode: 'E0103' } })
    await who.wu.ask(triage, 'startBatch', { params: { id: begun.id }, body: {} })
    await town.settle()
    expect(await standing(ids)).toEqual(['assigned', 'assigned', 'assigned', 'filing'])
    const gone = await who.wu.ask(triage, 'batch', { params: { id: begun.id } })
    expect(gone).toMatchObject({ stage: 'gone', stayed: 1 })
    expect(gone.undoUntil).not.toBeNull()
    const { steps } = (await read(ids[1] ?? '')).matter
    expect(steps.some(({ facts }) => String(facts.text).includes('吴敏仪批量整理'))).toBe(true)
    // The unit whose help the duty list names is asked at once.
    expect(steps.at(-1)).toMatchObject({ move: 'supportAsked', facts: { unit: '越秀山社区居民委员会' } })

    // One is replied to already; the others come back, and nobody is told that they had been wrong.
    await who.wu.ask(triage, 'takeBackBatch', { params: { id: begun.id }, body: {} })
    await town.settle()
    expect((await standing(ids)).filter((state) => state === 'assigned')).toEqual([])
    const back = await who.wu.ask(triage, 'batch', { params: { id: begun.id } })
    expect(back).toMatchObject({ stage: 'back', gone: 0, undoUntil: null })
    expect(back.back).toBe(gone.gone)
    const wrong = await who.wu.ask(triage, 'wrongOnes', { query: {} })
    expect(wrong.items.filter(({ id }) => ids.includes(id))).toEqual([])
  })

  test('is sent once, by whoever answers for the area, and not after its time taken back', async () => {
    const { who, town, minutes } = street
    const made = await who.wen.ask(triage, 'lookThrough', { body: { area: here } })
    expect(await refusal(who.wu.ask(triage, 'lookThrough', { body: { area: here } }))).toMatchObject({
      code: 'triage/batch-running',
    })
    await town.settle()
    const elsewhere = town.as({ roles: [{ role: 'dispatcher', area: '440104003000', unitId: null }] })
    const of = { params: { id: made.id } }
    expect(await refusal(elsewhere.ask(triage, 'batch', of))).toMatchObject({ status: 404 })
    expect(await refusal(elsewhere.ask(triage, 'lookThrough', { body: { area: here } }))).toMatchObject({ status: 403 })
    expect(await refusal(who.yu.ask(triage, 'startBatch', { ...of, body: {} }))).toMatchObject({ status: 403 })
    expect(await refusal(who.wu.ask(triage, 'takeBackBatch', { ...of, body: {} }))).toMatchObject({
      code: 'triage/wrong-stage',
    })
    await who.wu.ask(triage, 'startBatch', { ...of, body: {} })
    await town.settle()
    expect(await refusal(who.wu.ask(triage, 'startBatch', { ...of, body: {} }))).toMatchObject({
      code: 'triage/wrong-stage',
    })
    minutes(31)
    expect(await refusal(who.wu.ask(triage, 'takeBackBatch', { ...of, body: {} }))).toMatchObject({
      code: 'triage/undo-over',
    })
  })

  test('longer than one job works through is looked through and sent to its end', async () => {
    const { who, town } = street
    const far = '440104003001'
    await town.work('cases', (work) =>
      (work.use(matters as never) as MattersPort).openMany(
        Array.from({ length: 230 }, (_, n) => ({
          process: 'case-handling',
          source: 'desk',
          letter: 'D',
          title: `积压 ${n}`,
          summary: `西湖路一大堆垃圾没人清，第${n}处`,
          areaCode: far,
          openedAt: new Date(town.clock.now().getTime() - (n + 1) * 60_000),
        })),
      ),
    )
    const made = await who.wen.ask(triage, 'lookThrough', { body: { area: far } })
    await town.settle()
    const of = { params: { id: made.id } }
    expect(await who.wen.ask(triage, 'batch', of)).toMatchObject({ stage: 'looked', looked: 230 })
    await who.wen.ask(triage, 'startBatch', { ...of, body: {} })
    await town.settle()
    expect(await who.wen.ask(triage, 'batch', of)).toMatchObject({ stage: 'gone' })
  })
})

test('when somebody’s words are erased, the model that learned from them is replaced at once by one without them', async () => {
  const { who, town, on } = street
  const personId = randomUUID()
  const mei = town.as({ name: '梁美', personId, roles: [{ role: 'resident', area: here, unitId: null }] })
  const steward = town.as({ name: '数据管理员', roles: [{ role: 'dataSteward', area: district, unitId: null }] })
  await town.owner.query(
    `insert into triage_examples (case_id, number, text, category_code, because, by_name, area_code, at)
     select gen_random_uuid(), 'X' || n, case when n % 2 = 0 then '呱呱灯第' || n || '盏熄咗' else '咪咪渠第' || n || '段塞咗' end,
       case when n % 2 = 0 then 'P0118' else 'A0211' end, 'accepted', '测试', $1, now() from generate_series(1, 80) as n`,
    [district],
  )
  const { id } = await street.report(mei, { text: '应元路口珍珍桶满了没人收', ...further(9) })
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
  await town.settle()
  await steward.ask(triage, 'train', {})
  await town.settle()
  const before = await steward.ask(triage, 'standing')
  expect(before).toMatchObject({ isTrained: true, staleSince: null })
  town.clock.advance(60_000)
  await town.work(triageModule, async (work) => triageModule.personalData?.erase(work, personId))
  expect((await steward.ask(triage, 'standing')).staleSince).not.toBeNull()
  await town.settle()
  const after = await steward.ask(triage, 'standing')
  expect(after).toMatchObject({ isTrained: true, staleSince: null })
  expect(after.version).not.toBe(before.version)
  const { rows } = await town.owner.query('select version from triage_models')
  expect(rows).toEqual([{ version: after.version }])

  // With too little left to learn from, no model is left that knows anybody's words.
  await town.owner.query(`delete from triage_examples where number like 'X%' and id % 2 = 0`)
  const { id: other } = await street.report(mei, { text: '应元路口珍珍桶又满了', ...further(10) })
  await who.yu.ask(cases, 'accept', { ...on(other), body: { categoryCode: 'E0102' } })
  await town.settle()
  await town.work(triageModule, async (work) => triageModule.personalData?.erase(work, personId))
  await town.settle()
  expect((await steward.ask(triage, 'standing')).isTrained).toBe(false)
}, 60_000)
