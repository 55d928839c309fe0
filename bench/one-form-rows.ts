/**
 * Fifty thousand rows through the product: a report whose every row is filed goes out as a workbook over HTTP, comes back with one row in
 * a hundred wrong, and each is taken or refused with its reason, while the server's memory grows by less than 300 MB.
 * `node bench/one-form-rows.ts`; BENCH_ROWS shortens it, BENCH_FOLDER names the data folder of a server that runs already at BENCH_BASE.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { openDistrict, signIn } from './district.ts'

const rows = Number(process.env.BENCH_ROWS ?? 50_000)
const limit = 300
const { BENCH_BASE: runningBase, BENCH_FOLDER: runningFolder, BENCH_PID: runningPid } = process.env

const district = runningBase ? null : await openDistrict()
const base = district?.base ?? runningBase ?? ''
const urlOf = (folder: string) => {
  const [, , , port = ''] = readFileSync(`${folder}/postgres/pg/postmaster.pid`, 'utf8').split('\n')
  const secret = readFileSync(`${folder}/postgres/password`, 'utf8').trim()
  return `postgres://liren:${encodeURIComponent(secret)}@127.0.0.1:${port}/liren`
}
const owner = new pg.Client({
  connectionString: district?.ownerUrl ?? urlOf(runningFolder ?? ''),
  options: '-c search_path=liren,public',
})
await owner.connect()
const pid = district?.pid ?? Number(runningPid)

/** What a process holds now, in MB. */
const held = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
/** What it holds at most while something runs, above where it began; in MB. */
const growthOf = async <T>(work: () => Promise<T>): Promise<{ readonly growth: number; readonly result: T }> => {
  const before = held()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, held())
  }, 20)
  const result = await work()
  clearInterval(watch)
  return { growth: Math.max(most, held()) - before, result }
}

const cookie = await signIn(base, 'steward1')
const asHandler = await signIn(base, 'handler6')
const asWorker = await signIn(base, 'worker1')
const post = async (who: string, path: string, body: object) => {
  const answer = await fetch(`${base}/api/one-form${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-liren': '1', cookie: who },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as { readonly id: string }
}
const report = await post(asHandler, '/reports', {
  ...{
    title: `五万行台账 ${Date.now()}`,
    department: '区民政局',
    level: 'district',
    period: 'monthly',
    per: 'gridCell',
  },
  ...{ areaCode: '440104000000', basis: '示范', purpose: '测量', untilOn: null },
  columns: [
    { name: '网格编码', source: { from: 'area', fact: 'code' } },
    { name: '户数', source: { from: 'count', of: 'households' } },
    { name: '走访户次', source: { from: 'asked', type: 'integer' } },
    { name: '隐患处数', source: { from: 'asked', type: 'integer' } },
  ],
})
await post(cookie, `/reports/${report.id}/decisions`, { decision: 'admit', text: '同意' })
// As many areas as one community never has: what is measured is the way in and out.
const period = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
await owner.query(
  `insert into one_form_filings (report_id, period, area_code, cells, asked, exceptions, filled_at)
   select $1, $2, '440104001001' || lpad(i::text, 6, '0'), jsonb_build_object('网格编码', i, '户数', i % 90), '{}',
     '[{"column":"走访户次","why":"empty","before":null}]', now() from generate_series(1, $3::int) i`,
  [report.id, period, rows],
)
let isFine = true
const tell = (what: string, value: number, isWithin: boolean, unit: string) => {
  isFine &&= isWithin
  console.log(`${isWithin ? 'ok ' : 'NOT'} ${what}: ${Math.round(value * 10) / 10}${unit}`)
}

let began = performance.now()
const out = await growthOf(async () => {
  const answer = await fetch(`${base}/api/one-form/reports/${report.id}/xlsx`, {
    headers: { cookie: asWorker, 'x-liren': '1' },
  })
  if (!answer.ok) throw new Error(`xlsx: ${answer.status} ${await answer.text()}`)
  return (await answer.arrayBuffer()).byteLength
})
console.log(`${rows} rows out, ${Math.round(out.result / 1e6)} MB, ${Math.round((performance.now() - began) / 1000)} s`)
tell('growth of the server while a workbook leaves', out.growth, out.growth < limit, ' MB')

const lines = ['区划编码,走访户次,隐患处数']
for (let at = 1; at <= rows; at += 1)
  lines.push(`440104001001${String(at).padStart(6, '0')},${at % 100 === 0 ? '多' : at % 30},${at % 4}`)
began = performance.now()
const back = await growthOf(async () => {
  const form = new FormData()
  form.append('file', new Blob([lines.join('\n')]), `${randomUUID()}.csv`)
  const answer = await fetch(`${base}/api/one-form/reports/${report.id}/answers`, {
    method: 'POST',
    headers: { cookie: asWorker, 'x-liren': '1' },
    body: form,
  })
  if (!answer.ok) throw new Error(`answers: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as { rows: number; taken: number; refused: number; errors: unknown[] }
})
const { result } = back
console.log(
  `${result.rows} rows in, ${result.taken} taken, ${result.refused} refused, ${result.errors.length} named, ${Math.round((performance.now() - began) / 1000)} s`,
)
tell('growth of the server while answers come in', back.growth, back.growth < limit, ' MB')
tell('rows taken or refused', result.taken + result.refused, result.taken + result.refused === rows, '')
tell('rows refused that are named', result.errors.length, result.errors.length === Math.floor(rows / 100), '')
await owner.query('delete from one_form_filings where report_id = $1', [report.id])
await owner.end()
await district?.stop()
process.exitCode = isFine ? 0 : 1
