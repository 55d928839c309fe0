/**
 * Creating, listing and reading cases over HTTP with every guarantee on, 32 connections, against two peers doing the same
 * inserts on the same database in the same run: a bare Fastify + pg handler in one round trip, and pgbench.
 */

import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDistrict } from './district.ts'
import { type Load, load, meterCpu, report, send } from './measure.ts'
import { startBare } from './peer.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const connections = 32

/** The same rows a report writes: matter, step, clock, party, case, audit entry, two told events. */
const create = `
with m as (
  insert into matters_matters (id, number, query_code_hash, process, module, subject_id, state, phase, title, summary, search, area_code, cell_code, lon, lat,
    source, grade, is_public, holder_unit_id, holder_unit_name, held_since, due_at, order_at, step_count, head_hash, opened_at, moved_at)
  values ($1::uuid, $3::text, sha256($3::bytea), 'case-handling', 'cases', $1::uuid, 'intake', 'intake', left($2::text, 40), $2::text,
    to_tsvector('simple', $2::text), '440104001001', '440104001001001', 113.27, 23.13, 'snap', 1, true, '01940000-0000-7000-8000-000000000009', '区指挥中心',
    now(), now() + interval '1 hour', now() + interval '1 hour', 1, repeat('a', 64), now(), now()) returning id),
 s as (insert into matters_steps (matter_id, seq, at, move, to_state, actor_id, actor_name, is_public, facts, file_ids, hash)
  select id, 1, now(), 'opened', 'intake', gen_random_uuid(), '陈**', true, '{}', '{}', repeat('a', 64) from m),
 c as (insert into matters_clocks (id, matter_id, name, amount, unit, calendar_version, started_at, due_at, remind_at)
  select gen_random_uuid(), id, 'accept', 0.5, 'workHours', '1', now(), now() + interval '1 hour', now() + interval '45 minutes' from m),
 p as (insert into matters_parties (id, matter_id, kind, account_id, name, since) select gen_random_uuid(), id, 'reporter', gen_random_uuid(), '陈**', now() from m),
 k as (insert into cases_cases (id, text, source, safety_words, created_at) select id, $2::text, 'snap', '{}', now() from m),
 a as (insert into kernel_audit (at, actor_kind, action, object, area_code, result, facts, request_id)
  select now(), 'account', 'cases.report', 'matter:' || id, '440104001001', 'done', '{"source": "snap", "grade": 1}', $3::text from m),
 o as (insert into kernel_outbox (kind, name, fact, topics, at, request_id, delivered_at)
  select 'event', name, jsonb_build_object('matterId', id, 'number', $3::text, 'title', $2::text), array['area:440104001001'], now(), $3::text, now()
  from m, unnest(array['matters/opened', 'cases/reported']) as name)
select id, $3::text as number from m`
const list = `
select coalesce(jsonb_agg(r), '[]')::text as list from (
  select id, number, process, state, phase, title, area_code, due_at, opened_at, grade, holder_unit_name from matters_matters
  where holder_unit_id = '01940000-0000-7000-8000-000000000009' and closed_at is null order by order_at, id limit 30) r`
const read = `select (to_jsonb(m) || jsonb_build_object('steps', (select jsonb_agg(s) from matters_steps s where s.matter_id = m.id)))::text as one
from matters_matters m where m.id = $1::uuid`

const texts = [
  '小区门口垃圾堆了两天没人清',
  '路灯不亮，晚上看不清台阶',
  '楼道堆了好多纸箱，怕着火',
  '井盖松动，车一过就响',
]
const textFor = (turn: number) => `${texts[turn % texts.length]}（第 ${turn} 次）`

const show = (name: string, one: Load) =>
  console.log(
    `  ${name.padEnd(22)} ${one.perSecond.toFixed(0).padStart(6)}/s  p50 ${one.p50.toFixed(1)} ms  p95 ${one.p95.toFixed(1)} ms  p99 ${one.p99.toFixed(1)} ms  errors ${one.errors}${one.firstError ? ` (${one.firstError})` : ''}`,
  )

const measured = async (
  name: string,
  roots: Readonly<Record<string, number>>,
  act: Parameters<typeof load>[0]['act'],
) => {
  await load({ connections, seconds: 2, act })
  const meter = meterCpu(roots)
  const result = await load({ connections, seconds, act })
  const cpu = meter.stop()
  show(name, result)
  const each = Object.fromEntries(Object.entries(cpu).map(([key, ms]) => [key, ms / Math.max(result.count, 1)]))
  console.log(
    `  ${''.padEnd(22)} CPU per request: ${Object.entries(each)
      .map(([key, ms]) => `${key} ${ms.toFixed(3)} ms`)
      .join(', ')}`,
  )
  return { result, cpuMs: Object.values(each).reduce((sum, ms) => sum + ms, 0) }
}

