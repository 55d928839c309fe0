/** Strangers at the door: what they send, how often, from where they say they come, and what they may overhear. */
import { defineContract, Type } from '@liren/contract'
import { host, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guest } from './actor.ts'
import { allowedTopics, heardBy } from './live.ts'
import { answer, defineModule } from './module.ts'

const bells = defineContract({
  name: 'bells',
  permissions: { 'bell.ring': ['guest', 'ringer'], 'bell.read': ['ringer'] },
  refusals: {},
  events: {},
  routes: {
    ring: {
      method: 'POST',
      path: '/bells',
      may: 'bell.ring',
      body: Type.Object({ text: Type.String() }, { additionalProperties: false }),
    },
    find: { method: 'GET', path: '/bells', may: 'bell.read', query: Type.Object({ text: Type.String() }) },
  },
})
const words = {
  title: 'Bells',
  permission: { 'bell.ring': 'ring', 'bell.read': 'read' },
  role: { ringer: 'ringer' },
  setting: { loud: 'loud' },
}
const module = defineModule({
  contract: bells,
  locales: { 'zh-CN': words, en: words },
  roles: { ringer: { may: ['settings.read', 'settings.change'] } },
  settings: { platform: Type.Object({ loud: Type.Boolean({ default: false }) }) },
  migrations: { '0001': 'create table bells_rings (fact jsonb not null)' },
  routes: [
    answer(bells, 'ring', async (work, { body }) => {
      await sql`insert into bells_rings (fact) values (${JSON.stringify(body)}::jsonb)`.execute(work.db)
    }),
    answer(bells, 'find', async (work, { query }) => {
      await sql`select from bells_rings where fact->>'text' = ${query.text}`.execute(work.db)
    }),
  ],
})

let town: Town
const ringer = () => town.as({ roles: [{ role: 'ringer', area: '440104000000', unitId: null }] })
beforeAll(async () => {
  town = await host([module], {
    rootArea: '440104000000',
    env: { LIREN_GUEST_WRITES: '5', LIREN_TRUST_PROXY: 'true', LIREN_ORIGIN: 'https://liren.example' },
  })
})
afterAll(() => town.close())

const ring = (who: { raw: Town['guest']['raw'] }, from: string, text = 'ding') =>
  who.raw('POST', '/api/bells/bells', { text }, { 'x-forwarded-for': from })

test('a guest who writes without end is slowed down, their neighbour and whoever signed in are not', async () => {
  const answers = []
  for (let turn = 0; turn < 7; turn++) answers.push((await ring(town.guest, '203.0.113.7')).status)
  expect(answers).toEqual([204, 204, 204, 204, 204, 429, 429])
  expect((await ring(town.guest, '203.0.113.8')).status).toBe(204)
  const someone = ringer()
  for (let turn = 0; turn < 12; turn++) expect((await ring(someone, '203.0.113.7')).status).toBe(204)
})

test('a made-up address in front of the proxy’s own does not buy a fresh allowance', async () => {
  const answers = []
  for (let turn = 0; turn < 7; turn++) answers.push((await ring(town.guest, `10.9.8.${turn}, 203.0.113.9`)).status)
  expect(answers.slice(5)).toEqual([429, 429])
  const { rows } = await town.owner.query(`select distinct origin from kernel_audit where action = 'bells.ring'`)
  expect(rows.map((row) => row.origin)).not.toContain('10.9.8.0')
})

test('what the database cannot keep is refused at the door, not found out behind it', async () => {
  const someone = ringer()
  const send = (text: string) =>
    someone.raw('POST', '/api/bells/bells', `{"text":"${text}"}`, { 'content-type': 'application/json' })
  expect((await send('half \\ud83d of it')).status).toBe(400)
  expect((await send('\\udc00')).status).toBe(400)
  expect((await send('whole \\ud83d\\ude00')).status).toBe(204)
  expect((await send('said \\\\ud83d')).status).toBe(204)
  expect((await someone.raw('GET', '/api/bells/bells?text=a%00b')).status).toBe(400)
  expect((await someone.raw('GET', '/api/bells/bells?text=%ED%A0%80')).status).toBeLessThan(500)
})

test('a form of another site cannot pass plain text off as a request', async () => {
  const sent = await ringer().raw('POST', '/api/bells/bells', '{"text":"ding"}', { 'content-type': 'text/plain' })
  expect(sent.status).toBe(400)
})

test('where the address is https, browsers are told to stay there', async () => {
  const { headers } = await town.guest.raw('GET', '/api/kernel/health')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('a setting named like a part of every object is just unknown', async () => {
  const sent = await ringer().raw('PUT', '/api/kernel/settings/bells', { values: { constructor: 1 } })
  expect(sent.status).toBe(422)
})

test('what holds for all is set by whoever answers for the whole, and by nobody who answers for a part', async () => {
  const set = (area: string) =>
    town
      .as({ roles: [{ role: 'ringer', area, unitId: null }] })
      .raw('PUT', '/api/kernel/settings/bells', { values: { loud: true } })
  expect((await set('440104001001')).status).toBe(403)
  expect((await set('440106000000')).status).toBe(403)
  expect((await set('440104000000')).status).toBe(200)
})

test('a screen hears of what it asked for and never who else was concerned', () => {
  const told = ['matter:1', 'area:440104001001', 'account:reporter', 'unit:police']
  const listening = { topics: new Set(['area:440104000000']), areas: ['440104'] }
  expect(heardBy(listening, told)).toEqual(['area:440104001001'])
  expect(heardBy({ topics: new Set(['matter:2']), areas: [] }, told)).toEqual([])
  expect(allowedTopics(guest, told)).toEqual(['matter:1', 'area:440104001001'])
})
