/** Whoever looks after a street keeps one ledger of it, brings in a survey row by row, and says which thing a matter is about. */
import { randomUUID } from 'node:crypto'
import { Refused } from '@liren/contract'
import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { things } from '../contract.ts'
import { cell, here, nextDoor, openStreet, repairs } from '../testing/street.ts'

let town: Town
let worker: Person
let neighbour: Person
let grid: Person
beforeAll(async () => {
  town = await openStreet()
  const as = (role: string, area: string) => town.as({ roles: [{ role, area, unitId: null }] })
  worker = as('communityAdmin', here)
  neighbour = as('communityAdmin', nextDoor)
  grid = as('gridWorker', here)
}, 60_000)
afterAll(() => town.close())

const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`)
  return { code: error.problem.code, field: error.problem.field }
}
const lamp = (more: object = {}) => ({
  kind: '0112',
  place: '应元路12号门前',
  area: cell,
  ownerName: '区住房和建设局',
  state: 'inUse' as const,
  lastCheckedOn: '2026-04-30',
  note: '',
  ...more,
})
const keep = (who: Person, more: object = {}, id: string = randomUUID()) =>
  who.ask(things, 'keep', { params: { id }, body: lamp(more) })
const bringIn = async (who: Person, text: string, isDryRun = false) => {
  const form = new FormData()
  form.append('dryRun', String(isDryRun))
  form.append('file', new Blob([text], { type: 'text/csv' }), '普查.csv')
  return who.raw('POST', '/api/things/imports', form)
}
type Report = { rows: number; added: number; changed: number; refused: number; faults: unknown[] }

test('she writes a lamp down and it gets the next code of its kind; corrected, it keeps it', async () => {
  const first = await keep(worker)
  expect(first).toMatchObject({ code: '4401040112000001', kindName: '路灯', areaName: '第1网格' })
  expect(await keep(worker, { place: '应元路14号门前' })).toMatchObject({ code: '4401040112000002' })
  const corrected = await keep(worker, { state: 'damaged' }, first.id)
  expect(corrected).toMatchObject({ id: first.id, code: first.code, state: 'damaged' })
})

test('a wrong code, kind or area is refused with the name of the field', async () => {
  expect(await refusal(keep(worker, { kind: '0999' }))).toEqual({ code: 'things/unknown-kind', field: 'kind' })
  expect(await refusal(keep(worker, { code: '4401040102000009' }))).toEqual({
    code: 'things/code-unfit',
    field: 'code',
  })
  expect(await refusal(keep(worker, { area: `${here}999` }))).toEqual({ code: 'things/unknown-area', field: 'area' })
  const taken = await keep(worker)
  expect(await refusal(keep(worker, { code: taken.code }))).toEqual({ code: 'things/code-taken', field: 'code' })
})

test('nobody reads or changes what stands in a community that is not theirs', async () => {
  const theirs = await keep(neighbour, { area: `${nextDoor}001` })
  const { items } = await worker.ask(things, 'list', { query: {} })
  expect(items.every(({ areaCode }) => areaCode.startsWith(here))).toBe(true)
  expect(await refusal(worker.ask(things, 'read', { params: { id: theirs.id } }))).toMatchObject({
    code: 'things/not-found',
  })
  expect(await refusal(keep(worker, {}, theirs.id))).toMatchObject({ code: 'things/not-found' })
})

test('a survey is tried first; then every row is taken, or refused with its reason', async () => {
  const known = await keep(worker, { kind: '0110', place: '小北路3号' })
  const survey = [
    '部件编码,部件类别,位置,网格编码,状态',
    `${known.code},消火栓,小北路3号路口,${cell},损坏`,
    `,消火栓,小北路9号,${cell},在用`,
    `,消火栓,小北路11号,${cell},`,
    `,喷泉,小北路13号,${cell},在用`,
    `,消火栓,应元路1号,${nextDoor}001,在用`,
  ].join('\n')
  const before = (await worker.ask(things, 'list', { query: { kind: '0110' } })).items.length
  const tried = await bringIn(worker, survey, true)
  expect(tried.status).toBe(201)
  expect((await tried.json()) as Report).toMatchObject({ rows: 5, added: 2, changed: 1, refused: 2 })
  expect((await worker.ask(things, 'list', { query: { kind: '0110' } })).items).toHaveLength(before)

  const taken = (await (await bringIn(worker, survey)).json()) as Report
  expect(taken).toMatchObject({
    added: 2,
    changed: 1,
    faults: [
      { row: 5, column: '部件类别', rule: 'unknownKind' },
      { row: 6, column: '网格编码', rule: 'outOfReach' },
    ],
  })
  const { items } = await worker.ask(things, 'list', { query: { kind: '0110' } })
  expect(items).toHaveLength(before + 2)
  expect(items.find(({ id }) => id === known.id)).toMatchObject({ place: '小北路3号路口', state: 'damaged' })
  expect(new Set(items.map(({ code }) => code)).size).toBe(items.length)
})

test('a file without the needed columns, or that is no table, is refused before anything is written', async () => {
  for (const text of ['位置\n应元路', '']) expect((await bringIn(worker, text)).status).toBe(422)
})

test('a matter is about a hydrant: whoever works on it says so, the ledger shows it, nobody else does', async () => {
  const hydrant = await keep(worker, { kind: '0110', place: '应元路口' })
  const { id } = await town.as({ roles: [{ role: 'resident', area: here, unitId: null }] }).ask(repairs, 'report', {
    body: { title: '消火栓漏水', areaCode: cell },
  })
  const params = { id, thingId: hydrant.id }
  expect((await grid.ask(things, 'name', { params })).items.map((one) => one.id)).toEqual([hydrant.id])
  expect((await grid.ask(things, 'name', { params })).items).toHaveLength(1)
  expect(await worker.ask(things, 'read', { params: { id: hydrant.id } })).toMatchObject({
    matters: [{ matterId: id, title: '消火栓漏水' }],
  })
  expect((await refusal(neighbour.ask(things, 'ofMatter', { params: { id } }))).code).toBe('matters/not-found')
  expect((await grid.ask(things, 'unname', { params })).items).toEqual([])
})
