/** Over the counter: a draft begun at home goes on there, a firm applies through whoever may act for it, a correction opens only what it asks for. */
import { randomUUID } from 'node:crypto'
import { forms } from '@liren/forms/contract'
import { sheetAddress } from '@liren/forms/paper'
import { people } from '@liren/people/contract'
import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { signed } from '../testing/journey.ts'
import { agreeToAll, office, openTown, settle } from '../testing/people-of-town.ts'
import { here, picked, refusal } from '../testing/services-town.ts'
import { personalData } from './personal-data.ts'

let town: Town
let who: Person
let stranger: Person
let worker: Person
let personId: string
beforeAll(async () => {
  town = await openTown()
  const first = await settle(town)
  who = first.who
  personId = first.personId
  await agreeToAll(who)
  stranger = (await settle(town)).who
  worker = office(town).first
}, 120_000)
afterAll(() => town.close())

const clerkId = randomUUID()
/** The same clerk all day; whom they help changes. */
const clerk = (helps?: string) =>
  town.as({
    id: clerkId,
    name: '谢婉仪',
    roles: [{ role: 'communityWorker', area: here, unitId: null }],
    ...(helps ? { onBehalfOf: { personId: helps, authorityId: randomUUID() } } : {}),
  })

const begin = async (person: Person, code: string, more: object = {}) => {
  const id = randomUUID()
  await person.ask(services, 'begin', { params: { code }, body: { id, area: here, channel: 'mobile', ...more } })
  return { id, params: { id } }
}
const fill = async (
  person: Person,
  id: string,
  answers: Record<string, unknown>,
  reasons: Record<string, string> = {},
) => {
  const form = await person.ask(forms, 'read', { params: { id } })
  await person.ask(forms, 'save', {
    params: { id },
    body: {
      answers: { ...form.answers, ...answers },
      confirmed: Object.keys(form.offers),
      reasons,
      refused: [...form.refused],
      materials: {},
      revision: form.revision,
    },
  })
}
const handIn = async (person: Person, id: string, later: string[] = []) => {
  const { materials, item } = await person.ask(services, 'read', { params: { id } })
  const given = await Promise.all(
    materials
      .filter(({ source, key }) => source === null && !later.includes(key))
      .map((one) =>
        one.sources.includes('declaration') ? { key: one.key, source: 'declaration' as const } : signed(person, one),
      ),
  )
  return person.ask(services, 'submit', {
    params: { id },
    body: {
      materials: given,
      later,
      ...(item.promise ? { promise: { version: item.promise.version, isMade: true as const } } : {}),
    },
  })
}

test('what she began at home goes on at the window as the same application, on a recorded authority', async () => {
  const { id, params } = await begin(who, 'SQ-013')
  await fill(who, id, { carer: '陈大文' })
  const helping = clerk(personId)
  expect(await helping.ask(services, 'read', { params })).toMatchObject({
    isMine: true,
    isInHand: false,
    materials: expect.any(Array),
  })
  // Not before it is taken up.
  expect(await refusal(helping.ask(forms, 'read', { params }))).toMatchObject({ status: 404 })
  expect(await refusal(clerk().ask(services, 'takeUp', { params, body: { channel: 'window' } }))).toMatchObject({
    status: 404,
  })
  await helping.ask(services, 'takeUp', { params, body: { channel: 'window' } })
  expect((await helping.ask(forms, 'read', { params })).answers).toMatchObject({ carer: '陈大文' })
  await handIn(helping, id)
  const mine = await who.ask(services, 'read', { params })
  expect(mine).toMatchObject({
    channel: 'window',
    channels: ['mobile', 'window'],
    isAssisted: true,
    counts: { visits: 1 },
  })
  const { rows } = await town.owner.query<{ authority_id: string | null; helper_id: string }>(
    'select authority_id, helper_id from services_applications where id = $1',
    [id],
  )
  expect(rows[0]).toMatchObject({ helper_id: clerkId, authority_id: expect.any(String) })
})

