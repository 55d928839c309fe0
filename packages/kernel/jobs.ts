/** Runs jobs and listeners behind the same door as requests: the system acts, in one transaction, with a tail. */
import type { TSchema } from '@liren/contract'
import type { ValidateFunction } from 'ajv'
import type { PgBoss } from 'pg-boss'
import { system } from './actor.ts'
import type { Core, Owned } from './core.ts'
import { ask } from './database.ts'
import { uuidv7 } from './ids.ts'
import type { Listener, Work } from './module.ts'
import { type ListenJob, queues, type WorkJob } from './relay.ts'
import { compile } from './validation.ts'
import { asSystem, inTransaction } from './work.ts'

const listenerNamed = (core: Core, name: string): Owned<Listener> | undefined => {
  for (const list of core.listeners.values())
    for (const listener of list) if (`${listener.module}/${listener.name}` === name) return listener
  return undefined
}

const checks = new WeakMap<object, ValidateFunction>()

/** A fact of a module that is not needed must be as expected; else it is not heard, and the log says why. */
const isAsExpected = (core: Core, listener: Owned<Listener>, fact: unknown): boolean => {
  const { expects } = listener
  if (!expects) return true
  const check = checks.get(expects) ?? compile(expects as TSchema, 'body')
  checks.set(expects, check)
  if (check(fact)) return true
  core.log.error('fact not as expected', {
    listener: `${listener.module}/${listener.name}`,
    on: listener.on,
    field: check.errors?.[0]?.instancePath,
  })
  return false
}

/** Lets one listener hear one fact, at most once effectively: its mark commits together with its effect. */
export const hearOnce = async (core: Core, told: ListenJob): Promise<void> => {
  const listener = listenerNamed(core, told.listener)
  if (!listener || !isAsExpected(core, listener, told.fact)) return
  const about = asSystem(core, `hear:${told.listener}`, system, uuidv7())
  await inTransaction(
    core,
    listener.module,
    about,
    async (work, client) => {
      const mark = await ask(
        client,
        'insert into kernel_heard (listener, outbox_id, at) values ($1, $2, now()) on conflict do nothing',
        [told.listener, told.outboxId],
      )
      if (mark.rowCount === 0) return
      // The door checked both shapes when `listen` was called.
      const hear = listener.hear as (work: Work, fact: unknown, told: { id: string; at: Date }) => Promise<void>
      await hear(work, told.fact, { id: String(told.outboxId), at: new Date(told.at) })
    },
    true,
  )
}

/** Runs one job once. */
export const runJob = async (core: Core, { job, payload }: WorkJob): Promise<void> => {
  const owned = core.jobs.get(job)
  if (!owned) return
  await inTransaction(
    core,
    owned.module,
    asSystem(core, `job:${job}`, system, uuidv7()),
    (work) => (owned.run as (work: Work, payload: unknown) => Promise<void>)(work, payload),
    true,
  )
}

type Taken<T> = { readonly id: string; readonly data: T }

/** Settles a batch job by job, so that one failure costs only itself. */
const settle =
  <T>(core: Core, what: string, act: (data: T) => Promise<void>) =>
  async (batch: readonly Taken<T>[]) => {
    const results: { id: string; status: 'completed' | 'failed'; output?: object }[] = []
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

/** Creates the queues and the schedules of all jobs with a cron line. */
export const prepareQueues = async (boss: PgBoss) => {
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const name of Object.values(queues))
    if (!existing.has(name))
      await boss.createQueue(name, { retryLimit: 8, retryDelay: 2, retryBackoff: true, deleteAfterSeconds: 86_400 })
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

/** Starts the workers; returns a way to wake those of a queue the moment the relay has put something in. */
export const startWorkers = async (core: Core, boss: PgBoss) => {
  const options = { batchSize: 20, perJobResults: true as const, pollingIntervalSeconds: 2 }
  const ids: Readonly<Record<string, string>> = {
    [queues.listen]: await boss.work<ListenJob, object, typeof options>(
      queues.listen,
      options,
      settle<ListenJob>(core, 'listener', (data) => hearOnce(core, data)),
    ),
    [queues.work]: await boss.work<WorkJob, object, typeof options>(
      queues.work,
      options,
      settle<WorkJob>(core, 'job', (data) => runJob(core, data)),
    ),
  }
  return {
    wake: (filled: readonly string[]) => {
      for (const queue of filled) {
        const id = ids[queue]
        if (id) boss.notifyWorker(id)
      }
    },
  }
}

/** For tests: runs everything due until nothing is left, without workers. */
export const drain = async (core: Core, boss: PgBoss, move: () => Promise<number>): Promise<void> => {
  for (let round = 0; round < 50; round += 1) {
    let count = await move()
    for (const job of await boss.fetch<ListenJob>(queues.listen, { batchSize: 100 })) {
      count += 1
      await hearOnce(core, job.data)
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
