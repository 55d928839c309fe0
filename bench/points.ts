/**
 * Points: transfers over HTTP with all guarantees, to a hot account, against a bare Fastify + pg handler running the same SQL in the same
 * run; and ten thousand random acts of 32 clients while the server is killed again and again, and once the database under it: sum zero, no
 * negative, nothing twice.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { signIn, startServer } from './district.ts'
import { type Answer, cpuBetween, cpuSoFar, keepAlive, load, percentile, report, send } from './measure.ts'
import { startBare } from './peer.ts'

const connections = 32
const turns = Number(process.env.BENCH_SECONDS ?? 8)
const acts = Number(process.env.BENCH_ACTS ?? 10_000)
const kills = Number(process.env.BENCH_KILLS ?? 5)
const area = '440104001001'
const logins = ['resident1', 'resident2', 'resident3', 'resident4', 'resident5', 'resident6']

const env = { LIREN_POOL: '16' }
const dataFolder = mkdtempSync(join(tmpdir(), 'liren-bench-'))
let server = await startServer(dataFolder, env)
const lockOf = () => readFileSync(join(dataFolder, 'postgres', 'pg', 'postmaster.pid'), 'utf8').split('\n')
const [, , , port = ''] = lockOf()
const secret = readFileSync(join(dataFolder, 'postgres', 'password'), 'utf8').trim()
const ownerUrl = `postgres://liren:${encodeURIComponent(secret)}@127.0.0.1:${port}/liren`
const connect = async () => {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=liren,public' })
  client.on('error', () => {})
  await client.connect()
  return client
}
let owner = await connect()

/** The statement of a donation as the server sends it, with what it leaves behind; the values that change are those of the bare body. */
const donateSql = (pool: string) => `
with audited as (insert into kernel_audit (at, actor_kind, action, object, area_code, result, facts, request_id)
  values (now(), 'account', 'points.donate', 'points-transfer', '${area}', 'done', '{"unit":"point","amount":1}', $3::text)),
 points_once as (insert into points_transfers (id, source, key, kind, unit, amount, area_code, account_id, person_id, because, at)
  select gen_random_uuid(), 'bare', $1::text, 'donate', 'point', 1, '${area}', a.id, a.owner_id, $2::text, now()
  from points_accounts a where a.id = (select id from bench_wallets offset (abs(hashtext($1::text)) % ${logins.length}) limit 1)
  on conflict (source, key) do nothing returning id, account_id),
 points_written as (insert into points_entries (transfer_id, account_id, pocket, amount, at)
  select o.id, l.account, 'free', l.amount, now() from points_once o, lateral (values (o.account_id, -1), ('${pool}'::uuid, 1)) as l(account, amount)),
 points_opened as (insert into points_accounts (id, kind, area_code, unit, is_guarded, opened_at)
  select '${pool}', 'pool', '${area}', 'point', false, now() from points_once on conflict do nothing),
 points_lowered as (update points_accounts a set free = a.free - 1 from points_once o where a.id = o.account_id returning a.id, a.free)
select o.id, l.free::float8 as free, 1 / (case when (select count(*) from points_lowered) = 1 then 1 else 0 end) as checked
from points_once o left join points_lowered l on l.id = o.account_id`

const isSound = async (db: pg.Client) => {
  const { rows } = await db.query<{ sum: number; odd: number; wrong: number; twice: number }>(`select
    (select coalesce(sum(amount), 0) from points_entries)::float8 as sum,
    (select count(*) from (select 1 from points_entries group by transfer_id having sum(amount) <> 0) o)::int as odd,
    (select count(*) from points_accounts a where is_guarded and (free < 0 or held < 0
      or free <> (select coalesce(sum(amount), 0) from points_entries e where e.account_id = a.id and pocket = 'free')
      or held <> (select coalesce(sum(amount), 0) from points_entries e where e.account_id = a.id and pocket = 'held')))::int as wrong,
    (select count(*) from (select 1 from points_transfers group by source, key having count(*) > 1) t)::int as twice`)
  return rows[0] ?? { sum: Number.NaN, odd: -1, wrong: -1, twice: -1 }
}

