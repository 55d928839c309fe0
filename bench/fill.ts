/** Fills a district with matters and cases in bulk, straight into their tables: a realistic spread, without telling anybody. */
import type pg from 'pg'

/** Ten years of a district take months through the door; the database writes them in minutes. */
const batch = 50_000

/** So many of a hundred matters are over. */
const closedPercent = 85

/** Pairs of neighbouring characters, as the spine itself indexes titles. */
const pairsOf = (text: string) => {
  const letters = [...text]
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}

const titles = [
  '小区门口垃圾堆了两天没人清',
  '路灯不亮晚上看不清台阶',
  '楼道堆了好多纸箱怕着火',
  '井盖松动车一过就响',
  '楼上空调滴水滴到窗台',
  '人行道上停满电动车',
  '工地半夜还在施工',
  '树枝压到电线',
  '下水道堵了污水漫出来',
  '公维金怎么申请使用',
]

const prepare = `
create temp table bench_units as
  select id, short_name, row_number() over (order by case code when 'D-CG' then 0 else 1 end, code) as n from organisation_units where closed_at is null;
create temp table bench_areas as
  select code, parent_code, row_number() over (order by code) as n from territory_areas where level = 'gridCell' and valid_to_on is null;
create temp table bench_workers as
  select id, display_name, row_number() over (order by login_name) as n from identity_accounts where login_name like 'grid%';
create temp table bench_residents as
  select id, display_name, row_number() over (order by login_name) as n from identity_accounts where login_name like 'resident%';
create temp table bench_titles (n int, title text, pairs text[]);
set work_mem = '64MB';
analyze bench_units; analyze bench_areas; analyze bench_workers; analyze bench_residents`

/**
 * One batch of serials $1..$2. Ages rise evenly over a year; the open ones are young for the most part. A twentieth is held by the
 * first department, the rest by all units; three in two hundred wait for one of the demo grid workers, as many more for others.
 */
const rows = `
create temp table bench_rows on commit drop as
with raw as (
  select n, ('x' || substr(md5(n::text), 1, 7))::bit(28)::int as h, ('x' || substr(md5('b' || n), 1, 7))::bit(28)::int as g
  from generate_series($1::int, $2::int) as n),
 aged as (
  select n, h, g, h % 100 >= ${closedPercent} as is_open,
    now() - interval '1 second' * (case when h % 100 >= ${closedPercent} and g % 10 > 0 then g % 1209600 else g % 31536000 end) as opened_at
  from raw),
 placed as (
  select a.*, c.code as cell_code, c.parent_code as area_code, u.id as unit_id, u.short_name as unit_name, t.title, t.pairs,
    case when a.h % 100 >= 97 then case when a.g % 2 = 0 then w.id else md5(c.code)::uuid end end as worker_id, w.display_name as worker_name,
    r.id as reporter_id, now() + interval '1 minute' * ((a.g % 18720) - 4320) as due_at
  from aged a
  join bench_areas c on c.n = 1 + a.h % (select count(*) from bench_areas)
  join bench_units u on u.n = case when a.g % 20 = 0 then 1 else 1 + (a.g / 20) % (select count(*) from bench_units) end
  join bench_titles t on t.n = a.g % ${titles.length}
  join bench_workers w on w.n = 1 + (a.g / 2) % (select count(*) from bench_workers)
  left join bench_residents r on r.n = a.h % 2000)
select *, (lpad(to_hex((extract(epoch from opened_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(g % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid as id,
  to_char(opened_at, 'YYYYMMDD') || '440104Z' || lpad(n::text, 8, '0') as number,
  case when not is_open then 'closed' when worker_id is not null then 'checking' when h % 3 = 0 then 'assigned' else 'handling' end as state
from placed`

const matters = `
insert into matters_matters (id, number, query_code_hash, process, module, subject_id, state, phase, title, summary, search, area_code, cell_code,
  lon, lat, source, grade, is_public, holder_unit_id, holder_unit_name, holder_account_id, holder_name, held_since, due_at, order_at, step_count,
  head_hash, hops, outcome, opened_at, moved_at, closed_at, archived_at)
select id, number, sha256(number::bytea), 'case-handling', 'cases', id, state,
  case state when 'closed' then 'done' when 'checking' then 'checking' else 'doing' end, title, title, array_to_tsvector(pairs), area_code, cell_code,
  113.25 + (h % 1000) / 20000.0, 23.12 + (g % 1000) / 20000.0, 'snap', 1 + h % 3, true, unit_id, unit_name,
  case when is_open then worker_id end, case when is_open and worker_id is not null then worker_name end, opened_at,
  case when is_open then due_at end, case when is_open then due_at else '9999-12-31T00:00:00Z' end, 1, repeat('b', 64), 2,
  case when not is_open then 'fixed' end, opened_at, opened_at, case when not is_open then opened_at + interval '1 day' end,
  case when not is_open then opened_at + interval '30 days' end
from bench_rows order by n;`

