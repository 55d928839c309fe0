/** The outbox relay: after commit, facts go to where listeners hear them, to live screens, and jobs to their queue. */

import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Core, Owned } from './core.ts'
import { kyselyOn } from './database.ts'
import type { Db, Listener } from './module.ts'

/** Queues of this platform: one for what listeners could not hear at first, one for what works. */
export const queues = { listen: 'listen', work: 'work' } as const

/** One listener told of one event. */
export type ListenJob = {
  readonly listener: string
  readonly outboxId: number
  readonly name: string
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
  let current: string[] = []
  let bytes = 0
  for (const pulse of pulses) {
    const text = JSON.stringify(pulse)
    const more = Buffer.byteLength(text) + 1
    if (bytes + more > 7000 && current.length > 0) {
      out.push(`[${current.join(',')}]`)
      current = []
      bytes = 0
    }
    current.push(text)
    bytes += more
  }
  if (current.length > 0) out.push(`[${current.join(',')}]`)
  return out
}

/** Listeners to anything, with the events each wants at this moment. */
export type Anybody = readonly { readonly listener: Owned<Listener>; readonly names: ReadonlySet<string> }[]

export const anybody = (core: Core, db: Db): Promise<Anybody> =>
  Promise.all(
    (core.listeners.get('*') ?? []).map(async (listener) => ({
      listener,
      names: (await listener.names?.(db)) ?? new Set<string>(),
    })),
  )

/** Listeners whom a fact concerns. */
export const concerned = (core: Core, any: Anybody, name: string, fact: unknown): readonly Owned<Listener>[] => [
  ...(core.listeners.get(name) ?? []).filter((listener) => listener.concerns?.(fact as never) ?? true),
  ...any.filter(({ names }) => names.has(name)).map(({ listener }) => listener),
]

/** The job queue over a connection, so that what is put in commits with the rest. */
export const asBossDb = (client: pg.PoolClient) => ({
  executeSql: async (text: string, values?: unknown[]) => client.query(text, values),
})

/** The channel on which processes of a district tell each other of pulses. */
export const liveChannel = (schema: string) => `${schema}_live`

/** What one round moved: how many rows, whether some of them are to be heard, whether some are to be worked. */
export type Moved = { readonly count: number; readonly isToHear: boolean; readonly isToWork: boolean }

/** Between two rounds, so that under load many facts share one; live screens have two seconds. */
const restMs = 40

/**
 * Moves one batch out of the outbox, in one transaction: jobs inserted, facts noted as unheard, pulses notified, rows marked. Its commit may reach the
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
      return { count: 0, isToHear: false, isToWork: false }
    }
    rows.sort((a, b) => a.id - b.id)
    const any = await anybody(core, kyselyOn(client))
    const heard = rows.filter((row) => row.kind === 'event' && concerned(core, any, row.name, row.fact).length > 0)
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
    if (heard.length > 0)
      await client.query({
        name: 'relay-unheard',
        text: 'insert into kernel_unheard (outbox_id) select unnest($1::bigint[]) on conflict do nothing',
        values: [heard.map((row) => row.id)],
      })
    if (worked.length > 0) await boss.insert(queues.work, worked, { db: asBossDb(client) })
    const pulses = rows.filter((row) => row.topics.length > 0).map(({ name, topics }) => ({ name, topics }))
    for (const text of portions(pulses))
      await client.query({
        name: 'relay-notify',
        text: 'select pg_notify($1, $2)',
        values: [liveChannel(core.config.schema), text],
      })
    await client.query('commit')
    return { count: rows.length, isToHear: heard.length > 0, isToWork: worked.length > 0 }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/**
 * Runs rounds one at a time, whenever woken and every half second in case another process died before waking its own. A
 * round says whether there is more to do at once.
 */
export const inRounds = (round: () => Promise<boolean>, onFailure: (error: unknown) => void) => {
  let isRunning = false
  let isAsked = false
  let isStopped = false
  let current: Promise<void> = Promise.resolve()
  const run = async () => {
    isRunning = true
    try {
      do {
        isAsked = false
        if (await round()) isAsked = true
      } while (isAsked && !isStopped)
    } catch (error) {
      if (!isStopped) onFailure(error)
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
  return {
    wake,
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      await current
    },
  }
}

/** Runs the relay. */
export const startRelay = (core: Core, boss: PgBoss, onMoved: (moved: Moved) => void) => {
  const rounds = inRounds(
    async () => {
      const moved = await relayOnce(core, boss)
      onMoved(moved)
      if (moved.count > 0 && moved.count < 200) await new Promise((resume) => setTimeout(resume, restMs))
      return moved.count === 200
    },
    (error) => core.log.error('relay failed', { error }),
  )
  core.poke.wake = rounds.wake
  return rounds
}
