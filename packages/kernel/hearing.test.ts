/** Listeners hear many facts in one go: each once, and one that fails spoils nothing for the others. */
import { defineContract, Type } from '@liren/contract'
import { host, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answer, defineModule, listen } from './module.ts'

const drums = defineContract({
  name: 'drums',
  version: '1.0.0',
  permissions: { 'drum.beat': ['drummer'] },
  refusals: {},
  events: { beaten: Type.Object({ n: Type.Integer() }) },
  routes: {
    beat: {
      method: 'POST',
      path: '/beats',
      may: 'drum.beat',
      body: Type.Object({ many: Type.Integer(), from: Type.Optional(Type.Integer()) }, { additionalProperties: false }),
    },
  },
})
const words = {
  title: 'Drums',
  event: { beaten: 'beaten' },
  permission: { 'drum.beat': 'beat' },
  role: { drummer: 'drummer' },
}

let isDeaf = true
let isDeadly = true
const module = defineModule({
  contract: drums,
  locales: { 'zh-CN': words, en: words },
  roles: { drummer: {} },
  migrations: { '0001': 'create table drums_heard (n int not null)' },
  routes: [
    answer(drums, 'beat', async (work, { body }) => {
      for (let n = 0; n < body.many; n += 1) work.emit('beaten', { n: (body.from ?? 0) + n })
    }),
  ],
  listeners: [
    listen(drums, drums, 'beaten', 'count', async (work, { n }) => {
      await sql`insert into drums_heard (n) values (${n})`.execute(work.db)
      if (n === 7 && isDeaf) throw new Error('did not hear')
      if (n === 203 && isDeadly) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(work.db)
      work.audit({ object: `beat:${n}` })
    }),
  ],
})

let town: Town
beforeAll(async () => {
  town = await host([module], { isWorking: true, env: { LIREN_LOG: 'silent' } })
})
afterAll(() => town.close())

const heard = async () =>
  (await town.owner.query<{ n: number }>('select n from drums_heard order by n')).rows.map((row) => row.n)

test('of sixty facts one fails: the others are heard once, that one again later, and each leaves its own trace', async () => {
  const drummer = town.as({ roles: [{ role: 'drummer', area: '', unitId: null }] })
  expect((await drummer.raw('POST', '/api/drums/beats', { many: 60 })).status).toBe(204)
  const all = Array.from({ length: 60 }, (_, n) => n)
  const others = all.filter((n) => n !== 7)
  await vi.waitFor(async () => expect(await heard()).toEqual(others), { timeout: 60_000 })
  isDeaf = false
  await vi.waitFor(async () => expect(await heard()).toEqual(all), { timeout: 60_000 })
  const { rows } = await town.owner.query(
    `select object, count(*)::int as times from kernel_audit where action = 'hear:drums/count' group by object`,
  )
  expect(rows).toHaveLength(60)
  expect(rows.every((row) => row.times === 1)).toBe(true)
}, 150_000)

test('a fact whose hearing takes the connection down keeps nobody from hearing the others, and is heard once it does not', async () => {
  const drummer = town.as({ roles: [{ role: 'drummer', area: '', unitId: null }] })
  expect((await drummer.raw('POST', '/api/drums/beats', { many: 30, from: 200 })).status).toBe(204)
  const late = async () => (await heard()).filter((n) => n >= 200)
  const all = Array.from({ length: 30 }, (_, n) => 200 + n)
  await vi.waitFor(async () => expect(await late()).toEqual(all.filter((n) => n !== 203)), { timeout: 60_000 })
  isDeadly = false
  await vi.waitFor(async () => expect(await late()).toEqual(all), { timeout: 60_000 })
  const { rows } = await town.owner.query('select from kernel_unheard')
  expect(rows).toEqual([])
}, 150_000)
