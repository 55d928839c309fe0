/**
 * Real tables of citizens' reports, as three cities kept them: every row arrives or is refused with its reason, a kill in the
 * middle loses and doubles nothing, and what arrived is worked to the end. The tables are nobody's to pass on: they are read
 * where they lie, and what needs them is skipped by name where they do not.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, createReadStream, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { dropOwnDatabases, isElsewhere, type OwnDatabase, ownDatabase } from '@liren/testing/own-databases'
import { plainEnvironment, type Running, runFolder, startServer } from '@liren/testing/server'
import excel from '@protobi/exceljs'
import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const shared = process.env.LIREN_TEST_TABLES ?? ''
const complaints = join(shared, 'teddy2020-messages/messages.train-dev.jsonl')
const newYork = join(shared, 'nyc311-2018/requests.train.csv')
const boston = join(shared, 'boston311-2015/requests.train.csv')
const isThere = shared !== '' && [complaints, newYork, boston].every((file) => existsSync(file))

let folder = ''
let data = ''
const town = '330109113000'
let own: OwnDatabase | undefined
const env = () => ({
  ...plainEnvironment(),
  LIREN_DATA: data,
  LIREN_LOG: 'silent',
  LIREN_PRESET: 'guali',
  ...own?.env,
})

/** A picture of sixteen dots. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC',
  'base64',
)

type Report = {
  readonly rows: number
  readonly created: number
  readonly present: number
  readonly refused: number
  readonly resumedAt: number | null
  readonly errorsFile: string | null
  readonly rowsPerSecond: number
  readonly columns: Readonly<Record<string, string>>
}

/** What an operator types; `until` sees how far it came, and may end it. */
const take = (file: string, more: readonly string[], until: (rows: number, child: ChildProcess) => void = () => {}) =>
  new Promise<Report | null>((done, fail) => {
    const child = spawn(process.execPath, ['apps/server/main.ts', 'import', 'cases', file, '--json', ...more], {
      cwd: root,
      env: env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let told = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk
      const rows = [...told.matchAll(/rows (\d+)/g)].at(-1)?.[1]
      if (rows) until(Number(rows), child)
    })
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') done(null)
      else if (code === 0) done(JSON.parse(out) as Report)
      else fail(new Error(`import ended with ${code}: ${out} ${told}`))
    })
  })

const ended = (report: Report | null) => {
  if (!report) throw new Error('the import was ended from outside')
  return report
}

/** A copy that may be written beside. */
const mine = (file: string, name: string) => {
  const path = join(folder, name)
  copyFileSync(file, path)
  return path
}

const linesOf = async (file: string) => {
  let count = 0
  for await (const line of createInterface({ input: createReadStream(file) })) if (line.trim() !== '') count += 1
  return count
}

