/** Measuring tools: a closed-loop load of so many connections, CPU time of process trees, percentiles, one line per figure. */
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

export type Answer = { readonly status: number; readonly body: string; readonly ms: number }

/** One request over a kept connection. */
export const send = (
  agent: Agent,
  url: URL,
  options: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const { body } = options
    const outgoing = request(
      url,
      {
        agent,
        method: options.method ?? 'GET',
        headers: {
          ...options.headers,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            ms: performance.now() - started,
          }),
        )
        incoming.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

export const keepAlive = (connections: number) =>
  new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })

/** The value below which so many per cent lie. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN
}

// Linux counts CPU in hundredths of a second.
const tickMs = 10

/** CPU milliseconds of one process, all its threads: by the scheduler's own count where the system tells it, else by ticks. */
const cpuOf = (pid: number): number => {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
      const [ns = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      return sum + Number(ns) / 1e6
    }, 0)
  } catch {
    // Gone, or not told here.
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * tickMs
  } catch {
    return 0
  }
}

const parents = (): Map<number, number> => {
  const out = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      out.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Gone meanwhile.
    }
  }
  return out
}

/** CPU milliseconds used so far by each living process of a tree. */
const treeCpu = (root: number): Map<number, number> => {
  const all = parents()
  const inside = (pid: number): boolean =>
    pid === root || (all.has(pid) && all.get(pid) !== 0 && inside(all.get(pid) ?? 0))
  return new Map([...all.keys()].filter(inside).map((pid) => [pid, cpuOf(pid)]))
}

/** Measures what trees of processes use from now until `stop`. Processes that began meanwhile count from their start. */
export const meterCpu = (roots: Readonly<Record<string, number>>) => {
  const before = Object.fromEntries(Object.entries(roots).map(([name, pid]) => [name, treeCpu(pid)]))
  return {
    stop: (): Record<string, number> =>
      Object.fromEntries(
        Object.entries(roots).map(([name, pid]) => [
          name,
          [...treeCpu(pid)].reduce((sum, [one, ms]) => sum + ms - (before[name]?.get(one) ?? 0), 0),
        ]),
      ),
  }
}

/** CPU milliseconds of these processes so far, to take the difference of; processes that end between take theirs with them. */
export const cpuSoFar = (pids: readonly number[]): ReadonlyMap<number, number> =>
  new Map(pids.map((pid) => [pid, cpuOf(pid)]))

/** What was used between two counts. */
export const cpuBetween = (before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number =>
  [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0)

export type Load = {
  readonly count: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly errors: number
  readonly firstError: string | null
}

/** So many workers, each sending the next request as soon as the last was answered, for so many seconds. */
export const load = async (options: {
  readonly connections: number
  readonly seconds: number
  readonly warmSeconds?: number
  readonly act: (agent: Agent, turn: number) => Promise<Answer>
  readonly isFine?: (answer: Answer) => boolean
}): Promise<Load> => {
  const isFine = options.isFine ?? ((answer: Answer) => answer.status >= 200 && answer.status < 300)
  const agent = keepAlive(options.connections)
  let turn = 0
  const run = async (seconds: number) => {
    const times: number[] = []
    let errors = 0
    let firstError: string | null = null
    const started = performance.now()
    const until = started + seconds * 1000
    await Promise.all(
      Array.from({ length: options.connections }, async () => {
        while (performance.now() < until) {
          turn += 1
          try {
            const answer = await options.act(agent, turn)
            if (isFine(answer)) times.push(answer.ms)
            else {
              errors += 1
              firstError ??= `${answer.status} ${answer.body.slice(0, 300)}`
            }
          } catch (error) {
            errors += 1
            firstError ??= String(error)
          }
        }
      }),
    )
    return { times, errors, firstError, seconds: (performance.now() - started) / 1000 }
  }
  if (options.warmSeconds) await run(options.warmSeconds)
  const { times, errors, firstError, seconds } = await run(options.seconds)
  agent.destroy()
  return {
    count: times.length,
    seconds,
    perSecond: times.length / seconds,
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    p99: percentile(times, 99),
    errors,
    firstError,
  }
}

/** A figure beside its limit; the process ends non-zero when a limit is missed and `--strict` was given. */
export const report = (
  name: string,
  value: number,
  limit?: { readonly atMost?: number; readonly atLeast?: number },
  unit = '',
) => {
  const isMet =
    limit === undefined ||
    ((limit.atMost === undefined || value <= limit.atMost) && (limit.atLeast === undefined || value >= limit.atLeast))
  const bound =
    limit === undefined
      ? ''
      : limit.atMost === undefined
        ? ` (at least ${Number(limit.atLeast?.toFixed(2))})`
        : ` (at most ${Number(limit.atMost.toFixed(2))})`
  console.log(
    `${name}: ${value.toFixed(value >= 100 ? 0 : 3)}${unit}${bound}${limit === undefined ? '' : isMet ? ' ✓' : ' ✗'}`,
  )
  if (!isMet && process.argv.includes('--strict')) process.exitCode = 1
}