const pgbench = (url: string): number | null => {
  const binary = [
    '/usr/lib/postgresql/18/bin/pgbench',
    '/usr/lib/postgresql/17/bin/pgbench',
    '/usr/lib/postgresql/16/bin/pgbench',
    '/usr/lib/postgresql/15/bin/pgbench',
  ].find(existsSync)
  if (!binary) return null
  const script = join(mkdtempSync(join(tmpdir(), 'liren-pgbench-')), 'create.sql')
  const inline = create
    .replaceAll('$1::uuid', ':id::uuid')
    .replaceAll('$2::text', `'小区门口垃圾堆了两天没人清'::text`)
    .replaceAll('$3::text', `:number`)
    .replaceAll('$3::bytea', `:number::bytea`)
  // pgbench has only numbers of its own: ids and numbers are made from two of them.
  const id = '(lpad(to_hex(:a::int), 8, $$0$$) || $$-0000-4000-8000-$$ || lpad(to_hex(:b::int), 12, $$0$$))::uuid'
  // Given as functions: in a replacement text `$$` would mean one `$`.
  const text = inline
    .replaceAll(':id::uuid', () => id)
    .replaceAll(':number', () => '($$G$$ || :a::int || $$-$$ || :b::int)')
  writeFileSync(
    script,
    `\\set a random(1, 2000000000)\n\\set b random(1, 2000000000)\n${text.replaceAll('\n', ' ')};\n`,
  )
  const out = execFileSync(
    binary,
    ['-n', '-f', script, '-c', String(connections), '-j', '2', '-T', String(seconds), '-M', 'prepared', url],
    {
      env: { ...process.env, PGOPTIONS: '-c search_path=liren,public' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  return Number(/tps = ([\d.]+)/.exec(out)?.[1] ?? Number.NaN)
}

const district = await openDistrict({ LIREN_POOL: '16' })
try {
  const owner = new pg.Client({ connectionString: district.ownerUrl })
  await owner.connect()
  await owner.query('analyze')
  const resident = await district.signIn('resident1')
  const acceptor = await district.signIn('acceptor1')
  const ours = { server: district.pid, database: district.postmaster }
  const ids: string[] = []

  console.log(`report-case: ${connections} connections, ${seconds} s each`)
  const bare = await startBare(district.ownerUrl, { create, list, read })
  const theirs = { server: bare.child.pid ?? 0, database: district.postmaster }
  const post =
    (base: string, path: string, headers: Readonly<Record<string, string>>, more: object) =>
    (agent: Parameters<typeof send>[0], turn: number) => {
      const id = randomUUID()
      ids.push(id)
      return send(agent, new URL(`${base}${path}`), {
        method: 'POST',
        headers,
        body: JSON.stringify({ id, text: textFor(turn), ...more }),
      })
    }
  const get =
    (base: string, path: () => string, headers: Readonly<Record<string, string>> = {}) =>
    (agent: Parameters<typeof send>[0]) =>
      send(agent, new URL(`${base}${path()}`), { headers })

  const bareCreate = await measured('bare create', theirs, post(bare.base, '/create', {}, {}))
  const bareIds = ids.splice(0)
  const create1 = await measured(
    'ours create',
    ours,
    post(
      district.base,
      '/api/cases/reports',
      { cookie: resident },
      { place: { lon: 113.27, lat: 23.13 }, isPublic: true },
    ),
  )
  const bareAgain = await measured('bare create again', theirs, post(bare.base, '/create', {}, {}))
  const ourIds = ids.filter((_, index) => index % 7 === 0).slice(0, 500)
  const any = (list: readonly string[]) => () => list[Math.floor(Math.random() * list.length)] ?? ''
  const bareList = await measured(
    'bare list',
    theirs,
    get(bare.base, () => '/list'),
  )
  const list1 = await measured(
    'ours list (inbox)',
    ours,
    get(district.base, () => '/api/matters/inbox?limit=30', { cookie: acceptor }),
  )
  const bareRead = await measured(
    'bare read',
    theirs,
    get(bare.base, () => `/read/${any(bareIds)()}`),
  )
  const read1 = await measured(
    'ours progress row',
    ours,
    get(district.base, () => '/api/matters/mine?limit=1', { cookie: resident }),
  )
  const read2 = await measured(
    'ours whole case',
    ours,
    get(district.base, () => `/api/cases/cases/${any(ourIds)()}`, { cookie: resident }),
  )
  const tps = pgbench(district.ownerUrl)

  console.log('\nratios')
  const barePerSecond = Math.max(bareCreate.result.perSecond, bareAgain.result.perSecond)
  report('create, ours to bare', create1.result.perSecond / barePerSecond, { atLeast: 0.6 })
  if (tps) report('create, ours to pgbench', create1.result.perSecond / tps)
  report('CPU ms a create', create1.cpuMs, { atMost: 1.2 })
  report('CPU ms a list', list1.cpuMs, { atMost: 1.0 })
  report('CPU ms a read (progress row)', read1.cpuMs, { atMost: 0.5 })
  report('CPU ms a whole case page', read2.cpuMs)
  report('bare: CPU ms a create', bareCreate.cpuMs)
  report('bare: CPU ms a list', bareList.cpuMs)
  report('bare: CPU ms a read', bareRead.cpuMs)
  bare.child.kill()
  await owner.end()
} finally {
  await district.stop()
}
