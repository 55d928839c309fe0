/** Makes the `Work` that handlers, jobs and listeners receive, and runs it inside one transaction with its tail. */
import type { Contract, ContractSpec } from '@liren/contract'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Actor, system } from './actor.ts'
import { type Core, coreOf } from './core.ts'
import { ask, kyselyOn } from './database.ts'
import { type Gate, makeGate } from './gate.ts'
import { uuidv7 } from './ids.ts'
import { withoutPersonal } from './log.ts'
import type { AuditNote, Db, Told, Work } from './module.ts'
import { holds, scopeOf } from './permissions.ts'
import { Refusal, refuseAsKernel } from './refusal.ts'
import { type Entry, type Queued, type Tail, tailFragment, tailStatement } from './tail.ts'
import { type Locale, say } from './words.ts'

/** Everything one act gathers on its way: what to tell, to queue, to note. */
export type Ledger = {
  readonly told: Told[]
  readonly queued: Queued[]
  note: AuditNote
  isNoted: boolean
  isTailTaken: boolean
}

export const openLedger = (): Ledger => ({ told: [], queued: [], note: {}, isNoted: false, isTailTaken: false })

/** Who acts, from where, in which language; the same for all modules an act passes through. */
export type Circumstances = {
  readonly actor: Actor
  readonly action: string
  readonly now: Date
  readonly locale: Locale
  readonly requestId: string
  readonly from: string | null
  readonly http: Work['http']
}

/** The audit entry of an act. */
export const entryOf = (
  core: Core,
  about: Circumstances,
  ledger: Ledger,
  result: 'done' | 'refused' = 'done',
): Entry => ({
  at: about.now,
  actor: about.actor,
  action: about.action,
  object: ledger.note.object ?? null,
  area: ledger.note.area ?? null,
  result,
  facts: withoutPersonal(ledger.note.facts ?? {}, core.personal),
  requestId: about.requestId,
  from: about.from,
})

/** Behind every `Work`: makes one of another module over the same ledger, transaction and actor. */
export const siblingOf: WeakMap<object, (module: string) => Work> = new WeakMap()

const acts: WeakMap<object, Circumstances> = new WeakMap()

/** One and the same object for all works of one act, of whatever module, before its transaction and in it; forgotten with the act. */
export const actOf = (work: object): object => {
  const about = acts.get(work)
  if (!about) throw new Error('actOf() needs a work made by the kernel')
  return about
}

/** A work of one module. `use` makes works of other modules over the same ledger, transaction and actor. */
export const makeWork = (core: Core, module: string, db: Db, about: Circumstances, ledger: Ledger): Work => {
  const ports = new Map<string, unknown>()
  const work: Work = {
    db,
    actor: about.actor,
    now: about.now,
    locale: about.locale,
    requestId: about.requestId,
    log: core.log,
    http: about.http,
    refuse: (code, facts, field) => {
      const full = `${module}/${code}`
      const status = core.refusals.get(full)
      if (status === undefined) throw new Error(`refusal ${full} is not declared`)
      return new Refusal(full, status, facts, field)
    },
    emit: (name: string, fact: unknown, topics: readonly string[] = []) => {
      ledger.told.push({ name: `${module}/${name}`, fact, topics })
    },
    audit: (note) => {
      ledger.isNoted = true
      ledger.note = { ...ledger.note, ...note, facts: { ...ledger.note.facts, ...note.facts } }
    },
    enqueue: (job, payload, options) => {
      const name = `${module}/${job}`
      if (!core.jobs.has(name)) throw new Error(`job ${name} is not declared`)
      ledger.queued.push({
        job: name,
        payload,
        startAt: options?.startAt?.toISOString() ?? null,
        key: options?.key ?? null,
      })
    },
    use: ((contract: Contract) => {
      const known = ports.get(contract.name)
      if (known !== undefined) return known
      const provider = core.modules.get(contract.name)
      const me = core.modules.get(module)
      if (contract.name !== module && !me?.needs?.some((need) => need.name === contract.name))
        throw new Error(`module ${module} uses ${contract.name} without declaring the need`)
      if (!provider?.port) throw new Error(`module ${contract.name} offers no port`)
      const made = provider.port(makeWork(core, contract.name, db, about, ledger))
      ports.set(contract.name, made)
      return made
    }) as Work['use'],
    may: (permission, where) => holds(core.roles, about.actor, permission, where),
    must: (permission, where) => {
      if (!holds(core.roles, about.actor, permission, where))
        throw refuseAsKernel(about.actor.kind === 'guest' ? 'not-signed-in' : 'forbidden', { permission })
    },
    scope: (permission) => scopeOf(core.roles, about.actor, permission),
    setting: async <T>(key: string, area?: string) => (await core.settings.read(module, key, area)) as T,
    words: (key, facts) => say(core.dictionary, about.locale, key, facts),
    bothWords: (key, facts) => ({
      'zh-CN': say(core.dictionary, 'zh-CN', key, facts),
      en: say(core.dictionary, 'en', key, facts),
    }),
    tail: () => {
      ledger.isTailTaken = true
      return tailFragment(entryOf(core, about, ledger), ledger.told, ledger.queued)
    },
  }
  coreOf.set(work, core)
  acts.set(work, about)
  siblingOf.set(work, (name) => makeWork(core, name, db, about, ledger))
  return Object.freeze(work)
}

/** A work without a transaction: for reading. */
export const readingWork = (core: Core, module: string, about: Circumstances, ledger: Ledger) =>
  makeWork(core, module, core.db, about, ledger)

