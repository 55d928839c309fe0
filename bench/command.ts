/**
 * The command centre with a year of a large district: every tile over HTTP beside the very same statement sent bare, and two hundred live
 * boards on one process at twenty events a second, first listening only, then reading again as boards do. BENCH_ROWS=100000 shortens it.
 */
import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { kyselyOn } from '@liren/kernel/database'
import { chromiumPath } from '@liren/testing/chromium'
import pg from 'pg'
import { chromium } from 'playwright-core'
import { dayOf } from '../modules/command/facts.ts'
import type { IndicatorName } from '../modules/command/indicator.ts'
import { daysBack } from '../modules/command/recent-cases.ts'
import { caseStore, type Reach } from '../modules/command/server/store-cases.ts'
import { indicatorStore } from '../modules/command/server/store-indicators.ts'
import { openBySql } from '../modules/command/testing/open-by-sql.ts'
import { openDistrict } from './district.ts'
import { fill, ownerClient } from './fill.ts'
import { keepAlive, meterCpu, percentile, report, send } from './measure.ts'

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000)
const turns = Number(process.env.BENCH_TURNS ?? 20)
const liveSeconds = Number(process.env.BENCH_SECONDS ?? 15)
const boards = 200
const perSecond = 20
/** Figures of thirty days are shared for so long: each turn asks anew. */
const monthRestMs = 20_100
const rest = (ms: number) => new Promise((resume) => setTimeout(resume, ms))

type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** The statements the stores send, caught on their way. */
type Stores = ReturnType<typeof caseStore> & ReturnType<typeof openBySql> & ReturnType<typeof indicatorStore>
const caught = async (ask: (cases: Stores) => Promise<unknown>): Promise<readonly Statement[]> => {
  const seen: Statement[] = []
  // The border to pg's many ways of calling: only this one is used.
  const net = {
    query: (query: Statement) => {
      seen.push(query)
      return Promise.resolve({ rows: [], rowCount: 0 })
    },
  } as unknown as pg.Pool
  const db = kyselyOn(net)
  await ask({ ...caseStore(db), ...openBySql(db), ...indicatorStore(db) })
  if (seen.length === 0) throw new Error('nothing was asked')
  return seen.map(({ text, values }) => ({ text, values }))
}

