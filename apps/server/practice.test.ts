/** A practice space: opened from the real district, apart in everything, begun anew at a word, and gone with it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, readLock } from '@liren/kernel/postgres/lock'
import { freePort, type Running, startServer } from '@liren/testing/server'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Somebody at one of the two addresses, signed in with a sample account. */
const enter = async (base: string, loginName: string) => {
  const ask = async (method: string, path: string, body?: unknown, cookie = '') => {
    const reply = await fetch(`${base}${path}`, {
      method,
      headers: { 'x-liren': '1', ...(body ? { 'content-type': 'application/json' } : {}), cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return {
      status: reply.status,
      cookie: reply.headers.get('set-cookie') ?? '',
      body: await reply.json().catch(() => null),
    }
  }
  const { cookie } = await ask('POST', '/api/identity/log-in', { loginName, password: 'Liren-demo-2026' })
  const [mine = ''] = cookie.split(';')
  return { cookie: mine, ask: (method: string, path: string, body?: unknown) => ask(method, path, body, mine) }
}

let real: Running
let port = 0
let practice = ''
let owner: pg.Client
beforeAll(async () => {
  real = await startServer()
  port = await freePort()
  practice = `http://127.0.0.1:${port}`
  owner = new pg.Client({ connectionString: real.ownerUrl(), options: '-c search_path=liren,public' })
  owner.on('error', () => {})
  await owner.connect()
}, 240_000)
afterAll(async () => {
  await owner.end()
  const databases = ['postgres', 'practice/postgres'].map((place) => readLock(join(real.dataFolder, place, 'pg'))?.pid)
  await real.stop()
  expect(databases.filter((pid) => pid && isAlive(pid))).toEqual([])
  expect(existsSync(real.dataFolder)).toBe(false)
})

type State = { state: string; people: { loginName: string; board: string }[]; password: string | null }
const untilReady = async (who: Awaited<ReturnType<typeof enter>>): Promise<State> => {
  for (const until = Date.now() + 200_000; Date.now() < until; ) {
    const { body } = await who.ask('GET', '/api/identity/practice')
    if (body.state === 'ready') return body
    if (body.state === 'failed') throw new Error('the practice space did not open')
    await new Promise((resume) => setTimeout(resume, 500))
  }
  throw new Error('the practice space took too long')
}

test('whatever is done while practising stays there, and is gone when it begins anew', {
  timeout: 400_000,
}, async () => {
  const lin = await enter(real.base, 'grid1')
  expect((await lin.ask('GET', '/api/identity/practice')).body.state).toBe('none')
  expect((await lin.ask('POST', '/api/identity/practice', { isAnew: false })).status).toBe(409)
  await owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('identity', '', 'practicePort', $1, now())`,
    [String(port)],
  )
  // The settings in memory are half a minute old at most.
  for (const until = Date.now() + 40_000; Date.now() < until; ) {
    if ((await lin.ask('GET', '/api/identity/practice')).body.state === 'off') break
    await new Promise((resume) => setTimeout(resume, 1000))
  }
  expect((await lin.ask('POST', '/api/identity/practice', { isAnew: true })).status).toBe(403)
  expect((await lin.ask('POST', '/api/identity/practice', { isAnew: false })).body.state).toBe('starting')
  const { people, password } = await untilReady(lin)
  expect(people.map(({ loginName }) => loginName)).toContain('grid1')
  expect(password).toBe('Liren-demo-2026')

  // One browser may be in both: cookies are shared by the ports of a host, so they bear other names.
  const trainee = await enter(practice, 'resident1')
  expect(trainee.cookie).toMatch(/^liren_practice_session=/)
  expect(lin.cookie).toMatch(/^liren_session=/)
  const count = async () => Number((await owner.query('select count(*)::int as n from matters_matters')).rows[0]?.n)
  const before = await count()
  const text = '练习：井盖松了'
  const report = { id: crypto.randomUUID(), text, areaCode: '440104001001' }
  expect((await trainee.ask('POST', '/api/cases/reports', report)).status).toBe(201)
  const mine = async () => {
    const again = await enter(practice, 'resident1')
    const { body } = await again.ask('GET', '/api/matters/mine')
    return (body.items as { title: string }[]).filter(({ title }) => title.includes('练习'))
  }
  expect(await mine()).toHaveLength(1)
  expect(await count()).toBe(before)
  // Keys are its own: a session of one is nobody in the other.
  const token = trainee.cookie.split('=')[1] ?? ''
  const { rows } = await owner.query('select count(*)::int as n from identity_sessions')
  const foreign = await fetch(`${real.base}/api/identity/session`, { headers: { cookie: `liren_session=${token}` } })
  expect(((await foreign.json()) as { account: unknown }).account).toBeNull()
  expect(Number(rows[0]?.n)).toBeGreaterThan(0)

  // Nobody practises practising.
  const inside = await enter(practice, 'grid1')
  expect((await inside.ask('GET', '/api/identity/practice')).body.state).toBe('none')

  const leader = await enter(real.base, 'leader1')
  expect((await leader.ask('POST', '/api/identity/practice', { isAnew: true })).status).toBe(200)
  await untilReady(leader)
  expect(await mine()).toEqual([])

  // It ends with the district that opened it, however that ends.
  real.child.kill('SIGKILL')
  const isOpen = () =>
    fetch(`${practice}/api/kernel/health`).then(
      () => true,
      () => false,
    )
  await expect.poll(isOpen, { timeout: 30_000, interval: 500 }).toBe(false)
})
