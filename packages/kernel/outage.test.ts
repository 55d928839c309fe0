/** While the database is away people are told to come back in a moment, and the log says so once. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { defineContract, Type } from '@liren/contract'
import { runFolder } from '@liren/testing/server'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from './config.ts'
import { type Host, startHost } from './host.ts'
import { answer, defineModule } from './module.ts'
import { isAway, LineClient, watchOutage } from './outage.ts'
import { type Postgres, startPostgres } from './postgres/start.ts'

const wells = defineContract({
  name: 'wells',
  permissions: { 'well.draw': ['guest'], 'well.ask': ['guest'] },
  routes: {
    draw: { method: 'POST', path: '/buckets', may: 'well.draw', reply: Type.Object({ drawn: Type.Integer() }) },
    ask: { method: 'GET', path: '/neighbours', may: 'well.ask' },
  },
})
const words = { title: 'Wells', permission: { 'well.draw': 'draw', 'well.ask': 'ask' } }
const refused = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })
const module = defineModule({
  contract: wells,
  locales: { 'zh-CN': words, en: words },
  migrations: { '0001': 'create table wells_buckets (id serial primary key)' },
  routes: [
    answer(wells, 'draw', async ({ db }) => {
      const { rows } = await sql<{ id: number }>`insert into wells_buckets default values returning id`.execute(db)
      return { drawn: rows[0]?.id ?? 0 }
    }),
    answer(wells, 'ask', async () => {
      throw refused()
    }),
  ],
})

const folder = runFolder('test')
const start = () => startPostgres({ dataDir: join(folder, 'postgres') })
let postgres: Postgres
let town: Host
beforeAll(async () => {
  postgres = await start()
  const config = readConfig({
    LIREN_LOG: 'warn',
    LIREN_KEYS: 'test:0123456789abcdef0123456789abcdef',
    LIREN_DATA: folder,
    LIREN_GUEST_WRITES: '1000',
    LIREN_LOG_FOLDER: join(folder, 'logs'),
  })
  town = await startHost({ config, ownerUrl: postgres.url, modules: [module] })
})
afterAll(async () => {
  await town.stop()
  await postgres.stop({ force: true })
  rmSync(folder, { recursive: true, force: true })
})

const draw = () => town.app.inject({ method: 'POST', url: '/api/wells/buckets', headers: { 'accept-language': 'en' } })
const lines = () =>
  // The folder is there from the first line on.
  (existsSync(join(folder, 'logs')) ? readdirSync(join(folder, 'logs')) : [])
    .flatMap((name) => readFileSync(join(folder, 'logs', name), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { what: string; failures?: number; module?: string })
const said = () => lines().map(({ what }) => what)

test('who draws water while the database is away is asked to come back, and the log has one line for all of them', async () => {
  expect((await draw()).statusCode).toBe(200)
  const before = lines().length
  await postgres.stop({ force: true })
  for (let turn = 0; turn < 5; turn += 1) {
    const all = await Promise.all(Array.from({ length: 20 }, draw))
    for (const answered of all) {
      expect(answered.statusCode).toBe(503)
      expect(answered.headers['retry-after']).toBe('5')
      expect(answered.headers['content-type']).toContain('application/problem+json')
      expect(answered.json()).toMatchObject({ code: 'kernel/database-away', status: 503 })
      expect(answered.json().title).toContain('try again')
    }
    await new Promise((resume) => setTimeout(resume, 500))
  }
  expect(said().slice(before)).toEqual(['database away'])
  postgres = await start()
  await vi.waitFor(() => expect(said()).toContain('database back'), { timeout: 20_000, interval: 100 })
  expect(lines().at(-1)?.failures).toBeGreaterThanOrEqual(100)
  // Live screens listen again, or they would stand still for ever.
  const listening = () =>
    town.core.pool.query(`select from pg_stat_activity where application_name = 'liren-live' and query like 'listen %'`)
  await vi.waitFor(async () => expect((await listening()).rowCount).toBe(1), { timeout: 10_000, interval: 200 })
  const drawn = await draw()
  expect(drawn.json()).toEqual({ drawn: 2 })
  await vi.waitFor(async () => expect((await draw()).statusCode).toBe(200))
  expect(said().slice(before)).toEqual(['database away', 'database back'])
}, 60_000)

test('one connection that is cut while the others hold is no outage', async () => {
  const before = lines().length
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'liren'`)
  await client.end()
  await vi.waitFor(() => expect(said().length).toBeGreaterThan(before), { timeout: 10_000 })
  expect(new Set(said().slice(before))).toEqual(new Set(['database connection lost']))
  expect((await draw()).statusCode).toBe(200)
})

test('another program that refuses to connect is not mistaken for the database', async () => {
  const asked = await town.app.inject({ method: 'GET', url: '/api/wells/neighbours' })
  expect(asked.statusCode).toBe(500)
  expect(said()).toContain('bug')
})

test('while nothing answers at all, nobody is kept waiting, and the first answer opens the door again', async () => {
  vi.useFakeTimers()
  const said: string[] = []
  const write = (what: string) => void said.push(what)
  const log = { info: write, warn: write, error: write, child: () => log }
  let isThere = false
  const outage = watchOutage(log, async () => {
    if (!isThere) throw new Error('Connection terminated due to connection timeout')
  })
  expect(outage.turnsAway()).toBe(false)
  expect(outage.noted(new Error('timeout exceeded when trying to connect'))).toBe(true)
  await vi.advanceTimersByTimeAsync(400)
  expect(outage.turnsAway()).toBe(true)
  isThere = true
  await vi.advanceTimersByTimeAsync(1100)
  expect(outage.turnsAway()).toBe(false)
  expect(said).toEqual(['database away', 'database back'])
  vi.useRealTimers()
})

test.each([
  ['starting', { code: '57P03', message: 'the database system is starting up' }, true],
  ['shutting down', { code: '57P01', message: 'terminating connection due to administrator command' }, true],
  ['full', { code: '53300', message: 'sorry, too many clients already' }, true],
  ['cut', new Error('Connection terminated unexpectedly'), true],
  ['out of patience', { code: '57014', message: 'canceling statement due to statement timeout' }, false],
  ['a row twice', { code: '23505', message: 'duplicate key value' }, false],
  ['another program', refused(), false],
  ['nothing', null, false],
])('a database that says "%s"', (_, error, expected) => expect(isAway(error)).toBe(expected))

test('a line that cannot be laid is known by itself, also where it is asked for with a promise', async () => {
  const nobody = new LineClient({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
  const failure = await nobody.connect().catch((error: unknown) => error)
  expect(isAway(failure)).toBe(true)
  expect(isAway({ ...(failure as Error) })).toBe(true)
})
