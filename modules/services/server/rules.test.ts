/** What the law asks of an application, tried by people who forget things, go alone, object, or promise too much. */
import { randomUUID } from 'node:crypto'
import { catalogue } from '@liren/catalogue/contract'
import { matters } from '@liren/matters/contract'
import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { apply } from '../testing/applying.ts'
import { handIn as fillAndHandIn, walk } from '../testing/journey.ts'
import { agreeToAll, office, openTown, settle } from '../testing/people-of-town.ts'
import { district, here, nextDoor, picked, refusal } from '../testing/services-town.ts'

let town: Town
let who: Person
let stranger: Person
let worker: Person
let decider: Person
beforeAll(async () => {
  town = await openTown()
  who = (await settle(town)).who
  await agreeToAll(who)
  stranger = (await settle(town)).who
  const { first, second } = office(town)
  worker = first
  decider = second
}, 120_000)
afterAll(() => town.close())

const handIn = (code: string, more: Parameters<typeof apply>[2] = {}) => apply(who, code, more)
const read = (person: Person, id: string) => person.ask(services, 'read', { params: { id } })

test('gaps are named once and all together; a second notice is refused, and what was lacking is handed in', async () => {
  const { id, params, submit } = await handIn('SQ-001')
  const { number, queryCode } = await submit()
  expect(number).toMatch(/^20260407440104S\d{5}$/)
  // Sent again by an impatient thumb.
  expect((await submit()).number).toBe(number)
  await worker.ask(services, 'askCorrection', { params, body: { gaps: ['户口簿首页看不清', '账号少一位'] } })
  expect(await read(who, id)).toMatchObject({ state: 'correcting', gaps: ['户口簿首页看不清', '账号少一位'] })
  const clock = (await read(worker, id)).matter?.clocks.filter(({ stoppedAt }) => stoppedAt === null)
  expect(clock?.map(({ name }) => name)).toEqual(['correct'])
  expect(await refusal(stranger.ask(services, 'correct', { params, body: {} }))).toMatchObject({ status: 404 })
  const file = await picked(who)
  await who.ask(services, 'correct', {
    params,
    body: { text: '已重拍', materials: [{ key: 'hukou', source: 'upload', files: [file] }] },
  })
  const after = await read(worker, id)
  expect(after).toMatchObject({ state: 'submitted', wasCorrected: true, counts: { materials: 1 } })
  expect(await refusal(worker.ask(services, 'askCorrection', { params, body: { gaps: ['还有'] } }))).toMatchObject({
    code: 'services/corrected-already',
  })
  const progress = await town.guest.ask(matters, 'progress', { body: { number: number ?? '', code: queryCode ?? '' } })
  expect(progress.state).toBe('submitted')
})

test('a correction nobody sends ends the application by itself', async () => {
  const { id, params, submit } = await handIn('SQ-001')
  await submit()
  await worker.ask(services, 'askCorrection', { params, body: { gaps: ['照片'] } })
  town.clock.advance(30 * 86_400_000)
  await town.run('matters', 'chase')
  await town.settle()
  expect(await read(who, id)).toMatchObject({ state: 'withdrawn', outcome: 'withdrawn' })
})

/** Hospitals tell of bills only with consent: without it somebody has to bring them. */
const sayOfHospitals = async (isGiven: boolean) => {
  const { items } = await who.ask(catalogue, 'listMyConsents')
  const { version = 1 } = items.find(({ purpose }) => purpose === 'share.health') ?? {}
  await who.ask(catalogue, 'decideConsent', { params: { purpose: 'share.health' }, body: { isGiven, version } })
}

test('what is missing is named all at once, and a promise must be made before it counts', async () => {
  await sayOfHospitals(false)
  const { submit } = await handIn('SQ-010', {
    answers: { kind: 'cost', what: '住院', amount: 2000, happenedOn: '2026-03-20', spent: 1500 },
  })
  expect(await refusal(submit({ materials: [], promise: undefined }))).toMatchObject({
    code: 'services/material-missing',
    facts: { names: '事由材料、费用票据、收入财产申报' },
  })
})