describe.skipIf(!isThere)('tables of real reports (skipped where ../shared/data is not there)', () => {
  let running: Running | undefined
  const look = async <T extends pg.QueryResultRow>(statement: string, values: readonly unknown[] = []) => {
    const owner = new pg.Client({ connectionString: running?.ownerUrl() ?? '' })
    await owner.connect()
    try {
      return (await owner.query<T>(statement, [...values])).rows
    } finally {
      await owner.end()
    }
  }
  beforeAll(async () => {
    folder = runFolder('running')
    data = join(folder, 'data')
    if (isElsewhere()) own = await ownDatabase(data)
    const seeding = spawn(process.execPath, ['apps/server/main.ts', 'seed', '--json'], {
      cwd: root,
      env: env(),
      stdio: 'ignore',
    })
    const code = await new Promise((done) => seeding.once('exit', done))
    if (code !== 0) throw new Error(`seeding ended with ${code}`)
  }, 300_000)
  afterAll(async () => {
    await running?.stop()
    await dropOwnDatabases()
    rmSync(folder, { recursive: true, force: true })
  })

  test('complaints in Chinese: tried without a trace, killed half-way, gone on, and nothing is twice', async () => {
    const file = mine(complaints, 'complaints.jsonl')
    const lines = await linesOf(file)
    const how = ['--system', 'teddy', '--area', town]
    const tried = ended(await take(file, [...how, '--dry-run', '--limit', '500']))
    expect(tried).toMatchObject({ rows: 500, columns: { id: 'id', text: 'text', created: 'time', category: 'label' } })
    const killed = await take(file, how, (rows, child) => {
      if (rows >= 2000) child.kill('SIGKILL')
    })
    expect(killed).toBeNull()
    const rest = ended(await take(file, [...how, '--resume']))
    expect(rest.resumedAt).toBeGreaterThan(1000)
    expect(rest.rows).toBe(lines)
    expect(rest.created + rest.present + rest.refused).toBe(lines)
    const again = ended(await take(file, how))
    expect(again).toMatchObject({ rows: lines, created: 0, refused: rest.refused })
    if (rest.refused > 0) {
      const faults = readFileSync(`${file}.errors.csv`, 'utf8').trim().split('\r\n')
      expect(faults).toHaveLength(rest.refused + 1)
    }
    console.log(`complaints: ${lines} lines, ${rest.created} created, ${rest.present} present, ${rest.refused} refused`)
  }, 600_000)

  test('New York’s requests, saved as a spreadsheet, get a cell each by their coordinates, and a column map is kept by name', async () => {
    const records = parse(readFileSync(newYork), { relax_column_count: true }) as string[][]
    const book = new excel.Workbook()
    const sheet = book.addWorksheet('311')
    for (const record of records) sheet.addRow(record)
    const file = join(folder, 'new-york.xlsx')
    await book.xlsx.writeFile(file)
    const map = join(folder, 'map.json')
    writeFileSync(
      map,
      JSON.stringify({
        columns: { title: 'Complaint Type', text: 'Descriptor' },
        categories: { 'Illegal Parking': 'E0505' },
      }),
    )
    const how = ['--system', 'nyc', '--place-by', 'shift', '--area', town]
    const report = ended(await take(file, [...how, '--map', map, '--save-map', 'new-york']))
    expect(report.rows).toBe(records.length - 1)
    expect(report.created + report.present + report.refused).toBe(report.rows)
    expect(report.created).toBeGreaterThan(report.rows * 0.9)
    const again = ended(await take(file, [...how, '--map', 'new-york']))
    expect(again).toMatchObject({ created: 0, refused: report.refused })
    console.log(
      `new york: ${report.rows} rows, ${report.created} created, ${report.present} present, ${report.refused} refused`,
    )
  }, 600_000)

  test('Boston’s year of requests arrives as CSV at more than a hundred rows a second', async () => {
    const file = mine(boston, 'boston.csv')
    const rows = (parse(readFileSync(boston), { relax_column_count: true }) as string[][]).length - 1
    const report = ended(await take(file, ['--system', 'boston', '--place-by', 'shift', '--area', town]))
    expect(report.rows).toBe(rows)
    expect(report.created + report.present + report.refused).toBe(rows)
    expect(report.created).toBeGreaterThan(rows * 0.9)
    expect(report.rowsPerSecond).toBeGreaterThan(100)
    console.log(
      `boston: ${rows} rows, ${report.created} created, ${report.present} present, ${report.refused} refused, ${report.rowsPerSecond} rows/s`,
    )
  }, 600_000)

  test('they stand with the acceptors, those with a place in a cell, and one is worked to its end', async () => {
    running = await startServer({ dataFolder: data, preset: 'guali' })
    const { base } = running
    const enter = async (loginName: string) => {
      const headers = { 'x-liren': '1', 'content-type': 'application/json' }
      const entered = await fetch(`${base}/api/identity/log-in`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ loginName, password: 'Liren-demo-2026' }),
      })
      const [cookie = ''] = (entered.headers.get('set-cookie') ?? '').split(';')
      return async (method: string, path: string, body?: unknown) => {
        const reply = await fetch(`${base}${path}`, {
          method,
          headers: {
            cookie,
            'x-liren': '1',
            ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
        })
        const text = await reply.text()
        if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
        return text === '' ? null : JSON.parse(text)
      }
    }
    const photo = async (who: Awaited<ReturnType<typeof enter>>): Promise<string> => {
      const form = new FormData()
      form.append('file', new Blob([dot], { type: 'image/png' }), '现场.png')
      return (await who('PUT', `/api/files/uploads/${randomUUID()}`, form)).id
    }
    const acceptor = await enter('acceptor1')
    const waiting = await acceptor(
      'GET',
      '/api/matters/matters?process=case-handling&state=intake&q=%E5%B7%A5%E8%B5%84&limit=5',
    )
    expect(waiting.items.length).toBe(5)
    const workers: Readonly<Record<string, string>> = {
      '330109113001': 'grid1',
      '330109113201': 'grid2',
      '330109113004': 'grid3',
      '330109113205': 'grid4',
    }
    const [first] = await look<{ id: string; cell: string; area: string }>(
      `select m.id, m.cell_code as cell, m.area_code as area from liren.matters_matters m join liren.cases_cases c on c.id = m.id
       where c.external_ref like 'nyc:%' and m.kind_code is null and m.area_code = any($1) order by m.opened_at limit 1`,
      [Object.keys(workers)],
    )
    if (!first) throw new Error('nothing of New York’s lies where somebody works')
    expect(first.cell).toMatch(/^330109113\d{6}$/)
    const [cells] = await look<{ all: number; placed: number }>(
      `select count(*)::int as all, count(m.cell_code)::int as placed from liren.matters_matters m join liren.cases_cases c on c.id = m.id
       where c.external_ref like 'boston:%' and m.lon is not null`,
    )
    expect(cells?.all).toBeGreaterThan(10_000)
    expect(cells?.placed).toBe(cells?.all)

    const at = `/api/cases/cases/${first.id}`
    await acceptor('POST', `${at}/acceptance`, { categoryCode: 'A0205' })
    await (await enter('leader1'))('POST', `${at}/filing`, {})
    const dispatcher = await enter('dispatcher1')
    const { items } = await dispatcher('GET', `${at}/proposals`)
    expect(items[0]).toMatchObject({ unitName: '瓜沥镇农业农村办公室' })
    await dispatcher('POST', `${at}/dispatch`, { unitId: items[0].unitId })
    const handler = await enter('handler6')
    await handler('POST', `${at}/sign-in`, {})
    await handler('POST', `${at}/reply`, {
      outcome: 'fixed',
      text: '已到现场劝导，音量调低',
      files: [await photo(handler)],
    })
    const grid = await enter(workers[first.area] ?? '')
    await grid('POST', `${at}/check`, { isPassed: true, files: [await photo(grid)] })
    await (await enter('leader1'))('POST', `${at}/conclusion`, { decision: 'close' })
    expect((await acceptor('GET', at)).matter.state).toBe('closed')
  }, 300_000)
})
