/** The written demo cases: each stands where it should, with a past that could have happened here. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type MattersPort, matters } from '@liren/matters/contract'
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTown } from '../testing/small-town.ts'
import { type DemoCase, dice } from './past.ts'

const folder = resolve(import.meta.dirname, '../../../presets/yuexiu')
const read = <T>(path: string) => JSON.parse(readFileSync(resolve(folder, path), 'utf8')) as T
type Places = { places: [string, string, string, string[], number, number][] }
const { places } = read<Places>('territory/places.json')
const { cases: written } = read<{ cases: DemoCase[] }>('cases/demo.json')
// All of them, at the few places this small town has.
const near = places.filter(([, name]) =>
  ['应元路', '解放北路', '小北路', '北京路', '越秀山大厦', '西湖苑'].includes(name),
)
const demos = written.map((demo, n): DemoCase => {
  const { photo, ...rest } = demo
  const place = near.some(([, name]) => name === demo.place) ? demo.place : (near[n % near.length]?.[1] ?? '')
  return { ...rest, place, ...(photo && n % 12 === 0 ? { photo } : {}) }
})

let town: Town
const now = '2026-11-23T15:00:00+08:00'
beforeAll(async () => {
  town = await openTown(now, { 'cases/demo.json': { cases: demos }, 'territory/places.json': { places: near } })
})
afterAll(() => town.close())

const rows = async (text: string) => (await town.owner.query(text)).rows

test('every written case is there, in the state it was written for', async () => {
  const standing = await rows(
    `select c.external_ref as ref, m.state from cases_cases c join matters_matters m using (id)`,
  )
  const byRef = new Map(standing.map((row) => [row.ref, row.state]))
  expect(standing).toHaveLength(demos.length)
  const astray = demos.filter((demo, n) => byRef.get(`demo:${n}`) !== (demo.mergeInto ? 'merged' : demo.state))
  expect(astray).toEqual([])
})

test('there are cases in every state, and every turn a case can take', async () => {
  const counts = Object.fromEntries(
    (await rows('select state, count(*)::int as n from matters_matters group by 1')).map((row) => [row.state, row.n]),
  )
  for (const state of 'intake verifying filing dispatching assigned handling checking closing closed declined merged'.split(
    ' ',
  ))
    expect([state, counts[state] > 0]).toEqual([state, true])
  const [turns] =
    await rows(`select count(*) filter (where reworks > 0) > 0 as reworked, count(*) filter (where reopens > 0) > 0 as reopened,
    count(*) filter (where is_arbitrated) > 0 as arbitrated, count(suspended_at) > 0 as suspended,
    count(*) filter (where closed_at is null and due_at < '${now}') > 0 as overdue
    from matters_matters`)
  expect(turns).toEqual({
    reworked: true,
    reopened: true,
    arbitrated: true,
    suspended: true,
    overdue: true,
  })
})

test('residents were content and were not: every rating is written', () => {
  expect([...new Set(demos.flatMap((demo) => demo.rating ?? []))].sort()).toEqual([1, 2, 3, 4, 5])
})

test('their chains are whole, their steps in order and never ahead of now', async () => {
  const ids = await rows('select id from matters_matters where step_count > 6 limit 40')
  await town.work('cases', async (work) => {
    const port = work.use(matters as never) as MattersPort
    for (const { id } of ids) expect([id, await port.verify(id)]).toEqual([id, true])
  })
  const [odd] =
    await rows(`select count(*)::int as n from matters_steps a join matters_steps b on b.matter_id = a.matter_id and b.seq = a.seq + 1
    where b.at < a.at`)
  expect(odd.n).toBe(0)
  const [ahead] = await rows(
    `select count(*)::int as n from matters_steps where at > '${now}'::timestamptz + interval '1 minute'`,
  )
  expect(ahead.n).toBe(0)
})

test('nobody checked what they had handled, and nobody was told of the past', async () => {
  const [own] = await rows(`select count(*)::int as n from matters_steps a join matters_steps b using (matter_id)
    where a.move in ('reply', 'settle') and b.move in ('pass', 'fail', 'close') and a.actor_id = b.actor_id`)
  expect(own.n).toBe(0)
  expect(await town.told('matters/opened')).toEqual([])
  expect(await town.told('cases/reported')).toEqual([])
})

test('drawn photos hang on some of them, before and after', async () => {
  const parts = await rows('select part, count(*)::int as n from cases_evidence group by 1 order by 1')
  expect(parts.map((row) => row.part)).toEqual(['after', 'report'])
})

test('the dice fall the same way every time', () => {
  const [one, two] = [dice(5), dice(5)]
  expect([one(), one(), one()]).toEqual([two(), two(), two()])
})