test('a paper that may follow does not hold up acceptance, but the decision waits for it', async () => {
  const { id, params, submit } = await handIn('SQ-010', {
    answers: { kind: 'cost', what: '住院', amount: 2000, happenedOn: '2026-03-20', spent: 1500 },
    later: ['bills'],
  })
  await submit()
  expect((await read(who, id)).materials.find(({ key }) => key === 'bills')).toMatchObject({
    isLater: true,
    source: null,
  })
  await worker.ask(services, 'accept', { params, body: {} })
  await worker.ask(services, 'pass', { params, body: { text: '属实' } })
  const approve = (more = {}) => decider.ask(services, 'approve', { params, body: { text: '同意', ...more } })
  expect(await refusal(approve())).toMatchObject({ code: 'services/materials-late', facts: { names: '费用票据' } })
  await who.ask(services, 'supply', {
    params,
    body: { materials: [{ key: 'bills', source: 'upload', files: [await picked(who)] }] },
  })
  expect((await approve()).state).toBe('issuing')
  await sayOfHospitals(true)
})

test('a home visit takes two; one alone is refused, and so is going on without having been there', async () => {
  const { params, submit } = await handIn('SQ-007', {
    answers: { obligor: 'none', cause: 'jobless', monthlyIncome: 1200 },
  })
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  await worker.ask(services, 'pass', { params, body: { text: '已发起核对' } })
  const pass = () => worker.ask(services, 'pass', { params, body: { text: '入户完成' } })
  const visit = (companions: string[]) =>
    worker.ask(services, 'visit', { params, body: { found: '家徒四壁', isGenuine: true, companions } })
  expect(await refusal(pass())).toMatchObject({ code: 'services/step-open' })
  expect(await refusal(visit([]))).toMatchObject({ code: 'services/needs-two', field: 'companions' })
  await visit(['何志强'])
  expect((await pass()).state).toBe('reviewing')
})

test('a notice hangs its days outside the limit; an objection must be answered before it goes on', async () => {
  const { id, params, submit } = await handIn('SQ-001')
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  const due = (await read(worker, id)).matter?.clocks.find(({ name }) => name === 'handle')?.dueAt
  await worker.ask(services, 'pass', { params, body: { text: '核实' } })
  await worker.ask(services, 'pass', { params, body: { text: '审核' } })
  expect(await refusal(worker.ask(services, 'pass', { params, body: { text: '跳过公示' } }))).toMatchObject({
    code: 'services/step-open',
  })
  await worker.ask(services, 'publish', { params, body: { shown: '陈** 72岁' } })
  expect(await refusal(worker.ask(services, 'endNotice', { params, body: {} }))).toMatchObject({
    code: 'services/notice-running',
  })
  const { items } = await town.guest.ask(services, 'notices', { query: { area: here } })
  const notice = items.find(({ itemCode }) => itemCode === 'SQ-001')
  expect(notice).toMatchObject({ shown: '陈** 72岁' })
  const objection = { params: { id: notice?.id ?? '' }, body: { id: randomUUID(), text: '此人已迁出' } }
  await stranger.ask(services, 'object', objection)
  // Sent again it is the same one; another waits until this one is answered.
  await stranger.ask(services, 'object', objection)
  const another = { ...objection, body: { id: randomUUID(), text: '再提一次' } }
  expect(await refusal(stranger.ask(services, 'object', another))).toMatchObject({ code: 'services/objected-already' })
  // Anybody reads the notice while it hangs; only she reads what she said.
  const hung = { params: { id: notice?.id ?? '' } }
  expect(await town.guest.ask(services, 'notice', hung)).toMatchObject({ isRunning: true, objections: 1, mine: [] })
  expect(await stranger.ask(services, 'notice', hung)).toMatchObject({ mine: [{ text: '此人已迁出', answer: null }] })
  town.clock.advance(6 * 86_400_000)
  // Its days are over: nobody finds it any longer, though what she said waits for an answer.
  const later = await town.guest.ask(services, 'notices', { query: { area: here } })
  expect(later.items.map(({ id: one }) => one)).not.toContain(notice?.id)
  expect(await refusal(worker.ask(services, 'endNotice', { params, body: {} }))).toMatchObject({
    code: 'services/objection-open',
  })
  // Whoever applied does not see who objected, nor what was said.
  expect((await read(who, id)).notices[0]?.objections).toEqual([])
  await worker.ask(services, 'answerObjection', {
    params: { id: objection.body.id },
    body: { answer: '经核实仍居住', isUpheld: false },
  })
  await town.run('services', 'end-notices')
  // It hangs no more: gone for everybody but her, who reads the answer.
  expect(await refusal(town.guest.ask(services, 'notice', hung))).toMatchObject({ status: 404 })
  expect(await stranger.ask(services, 'notice', hung)).toMatchObject({
    isRunning: false,
    mine: [{ answer: '经核实仍居住', isUpheld: false }],
  })
  const after = await read(worker, id)
  expect(after.state).toBe('reviewing')
  expect(Date.parse(after.matter?.clocks.find(({ name }) => name === 'handle')?.dueAt ?? '')).toBeGreaterThan(
    Date.parse(due ?? ''),
  )
})