const district = await openDistrict({ LIREN_POOL: '8' }, process.env.BENCH_FOLDER)
const owner = await ownerClient(district.ownerUrl)
try {
  // Filling takes the indexes away for a while: what reads the district's own cases must be done before.
  const isRead = async () =>
    (await owner.query(`select from command_readings where ended_at is not null limit 1`)).rowCount !== 0
  for (let waited = 0; waited < 60 && !(await isRead()); waited += 1) await rest(1000)
  await fill(owner, rows)
  const started = performance.now()
  const have = async () =>
    Number((await owner.query<{ n: number }>('select count(*)::int as n from command_cases')).rows[0]?.n ?? 0)
  if ((await have()) < rows) {
    await owner.query(
      `insert into kernel_outbox (kind, name, fact, topics, at, request_id)
        values ('job', 'command/read-all', '{"payload":null,"startAt":null,"key":null}', '{}', now(), 'bench')`,
    )
    while ((await have()) < rows) await rest(1000)
    const seconds = (performance.now() - started) / 1000
    report('cases read anew, a second', rows / seconds)
  }
  await owner.query('vacuum analyze command_cases')

  const cookie = await district.signIn('dispatcher1')
  const agent = keepAlive(4)
  const ask = async (path: string) => {
    const answer = await send(agent, new URL(`${district.base}/api/command/${path}`), { headers: { cookie } })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`)
    return answer.ms
  }
  const reach: Reach = {
    scope: { everywhere: false, areas: ['440104'], units: ['a1220fb6-6fcb-59e4-8c29-39e357f69b63'] },
    restricted: { everywhere: false, areas: [], units: [] },
    area: null,
  }
  const now = new Date()
  const week = new Date(daysBack(now.getTime(), 7))
  const dayFigures: readonly IndicatorName[] = [
    'reported',
    'closed',
    'sameDay',
    'handledOnTime',
    'automatic',
    'automaticRight',
  ]
  const monthFigures: readonly IndicatorName[] = ['sameDay', 'automatic', 'automaticRight', 'hops', 'handleHours']
  const dayFrom = (days: number) => dayOf(daysBack(Date.now(), days))
  const figures = (cases: Stores, names: readonly IndicatorName[], days: number) =>
    cases.figures(names, {
      reach,
      window: { from: daysBack(Date.now(), days), until: Date.now() + 3650 * 86_400_000, now: Date.now() },
      communityUnits: [],
      parted: null,
    })
  const tiles: Readonly<Record<string, { path: string; bare?: (cases: Stores) => Promise<unknown>; restMs: number }>> =
    {
      queues: { path: 'board/queues', bare: (cases) => cases.queues(reach, now, now), restMs: 450 },
      cells: { path: 'board/cells', bare: (cases) => cases.cells(reach, now), restMs: 450 },
      units: { path: 'board/units', bare: (cases) => cases.units(reach, now), restMs: 450 },
      channels: { path: 'board/channels', bare: (cases) => cases.channels(reach, week), restMs: 450 },
      topics: { path: 'board/topics', bare: (cases) => cases.topics(reach, now), restMs: 450 },
      overdue: { path: 'cases?due=overdue&limit=6', restMs: 100 },
      today: {
        path: `figures?from=${dayFrom(1)}&only=${dayFigures.join(',')}`,
        bare: (cases) => figures(cases, dayFigures, 1),
        restMs: 450,
      },
      thirtyDays: {
        path: `figures?from=${dayFrom(30)}&only=${monthFigures.join(',')}`,
        bare: (cases) => figures(cases, monthFigures, 30),
        restMs: monthRestMs,
      },
    }
  const pool = new pg.Pool({ connectionString: district.ownerUrl, max: 1, options: '-c search_path=liren,public' })
  for (const [name, { path, bare, restMs }] of Object.entries(tiles)) {
    const ours: number[] = []
    const theirs: number[] = []
    const statements = bare ? await caught(bare) : []
    const many = restMs === monthRestMs ? Math.min(turns, 5) : turns
    for (let turn = 0; turn < many + 2; turn += 1) {
      await rest(restMs)
      const ms = await ask(path)
      const before = performance.now()
      for (const [n, { text, values }] of statements.entries())
        await pool.query({ name: `${name}${n}`, text, values: [...values] })
      if (turn < 2) continue
      ours.push(ms)
      theirs.push(performance.now() - before)
    }
    report(`${name} p95`, percentile(ours, 95), { atMost: 300 }, ' ms')
    if (bare) report(`  p50 ours to bare SQL`, percentile(ours, 50) / percentile(theirs, 50), { atMost: 1.5 })
  }
  await pool.end()

  for (const isReading of [false, true]) {
    const lags: number[] = []
    const heard = new Set<string>()
    const readings: number[] = []
    let failures = 0
    let bytes = 0
    const reader = keepAlive(16)
    const streams = await Promise.all(
      Array.from(
        { length: boards },
        () =>
          new Promise<{ close: () => void }>((done, fail) => {
            let timer: NodeJS.Timeout | undefined
            let version = ''
            const request = get(
              `${district.base}/api/kernel/live?topics=area:440104000000`,
              { agent: false },
              (stream) => {
                stream.setEncoding('utf8')
                stream.on('data', (text: string) => {
                  for (const [, at = '0'] of text.matchAll(/"name":"bench\/(\d+)"/g)) {
                    lags.push(Date.now() - Number(at))
                    heard.add(at)
                  }
                  if (!isReading || timer || !text.includes('bench/')) return
                  // As a board does: one question for all tiles that went stale, when news has rested.
                  timer = setTimeout(
                    async () => {
                      timer = undefined
                      const since = version === '' ? '' : `&cells=${version}`
                      const asked = new URL(`${district.base}/api/command/board?tiles=queues,cells,units${since}`)
                      const answer = await send(reader, asked, { headers: { cookie } }).catch(() => null)
                      if (answer?.status === 200) {
                        readings.push(answer.ms)
                        bytes += answer.body.length
                        version = /"cells":\{"version":"([^"]+)"/.exec(answer.body)?.[1] ?? version
                      } else failures += 1
                    },
                    700 + Math.random() * 800,
                  )
                })
                done({
                  close: () => {
                    clearTimeout(timer)
                    request.destroy()
                  },
                })
              },
            )
            request.on('error', fail)
          }),
      ),
    )
    await rest(1000)
    const meter = meterCpu({ server: district.pid, database: district.postmaster })
    const before = performance.now()
    let told = 0
    while (performance.now() - before < liveSeconds * 1000) {
      await owner.query(
        `insert into kernel_outbox (kind, name, fact, topics, at, request_id) values ('event', $1, '{}', '{area:440104001001}', now(), 'bench')`,
        [`bench/${Date.now()}`],
      )
      told += 1
      await rest(Math.max(0, (told * 1000) / perSecond - (performance.now() - before)))
    }
    const used = meter.stop()
    const lasted = performance.now() - before
    const share = (used.server ?? 0) / lasted
    await rest(1500)
    for (const { close } of streams) close()
    reader.destroy()
    const how = isReading ? 'listening and reading again' : 'listening'
    report(`${boards} boards ${how}: share of one core`, share, { atMost: 0.3 })
    report('  and of the database', (used.database ?? 0) / lasted)
    report(`  news p99`, percentile(lags, 99), { atMost: 2000 }, ' ms')
    if (isReading) {
      report('  readings a second', readings.length / (lasted / 1000))
      report('  reading p95', percentile(readings, 95), { atMost: 300 }, ' ms')
      report('  kilobytes a reading', bytes / Math.max(1, readings.length) / 1000)
      report('  readings that failed', failures, { atMost: 0 })
    }
    report(`  news told / heard by a board`, told / Math.max(1, lags.length / boards))
  }
  agent.destroy()

  const executablePath = chromiumPath()
  if (existsSync(executablePath)) {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    const [name = '', value = ''] = cookie.split(/=(.*)/s)
    const paints: number[] = []
    const wholes: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
      await context.addCookies([{ name, value, url: district.base }])
      const page = await context.newPage()
      const before = performance.now()
      await page.goto(`${district.base}/desk/command`)
      await page.locator('.board-queues table').waitFor()
      const whole = performance.now() - before
      const paint = await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      )
      await context.close()
      // The first turn warms the server up; each browser context starts with an empty cache.
      if (turn === 0) continue
      paints.push(paint)
      wholes.push(whole)
    }
    await browser.close()
    report('board in a browser: first paint', percentile(paints, 95), { atMost: 2000 }, ' ms')
    report('  queues on the board', percentile(wholes, 95), undefined, ' ms')
  }
} finally {
  await owner.end()
  await district.stop()
}
