/** Listeners hear facts as soon as they are moved, many in one transaction; what one could not hear it hears again as a job. */
import type { TSchema } from '@liren/contract'
import type { ValidateFunction } from 'ajv'
import type { PgBoss } from 'pg-boss'
import type { Core, Owned } from './core.ts'
import { ask, kyselyOn } from './database.ts'
import type { Heard, Listener, Work } from './module.ts'
import { anybody, asBossDb, concerned, inRounds, type ListenJob, queues } from './relay.ts'
import { compile } from './validation.ts'
import { type Acts, inOneTransaction, inParts } from './work.ts'

/** So many facts are heard in one transaction. */
const heardTogether = 50
/** A round that takes longer is left to itself, and the facts after it are not kept waiting. */
const patienceMs = 60_000

/** From so many requests at a time on, people who wait for an answer come first … */
const crowd = 8
/** … but a fact is kept waiting no longer than this between two rounds: live screens have two seconds. */
const courtesyMs = 200

/** Gives way while many are being answered, for a while. */
const giveWay = async (core: Core) => {
  const until = performance.now() + courtesyMs
  while (core.door.answering > crowd && performance.now() < until) await new Promise((resume) => setTimeout(resume, 10))
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

/** One listener hears facts, each at most once effectively: its mark commits together with its effect. */
const hearing = (core: Core, listener: Owned<Listener>, facts: readonly ListenJob[]): Acts<ListenJob> => {
  const name = `${listener.module}/${listener.name}`
  return {
    module: listener.module,
    action: `hear:${name}`,
    list: async (client) => {
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
    effect: (work, { fact, outboxId, at, name: event }) =>
      // The door checked both shapes when `listen` was called.
      (listener.hear as (work: Work, fact: unknown, told: Heard) => Promise<void>)(work, fact, {
        id: String(outboxId),
        at: new Date(at),
        name: event,
      }),
  }
}

const listenerNamed = (core: Core, name: string): Owned<Listener> | undefined => {
  for (const list of core.listeners.values())
    for (const listener of list) if (`${listener.module}/${listener.name}` === name) return listener
  return undefined
}

/** Lets a listener hear one fact that it could not hear before. */
export const hearAgain = async (core: Core, told: ListenJob): Promise<void> => {
  const listener = listenerNamed(core, told.listener)
  if (listener) await inOneTransaction(core, hearing(core, listener, [told]))
}

type Row = { id: number; name: string; fact: Record<string, unknown>; at: Date }

/**
 * Lets all listeners hear the next facts, in one transaction: facts leave the list of the unheard together with what was made of
 * them, or as jobs where a listener failed. Killed at any point, the process leaves a fact unheard or heard, nothing between.
 * @param isCareful leaves all of them to jobs: for what cannot even be tried.
 * @returns how many facts there were.
 */
export const hearWaiting = (
  core: Core,
  boss: PgBoss,
  isCareful = false,
  onLeft: () => void = () => {},
): Promise<number> =>
  inParts(core, async (client, attempt) => {
    // Were the commit lost with the machine, all of it would be lost together, and heard again.
    await client.query('set local synchronous_commit = off')
    const { rows } = await ask<Row>(
      client,
      `with mine as (select outbox_id from kernel_unheard order by outbox_id limit $1 for update skip locked),
         gone as (delete from kernel_unheard u using mine where u.outbox_id = mine.outbox_id)
       select o.id, o.name, o.fact, o.at from mine join kernel_outbox o on o.id = mine.outbox_id order by o.id`,
      [heardTogether],
    )
    const any = rows.length > 0 ? await anybody(core, kyselyOn(client)) : []
    const told = new Map<Owned<Listener>, ListenJob[]>()
    for (const { id, name, fact, at } of rows)
      for (const listener of concerned(core, any, name, fact)) {
        const mine = told.get(listener) ?? []
        told.set(listener, mine)
        mine.push({ listener: `${listener.module}/${listener.name}`, outboxId: id, name, fact, at: at.toISOString() })
      }
    for (const [listener, facts] of told) {
      if (!isCareful && (await attempt(hearing(core, listener, facts)))) continue
      await boss.insert(
        queues.listen,
        facts.map((data) => ({ data })),
        { db: asBossDb(client) },
      )
      onLeft()
    }
    return rows.length
  })

/** Lets listeners hear whenever woken. What makes a round fail or never end is left to jobs, which are tried so often and no more. */
export const startHearing = (core: Core, boss: PgBoss, onLeft: () => void) => {
  let isCareful = false
  return inRounds(
    async () => {
      await giveWay(core)
      let timer: NodeJS.Timeout | undefined
      const tooLong = new Promise<never>((_, fail) => {
        timer = setTimeout(() => fail(new Error('a listener takes too long')), patienceMs)
      })
      try {
        const count = await Promise.race([hearWaiting(core, boss, isCareful, onLeft), tooLong])
        isCareful = false
        return count === heardTogether
      } finally {
        clearTimeout(timer)
      }
    },
    (error) => {
      isCareful = true
      core.log.error('hearing failed', { error })
    },
  )
}
