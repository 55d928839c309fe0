/** Runs jobs, and listeners that hear again, behind the same door as requests: the system acts, in one transaction, with a tail. */
import type { PgBoss } from 'pg-boss'
import { system } from './actor.ts'
import type { Core } from './core.ts'
import { hearAgain, hearWaiting } from './hearing.ts'
import { uuidv7 } from './ids.ts'
import type { Work } from './module.ts'
import { type ListenJob, queues, type WorkJob } from './relay.ts'
import { asSystem, goAhead, inTransaction } from './work.ts'

type Doing = (work: Work, payload: unknown) => Promise<void>

/** Runs one job once. */
export const runJob = async (core: Core, { job, payload }: WorkJob): Promise<void> => {
  const owned = core.jobs.get(job)
  if (!owned) return
  const run = owned.run as (given: unknown, payload: unknown) => Promise<void>
  const about = () => asSystem(core, `job:${job}`, system, uuidv7())
  if (owned.isLong) {
    await run(
      (effect: (work: Work) => Promise<unknown>) => inTransaction(core, owned.module, about(), effect, true),
      payload,
    )
    return
  }
  const act = about()
  await goAhead(core, owned.module, act, owned.ahead as Doing | undefined, payload)
  await inTransaction(core, owned.module, act, (work) => run(work, payload), true)
}

type Taken<T> = { readonly id: string; readonly data: T }
type Settled = { id: string; status: 'completed' | 'failed'; output?: object }

/** Settles jobs one by one, so that one failure costs only itself. */
const settle =
  <T>(core: Core, what: string, act: (data: T) => Promise<void>) =>
  async (batch: readonly Taken<T>[]): Promise<Settled[]> => {
    const results: Settled[] = []
    for (const one of batch)
      try {
        await act(one.data)
        results.push({ id: one.id, status: 'completed' })
      } catch (error) {
        core.log.error(`${what} failed`, { error, data: one.data })
        results.push({ id: one.id, status: 'failed', output: { message: String((error as Error).message) } })
      }
    return results
  }

/** A worker says every few seconds that it lives: what a killed process had in hand is taken up again within a minute. */
const queueOptions = {
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  deleteAfterSeconds: 86_400,
  heartbeatSeconds: 30,
}

/** Creates the queues and the schedules of all jobs with a cron line. */
export const prepareQueues = async (boss: PgBoss) => {
  const existing = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const name of Object.values(queues)) {
    const queue = existing.get(name)
    if (!queue) await boss.createQueue(name, queueOptions)
    else if (queue.heartbeatSeconds !== queueOptions.heartbeatSeconds) await boss.updateQueue(name, queueOptions)
  }
}

/** Schedules follow the code: those no longer declared are taken down. */
export const prepareSchedules = async (core: Core, boss: PgBoss) => {
  const wanted = new Map(
    [...core.jobs].flatMap(([name, job]) => (job.cron ? [[name.replace('/', '.'), { name, cron: job.cron }]] : [])),
  )
  for (const known of await boss.getSchedules(queues.work))
    if (!wanted.has(known.key)) await boss.unschedule(queues.work, known.key)
  for (const [key, { name, cron }] of wanted)
    await boss.schedule(queues.work, cron, { job: name, payload: null }, { tz: 'Asia/Shanghai', key })
}

/** Starts the workers; returns a way to wake those of a queue the moment something was put in. */
export const startWorkers = async (core: Core, boss: PgBoss) => {
  // A full batch is followed by the next at once: after a busy minute nobody waits for his turn every two seconds.
  const shared = { perJobResults: true as const, pollingIntervalSeconds: 2, burstWhenBatchFull: true }
  const few = { ...shared, batchSize: 20 }
  const ids: Readonly<Record<string, string>> = {
    [queues.listen]: await boss.work<ListenJob, object, typeof few>(
      queues.listen,
      few,
      settle<ListenJob>(core, 'listener', (data) => hearAgain(core, data)),
    ),
    [queues.work]: await boss.work<WorkJob, object, typeof few>(
      queues.work,
      few,
      settle<WorkJob>(core, 'job', (data) => runJob(core, data)),
    ),
  }
  return {
    wake: (queue: string) => {
      const id = ids[queue]
      if (id) boss.notifyWorker(id)
    },
  }
}

/** For tests: runs everything due until nothing is left, without workers. */
export const drain = async (core: Core, boss: PgBoss, move: () => Promise<number>): Promise<void> => {
  for (let round = 0; round < 50; round += 1) {
    let count = await move()
    for (let heard = await hearWaiting(core, boss); heard > 0; heard = await hearWaiting(core, boss)) count += heard
    for (const job of await boss.fetch<ListenJob>(queues.listen, { batchSize: 100 })) {
      count += 1
      await hearAgain(core, job.data)
      await boss.complete(queues.listen, job.id)
    }
    for (const job of await boss.fetch<WorkJob>(queues.work, { batchSize: 100 })) {
      count += 1
      await runJob(core, job.data)
      await boss.complete(queues.work, job.id)
    }
    if (count === 0) return
  }
}