/** Does what an act must wait for, outside of any transaction, under the circumstances its transaction will have. See `Ahead`. */
export const goAhead = async <I>(
  core: Core,
  module: string,
  about: Circumstances,
  ahead: ((work: Work, input: I) => Promise<void>) | undefined,
  input: I,
): Promise<void> => {
  if (!ahead) return
  const ledger = openLedger()
  await ahead(readingWork(core, module, about, ledger), input)
  if (ledger.told.length + ledger.queued.length > 0) await writeTail(core, entryOf(core, about, ledger), ledger)
}

/** Writes a tail by itself: for reads worth noting and for refused attempts. */
export const writeTail = async (core: Core, entry: Entry, ledger: Ledger) => {
  const { text, values } = tailStatement([{ entry, ...ledger }])
  await ask(core.pool, text, values)
  if (ledger.told.length + ledger.queued.length > 0) core.poke.wake()
}

const isRetryable = (error: unknown) => ['40001', '40P01'].includes((error as { code?: string }).code ?? '')

const gates = new WeakMap<pg.Pool, Gate>()

/**
 * Transactions at once, two fewer than connections: one that waits for settings or a table shared by all, which are read
 * outside it, must never wait for a connection that only its like could give back.
 */
const gateOf = (pool: pg.Pool): Gate => {
  const gate = gates.get(pool) ?? makeGate(Math.max(1, pool.options.max - 2))
  gates.set(pool, gate)
  return gate
}

/**
 * Runs acts inside one transaction: effects → audit → events → commit, or nothing at all.
 * Deadlocks and serialisation failures are tried again, three times at most. A request does not wait for ever, see `gate.ts`.
 */
const transact = async <T>(
  core: Core,
  acts: (client: pg.PoolClient, tails: Tail[]) => Promise<T>,
  isRequest = false,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const leave = await gateOf(core.pool).enter(isRequest)
    const client = await core.pool.connect().catch((error) => {
      leave()
      throw error
    })
    let isBroken = false
    try {
      await client.query('begin')
      const tails: Tail[] = []
      const result = await acts(client, tails)
      if (tails.length > 0) {
        const { text, values } = tailStatement(tails)
        await ask(client, text, values)
      }
      await client.query('commit')
      // Only now: whoever read them a moment ago may have kept what was before.
      if (tails.some(({ told }) => told.some(({ name }) => name === 'kernel/settings-changed'))) core.settings.forget()
      if (tails.some(({ told, queued }) => told.length + queued.length > 0)) core.poke.wake()
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {
        isBroken = true
      })
      if (attempt < 3 && isRetryable(error)) continue
      throw error
    } finally {
      client.release(isBroken)
      leave()
    }
  }
}

/** Nothing told, queued or noted: jobs that found nothing to do leave no trace. */
const isSilent = (ledger: Ledger) => !ledger.isNoted && ledger.told.length + ledger.queued.length === 0

/**
 * Runs one act inside a transaction of its own.
 * @param quiet skips the audit entry when nothing was told, queued or noted.
 */
export const inTransaction = <T>(
  core: Core,
  module: string,
  about: Circumstances,
  effect: (work: Work, client: pg.PoolClient) => Promise<T>,
  quiet = false,
): Promise<T> =>
  transact(
    core,
    async (client, tails) => {
      const ledger = openLedger()
      const result = await effect(makeWork(core, module, kyselyOn(client), about, ledger), client)
      if (!quiet || !isSilent(ledger)) tails.push({ entry: entryOf(core, about, ledger), ...ledger })
      return result
    },
    about.http !== null,
  )

/**
 * Runs many small acts of the platform in one transaction, one after the other, each with a trace of its own: they share what
 * a transaction costs. Should one fail, none has happened.
 */
export const inOneTransaction = <A>(core: Core, acts: Acts<A>): Promise<void> =>
  transact(core, async (client, tails) => {
    await actEach(core, client, kyselyOn(client), acts, tails)
  })

/** Many small acts of one module under one name, and what each of them does. */
export type Acts<A> = {
  readonly module: string
  readonly action: string
  readonly list: (client: pg.PoolClient) => Promise<readonly A[]>
  readonly effect: (work: Work, act: A) => Promise<void>
}

const actEach = async <A>(core: Core, client: pg.PoolClient, db: Db, acts: Acts<A>, tails: Tail[]) => {
  for (const act of await acts.list(client)) {
    const ledger = openLedger()
    const about = asSystem(core, acts.action, system, uuidv7())
    await acts.effect(makeWork(core, acts.module, db, about, ledger), act)
    if (!isSilent(ledger)) tails.push({ entry: entryOf(core, about, ledger), ...ledger })
  }
}

/** Runs acts as one part of a transaction; false when they failed, and then none of them has happened. */
export type Attempt = <A>(acts: Acts<A>) => Promise<boolean>

/** Runs small acts of the platform in one transaction by parts: one that fails leaves the others as they are. */
export const inParts = <T>(core: Core, run: (client: pg.PoolClient, attempt: Attempt) => Promise<T>): Promise<T> =>
  transact(core, (client, tails) =>
    run(client, async (acts) => {
      const db = kyselyOn(client)
      const mine: Tail[] = []
      await client.query('savepoint part')
      try {
        await actEach(core, client, db, acts, mine)
        await client.query('release savepoint part')
      } catch {
        // In its turn: after whatever the failed part has asked for already.
        await sql`rollback to savepoint part`.execute(db)
        return false
      }
      tails.push(...mine)
      return true
    }),
  )

/** Circumstances of the platform acting by itself. */
export const asSystem = (core: Core, action: string, actor: Actor, requestId: string): Circumstances => ({
  actor,
  action,
  now: core.now(),
  locale: 'zh-CN',
  requestId,
  from: null,
  http: null,
})

export type { ContractSpec }
