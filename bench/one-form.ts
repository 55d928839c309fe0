/**
 * One form at the size of a district: a report of 40 columns over every grid cell (1,893 in the preset) fills itself from ledgers of
 * 190,000 people, and 50,000 rows go out to a workbook and come in again, row by row. `node bench/one-form.ts`; prints each figure
 * with its limit and fails above one. BENCH_PERSONS and BENCH_ROWS shorten it.
 */
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readWorkbook, writeWorkbook } from '../modules/one-form/server/workbook.ts'
import { openDistrict } from './district.ts'
import { ownerClient } from './fill.ts'

const persons = Number(process.env.BENCH_PERSONS ?? 190_000)
const tableRows = Number(process.env.BENCH_ROWS ?? 50_000)
const limits = { share: 0.95, fillSeconds: 5, growthMegabytes: 300 }
const tables = 40
let isFine = true
const tell = (what: string, value: number, limit: number, isWithin: boolean, unit: string) => {
  isFine &&= isWithin
  console.log(`${isWithin ? 'ok ' : 'NOT'} ${what}: ${Math.round(value * 100) / 100}${unit} (limit ${limit}${unit})`)
}

const age = (from: number, until?: number) => ({
  name: until === undefined ? `${from}岁以上` : `${from}–${until}岁`,
  source: {
    from: 'count',
    of: 'persons',
    where: { ageFrom: from, ...(until === undefined ? {} : { ageUntil: until }) },
  },
})
const count = (name: string, of: string, where: object = {}) => ({ name, source: { from: 'count', of, where } })
const columns = [
  ...(['code', 'name', 'community', 'subdistrict'] as const).map((fact) => ({
    name: fact,
    source: { from: 'area', fact },
  })),
  count('总人口', 'persons'),
  ...[0, 3, 6, 10, 15, 18, 25, 35, 45, 55].map((from, at, all) => age(from, (all[at + 1] ?? 61) - 1)),
  ...[60, 65, 70, 80, 90, 100].map((from) => age(from)),
  count('女', 'persons', { sex: 'female' }),
  count('男', 'persons', { sex: 'male' }),
  count('常住', 'persons', { residence: 'permanent' }),
  count('流动', 'persons', { residence: 'floating' }),
  ...['独居', '低保', '残疾', '高龄'].map((tag) => count(tag, 'persons', { tag })),
  count('户数', 'households'),
  count('三人以上户', 'households', { sizeFrom: 3 }),
  count('市场主体', 'enterprises'),
  count('会员', 'members'),
  count('办公', 'dwellings', { use: 'office' }),
  count('楼栋', 'buildings'),
  count('电梯', 'elevators'),
  count('住宅', 'dwellings', { use: 'home' }),
  count('商铺', 'dwellings', { use: 'shop' }),
  { name: '老年占比', source: { from: 'share', part: '60岁以上', whole: '总人口' } },
  { name: '活动场次', source: { from: 'asked', type: 'integer' } },
]
if (columns.length !== tables) throw new Error(`the report has ${columns.length} columns, not ${tables}`)

const folder = mkdtempSync(join(tmpdir(), 'liren-one-form-'))
const district = await openDistrict({}, folder)
try {
  const owner = await ownerClient(district.ownerUrl)
  const known =
    (await owner.query<{ known: number }>('select count(*)::int as known from people_persons')).rows[0]?.known ?? 0
  // Nobody in particular: figures are all that is counted, and nothing private is written.
  await owner.query(
    `with cells as (select code, row_number() over (order by code) - 1 as at, count(*) over () as n from territory_areas where level = 'gridCell'),
      added as (
        insert into people_persons (id, display_name, sex, birth_year, area_code, residence, registered_at, updated_at)
        select gen_random_uuid(), '示**', case when i % 2 = 0 then 'female' else 'male' end, 1926 + i % 100, c.code,
          case when i % 4 = 0 then 'floating' else 'permanent' end, now(), now()
        from generate_series(1, $1) i join cells c on c.at = i % c.n returning id, birth_year)
    insert into people_tags (person_id, tag, access_class, set_at)
      select id, (array['独居', '低保', '残疾', '高龄'])[1 + birth_year % 4], 'ordinary', now() from added where birth_year % 10 = 3`,
    [Math.max(0, persons - known)],
  )
  await owner.query('analyze people_persons; analyze people_tags')
  const cells =
    (
      await owner.query<{ cells: number }>(
        `select count(*)::int as cells from territory_areas where level = 'gridCell'`,
      )
    ).rows[0]?.cells ?? 0
  await owner.end()

  const ask = async (login: string, path: string, body: object) => {
    const answer = await fetch(`${district.base}/api/one-form${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-liren': '1', cookie: await district.signIn(login) },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const report = (await ask('handler6', '/reports', {
    title: '网格基本情况',
    department: '区民政局',
    level: 'district',
    period: 'monthly',
    per: 'gridCell',
    areaCode: '440104000000',
    basis: '示范',
    purpose: '测量',
    columns,
    untilOn: null,
  })) as { id: string }
  await ask('steward1', `/reports/${report.id}/decisions`, { decision: 'admit', text: '同意' })
  const started = performance.now()
  const filled = (await ask('steward1', `/reports/${report.id}/fillings`, {})) as {
    areas: number
    share: number
    cells: number
  }
  const seconds = (performance.now() - started) / 1000
  console.log(`${filled.areas} areas of ${cells}, ${filled.cells} cells, ${persons} people`)
  tell(
    'filled by itself',
    filled.share * 100,
    limits.share * 100,
    filled.share >= limits.share && filled.areas === cells,
    ' %',
  )
  tell('time to fill', seconds, limits.fillSeconds, seconds < limits.fillSeconds, ' s')
} finally {
  await district.stop()
}

/** What the process holds at most while something runs, above where it began. */
const growthOf = async (work: () => Promise<void>) => {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  await work()
  clearInterval(watch)
  return (Math.max(most, process.memoryUsage().rss) - before) / 1e6
}
const names = columns.map(({ name }) => name)
const file = join(folder, 'rows.xlsx')
function* lines() {
  for (let at = 0; at < tableRows; at += 1)
    yield Object.fromEntries(
      names.map((name, column) => [name, column < 4 ? `${name}${at}` : (at * (column + 7)) % 9973]),
    )
}
let began = performance.now()
const out = await growthOf(async () => {
  await pipeline(await writeWorkbook('网格', names, lines()), createWriteStream(file))
})
console.log(
  `${tableRows} rows written, ${Math.round(statSync(file).size / 1e6)} MB, ${Math.round((performance.now() - began) / 100) / 10} s`,
)
tell('growth while writing', out, limits.growthMegabytes, out < limits.growthMegabytes, ' MB')
began = performance.now()
let read = 0
const into = await growthOf(async () => {
  for await (const row of readWorkbook(readFileSync(file), true)) if (row.cells.总人口 !== undefined) read += 1
})
console.log(`${read} rows read, ${Math.round((performance.now() - began) / 100) / 10} s`)
tell('growth while reading', into, limits.growthMegabytes, into < limits.growthMegabytes && read === tableRows, ' MB')
rmSync(folder, { recursive: true, force: true })
process.exitCode = isFine ? 0 : 1