test('whoever visited cannot decide', async () => {
  const { params, submit } = await handIn('SQ-007', {
    answers: { obligor: 'none', cause: 'jobless', monthlyIncome: 1200 },
  })
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  const pass = () => worker.ask(services, 'pass', { params, body: { text: '属实' } })
  await pass()
  // The colleague who decides went along, and wrote down what was found.
  const body = { found: '家徒四壁', isGenuine: true, companions: ['谢婉仪'] }
  await decider.ask(services, 'visit', { params, body })
  await pass()
  await pass()
  await worker.ask(services, 'publish', { params, body: { shown: '王** 50岁' } })
  town.clock.advance(8 * 86_400_000)
  await worker.ask(services, 'endNotice', { params, body: {} })
  const approve = (by: Person) => by.ask(services, 'approve', { params, body: { text: '同意' } })
  expect(await refusal(approve(decider))).toMatchObject({ code: 'matters/not-open-to-you', status: 403 })
  const { second: another } = office(town)
  expect((await approve(another)).state).toBe('issuing')
})

test('a notice of seven days adds seven days to the limit; the hourly tidy wakes none of its clocks', async () => {
  const today = town.clock.now()
  // A summer without holidays: seven days are five working days, wherever they begin.
  town.clock.set('2026-07-07T10:00:00+08:00')
  const { id, params, submit } = await handIn('SQ-001')
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  await worker.ask(services, 'pass', { params, body: { text: '核实' } })
  await worker.ask(services, 'pass', { params, body: { text: '审核' } })
  const before = (await read(worker, id)).matter
  await worker.ask(services, 'publish', { params, body: { shown: '李** 68岁' } })
  // Whoever objects late is still answered: it hangs until somebody says so, here for seven days.
  const day = 86_400_000
  for (let hung = 1; hung <= 7; hung += 1) {
    town.clock.advance(day)
    await town.run('matters', 'tidy')
    expect((await read(worker, id)).matter, `day ${hung}`).toMatchObject({ state: 'noticing', dueAt: null })
  }
  await worker.ask(services, 'endNotice', { params, body: {} })
  const { clocks, steps } = (await read(worker, id)).matter ?? {}
  expect(steps?.map(({ move }) => move)).not.toContain('waitEnded')
  const due = (all: typeof clocks) => Date.parse(all?.find(({ name }) => name === 'handle')?.dueAt ?? '')
  expect(due(clocks) - due(before?.clocks)).toBe(7 * day)
  town.clock.set(today)
})

