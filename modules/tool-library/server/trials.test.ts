/** Trials elsewhere: a community is asked first, says yes or no and why, and whoever asked reads both, and what the keeper decided. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { borrowing } from '../testing/sample.ts'
import { here, openTown, there } from '../testing/town.ts'

let open: Awaited<ReturnType<typeof openTown>>
let needId = ''
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

beforeAll(async () => {
  open = await openTown()
  const need = await open.resident().ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '门前三包要留痕', evidence: '每月四十件重复投诉', serves: 'resident' },
  })
  needId = need.id
})
afterAll(() => open.town.close())

test('a department’s draft runs nowhere until a community’s administrator agrees; whoever declines says why, and nobody is asked for a whole district', async () => {
  const handler = open.town.as({ roles: [{ role: 'handler', area: '440104000000', unitId: null }] })
  const admin = open.admin(there)
  const handIn = async (id: string, trialArea?: string) => {
    const draft = randomUUID()
    const own = borrowing()
    const document = {
      ...{ ...own, id, category: 'health', version: '1.0.0' },
      ...{ name: { 'zh-CN': `门前三包${id}`, en: 'Front of the shop' } },
      provider: { ...own.provider, publisher: 'a440104000000' },
    }
    const { lineage: _, ...plain } = document
    await handler.ask(toolLibrary, 'keepDraft', {
      params: { id: draft },
      body: { area: '440104000000', document: plain },
    })
    return handler.ask(toolLibrary, 'submit', {
      params: { id: draft },
      body: {
        ...{
          trialUntil: '2027-12-31',
          exitCriteria: '三十天内有十家商户用过',
          needId,
          justification: '别处的不管门前',
        },
        ...(trialArea ? { trialArea } : {}),
      },
    })
  }
  expect(await refusal(handIn('front-one'))).toMatchObject({ field: 'trialArea' })
  expect(await refusal(handIn('front-one', '440104001000'))).toMatchObject({ field: 'trialArea' })
  expect(await handIn('front-one', there)).toMatchObject({ state: 'submitted', trialArea: there })
  const usesOf = async () =>
    (await open.town.owner.query(`select area_code, mode from tool_library_uses where tool_id = 'front-one'`)).rows
  expect(await usesOf()).toEqual([])
  const asked = await admin.ask(toolLibrary, 'trials', { query: { area: there } })
  expect(asked.items).toMatchObject([{ toolId: 'front-one', exitCriteria: '三十天内有十家商户用过' }])
  const answer = (who: ReturnType<typeof open.admin>, id: string, isAgreed: boolean) =>
    who.ask(toolLibrary, 'answerTrial', { params: { id, version: '1.0.0' }, body: { isAgreed, reason: '先试一个月' } })
  expect(await refusal(answer(open.admin(here), 'front-one', true))).toMatchObject({ status: 403 })
  expect(await answer(admin, 'front-one', true)).toMatchObject({ state: 'trial' })
  expect(await usesOf()).toEqual([{ area_code: there, mode: 'trial' }])
  expect(await refusal(answer(admin, 'front-one', true))).toMatchObject({ code: 'tool-library/wrong-review-state' })
  await handIn('front-two', there)
  expect(await answer(admin, 'front-two', false)).toMatchObject({ state: 'refused', review: { reason: '先试一个月' } })
  expect((await admin.ask(toolLibrary, 'trials', { query: { area: there } })).items).toEqual([])
  const { rows } = await open.town.owner.query(`select 1 from tool_library_uses where tool_id = 'front-two'`)
  expect(rows).toEqual([])
  // Whoever handed them in sees where each stands, and nobody else sees it.
  const mine = await handler.ask(toolLibrary, 'handedIn', { query: {} })
  expect(mine.items.map(({ toolId, state, review }) => [toolId, state, review?.reason])).toEqual([
    ['front-two', 'refused', '先试一个月'],
    ['front-one', 'trial', null],
  ])
  expect((await admin.ask(toolLibrary, 'handedIn', { query: {} })).items).toEqual([])
  const decision = {
    params: { id: 'front-one', version: '1.0.0' },
    body: { isPublished: false, reason: '商户说用不上' },
  }
  await open.keeper().ask(toolLibrary, 'decide', decision)
  expect((await handler.ask(toolLibrary, 'handedIn', { query: {} })).items.at(-1)).toMatchObject({
    state: 'refused',
    review: { reason: '商户说用不上' },
  })
})
