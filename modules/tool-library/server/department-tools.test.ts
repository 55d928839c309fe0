/** A department makes tools under its own name: cited by communities it earns with them, is nominated, and only its own people make the next version. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { borrowing } from '../testing/sample.ts'
import { openTown, there } from '../testing/town.ts'
import { creditCitations, nominateStandards } from './tidy.job.ts'

const district = '440104000000'
const [cityManagement, health] = [randomUUID(), randomUUID()]
const communities = ['440104001002', '440104002001', '440104003001', '440104003002', '440104004001']
const toolId = 'shop-front'
let open: Awaited<ReturnType<typeof openTown>>
const handler = (unitId: string) => open.town.as({ roles: [{ role: 'handler', area: district, unitId }] })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

beforeAll(async () => {
  open = await openTown()
  for (const [id, code, name] of [
    [cityManagement, 'D-CG', '区城管执法局'],
    [health, 'D-WJ', '区卫健局'],
  ])
    await open.town.owner.query(
      `insert into organisation_units (id, code, kind, name, short_name, area_code, created_at) values ($1, $2, 'government', $3, $3, $4, now())`,
      [id, code, name, district],
    )
})
afterAll(() => open.town.close())

test('its own people hand it in under its name; a community agrees to try it, and publishing it puts it nowhere by itself', async () => {
  const maker = handler(cityManagement)
  const draft = randomUUID()
  const { lineage: _, ...plain } = borrowing()
  const document = { ...plain, id: toolId, provider: { ...plain.provider, publisher: 'somebody-else' } }
  const keep = (who: ReturnType<typeof handler>) =>
    who.ask(toolLibrary, 'keepDraft', {
      params: { id: draft },
      body: { area: district, unitId: cityManagement, document },
    })
  expect(await refusal(keep(handler(health)))).toMatchObject({ status: 403 })
  await keep(maker)
  const kept = await maker.ask(toolLibrary, 'draft', { params: { id: draft } })
  expect(kept).toMatchObject({
    unitId: cityManagement,
    document: { provider: { publisher: 'u-d-cg', unit: { 'zh-CN': '区城管执法局' }, level: 'district' } },
  })
  const need = await maker.ask(toolLibrary, 'askNeed', {
    body: { area: district, title: '门前三包要留痕', evidence: '每月四十件重复投诉', serves: 'resident' },
  })
  await maker.ask(toolLibrary, 'submit', {
    params: { id: draft },
    body: { trialArea: there, trialUntil: '2029-12-31', exitCriteria: '三十天内有十人用过', needId: need.id },
  })
  const admin = open.admin(there)
  await admin.ask(toolLibrary, 'answerTrial', {
    params: { id: toolId, version: '1.0.0' },
    body: { isAgreed: true, reason: '先试一个月' },
  })
  await open.resident(there).ask(toolLibrary, 'open', {
    params: { id: toolId },
    body: { area: there, answers: { tool: 'drill', fromOn: '2026-12-01', days: 1 } },
  })
  await open.keeper().ask(toolLibrary, 'decide', {
    params: { id: toolId, version: '1.0.0' },
    body: { isPublished: true, reason: '试用良好', isReached: true },
  })
  // Whether it reached what was agreed stands on its page for everybody.
  const { versions } = await open.town.guest.ask(toolLibrary, 'tool', { params: { id: toolId } })
  expect(versions[0]?.review).toMatchObject({ isReached: true, reason: '试用良好' })
  const { rows } = await open.town.owner.query('select area_code, mode from tool_library_uses where tool_id = $1', [
    toolId,
  ])
  expect(rows).toEqual([{ area_code: there, mode: 'trial' }])
})

test('five communities that cite and use it are strangers to it: both sides are credited, and it is nominated', async () => {
  for (const area of communities)
    await open.admin(area).ask(toolLibrary, 'use', { params: { id: toolId }, body: { area, mode: 'cite' } })
  open.town.clock.advance(95 * 86_400_000)
  await open.town.owner.query('update tool_library_uses set last_used_at = $1', [open.town.clock.now().toISOString()])
  await open.town.work('tool-library', (work) => creditCitations(work as never))
  await open.town.work('tool-library', (work) => nominateStandards(work as never))
  const { credits } = await open.town.guest.ask(toolLibrary, 'boards', {})
  expect(credits.find(({ publisher }) => publisher === 'u-d-cg')?.name['zh-CN']).toBe('区城管执法局')
  for (const area of communities) expect(credits.map(({ publisher }) => publisher)).toContain(`a${area}`)
  const { items } = await open.town.guest.ask(toolLibrary, 'standards', {})
  expect(items).toMatchObject([{ id: toolId, units: 5 }])
})

test('its next version is made by its own people, and by nobody of another bureau', async () => {
  const revise = (unitId: string) =>
    handler(unitId).ask(toolLibrary, 'revise', { params: { id: toolId }, body: { area: district } })
  expect(await refusal(revise(health))).toMatchObject({ status: 403 })
  expect(
    await refusal(open.admin(there).ask(toolLibrary, 'revise', { params: { id: toolId }, body: { area: there } })),
  ).toMatchObject({ status: 403 })
  const seen = (unitId: string) => handler(unitId).ask(toolLibrary, 'tool', { params: { id: toolId } })
  expect([(await seen(cityManagement)).mayRevise, (await seen(health)).mayRevise]).toEqual([true, false])
  expect((await revise(cityManagement)).draftId).toBeTruthy()
})