try {
  const cookies = await Promise.all(logins.map((login) => signIn(server.base, login)))
  // Enough to give away all morning, booked as any points are: issued, then held by their owner.
  await owner.query(`with t as (insert into points_transfers (id, source, key, kind, unit, amount, area_code, account_id, person_id, because, at)
      select gen_random_uuid(), 'bench', a.id::text, 'earn', 'point', 10000000, '${area}', a.id, a.owner_id, 'bench', now()
      from points_accounts a where a.kind = 'person' and a.unit = 'point' returning id, account_id),
    e as (insert into points_entries (transfer_id, account_id, pocket, amount, valid_on, at)
      select t.id, l.account, 'free', l.amount, l.good, now() from t, lateral (values (t.account_id, 10000000, '2099-12-31'::date),
        ((select id from points_accounts where kind = 'issue' and unit = 'point' limit 1), -10000000, null)) as l(account, amount, good))
    update points_accounts a set free = free + 10000000 from t where a.id = t.account_id`)
  await owner.query(
    `create table bench_wallets as select id from points_accounts where kind = 'person' and unit = 'point' order by id`,
  )
  await owner.query('analyze')
  const first = await fetch(`${server.base}/api/points/donations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies[0] ?? '' },
    body: JSON.stringify({ id: randomUUID(), amount: 1, area }),
  })
  if (!first.ok) throw new Error(await first.text())
  const { rows: pools } = await owner.query<{ id: string }>(
    `select id from points_accounts where kind = 'pool' and unit = 'point' and area_code = '${area}'`,
  )
  const bare = await startBare(ownerUrl, { create: donateSql(pools[0]?.id ?? ''), list: 'select 1', read: 'select $1' })
  // Sessions are kept in the server's memory once they are ten seconds old.
  await new Promise((resume) => setTimeout(resume, 11_000))

  const ways = {
    bare: {
      server: bare.child.pid ?? 0,
      sessions: 'bare',
      act: (agent: Parameters<typeof send>[0]) =>
        send(agent, new URL(`${bare.base}/create`), {
          method: 'POST',
          body: JSON.stringify({ id: randomUUID(), text: '捐给社区公益池' }),
        }),
    },
    ours: {
      server: server.child.pid ?? 0,
      sessions: 'liren',
      act: (agent: Parameters<typeof send>[0], turn: number) => {
        const who = turn % logins.length
        return send(agent, new URL(`${server.base}/api/points/donations`), {
          method: 'POST',
          headers: { cookie: cookies[who] ?? '' },
          body: JSON.stringify({ id: randomUUID(), amount: 1, area }),
        })
      },
    },
  } as const
  const count = async ({ server, sessions }: { server: number; sessions: string }) => {
    const { rows } = await owner.query<{ pid: number }>(
      'select pid from pg_stat_activity where application_name = $1',
      [sessions],
    )
    return { server: cpuSoFar([server]), database: cpuSoFar(rows.map((row) => row.pid)) }
  }
  const names = ['bare', 'ours'] as const
  const measured = Object.fromEntries(
    names.map((name) => [name, { rates: [] as number[], cpu: 0, count: 0, errors: 0, first: '' }]),
  )
  console.log(`points: ${connections} connections, ${turns} turns of 1 s each, one pool for all`)
  for (const name of names)
    for (let round = 0; round < 3; round += 1) await load({ connections, seconds: 2, act: ways[name].act })
  for (let turn = 0; turn < turns; turn += 1)
    for (const name of names) {
      const before = await count(ways[name])
      const one = await load({ connections, seconds: 1, act: ways[name].act })
      const after = await count(ways[name])
      const sum = measured[name]
      if (!sum) continue
      sum.rates.push(one.perSecond)
      sum.cpu += cpuBetween(before.server, after.server) + cpuBetween(before.database, after.database)
      sum.count += one.count
      sum.errors += one.errors
      sum.first ||= one.firstError ?? ''
    }
  const rate = (name: (typeof names)[number]) => percentile(measured[name]?.rates ?? [], 50)
  const cpu = (name: (typeof names)[number]) => (measured[name]?.cpu ?? 0) / (measured[name]?.count ?? 1)
  for (const name of names)
    console.log(
      `  ${name}: ${rate(name).toFixed(0)}/s, CPU ${cpu(name).toFixed(3)} ms each, errors ${measured[name]?.errors} ${measured[name]?.first}`,
    )
  bare.child.kill()
  report('transfer to a hot account, ours to bare (rate)', rate('ours') / rate('bare'), { atLeast: 0.6 })
  report('CPU of a transfer, ours to bare', cpu('ours') / cpu('bare'))
  report('CPU ms a transfer', cpu('ours'))
  const afterLoad = await isSound(owner)
  console.log(`  after the load: ${JSON.stringify(afterLoad)}`)

  // Ten thousand random acts. After each kill a new process on the same folder; the database lives on and is found again.
  const agent = keepAlive(connections)
  const acknowledged = new Set<string>()
  const refusals = new Map<string, number>()
  let [begun, ended, again, twiceAnswered] = [0, 0, 0, 0]
  const random = (most: number) => Math.floor(Math.random() * most)
  const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms))
  // A common purse with something in it, so that what is refused is refused for a reason.
  const atHome: string[] = []
  for (const cookie of cookies) {
    const put = await send(agent, new URL(`${server.base}/api/points/shares`), {
      method: 'POST',
      headers: { cookie },
      body: JSON.stringify({ id: randomUUID(), from: 'mine', to: 'household', amount: 100_000 }),
    })
    if (put.status === 200) atHome.push(cookie)
  }
  const isFinal = ({ status }: Answer) =>
    status === 200 || (status >= 400 && status < 500 && status !== 429 && status !== 408)
  const act = async (turn: number) => {
    const isShare = turn % 5 === 0 && atHome.length > 0
    const some = isShare ? atHome : cookies
    const headers = { cookie: some[random(some.length)] ?? '' }
    const id = randomUUID()
    const amount = 1 + random(5)
    const [from, to] = random(2) ? ['mine', 'household'] : ['household', 'mine']
    const [path, body] = isShare ? ['/shares', { id, from, to, amount }] : ['/donations', { id, amount, area }]
    const post = (): Promise<Answer | null> =>
      send(agent, new URL(`${server.base}/api/points${path}`), {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }).catch(() => null)
    // As a phone does: the same act under the same id until somebody says what became of it.
    const insist = async (): Promise<Answer> => {
      for (;;) {
        const answer = await post()
        if (answer && isFinal(answer)) return answer
        again += 1
        await pause(50 + random(100))
      }
    }
    const answers = turn % 3 === 0 ? await Promise.all([insist(), insist()]) : [await insist()]
    const fine = answers.filter(({ status }) => status === 200)
    if (fine.length > 0) acknowledged.add(id)
    if (fine.length > 1) twiceAnswered += 1
    if (fine.length === 0) {
      const why =
        answers[0]?.body.match(/"code":"([^"]+)"/)?.[1] ?? `${answers[0]?.status} ${answers[0]?.body.slice(0, 80)}`
      refusals.set(why, (refusals.get(why) ?? 0) + 1)
    }
  }
  const clients = Array.from({ length: connections }, async () => {
    for (let turn = begun++; turn < acts; turn = begun++) {
      await act(turn)
      ended += 1
    }
  })
  // The postmaster itself, with every session it has: the server starts it again on the same folder and goes on.
  const killDatabase = async (): Promise<pg.Client> => {
    const [pid = ''] = lockOf()
    process.kill(Number(pid), 'SIGKILL')
    await owner.end().catch(() => {})
    for (;;) {
      await pause(200)
      const again = await connect().catch(() => null)
      if (again) return again
    }
  }
  for (let kill = 0; kill < kills; kill += 1) {
    const until = ((kill + 1) * acts) / (kills + 1)
    while (ended < until) await pause(20)
    if (kill === Math.floor(kills / 2)) owner = await killDatabase()
    else {
      server.child.kill('SIGKILL')
      server = await startServer(dataFolder, env)
    }
  }
  await Promise.all(clients)
  const { rows: kept } = await owner.query<{ key: string }>('select key from points_transfers where key = any($1)', [
    [...acknowledged],
  ])
  const sound = await isSound(owner)
  const refused = [...refusals].map(([why, count]) => `${count} ${why}`).join(', ')
  console.log(
    `  ${ended} acts of ${connections} clients, ${kills} kills, one of them of the database; ${again} tries more; ${twiceAnswered} asked and answered twice`,
  )
  console.log(`  refused for good: ${refused || 'none'}`)
  console.log(`  ${JSON.stringify(sound)}`)
  report('acts settled: acknowledged, or refused by the ledger', ended)
  report('acknowledged', acknowledged.size, { atLeast: acts * 0.9 })
  report('acknowledged and lost', acknowledged.size - new Set(kept.map(({ key }) => key)).size, { atMost: 0 })
  report('sum of all entries', Math.abs(sound.sum), { atMost: 0 })
  report('negative or wrong balances, odd transfers, booked twice', sound.wrong + sound.odd + sound.twice, {
    atMost: 0,
  })
} finally {
  await owner.end().catch(() => {})
  await server.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}
