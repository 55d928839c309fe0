/** What a demo shows of triage on its first day: past dispatches, returns and arbitrations have taught whose it is. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Town } from '@liren/testing'
import { triage } from '@liren/triage/contract'
import triageModule from '@liren/triage/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { district, openTown } from '../../modules/cases/testing/small-town.ts'

const folder = resolve(import.meta.dirname, '../../presets/yuexiu')
const read = <T>(path: string) => JSON.parse(readFileSync(resolve(folder, path), 'utf8')) as T
type Demo = { readonly place: string; readonly returned?: string; readonly arbitrated?: string }
const { places } = read<{ places: [string, string][] }>('territory/places.json')
const near = places.filter(([, name]) => ['应元路', '解放北路', '小北路', '北京路'].includes(name))
// Newest first is what is sorted; the arbitrated ones lie months back.
const demos = read<{ cases: (Demo & { photo?: string; mergeInto?: string })[] }>('cases/demo.json')
  .cases.filter((demo, n) => demo.returned || demo.arbitrated || n % 4 === 0)
  .filter(({ mergeInto }) => !mergeInto)
  .map(({ photo: _photo, ...demo }, n) => ({ ...demo, place: near[n % near.length]?.[1] ?? '' }))

let town: Town
beforeAll(async () => {
  const more = { 'cases/demo.json': { cases: demos }, 'territory/places.json': { places: near } }
  town = await openTown('2026-11-23T15:00:00+08:00', more, [triageModule])
})
afterAll(() => town.close())

test('a demo lists dispatches, returns and arbitrations that taught, each with its unit and its day in the past', async () => {
  const wu = town.as({ name: '吴敏仪', roles: [{ role: 'dispatcher', area: district, unitId: null }] })
  for (const last of ['dispatched', 'returned', 'arbitrated'] as const) {
    const { items } = await wu.ask(triage, 'placings', { query: { last } })
    expect([last, items.length > 0]).toEqual([last, true])
    expect(items.every((one) => one.unitName !== '' && one.at < '2026-11-23T07:00:00Z')).toBe(true)
  }
  const { items } = await wu.ask(triage, 'bounces')
  expect(items.reduce((sum, { arbitrated }) => sum + arbitrated, 0)).toBe(
    demos.filter(({ arbitrated }) => arbitrated).length,
  )
})
