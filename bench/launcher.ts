/**
 * Home pages of a whole district: 500 tools, 222 communities each with a composition of its own, people asking from all of them at
 * once; beside the bare SQL of the same page in the same run.
 */
import identity from '@liren/identity/server'
import { launcher } from '@liren/launcher/contract'
import launcherModule from '@liren/launcher/server'
import organisation from '@liren/organisation/server'
import { people as peopleContract } from '@liren/people/contract'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host } from '@liren/testing'
import testServer from '@liren/testing/database'
import { percentile, report } from './measure.ts'

const tools = 500
const communities = 222
const usedEach = Number(process.env.BENCH_USED ?? 120)
const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const connections = 16

const stopServer = await testServer()
const town = await host([territory, organisation, identity, people, launcherModule])
const area = (index: number) =>
  `4401040${String(Math.floor(index / 20) + 1).padStart(2, '0')}${String((index % 20) + 1).padStart(3, '0')}`
const rules = [
  'isMember',
  'true',
  'isMember && age >= 60',
  "isMember && sex == 'F' && age >= 35 && age <= 64",
  "'parent' in tags",
  'isStaff',
  'livesAlone',
  'isMember && age >= 18 && age <= 35',
]
await town.owner.query(
  `insert into launcher_tools (id, kind, name, summary, icon, search, url, audience, changed_at)
   select 'tool-' || n, 'declared', jsonb_build_object('zh-CN', '工具' || n, 'en', 'Tool ' || n), jsonb_build_object('zh-CN', '说明', 'en', 'What it is'), 'heart', '工具' || n || ' gj gongju', null,
     jsonb_build_array(jsonb_build_object('board', 'resident', 'title', jsonb_build_object('zh-CN', '给谁', 'en', 'For whom'), 'rule', ($2::text[])[1 + n % 8])), now()
   from generate_series(1, $1) as n`,
  [tools, rules],
)
for (let index = 0; index < communities; index += 1) {
  await town.owner.query(
    `insert into launcher_uses (area_code, tool_id, is_on, name, icon, since_at)
     select $1, t.id, true, t.name, t.icon, now() from launcher_tools t order by md5(t.id || $1) limit $2`,
    [area(index), usedEach],
  )
  await town.owner.query(
    `insert into launcher_compositions (id, area_code, version, entries, effective_at, made_at, made_by_name)
     select gen_random_uuid(), $1, 1, json_agg(json_build_object('id', tool_id, 'isShown', true) order by md5(tool_id)), now(), now(), '管理员' from launcher_uses where area_code = $1`,
    [area(index)],
  )
}
await town.owner.query('analyze')
await town.owner.query(
  `insert into territory_areas (code, name, level, valid_from_on) select code, code, 'community', '2020-01-01' from unnest($1::text[]) as code`,
  [Array.from({ length: communities }, (_, index) => area(index))],
)
/** Everybody is somebody of the register: their facts are read with every page. */
const personIds = await town.work(launcherModule, async (work) => {
  const ids: string[] = []
  for (let index = 0; index < communities; index += 1) {
    const registration = {
      fullName: `居民${'甲乙丙丁戊己庚辛壬癸'[index % 10]}`,
      areaCode: area(index),
      residence: 'permanent',
      birthOn: `19${30 + (index % 60)}-05-01`,
    } as const
    ids.push((await work.use(peopleContract).register(registration)).personId)
  }
  return ids
})
const folk = Array.from({ length: communities }, (_, index) =>
  town.as({ personId: personIds[index] ?? null, roles: [{ role: 'resident', area: area(index), unitId: null }] }),
)
/** The tables a page is made of, asked in one statement and nothing reckoned from them. */
const bareSql = `select
  (select json_agg(json_build_object('id', t.id, 'name', u.name, 'summary', t.summary, 'icon', u.icon, 'audience', t.audience, 'search', t.search)) from launcher_uses u join launcher_tools t on t.id = u.tool_id where u.area_code = $1 and u.is_on) as tools,
  (select entries from launcher_compositions where area_code = $1 and effective_at <= now() order by effective_at desc, version desc limit 1) as entries,
  (select json_agg(m) from launcher_mandates m where m.area_code = any($2::text[])) as mandates,
  (select json_build_object('o', tile_order, 'h', hidden) from launcher_choices where account_id = $3::uuid) as own`

const run = async (act: (index: number) => Promise<unknown>) => {
  const times: number[] = []
  const before = process.cpuUsage()
  const until = performance.now() + seconds * 1000
  let next = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        next += 1
        const started = performance.now()
        await act(next % communities)
        times.push(performance.now() - started)
      }
    }),
  )
  const { user, system } = process.cpuUsage(before)
  return { times, cpuMs: (user + system) / 1000 / times.length }
}
const page = (index: number) =>
  folk[index]?.ask(launcher, 'home', { query: { area: area(index) } }) ?? Promise.resolve()
const bare = (index: number) =>
  town.app
    .query({ name: 'bare', text: bareSql, values: [area(index), [area(index), '440104000000'], folk[index]?.actor.id] })
    .then(({ rows }) => JSON.stringify(rows[0]))
for (let index = 0; index < communities; index += 1) await page(index)
const alone: number[] = []
for (let index = 0; index < 400; index += 1) {
  const started = performance.now()
  await page(index % communities)
  alone.push(performance.now() - started)
}
const [pages, sqls] = [await run(page), await run(bare)]
const line = (name: string, times: readonly number[], over: number) =>
  console.log(
    `  ${name.padEnd(22)} ${Math.round(times.length / over)}/s  p50 ${percentile(times, 50).toFixed(1)} ms  p95 ${percentile(times, 95).toFixed(1)} ms`,
  )
console.log(`${tools} tools, ${communities} communities with ${usedEach} each, ${connections} at once`)
line('home page, one by one', alone, alone.reduce((sum, ms) => sum + ms, 0) / 1000)
line('home page', pages.times, seconds)
line('bare SQL', sqls.times, seconds)
console.log(
  `CPU of this process per request: home page ${pages.cpuMs.toFixed(2)} ms, bare SQL ${sqls.cpuMs.toFixed(2)} ms`,
)
console.log(`home page ÷ bare SQL at p50: ${(percentile(pages.times, 50) / percentile(sqls.times, 50)).toFixed(2)}`)
report('launcher p95, one by one', percentile(alone, 95), { atMost: 50 }, ' ms')
report('launcher p95', percentile(pages.times, 95), { atMost: 50 }, ' ms')
await town.close()
await stopServer()
process.exit()
