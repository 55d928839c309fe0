/** The outbox relay: after commit, facts go to listeners (as jobs), to live screens, and jobs to their queue. */

import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Core } from './core.ts'

/** Queues of this platform: one for what listens, one for what works. */
export const queues = { listen: 'listen', work: 'work' } as const

/** One listener told of one event. */
export type ListenJob = {
  readonly listener: string
  readonly outboxId: number
  readonly fact: unknown
  readonly at: string
}
/** One job to run. */
export type WorkJob = { readonly job: string; readonly payload: unknown }

type Row = { id: number; kind: string; name: string; fact: Record<string, unknown>; topics: string[]; at: Date }

/** What live screens hear: that something changed, never what. */
export type Pulse = { readonly name: string; readonly topics: readonly string[] }

/** Notifications are limited to 8000 bytes: pulses travel in portions. */
const portions = (pulses: readonly Pulse[]): string[] => {
  const out: string[] = []
  let current: Pulse[] = []
  for (const pulse of pulses) {
    if (Buffer.byteLength(JSON.stringify([...current, pulse])) > 7000 && current.length > 0) {
      out.push(JSON.stringify(current))
      current = []
    }
    current.push(pulse)
  }
  if (current.length > 0) out.push(JSON.stringify(current))
  return out
}

const asBossDb = (client: pg.PoolClient) => ({
  executeSql: async (text: string, values?: unknown[]) => client.query(text, values),
})

/** The channel on which processes of a district tell each other of pulses. */
export const liveChannel = (schema: string) => `${schema}_live`

/** What one round moved: how many rows, and the queues that have something new. */
export type Moved = { readonly count: number; readonly queued: readonly string[] }

/** Between two rounds, so that under load many facts share one; live screens have two seconds. */
const restMs = 40

/**
 * Moves one batch out of the outbox, in one transaction: jobs inserted, pulses notified, rows marked. Its commit may reach the
 * disk a little later: were it lost, the rows would simply be moved again.
 */
export const relayOnce = async (core: Core, boss: PgBoss, batch = 200): Promise<Moved> => {
  const client = await core.pool.connect()
  try {
    await client.query('begin; set local synchronous_commit = off')
    const { rows } = await client.query<Row>({
      name: 'relay',
      text: `with batch as (
          select id from kernel_outbox where delivered_at is null order by id limit $1 for update skip locked)
        update kernel_outbox o set delivered_at = now() from batch where o.id = batch.id
        returning o.id, o.kind, o.name, o.fact, o.topics, o.at`,
      values: [batch],
    })
    if (rows.length === 0) {
      await client.query('commit')
      return { count: 0, queued: [] }
    }
    rows.sort((a, b) => a.id - b.id)
    const heard = rows.flatMap((row) =>
      row.kind !== 'event'
        ? []
        : (core.listeners.get(row.name) ?? [])
            .filter((listener) => listener.concerns?.(row.fact as never) ?? true)
            .map((listener) => ({
              data: {
                listener: `${listener.module}/${listener.name}`,
                outboxId: row.id,
                fact: row.fact,
                at: row.at.toISOString(),
              },
            })),
    )
    const worked = rows.flatMap((row) => {
      if (row.kind !== 'job') return []
      const { payload, startAt, key } = row.fact as { payload: unknown; startAt: string | null; key: string | null }
      return [
        {
          data: { job: row.name, payload },
          retryLimit: core.jobs.get(row.name)?.retryLimit ?? 5,
          ...(startAt ? { startAfter: startAt } : {}),
          ...(key ? { singletonKey: `${row.name}:${key}` } : {}),
        },
      ]
    })
    const db = asBossDb(client)
    if (heard.length > 0) await boss.insert(queues.listen, heard, { db })
    if (worked.length > 0) await boss.insert(queues.work, worked, { db })
    const pulses = rows.filter((row) => row.topics.length > 0).map(({ name, topics }) => ({ name, topics }))
    for (const text of portions(pulses))
      await client.query({
        name: 'relay-notify',
        text: 'select pg_notify($1, $2)',
        values: [liveChannel(core.config.schema), text],
      })
    await client.query('commit')
    return {
      count: rows.length,
      queued: [...(heard.length > 0 ? [queues.listen] : []), ...(worked.length > 0 ? [queues.work] : [])],
    }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Runs the relay whenever woken, and every half second in case another process died before waking its own. */
export const startRelay = (core: Core, boss: PgBoss, onQueued: (queues: readonly string[]) => void) => {
  let isRunning = false
  let isAsked = false
  let isStopped = false
  let current: Promise<void> = Promise.resolve()
  const run = async () => {
    isRunning = true
    try {
      do {
        isAsked = false
        const { count, queued } = await relayOnce(core, boss)
        if (queued.length > 0) onQueued(queued)
        if (count === 200) isAsked = true
        else if (count > 0 && !isStopped) await new Promise((resume) => setTimeout(resume, restMs))
      } while (isAsked && !isStopped)
    } catch (error) {
      if (!isStopped) core.log.error('relay failed', { error })
    } finally {
      isRunning = false
    }
  }
  const wake = () => {
    if (isStopped) return
    if (isRunning) isAsked = true
    else current = run()
  }
  const timer = setInterval(wake, 500)
  core.poke.wake = wake
  return {
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      await current
    },
  }
}