test('a promise drawn by lot is checked once; broken, it stands in the list', async () => {
  await town.owner.query('update services_promises set is_drawn = true')
  const { items } = await worker.ask(services, 'promises', { query: {} })
  const [first] = items
  expect(first?.materials.length).toBeGreaterThan(0)
  const params = { id: first?.applicationId ?? '' }
  await worker.ask(services, 'checkPromise', { params, body: { isKept: false, finding: '收入不符' } })
  expect(
    await refusal(worker.ask(services, 'checkPromise', { params, body: { isKept: true, finding: '再看' } })),
  ).toMatchObject({ code: 'services/checked-already' })
  const broken = await worker.ask(services, 'promises', { query: { isBroken: true } })
  expect(broken.items.map(({ applicationId }) => applicationId)).toEqual([params.id])
})

test('staff help somebody at the window: whose it is stays clear, and the visit is counted', async () => {
  const personId = who.actor.personId ?? ''
  const clerk = town.as({
    name: '谢婉仪',
    roles: [{ role: 'communityWorker', area: here, unitId: null }],
    onBehalfOf: { personId, authorityId: randomUUID() },
  })
  const { id, submit } = await handIn('SQ-013', { person: clerk, channel: 'window', answers: { carer: '陈大文' } })
  await submit()
  expect(await read(who, id)).toMatchObject({
    isMine: true,
    isAssisted: true,
    channel: 'window',
    counts: { visits: 1 },
  })
  expect((await who.ask(services, 'mine', { query: {} })).items.map((one) => one.id)).toContain(id)
  const other = town.as({ roles: [{ role: 'communityWorker', area: nextDoor, unitId: null }] })
  expect(await refusal(read(other, id))).toMatchObject({ status: 404 })
  expect(await refusal(read(stranger, id))).toMatchObject({ status: 404 })
})

test('staff read the answers for a reason, and the person sees that they did', async () => {
  const { submit, params } = await handIn('SQ-013', { answers: { carer: '陈大文' } })
  await submit()
  const { form, name } = await worker.ask(services, 'revealAnswers', { params, body: { reason: '核对照护人' } })
  expect(name).toBe('陈秀英')
  expect(form?.answers).toMatchObject({ carer: '陈大文' })
  const { rows } = await town.owner.query<{ fields: string[] }>(
    'select fields from people_footprints where reason like $1 order by id',
    ['%核对照护人'],
  )
  // Everything the form asks for, and the name.
  expect(rows.flatMap(({ fields }) => fields)).toEqual(
    expect.arrayContaining(['share.disability.grade', 'person.phone', 'fullName']),
  )
  expect(await refusal(stranger.ask(services, 'revealAnswers', { params, body: { reason: '好奇' } }))).toMatchObject({
    status: 403,
  })
})

test('one journey begins every chosen item under a number of its own, once', async () => {
  const body = {
    id: randomUUID(),
    area: here,
    channel: 'mobile' as const,
    items: ['SQ-001', 'SQ-002'],
    isAuthorised: true,
  }
  const first = await who.ask(services, 'beginBundle', { params: { code: 'elder-75' }, body })
  const again = await who.ask(services, 'beginBundle', { params: { code: 'elder-75' }, body })
  expect(first.items.map(({ itemCode }) => itemCode)).toEqual(['SQ-001', 'SQ-002'])
  expect(again.items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id))
})