test('the receiving clerk at the hall begins for her, fills in, saves and hands in', async () => {
  const acceptor = town.as({
    id: randomUUID(),
    name: '余受理',
    roles: [{ role: 'acceptor', area: here, unitId: null }],
    onBehalfOf: { personId, authorityId: randomUUID() },
  })
  const { id, params } = await begin(acceptor, 'SQ-013', { channel: 'window' })
  await fill(acceptor, id, { carer: '陈大文' })
  await handIn(acceptor, id)
  expect(await who.ask(services, 'read', { params })).toMatchObject({ state: 'submitted', channel: 'window' })
})

test('when the next one sits down, nothing of the one before is in reach; she herself can still go on at home', async () => {
  const { params } = await begin(who, 'SQ-013')
  await clerk(personId).ask(services, 'takeUp', { params, body: { channel: 'window' } })
  const next = clerk(stranger.actor.personId ?? '')
  const tries = [
    () => next.ask(services, 'read', { params }),
    () => next.ask(forms, 'read', { params }),
    () => clerk().ask(forms, 'read', { params }),
    () => next.ask(services, 'takeUp', { params, body: { channel: 'window' } }),
  ]
  for (const attempt of tries) expect(await refusal(attempt())).toMatchObject({ status: 404 })
  expect((await next.ask(services, 'mine', { query: {} })).items).toEqual([])
  expect(await who.ask(services, 'read', { params })).toMatchObject({ isInHand: true })
  expect((await who.ask(forms, 'read', { params })).state).toBe('draft')
})

test('a correction opens the fields it names; filled in again, the application goes on', async () => {
  const { id, params } = await begin(who, 'SQ-013')
  await fill(who, id, { carer: '不详' })
  const sheet = (at: number) =>
    sheetAddress(`https://liren.example/forms/${id}`, { code: 'SQ-013', version: 1, sheet: at, sheets: 2 })
  const scan = async (of: string, at: number) =>
    who.ask(forms, 'keepPaper', { params: { id: of }, body: { fileId: await picked(who), text: sheet(at) } })
  await scan(id, 1)
  await handIn(who, id)
  await worker.ask(services, 'askCorrection', { params, body: { gaps: ['照护人写清楚'], fields: ['carer'] } })
  expect(await who.ask(services, 'read', { params })).toMatchObject({ state: 'correcting', gapFields: ['carer'] })
  expect(await refusal(stranger.ask(services, 'refill', { params, body: { id: randomUUID() } }))).toMatchObject({
    status: 404,
  })
  const { formId, fields } = await who.ask(services, 'refill', { params, body: { id: randomUUID() } })
  expect(fields).toEqual(['carer'])
  // Her first sheet stands beside the correction; the second comes as she filled it in on the paper she had.
  const { items } = await scan(formId, 2)
  expect(items.map((one) => [one.sheet, one.isEarlier])).toEqual([
    [1, true],
    [2, false],
  ])
  await fill(who, formId, { carer: '女儿陈大文' })
  await who.ask(services, 'correct', { params, body: { formId } })
  const { form } = await worker.ask(services, 'revealAnswers', { params, body: { reason: '看补正' } })
  expect(form?.answers).toMatchObject({ carer: '女儿陈大文' })
  expect(form?.papers?.map((one) => one.sheet)).toEqual([1, 2])
  expect((await who.ask(services, 'read', { params })).state).toBe('submitted')
  expect(await refusal(who.ask(services, 'refill', { params, body: { id: randomUUID() } }))).toMatchObject({
    code: 'services/wrong-state',
  })
})