/** What is closed was put right at once, and counts as handled. Clocks ran and were chased already: the bench must not set the minute's job to work on a year's backlog. */
const rest = `
insert into matters_steps (matter_id, seq, at, move, to_state, actor_name, is_public, facts, file_ids, hash)
select id, 1, opened_at, case when is_open then 'opened' else 'settle' end, case when is_open then 'intake' else 'closed' end, '陈**', true, '{}', '{}', repeat('b', 64) from bench_rows;
insert into matters_clocks (id, matter_id, name, amount, unit, calendar_version, started_at, due_at, remind_at, stopped_at, reminded_at, overdue_at)
select gen_random_uuid(), id, 'handle', 5, 'workDays', '1', opened_at, due_at, due_at - interval '1 day', case when not is_open then opened_at end,
  now(), now() from bench_rows;
insert into matters_parties (id, matter_id, kind, account_id, name, since)
select gen_random_uuid(), id, 'reporter', coalesce(reporter_id, md5('r' || h % 200000)::uuid), '陈**', opened_at from bench_rows;
insert into cases_cases (id, category_code, text, source, is_public, safety_words, created_at)
select id, (array['A0508', 'P0103', 'E0102'])[1 + h % 3], title, 'snap', true, '{}', opened_at from bench_rows;`

const tables = ['matters_matters', 'matters_steps', 'matters_clocks', 'matters_parties', 'cases_cases']

/** Runs a bulk load without secondary indexes and reference checks, then builds the indexes anew. */
const withoutIndexes = async (client: pg.Client, load: () => Promise<void>) => {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
      where schemaname = current_schema() and tablename = any($1) and indexdef not like 'CREATE UNIQUE%'`,
    [tables],
  )
  await client.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'`,
  )
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  await load()
  for (const { definition } of indexes) await client.query(definition)
  await client.query('reset session_replication_role; reset synchronous_commit; reset maintenance_work_mem')
}

/** Brings the bench's own matters to `total`; shows progress, since a million takes minutes. */
export const fill = async (client: pg.Client, total: number) => {
  const started = performance.now()
  const { rows: found } = await client.query<{ have: number }>(
    `select count(*)::int as have from matters_matters where number like '%440104Z%'`,
  )
  const have = found[0]?.have ?? 0
  if (have < total)
    await withoutIndexes(client, async () => {
      await client.query(prepare)
      for (const [n, title] of titles.entries())
        await client.query('insert into bench_titles values ($1, $2, $3)', [n, title, pairsOf(title)])
      for (let first = have + 1; first <= total; first += batch) {
        const last = Math.min(total, first + batch - 1)
        await client.query('begin')
        // A table made from a query takes no parameters, so the two serials, numbers of our own, are written in.
        await client.query(rows.replace('$1', () => String(first)).replace('$2', () => String(last)))
        await client.query(matters)
        await client.query(rest)
        await client.query('commit')
        const seconds = ((performance.now() - started) / 1000).toFixed(0)
        if (last % 200_000 < batch) process.stderr.write(`  ${last} of ${total} matters, ${seconds} s\n`)
      }
      await client.query('drop table bench_units, bench_areas, bench_workers, bench_residents, bench_titles')
    })
  for (const table of tables) await client.query(`vacuum analyze ${table}`)
  await client.query('checkpoint')
  console.log(`filled to ${Math.max(have, total)} matters in ${((performance.now() - started) / 1000).toFixed(0)} s`)
}

/** A connection in the district's schema, as its owner. */
export const ownerClient = async (url: string): Promise<pg.Client> => {
  const { default: pgModule } = await import('pg')
  const client = new pgModule.Client({ connectionString: url, options: '-c search_path=liren,public' })
  client.on('error', (error) => console.error(error.message))
  await client.connect()
  return client
}
