/**
 * Whole lives of cases — report, accept, file, dispatch, sign in, reply, check, close — arriving at 1, 15, 1, 25, 2, 35 and 10
 * per second, whether or not the ones before are done, while a million matters lie in the same tables. The cases are about
 * the maintenance fund (公维金), which is no place on a map and asks for no photo: one account's uploads are limited per minute.
 */
import { randomUUID } from 'node:crypto'
import { keepAlive, openDistrict, send } from './district.ts'
import { fill, ownerClient } from './fill.ts'
import { type Answer, meterCpu, percentile, report } from './measure.ts'

const rates = (process.env.BENCH_RATES ?? '1,15,1,25,2,35,10').split(',').map(Number)
const stageSeconds = Number(process.env.BENCH_STAGE_SECONDS ?? 20)
const total = Number(process.env.BENCH_ROWS ?? 1_000_000)
const limitMs = 1000

type Life = {
  readonly id: string
  readonly stage: number
  /** Milliseconds from its due arrival to the last answer, and when that was. */
  readonly ms: number
  readonly endedAt: number
  readonly slowest: number
  readonly error: string | null
}
type Request = { readonly stage: number; readonly step: string; readonly ms: number; readonly at: number }

const district = await openDistrict({ LIREN_POOL: '16' }, process.env.BENCH_FOLDER)
const agent = keepAlive(256)
try {
  const owner = await ownerClient(district.ownerUrl)
  await fill(owner, total)
  const cookies = Object.fromEntries(
    await Promise.all(
      ['resident1', 'resident2', 'acceptor1', 'leader1', 'dispatcher1', 'handler1', 'worker1'].map(
        async (login) => [login, await district.signIn(login)] as const,
      ),
    ),
  )
  const { rows } = await owner.query<{ id: string }>(`select id from organisation_units where code = 'D-CG'`)
  const unitId = rows[0]?.id
  // Where worker1 checks: the cells of one community, in turn.
  const { rows: places } = await owner.query<{ lon: number; lat: number }>(
    `select centre_lon as lon, centre_lat as lat from territory_areas where parent_code = '440104001001' and level = 'gridCell' order by code`,
  )
  const requests: Request[] = []
  const finals: Life[] = []

  const live = async (stage: number, dueAt: number) => {
    const id = randomUUID()
    let slowest = 0
    const ask = async (login: string, path: string, body: object, step: string) => {
      const sentAt = performance.now()
      const answer: Answer = await send(agent, new URL(`${district.base}/api/cases${path}`), {
        method: 'POST',
        headers: { cookie: cookies[login] ?? '' },
        body: JSON.stringify(body),
      })
      slowest = Math.max(slowest, answer.ms)
      requests.push({ stage, step, ms: answer.ms, at: sentAt + answer.ms })
      if (answer.status < 200 || answer.status > 299)
        throw new Error(`${step}: ${answer.status} ${answer.body.slice(0, 300)}`)
    }
    const error = await (async () => {
      const resident = id < '8' ? 'resident1' : 'resident2'
      await ask(
        resident,
        '/reports',
        {
          id,
          place: places[finals.length % places.length],
          text: `公维金怎么申请使用，电梯要大修（${id.slice(0, 8)}）`,
        },
        'report',
      )
      await ask('acceptor1', `/cases/${id}/acceptance`, { categoryCode: 'A0508' }, 'accept')
      await ask('leader1', `/cases/${id}/filing`, {}, 'file')
      await ask('dispatcher1', `/cases/${id}/dispatch`, { unitId }, 'dispatch')
      await ask('handler1', `/cases/${id}/sign-in`, {}, 'sign in')
      await ask('handler1', `/cases/${id}/reply`, { outcome: 'fixed', text: '已告知申请材料并受理' }, 'reply')
      await ask('worker1', `/cases/${id}/check`, { isPassed: true }, 'check')
      await ask('leader1', `/cases/${id}/conclusion`, { decision: 'close' }, 'close')
      return null
    })().catch((problem: unknown) => (problem instanceof Error ? problem.message : String(problem)))
    const endedAt = performance.now()
    finals.push({ id, stage, ms: endedAt - dueAt, endedAt, slowest, error })
  }

  // Sessions are kept in the server's memory only once they are ten seconds old.
  await new Promise((resume) => setTimeout(resume, 11_000))
  for (let turn = 0; turn < 10; turn += 1) await live(-1, performance.now())
  const failed = finals.find((life) => life.error)
  if (failed) throw new Error(`no life gets through at rest: ${failed.error}`)

  console.log(`spike: ${rates.join(' → ')} lives a second, ${stageSeconds} s a stage, ${total} matters present`)
  const meter = meterCpu({ server: district.pid, database: district.postmaster })
  const started = performance.now()
  const ends: number[] = []
  const underWay: Promise<void>[] = []
  for (const [stage, rate] of rates.entries()) {
    const begins = started + stage * stageSeconds * 1000
    for (let turn = 0; turn < rate * stageSeconds; turn += 1) {
      const dueAt = begins + (turn * 1000) / rate
      const wait = dueAt - performance.now()
      if (wait > 0) await new Promise((resume) => setTimeout(resume, wait))
      underWay.push(live(stage, dueAt))
    }
    ends.push(begins + stageSeconds * 1000)
    const rest = begins + stageSeconds * 1000 - performance.now()
    if (rest > 0) await new Promise((resume) => setTimeout(resume, rest))
  }
  await Promise.all(underWay)
  const drained = performance.now()
  const cpu = meter.stop()

  const lives = finals.filter(({ stage }) => stage >= 0)
  const errors = lives.filter((life) => life.error !== null)
  for (const [stage, rate] of rates.entries()) {
    const mine = lives.filter((life) => life.stage === stage)
    const times = requests.filter((one) => one.stage === stage).map(({ ms }) => ms)
    const whole = mine.map(({ ms }) => ms)
    const p = (values: readonly number[], at: number) => percentile(values, at).toFixed(0)
    console.log(
      `  ${String(rate).padStart(3)}/s  ${String(mine.length).padStart(4)} lives  request p50 ${p(times, 50)} p95 ${p(times, 95)} p99 ${p(times, 99)} ms  life p50 ${p(whole, 50)} p95 ${p(whole, 95)} ms  errors ${mine.filter((life) => life.error).length}`,
    )
  }
  const steps = [...new Set(requests.map(({ step }) => step))]
  for (const step of steps) {
    const times = requests.filter((one) => one.step === step && one.stage >= 0).map(({ ms }) => ms)
    console.log(
      `  ${step.padEnd(9)} p50 ${percentile(times, 50).toFixed(0)} p95 ${percentile(times, 95).toFixed(0)} ms`,
    )
  }

  /**
   * Recovered after a peak: from here on, every second's p95 stays within the limit. Seconds are of answers, so that a
   * backlog still being worked off counts as not recovered.
   */
  const recovery = (stage: number): number => {
    const from = ends[stage] ?? 0
    const until = ends[stage + 1] ?? drained
    let last = 0
    for (let second = 0; from + second * 1000 < until; second += 1) {
      const inside = requests.filter(({ at }) => at >= from + second * 1000 && at < from + (second + 1) * 1000)
      if (
        inside.length > 0 &&
        percentile(
          inside.map(({ ms }) => ms),
          95,
        ) > limitMs
      )
        last = second + 1
    }
    return last
  }

  const { rows: kept } = await owner.query<{ closed: number }>(
    `select count(*)::int as closed from matters_matters m join cases_cases c on c.id = m.id where m.id = any($1::uuid[]) and m.state = 'closed'
      and (select count(*) from matters_steps s where s.matter_id = m.id) = m.step_count`,
    [lives.filter((life) => life.error === null).map(({ id }) => id)],
  )
  const acknowledged = lives.length - errors.length
  const all = requests.filter(({ stage }) => stage >= 0).map(({ ms }) => ms)
  console.log('\nfigures')
  if (errors[0]) console.log(`first error: ${errors[0].error}`)
  report('errors', errors.length, { atMost: 0 })
  report('lost: closed for the caller, not in the database', acknowledged - (kept[0]?.closed ?? 0), { atMost: 0 })
  report('request p95', percentile(all, 95), { atMost: limitMs }, ' ms')
  for (const [stage, rate] of rates.entries()) {
    const times = requests.filter((one) => one.stage === stage).map(({ ms }) => ms)
    report(`request p95 at ${rate}/s`, percentile(times, 95), { atMost: limitMs }, ' ms')
  }
  for (const [stage, rate] of rates.entries())
    if (rate > (rates[stage + 1] ?? 0)) report(`recovered after ${rate}/s`, recovery(stage), { atMost: 10 }, ' s')
  report('left to do when arrivals ended', (drained - (ends.at(-1) ?? drained)) / 1000, { atMost: 10 }, ' s')
  for (const [name, ms] of Object.entries(cpu)) report(`CPU of the ${name} a life`, ms / lives.length, undefined, ' ms')
  await owner.end()
} finally {
  agent.destroy()
  await district.stop()
}