test('a correction sent past the screen cannot change what nobody asked for, nor slip in another form', async () => {
  const { id, params } = await begin(who, 'SQ-013')
  await fill(who, id, { carer: '不详' })
  await handIn(who, id)
  await worker.ask(services, 'askCorrection', { params, body: { gaps: ['照护人写清楚'], fields: ['carer'] } })
  const { formId } = await who.ask(services, 'refill', { params, body: { id: randomUUID() } })
  const { answers } = await who.ask(forms, 'read', { params: { id: formId } })
  const attempt = async (form: string, more: object) => {
    await fill(who, form, { carer: '女儿陈大文', ...more }, { 'account.number': '换了卡' })
    return refusal(who.ask(services, 'correct', { params, body: { formId: form } }))
  }
  const account = { ...(answers.account as object), number: '6217000044019999999' } // a group of the form
  expect(await attempt(formId, { account })).toMatchObject({
    code: 'services/not-asked',
    status: 422,
    field: 'account.number',
  })
  const begun = randomUUID()
  await who.ask(forms, 'start', { body: { id: begun, code: 'SQ-013', area: here } })
  expect(await attempt(begun, { account })).toMatchObject({ code: 'services/not-asked' })
  // Nothing went through, and what was asked for still can.
  expect(await who.ask(services, 'read', { params })).toMatchObject({ state: 'correcting', wasCorrected: false })
  await fill(who, formId, { ...answers, carer: '女儿陈大文' })
  await who.ask(services, 'correct', { params, body: { formId } })
  expect(await who.ask(services, 'read', { params })).toMatchObject({ state: 'submitted', wasCorrected: true })
})

test('what a visit found is read with the answers, for a reason, and stands in her footprints', async () => {
  const { id, params } = await begin(who, 'SQ-007')
  await fill(who, id, { obligor: 'none', cause: 'illness', monthlyIncome: 1800 })
  await handIn(who, id, ['diagnosis'])
  await worker.ask(services, 'accept', { params, body: {} })
  await worker.ask(services, 'pass', { params, body: { text: '已发起核对' } })
  await worker.ask(services, 'visit', {
    params,
    body: { found: '屋内只有一张床', isGenuine: true, companions: ['何志强'] },
  })
  expect(JSON.stringify(await worker.ask(services, 'read', { params }))).not.toContain('一张床')
  const { findings } = await worker.ask(services, 'revealAnswers', { params, body: { reason: '复核走访' } })
  expect(findings.map(({ found }) => found)).toEqual(['屋内只有一张床'])
  const { items } = await who.ask(people, 'listMyFootprints', { query: {} })
  expect(items.find(({ reason }) => reason.endsWith('复核走访'))?.fields).toBeDefined()
  expect(items.flatMap(({ fields }) => fields)).toContain('matter.visitFinding')
  // The copy of her data holds what was found about her, too.
  const copy = await town.work('services', (some) => personalData.export(some, personId))
  expect(JSON.stringify(copy)).toContain('屋内只有一张床')
})

test('a paper handed in is seen by who decides only behind a reason, and she reads in her footprints that it was', async () => {
  const { id, params } = await begin(who, 'SQ-011')
  await fill(who, id, {})
  const { materials } = await who.ask(services, 'read', { params })
  const given = await Promise.all(
    materials
      .filter(({ source }) => source === null)
      .map(async ({ key }) => ({ key, source: 'upload' as const, files: [await picked(who)] })),
  )
  await who.ask(services, 'submit', { params, body: { materials: given } })
  const [file = ''] = given.flatMap(({ files }) => files)
  expect(file).not.toBe('')
  expect(JSON.stringify(await worker.ask(services, 'read', { params }))).not.toContain(file)
  expect(JSON.stringify(await who.ask(services, 'read', { params }))).toContain(file)
  const { papers } = await worker.ask(services, 'revealAnswers', { params, body: { reason: '核对诊断证明' } })
  expect(papers.flatMap(({ files }) => files.map((one) => one.id))).toContain(file)
  const { items } = await who.ask(people, 'listMyFootprints', { query: {} })
  expect(items.find(({ reason }) => reason.endsWith('核对诊断证明'))?.fields).toBeDefined()
  expect(items.flatMap(({ fields }) => fields)).toContain('matter.material')
})

