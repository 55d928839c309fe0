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
import { asSystem, inOneTransaction, inTransaction } from './work.ts'

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

/** Listeners hear so many facts in one transaction; what fails is heard again, each fact by itself. */
const heardTogether = 25

/** Lets one listener hear facts, each at most once effectively: its mark commits together with its effect. */
const hear = (core: Core, listener: Owned<Listener>, name: string, facts: readonly ListenJob[]): Promise<void> =>
  inOneTransaction(
    core,
    listener.module,
    `hear:${name}`,
    async (client) => {
      const sound = facts.filter(({ fact }) => isAsExpected(core, listener, fact))
      const { rows } = await ask<{ id: number }>(
        client,
        `insert into kernel_heard (listener, outbox_id, at) select $1, id, now() from unnest($2::bigint[]) as id
         on conflict do nothing returning outbox_id as id`,
        [name, sound.map((fact) => fact.outboxId)],
      )
      const fresh = new Set(rows.map((row) => row.id))
      return sound.filter((fact) => fresh.delete(fact.outboxId))
    },
    (work, { fact, outboxId, at }) =>
      // The door checked both shapes when `listen` was called.
      (listener.hear as (work: Work, fact: unknown, told: { id: string; at: Date }) => Promise<void>)(work, fact, {
        id: String(outboxId),
        at: new Date(at),
      }),
  )

/** Lets a listener hear one fact. */
export const hearOnce = async (core: Core, told: ListenJob): Promise<void> => {
  const listener = listenerNamed(core, told.listener)
  if (listener) await hear(core, listener, told.listener, [told])
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

/** Settles what listeners are to hear, those of one listener together. */
const settleHeard = (core: Core) => {
  const alone = settle<ListenJob>(core, 'listener', (data) => hearOnce(core, data))
  return async (batch: readonly Taken<ListenJob>[]): Promise<Settled[]> => {
    const results: Settled[] = []
    for (const [name, all] of Map.groupBy(batch, (one) => one.data.listener)) {
      const listener = listenerNamed(core, name)
      for (let from = 0; from < all.length; from += heardTogether) {
        const some = all.slice(from, from + heardTogether)
        const isHeard =
          listener !== undefined &&
          (await hear(
            core,
            listener,
            name,
            some.map((one) => one.data),
          ).then(
            () => true,
            () => false,
          ))
        results.push(...(isHeard ? some.map(({ id }) => ({ id, status: 'completed' as const })) : await alone(some)))
      }
    }
    return results
  }
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
  // A full batch is followed by the next at once: after a busy minute nobody waits for his turn every two seconds.
  const shared = { perJobResults: true as const, pollingIntervalSeconds: 2, burstWhenBatchFull: true }
  const many = { ...shared, batchSize: 100 }
  const few = { ...shared, batchSize: 20 }
  const ids: Readonly<Record<string, string>> = {
    [queues.listen]: await boss.work<ListenJob, object, typeof many>(queues.listen, many, settleHeard(core)),
    [queues.work]: await boss.work<WorkJob, object, typeof few>(
      queues.work,
      few,
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
