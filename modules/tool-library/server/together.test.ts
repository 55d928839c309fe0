/** Made together: norms followed and made into tools, notes of co-design, and enterprises that come in by published rules. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { notices } from '@liren/notices/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { ethicsFrom } from '../document/ethics.ts'
import { blankNorm } from '../document/norm.ts'
import { borrowing, presetTool } from '../testing/sample.ts'
import { here, openTown, there } from '../testing/town.ts'
import module from './module.ts'
import { creditCitations } from './tidy.job.ts'

let at: Awaited<ReturnType<typeof openTown>>
const maker = '019abcde-0000-7000-8000-0000000000e1'
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )
const norm = 'norm-place-check'

beforeAll(async () => {
  at = await openTown()
  await at.install(borrowing())
  await at.install(presetTool(norm), null)
})
afterAll(() => at.town.close())

test('a norm stands in the library like a tool: found by its kind and its clauses, followed by a community, and it runs nowhere', async () => {
  const found = async (query: object) =>
    (await at.town.guest.ask(toolLibrary, 'list', { query })).items.map(({ id }) => id)
  expect(await found({ kind: 'norm' })).toEqual([norm])
  expect(await found({ q: '灭火器' })).toEqual([norm])
  await at.admin(there).ask(toolLibrary, 'use', { params: { id: norm }, body: { area: there, mode: 'cite' } })
  const { tool, users } = await at.town.guest.ask(toolLibrary, 'tool', { params: { id: norm } })
  expect(tool).toMatchObject({ kind: 'norm', citations: 1 })
  expect(users.map(({ areaCode }) => areaCode)).toEqual([there])
  expect((await at.town.guest.ask(toolLibrary, 'runningHere', { query: { area: there } })).items).toEqual([])
  expect(
    await refusal(
      at.resident(there).ask(toolLibrary, 'open', { params: { id: norm }, body: { area: there, answers: {} } }),
    ),
  ).toMatchObject({ status: 403 })
})

test('a checklist becomes a tool in one step, with the norm as its origin; whoever wrote the norm is credited for its use', async () => {
  const author = at.admin(there, maker)
  const { draftId } = await author.ask(toolLibrary, 'makeFrom', {
    params: { id: norm },
    body: { area: there, newId: 'our-places' },
  })
  const { document } = await author.ask(toolLibrary, 'draft', { params: { id: draftId } })
  expect(document).toMatchObject({ id: 'our-places', kind: 'declared', lineage: { forkOf: { id: norm } } })
  const elsewhere = { params: { id: norm }, body: { area: here, newId: 'our-places' } }
  expect(await refusal(author.ask(toolLibrary, 'makeFrom', elsewhere))).toMatchObject({ status: 403 })
  expect(
    await refusal(
      author.ask(toolLibrary, 'makeFrom', {
        params: { id: 'tool-borrowing' },
        body: { area: there, newId: 'not-from-a-norm' },
      }),
    ),
  ).toMatchObject({ code: 'tool-library/not-a-norm' })
  at.town.clock.advance(31 * 86_400_000)
  await author.ask(toolLibrary, 'makeFrom', { params: { id: norm }, body: { area: there, newId: 'once-more' } })
  await at.town.work(module, (work) => creditCitations(work as never))
  const { credits } = await at.town.guest.ask(toolLibrary, 'boards', {})
  expect(credits.find(({ publisher }) => publisher === 'yuexiu-district')?.points).toBeGreaterThan(0)
})

test('a community writes a norm of its own: handed in, published by the keeper, and then followed by others', async () => {
  const author = at.admin(here, maker)
  const draftId = randomUUID()
  const document = {
    ...blankNorm('stair-lights', here, '越秀山社区居委会'),
    name: { 'zh-CN': '楼道灯巡查', en: 'Lights' },
  }
  const keep = (norm: object) =>
    author.ask(toolLibrary, 'keepDraft', {
      params: { id: draftId },
      body: { area: here, document: { ...document, norm: { ...document.norm, ...norm } } },
    })
  const need = await author.ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '楼道灯没人看', evidence: '三栋楼的灯坏了一个月', serves: 'resident' },
  })
  const submit = () =>
    author.ask(toolLibrary, 'submit', {
      params: { id: draftId },
      body: { trialUntil: '2027-12-31', exitCriteria: '三栋楼试一个月', needId: need.id },
    })
  await keep({ clauses: [...(document.norm?.clauses ?? []), ...(document.norm?.clauses ?? [])] })
  expect(await refusal(submit())).toMatchObject({ facts: { faults: [{ path: '/norm/clauses', code: 'id-twice' }] } })
  await keep({})
  await submit()
  await author.ask(toolLibrary, 'noteTogether', {
    params: { id: 'stair-lights' },
    body: {
      id: randomUUID(),
      area: here,
      kind: 'trialGroup',
      heldOn: at.town.clock.now().toISOString().slice(0, 10),
      people: 6,
      who: '六位邻居',
      what: '一起试了一遍',
    },
  })
  await at.keeper().ask(toolLibrary, 'decide', {
    params: { id: 'stair-lights', version: '1.0.0' },
    body: { isPublished: true, reason: '试行有效' },
  })
  await at.admin(there).ask(toolLibrary, 'use', { params: { id: 'stair-lights' }, body: { area: there, mode: 'cite' } })
  expect((await at.town.guest.ask(toolLibrary, 'tool', { params: { id: 'stair-lights' } })).tool.citations).toBe(1)
})

test('without words about ethics a tool that uses personal data is not even handed in; with them it is, and everybody reads them', async () => {
  const author = at.admin(here, maker)
  const draftId = randomUUID()
  const { ethics: _, ...rest } = { ...borrowing(), id: 'borrow-more' }
  const keep = (document: unknown) =>
    author.ask(toolLibrary, 'keepDraft', { params: { id: draftId }, body: { area: here, document } })
  const need = await author.ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '想借帐篷', evidence: '周末露营用', serves: 'resident' },
  })
  const submit = () =>
    author.ask(toolLibrary, 'submit', {
      params: { id: draftId },
      body: { trialUntil: '2027-12-31', exitCriteria: '十人借过', needId: need.id, justification: '要登记押金' },
    })
  await keep(rest)
  expect(await refusal(submit())).toMatchObject({
    code: 'tool-library/document-unsound',
    facts: { faults: [{ path: '/ethics', code: 'ethics' }] },
  })
  // What is alike, and how the examples go, is seen all the same.
  const seen = await author.ask(toolLibrary, 'check', { body: { document: rest } })
  expect([seen.isSound, seen.alike.length > 0, seen.journeys.length > 0]).toEqual([false, true, true])
  await keep({ ...rest, ethics: ethicsFrom(rest, '2026-11-29') })
  await submit()
  const { document } = await at.town.guest.ask(toolLibrary, 'tool', { params: { id: 'borrow-more' } })
  expect(document).toMatchObject({ ethics: { reviewedOn: '2026-11-29' } })
})

test('a trial group is noted with what it changed, for everybody to see; nobody notes for another community, nor what has not happened', async () => {
  const id = randomUUID()
  const today = new Date(at.town.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const note = (more: object, who = at.worker()) =>
    who.ask(toolLibrary, 'noteTogether', {
      params: { id: 'tool-borrowing' },
      body: {
        ...{ id, area: here, kind: 'trialGroup' as const, heldOn: today, people: 7 },
        ...{ who: '五位独居老人、两位楼长', what: '拿着打样走了一遍，字太小' },
        ...more,
      },
    })
  expect(await refusal(note({ area: there }))).toMatchObject({ status: 403 })
  expect(await refusal(note({}, at.resident()))).toMatchObject({ status: 403 })
  expect(await refusal(note({ heldOn: '2099-01-01' }))).toMatchObject({ field: 'heldOn' })
  expect(await refusal(note({ what: '看<script>alert(1)</script>' }))).toMatchObject({ field: 'what' })
  await note({})
  await note({})
  expect(await refusal(note({ area: there }, at.worker(there)))).toMatchObject({ field: 'id' })
  const became = (who = at.worker()) =>
    who.ask(toolLibrary, 'becameOf', { params: { id }, body: { became: '按钮放大一倍，加了电话预约' } })
  expect(await refusal(became(at.worker(there)))).toMatchObject({ status: 404 })
  await became()
  const { items } = await at.town.guest.ask(toolLibrary, 'together', { params: { id: 'tool-borrowing' } })
  expect(items).toMatchObject([{ people: 7, who: '五位独居老人、两位楼长', became: '按钮放大一倍，加了电话预约' }])
})

test('an enterprise offers by the published rules, the keeper invites it and its key is trusted; it is told, and nobody else sees what it offered', async () => {
  const accountId = await at.town.work(module, async (work) =>
    work.use(identity).createAccount({
      loginName: 'huayuan',
      displayName: '花园科技',
      kind: 'person',
      areaCode: here,
      roles: [{ role: 'merchant', area: here }],
    }),
  )
  const firm = at.town.as({ id: accountId, roles: [{ role: 'merchant', area: here, unitId: null }] })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = (key: typeof publicKey) =>
    key.export({ type: key.type === 'public' ? 'spki' : 'pkcs8', format: 'pem' }).toString()
  const id = randomUUID()
  const offer = (more: object = {}) =>
    firm.ask(toolLibrary, 'offer', {
      body: {
        ...{ id, area: here, kind: 'module' as const, organisation: '花园科技有限公司', title: '老人手机课堂' },
        ...{ what: '每周一次上门教老人用手机挂号和缴费', needsToKnow: '不用', cost: '对居民免费' },
        ...{ publicKey: pem(publicKey), hasReadRules: true as const },
        ...more,
      },
    })
  expect(await refusal(offer({ hasReadRules: false }))).toMatchObject({ field: 'hasReadRules' })
  expect(await refusal(offer({ publicKey: pem(privateKey) }))).toMatchObject({ field: 'publicKey' })
  expect(await refusal(offer({ what: '短' }))).toMatchObject({ field: 'what' })
  await offer()
  await offer()
  expect((await firm.ask(toolLibrary, 'myOffers', { query: {} })).items).toMatchObject([{ id, state: 'received' }])
  expect((await at.resident().ask(toolLibrary, 'myOffers', { query: {} })).items).toEqual([])
  expect(await refusal(at.admin().ask(toolLibrary, 'offers', { query: {} }))).toMatchObject({ status: 403 })
  expect(await refusal(at.resident().ask(toolLibrary, 'withdrawOffer', { params: { id } }))).toMatchObject({
    status: 404,
  })
  const respond = (more: object) =>
    at.keeper().ask(toolLibrary, 'answerOffer', {
      params: { id },
      body: { isInvited: true, answer: '请先在越秀山社区试用一个月', ...more },
    })
  expect(await refusal(respond({}))).toMatchObject({ field: 'publisher' })
  expect(await respond({ publisher: 'huayuan-tech' })).toMatchObject({ state: 'invited', publisher: 'huayuan-tech' })
  expect(await refusal(respond({ publisher: 'huayuan-tech' }))).toMatchObject({
    code: 'tool-library/wrong-review-state',
  })
  const known = await at.keeper().ask(toolLibrary, 'publishers', { query: {} })
  expect(known.items.find(({ publisher }) => publisher === 'huayuan-tech')?.keys).toHaveLength(1)
  const { items } = await firm.ask(notices, 'mine', { query: {} })
  expect(items.map(({ title }) => title)).toEqual(['您的参与申请：请来做'])
  expect(await refusal(firm.ask(toolLibrary, 'withdrawOffer', { params: { id } }))).toMatchObject({
    code: 'tool-library/wrong-review-state',
  })
})