test('a post is given to an approved applicant while there are places, for three years at most', async () => {
  const { id } = await walk(town, who, office(town), 'SQ-024', here)
  const admin = town.as({ roles: [{ role: 'communityAdmin', area: here, unitId: null }] })
  const post = {
    title: '保洁',
    unitName: '居委会',
    area: here,
    duties: '保洁',
    pay: '最低工资',
    places: 1,
    untilOn: '2028-12-31',
  }
  const params = { id: randomUUID() }
  await admin.ask(services, 'keepPost', { params, body: post })
  const fill = (untilOn: string) =>
    admin.ask(services, 'fillPost', { params, body: { applicationId: id, fromOn: '2026-05-01', untilOn } })
  expect(await refusal(fill('2030-05-02'))).toMatchObject({ field: 'untilOn' })
  const holder = await fill('2028-05-01')
  await admin.ask(services, 'attend', { params: { id: holder.id }, body: { month: '2026-05', days: 21 } })
  expect(await refusal(fill('2028-05-01'))).toMatchObject({ code: 'services/post-full' })
  // Whoever keeps it sees holders by number, and nobody who holds a post already is offered.
  const kept = await admin.ask(services, 'postHolders', { params })
  expect(kept.holders).toMatchObject([{ applicationId: id, months: [{ month: '2026-05', days: 21 }] }])
  expect(kept.holders[0]?.number).toMatch(/S/)
  expect(kept.candidates.map(({ applicationId }) => applicationId)).not.toContain(id)
  const elsewhere = town.as({ roles: [{ role: 'communityAdmin', area: nextDoor, unitId: null }] })
  expect(await refusal(elsewhere.ask(services, 'postHolders', { params }))).toMatchObject({ status: 404 })
})

test('an objection that is upheld sends it back to be examined anew, and no decision comes before that', async () => {
  const { params, submit } = await handIn('SQ-001')
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  for (const text of ['核实', '审核']) await worker.ask(services, 'pass', { params, body: { text } })
  await worker.ask(services, 'publish', { params, body: { shown: '申请人：陈**，申请高龄津贴' } })
  const { items } = await town.guest.ask(services, 'notices', { query: {} })
  const notice = items.find(({ itemCode }) => itemCode === 'SQ-001')
  const said = { id: randomUUID(), text: '他已迁出本市' }
  await stranger.ask(services, 'object', { params: { id: notice?.id ?? '' }, body: said })
  await worker.ask(services, 'answerObjection', {
    params: { id: said.id },
    body: { answer: '查实，重新审核', isUpheld: true },
  })
  town.clock.advance(6 * 86_400_000)
  await worker.ask(services, 'endNotice', { params, body: {} })
  const after = await read(worker, params.id)
  expect(after.state).toBe('reviewing')
  expect(after.item.flow[after.step]?.kind).toBe('review')
  expect(await refusal(decider.ask(services, 'approve', { params, body: { text: '同意' } }))).toMatchObject({
    code: 'services/step-open',
  })
})

test('a post of the public is given to nobody who was approved for something else', async () => {
  const { params, submit } = await handIn('SQ-013', { answers: { carer: '女儿' } })
  await submit()
  const { rows } = await town.owner.query<{ id: string }>(
    'select id from services_posts where area_code = $1 limit 1',
    [here],
  )
  await town.owner.query(`update services_applications set outcome = 'approved' where id = $1`, [params.id])
  const admin = town.as({ roles: [{ role: 'communityAdmin', area: district, unitId: null }] })
  const body = { applicationId: params.id, fromOn: '2026-05-01', untilOn: '2027-05-01' }
  expect(await refusal(admin.ask(services, 'fillPost', { params: { id: rows[0]?.id ?? '' }, body }))).toMatchObject({
    code: 'services/not-candidate',
    field: 'applicationId',
  })
})