test('papers to follow are listed by the day they are due, until they are here', async () => {
  const of = async () => (await worker.ask(services, 'lateMaterials', { query: {} })).items
  const [first] = await of()
  expect(first).toMatchObject({ key: 'diagnosis', isOverdue: false })
  town.clock.advance(30 * 86_400_000)
  expect(await of()).toMatchObject([{ isOverdue: true }])
  const params = { id: first?.applicationId ?? '' }
  await who.ask(services, 'supply', {
    params,
    body: { materials: [{ key: 'diagnosis', source: 'upload', files: [await picked(who)] }] },
  })
  expect(await of()).toEqual([])
})

test('only whoever may act for a firm applies for it, and what the firm told once is there the next time', async () => {
  const office = town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
  const firm = await office.ask(people, 'registerEnterprise', {
    body: { name: '东濠饼家', creditCode: '91350100M000100Y43', areaCode: here, legalPersonId: personId },
  })
  expect((await who.ask(forms, 'firms')).items).toEqual([{ id: firm.id, name: '东濠饼家' }])
  expect((await stranger.ask(forms, 'firms')).items).toEqual([])
  expect(await refusal(begin(stranger, 'QY-007', { enterpriseId: firm.id }))).toMatchObject({
    code: 'services/not-yours',
    field: 'enterpriseId',
  })
  expect(
    await refusal(
      stranger.ask(forms, 'start', { body: { id: randomUUID(), code: 'QY-007', area: here, enterpriseId: firm.id } }),
    ),
  ).toMatchObject({ code: 'forms/not-your-enterprise', field: 'enterpriseId' })
  const { id, params } = await begin(who, 'QY-007', { enterpriseId: firm.id })
  const form = await who.ask(forms, 'read', { params })
  expect(Object.values(form.offers).map(({ value }) => value)).toContain('东濠饼家')
  expect((await who.ask(services, 'read', { params: { id } })).enterpriseName).toBe('东濠饼家')
  const answers = { ...form.answers, industry: '糕点制售', kinds: '糕点', areaM2: 40 }
  const filled = { answers, confirmed: Object.keys(form.offers), reasons: {}, refused: [], materials: {} }
  await who.ask(forms, 'submit', { params, body: filled })
  const second = await begin(who, 'QY-010', { enterpriseId: firm.id })
  expect((await who.ask(forms, 'read', { params: second.params })).offers.industry?.value).toBe('糕点制售')
})

test('a journey is one form: its parts are shown together to whoever began it, and to nobody else', async () => {
  const id = randomUUID()
  const items = ['SQ-001', 'SQ-006']
  await who.ask(services, 'beginBundle', {
    params: { code: 'elder-75' },
    body: { id, area: here, channel: 'mobile', items, isAuthorised: true },
  })
  const { parts } = await who.ask(services, 'journey', { params: { id } })
  expect(parts.map(({ application }) => [application.itemCode, application.form?.state])).toEqual(
    items.map((code) => [code, 'draft']),
  )
  for (const someone of [stranger, worker])
    expect(await refusal(someone.ask(services, 'journey', { params: { id } }))).toMatchObject({ status: 404 })
})

test('what the law lets the office look up is there without consent; what needs consent is not', async () => {
  const { params } = await begin(stranger, 'SQ-013')
  const { offers } = await stranger.ask(forms, 'read', { params })
  expect(Object.keys(offers)).toContain('disabilityGrade')
  expect(Object.keys(offers)).not.toContain('account.number')
  const { items } = await stranger.ask(people, 'listMyFootprints', { query: {} })
  expect(items.some(({ reason, fields }) => reason.includes('52号') && fields.includes('share.disability.grade'))).toBe(
    true,
  )
  const refusing = await begin(stranger, 'SQ-013', { refused: ['share.disability.grade'] })
  expect(Object.keys((await stranger.ask(forms, 'read', { params: refusing.params })).offers)).not.toContain(
    'disabilityGrade',
  )
})
