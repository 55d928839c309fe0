/** What the studio composes works when neighbours use it: photos, questions under a condition, limits of states, forms on the way, an end. */
import { randomUUID } from 'node:crypto'
import { phonePhoto } from '@liren/files/testing/pictures.ts'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { completed } from '../document/completed.ts'
import { ruleOf } from '../document/conditions.ts'
import { setDeadline } from '../document/deadlines.ts'
import type { ToolDocument } from '../document/document.ts'
import { askOnMove } from '../document/move-asks.ts'
import * as studio from '../document/studio.ts'
import { blank, shaped } from '../document/templates.ts'
import { withPublicList } from '../document/where.ts'
import { here, openTown } from '../testing/town.ts'

const id = 'broken-things'
let open: Awaited<ReturnType<typeof openTown>>
const params = { id }
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

/** As somebody presses it together: a report with photos, a question that follows another, a day to begin, a word on how it was mended. */
const composed = (): ToolDocument => {
  let tool = shaped(blank(id, here, '居委会', { name: '坏了就说', summary: '楼里什么坏了拍下来就行' }), 'report')
  tool = studio.addField(tool, 'asking', '坏的样子', 'photo', true)
  tool = studio.addField(tool, 'asking', '危险吗', 'yesNo', true)
  tool = studio.addField(tool, 'asking', '危险在哪里', 'text', true)
  const danger = tool.forms[0]?.fields.find(({ key }) => key === 'f4')
  if (!danger) throw new Error('the question is not there')
  const rule = ruleOf({ key: 'f4', is: 'yes', values: [], number: null }, danger) ?? ''
  tool = studio.setField(tool, 'asking', 'f5', (field) => ({ ...field, when: rule }))
  tool = setDeadline(tool, 's1', { amount: 1, unit: 'workDays' })
  tool = askOnMove(tool, 'm2')
  tool = studio.addField(tool, 'asks1', '修好的样子', 'photo', true)
  tool = withPublicList(tool, true)
  return completed({ ...tool, retention: { keepDays: 30, endsOn: '2030-06-30' } })
}

const upload = async (who: Person, seed: number, body?: Blob) => {
  const file = randomUUID()
  const form = new FormData()
  form.append(
    'file',
    body ?? new Blob([new Uint8Array(await phonePhoto({ width: 60, height: 40, seed }))]),
    'photo.jpg',
  )
  expect((await who.raw('PUT', `/api/files/uploads/${file}`, form)).status).toBeLessThan(300)
  return file
}
const asked = (photos: readonly string[], more: object = {}) => ({
  area: here,
  answers: { f1: '门锁坏了', f2: '三楼', f3: [...photos], f4: false, ...more },
})

beforeAll(async () => {
  open = await openTown()
  await open.install(composed())
  await open.admin().ask(toolLibrary, 'use', { params, body: { area: here, mode: 'cite' } })
})
afterAll(() => open.town.close())

test('a neighbour takes a photo, staff see it and take another one on the way; nobody else’s photo and no film is taken', async () => {
  const lin = open.resident()
  const staff = open.worker()
  const photo = await upload(lin, 1)
  expect(await refusal(open.resident().ask(toolLibrary, 'open', { params, body: asked([photo]) }))).toMatchObject({
    status: 403,
  })
  expect(await refusal(lin.ask(toolLibrary, 'open', { params, body: asked(['not-an-id']) }))).toMatchObject({
    field: 'answers.f3.0',
  })
  expect(await refusal(lin.ask(toolLibrary, 'open', { params, body: asked([]) }))).toMatchObject({
    field: 'answers.f3',
  })
  const pdf = await upload(
    lin,
    2,
    new Blob(['%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF']),
  )
  expect(await refusal(lin.ask(toolLibrary, 'open', { params, body: asked([pdf]) }))).toMatchObject({
    field: 'answers.f3',
  })
  const { id: record } = await lin.ask(toolLibrary, 'open', { params, body: asked([photo]) })
  const seen = await staff.ask(toolLibrary, 'record', { params: { id: record } })
  expect(seen.photos).toMatchObject([{ id: photo, kind: 'photo' }])
  expect(seen.photos[0]?.url).toBeTruthy()
  const move = (name: string, answers: object = {}) =>
    staff.ask(toolLibrary, 'moveRecord', { params: { id: record, move: name }, body: { answers: { ...answers } } })
  await move('m1')
  expect(await refusal(move('m2'))).toMatchObject({ field: 'answers.f6' })
  const mended = await upload(staff, 3)
  await move('m2', { f6: [mended] })
  const hers = await lin.ask(toolLibrary, 'record', { params: { id: record } })
  expect(hers.photos.map(({ id: one }) => one).toSorted()).toEqual([photo, mended].toSorted())
  // The list for everybody shows its columns, never a picture.
  const all = await open.town.guest.ask(toolLibrary, 'records', { params, query: { area: here, list: 'open' } })
  expect(Object.keys(all.items[0]?.answers ?? {}).toSorted()).toEqual(['f1', 'f2'])
})

test('a question under a condition is asked while it holds, and refused an answer while it does not', async () => {
  const lin = open.resident()
  const photo = await upload(lin, 4)
  const ask = (more: object) => lin.ask(toolLibrary, 'open', { params, body: asked([photo], more) })
  expect(await refusal(ask({ f4: true }))).toMatchObject({ field: 'answers.f5' })
  const { id: record } = await ask({ f4: true, f5: '要倒了' })
  expect((await lin.ask(toolLibrary, 'record', { params: { id: record } })).facts.map(({ key }) => key)).toContain('f5')
})

test('what rests in a state is due by its limit, and no longer once it was taken up', async () => {
  const lin = open.resident()
  const { id: record } = await lin.ask(toolLibrary, 'open', { params, body: asked([await upload(lin, 5)]) })
  const due = async () => (await open.worker().ask(toolLibrary, 'record', { params: { id: record } })).dueAt
  const first = await due()
  expect(first && Date.parse(first) - open.town.clock.now().getTime()).toBeGreaterThan(3_600_000)
  await open.worker().ask(toolLibrary, 'moveRecord', { params: { id: record, move: 'm1' }, body: {} })
  expect(await due()).toBeNull()
})

test('on the day after its end everything is deleted, the photos with it', async () => {
  const held = async () =>
    (await open.town.owner.query("select object from files_claims where module = 'tool-library'")).rows.length
  expect(await held()).toBeGreaterThan(0)
  open.town.clock.advance(Date.parse('2030-07-02T04:00:00+08:00') - open.town.clock.now().getTime())
  await open.town.run('tool-library', 'tidy')
  expect((await open.town.owner.query('select id from tool_library_records')).rows).toEqual([])
  expect(await held()).toBe(0)
})