test('while an application rests its clock stands still, and days of experts do not count as time taken', async () => {
  const { id, params, submit } = await handIn('SQ-010', {
    answers: { kind: 'cost', what: '住院', amount: 2000, happenedOn: '2026-03-20', spent: 1500 },
    later: ['bills'],
  })
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  const pause = () => worker.ask(services, 'pause', { params, body: { why: 'experts' as const, text: '等待专家意见' } })
  expect(await pause()).toMatchObject({ state: 'waiting' })
  expect(await refusal(worker.ask(services, 'pass', { params, body: { text: '属实' } }))).toMatchObject({ status: 409 })
  const due = async () => (await read(worker, id)).matter?.dueAt
  expect(await due()).toBeNull()
  town.clock.advance(3 * 86_400_000)
  const elsewhere = town.as({ roles: [{ role: 'communityWorker', area: nextDoor, unitId: null }] })
  expect(await refusal(elsewhere.ask(services, 'resume', { params, body: {} }))).toMatchObject({ status: 404 })
  expect(await worker.ask(services, 'resume', { params, body: {} })).toMatchObject({ state: 'reviewing' })
  const { rows } = await town.owner.query('select paused_seconds from services_applications where id = $1', [id])
  expect(rows[0]?.paused_seconds).toBe(3 * 86_400)
})

test('what another region has is told under the same number; an item that stays here cannot be handed off', async () => {
  const handOff = (id: string) =>
    worker.ask(services, 'handOff', {
      params: { id },
      body: { to: '长沙市医保局', number: 'CS-77', state: '对方已受理' },
    })
  const id = await fillAndHandIn(town, who, 'SQ-012', here)
  const { number } = await read(who, id)
  expect(await handOff(id)).toMatchObject({ number })
  expect(await read(who, id)).toMatchObject({ number, handedTo: '长沙市医保局 CS-77', handedState: '对方已受理' })
  const staying = await fillAndHandIn(town, who, 'SQ-010', here)
  expect(await refusal(handOff(staying))).toMatchObject({ code: 'services/not-in-flow' })
})

test('a plan that cites no demand cannot be approved', async () => {
  const steward = town.as({ roles: [{ role: 'dataSteward', area: district, unitId: null }] })
  const leader = town.as({ roles: [{ role: 'supervisor', area: district, unitId: null }] })
  const params = { id: randomUUID() }
  const plan = { title: '夜间托管', need: 'childCare' as const, area: here, text: '晚六点到八点', demands: [] }
  await steward.ask(services, 'keepPlan', { params, body: plan })
  const approve = () => leader.ask(services, 'decidePlan', { params, body: { isApproved: true, text: '可行' } })
  expect(await refusal(approve())).toMatchObject({ code: 'services/demand-missing' })
  await steward.ask(services, 'keepPlan', {
    params,
    body: { ...plan, demands: [{ kind: 'survey', reference: '家长问卷 2026-03', count: 86 }] },
  })
  expect((await approve()).state).toBe('approved')
})

test('urgent relief does not wait for working days: handed in on a Friday at five it is looked at by seven and due on Saturday at five, whenever it is accepted', async () => {
  const begun = town.clock.now()
  const dueOf = async (kind: 'urgent' | 'cost') => {
    const { id, params, submit } = await handIn('SQ-010', {
      answers: { kind, what: '住院', amount: 2000, happenedOn: '2026-03-20', spent: 1500 },
      later: ['bills'],
    })
    await submit()
    const clock = async (one: string) =>
      (await read(worker, id)).matter?.clocks.find(({ name }) => name === one)?.dueAt ?? ''
    const looked = await clock('precheck')
    town.clock.advance(90 * 60_000)
    await worker.ask(services, 'accept', { params, body: {} })
    return { looked: Date.parse(looked), done: Date.parse(await clock('handle')) }
  }
  const friday = '2027-04-09T17:00:00+08:00'
  town.clock.set(friday)
  const urgent = await dueOf('urgent')
  expect(new Date(urgent.looked).toISOString().slice(0, 16)).toBe('2027-04-09T11:00')
  expect(urgent.done).toBeLessThanOrEqual(Date.parse('2027-04-10T17:01:00+08:00'))
  expect(urgent.done).toBeGreaterThan(Date.parse('2027-04-10T15:00:00+08:00'))
  town.clock.set(friday)
  const cost = await dueOf('cost')
  expect(Math.min(cost.looked, cost.done)).toBeGreaterThan(Date.parse('2027-04-12T00:00:00+08:00'))
  town.clock.set(begun.toISOString())
})
