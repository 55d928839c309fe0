/** The plug: what a module may bring along. It names parts and contains no logic. */
import type {
  Answered,
  Contract,
  ContractSpec,
  EventName,
  Fact,
  Input,
  PortOf,
  RefusalCode,
  RouteName,
  RouteOf,
  Static,
  TSchema,
} from '@liren/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, RawBuilder, Transaction } from 'kysely'
import type { Actor, Scope } from './actor.ts'
import type { Log } from './log.ts'
import type { Refusal } from './refusal.ts'

/** Kysely over the district's schema. Use `db.withTables<Tables>()` in a store; camelCase maps to snake_case. */
export type Db = Kysely<Record<never, never>> | Transaction<Record<never, never>>

/** Where an act happens; a permission must reach it. */
export type Where = { readonly area?: string | null; readonly unit?: string | null }

/** What the audit keeps of an act, beside who, when and from where. `facts` never holds personal fields. */
export type AuditNote = {
  readonly object?: string
  readonly area?: string | null
  readonly facts?: Readonly<Record<string, unknown>>
}

/** An event on its way: told to listeners and live screens after the commit. */
export type Told = { readonly name: string; readonly fact: unknown; readonly topics: readonly string[] }

/**
 * All that code behind the door works with: one transaction, one actor, one clock, one way to refuse.
 * Read routes (GET) run without a transaction; everything else runs inside one.
 */
export type Work<C extends ContractSpec = ContractSpec> = {
  readonly db: Db
  readonly actor: Actor
  readonly now: Date
  readonly locale: 'zh-CN' | 'en'
  readonly requestId: string
  readonly log: Log
  /** Makes a refusal to throw: `throw work.refuse('wrong-state', { state }, 'field')`. */
  readonly refuse: (code: RefusalCode<C>, facts?: Readonly<Record<string, unknown>>, field?: string) => Refusal
  /** Tells a fact after commit. `topics` wake live screens: `matter:<id>`, `unit:<id>`, `account:<id>`, `area:<code>`. */
  readonly emit: <E extends EventName<C>>(name: E, fact: Fact<C, E>, topics?: readonly string[]) => void
  /** Adds to the audit entry that the door writes for every act; a later call overrides `object`, merges `facts`. */
  readonly audit: (note: AuditNote) => void
  /** Queues one of this module's jobs in the same transaction. `key` makes it unique while waiting. */
  readonly enqueue: (
    job: string,
    payload: unknown,
    options?: { readonly startAt?: Date; readonly key?: string },
  ) => void
  /** The port of a needed module, bound to this very work: same transaction, actor and audit. */
  readonly use: <N extends Contract>(contract: N) => PortOf<N>
  /** True when the actor holds the permission (of any module) where it is asked for. */
  readonly may: (permission: string, where?: Where) => boolean
  /** Refuses with `kernel/forbidden` unless the actor may. */
  readonly must: (permission: string, where?: Where) => void
  /** How far a permission of this actor reaches, for `within(scope, …)` in SQL. */
  readonly scope: (permission: string) => Scope
  /** This module's settings: community value, else platform value, else the schema's default. */
  readonly setting: <T = unknown>(key: string, area?: string) => Promise<T>
  /** Words of any module in the request's language, e.g. `words('cases.outcome.fixed')`. */
  readonly words: (key: string, facts?: Readonly<Record<string, unknown>>) => string
  /** The same in both languages, for what is kept now and read later by whoever reads either. */
  readonly bothWords: (
    key: string,
    facts?: Readonly<Record<string, unknown>>,
  ) => { readonly 'zh-CN': string; readonly en: string }
  /**
   * For one-statement writes: audit entry and told events as CTEs to put behind `with`.
   * Only in routes made with `answerOnce`, whose statement commits by itself.
   */
  readonly tail: () => RawBuilder<unknown>
  /** Raw request and reply, for uploads, streams, cookies and redirects. */
  readonly http: {
    readonly request: FastifyRequest
    readonly reply: FastifyReply
    /** Of an upload route whose act runs in a transaction: all of it is here before the act begins. */
    readonly upload?: Upload
  } | null
}

/** What an upload route was sent: its fields, and its file where there is one that is not empty. */
export type Upload = {
  readonly fields: ReadonlyMap<string, string>
  readonly file: { readonly name: string; readonly byteCount: number; readonly bytes: () => Promise<Buffer> } | null
}

/** A handler tied to its route. */
export type Answer = {
  readonly contract: string
  readonly route: string
  readonly once: boolean
  // Handlers of different routes stand in one list; the door checked their shapes when `answer` was called.
  readonly handle: (work: never, input: never) => Promise<unknown>
  /** See `Ahead`. */
  readonly ahead?: (work: never, input: never) => Promise<void>
}

/**
 * What an act must wait for, an answer of another system above all: done before its transaction begins, so that nobody's slowness holds a
 * connection or a lock. Each statement commits by itself. What was learned is kept under `actOf(work)`, which the transaction's own work shares.
 * It looks at the same permissions as the act: it comes before it.
 */
export type Ahead<C extends ContractSpec, I> = { readonly ahead: (work: Work<C>, input: I) => Promise<void> }

/**
 * Ties a handler to a route of the contract. It runs behind the door:
 * permission → validation → transaction → effect → audit → events → reply.
 */
export const answer = <C extends ContractSpec, R extends RouteName<C>>(
  contract: C,
  route: R,
  handle: (work: Work<C>, input: Input<RouteOf<C, R>>) => Promise<Answered<RouteOf<C, R>>>,
  options: Partial<Ahead<C, Input<RouteOf<C, R>>>> = {},
): Answer => ({ contract: contract.name, route, once: false, handle, ...options })

/** Like `answer`, for a hot write that is one SQL statement holding `work.tail()`: one round trip, atomic by itself. */
export const answerOnce = <C extends ContractSpec, R extends RouteName<C>>(
  contract: C,
  route: R,
  handle: (work: Work<C>, input: Input<RouteOf<C, R>>) => Promise<Answered<RouteOf<C, R>>>,
): Answer => ({ contract: contract.name, route, once: true, handle })

/** Work done later or regularly, behind the same door, as the system. `cron` in Asia/Shanghai unless set otherwise. */
export type Job = {
  readonly name: string
  readonly cron?: string
  readonly retryLimit?: number
  /** True where `run` opens its own transactions, see `longJob`. */
  readonly isLong?: true
  readonly run: (work: never, payload: never) => Promise<void>
  /** See `Ahead`. */
  readonly ahead?: (work: never, payload: never) => Promise<void>
}

/** Declares a job of this module: one transaction. */
export const job = <C extends ContractSpec, P = unknown>(
  _contract: C,
  name: string,
  options: { readonly cron?: string; readonly retryLimit?: number } & Partial<Ahead<C, P>>,
  run: (work: Work<C>, payload: P) => Promise<void>,
): Job => ({ name, ...options, run })

/** One transaction of a long job; between two of them it holds no connection. */
export type Spell<C extends ContractSpec> = <T>(effect: (work: Work<C>) => Promise<T>) => Promise<T>

/**
 * Declares a job that waits or reckons for long: it reads in one transaction, works outside of any, writes in another.
 * What an earlier one wrote stays when a later one fails.
 */
export const longJob = <C extends ContractSpec, P = unknown>(
  _contract: C,
  name: string,
  options: { readonly cron?: string; readonly retryLimit?: number },
  run: (spell: Spell<C>, payload: P) => Promise<void>,
): Job => ({ name, ...options, isLong: true, run })

/** Hears a fact of a needed module (or its own), at least once, in its own transaction. Must be idempotent. */
export type Listener = {
  readonly on: string
  readonly name: string
  readonly hear: (work: never, fact: never, told: Heard) => Promise<void>
  /** Facts for which this is false are not even queued for this listener. Pure and cheap: it sees every fact. */
  readonly concerns?: (fact: never) => boolean
  /** What a feature that is not needed is expected to tell, checked whenever it is heard. */
  readonly expects?: TSchema
  /** Of a listener to anything: the events it wants at this moment. */
  readonly names?: (db: Db) => Promise<ReadonlySet<string>>
}

/** One fact as it was told: its number in the outbox, its time, its event (`module/event`). */
export type Heard = { readonly id: string; readonly at: Date; readonly name: string }

/** `listen(me, matters, 'closed', 'thank-reporter', async (work, fact) => …)` */
export const listen = <C extends ContractSpec, N extends ContractSpec, E extends EventName<N>>(
  _contract: C,
  from: N,
  event: E,
  name: string,
  hear: (work: Work<C>, fact: Fact<N, E>, told: Heard) => Promise<void>,
  concerns?: (fact: Fact<N, E>) => boolean,
): Listener => ({ on: `${from.name}/${event}`, name, hear, ...(concerns ? { concerns } : {}) })

/**
 * Hears a fact of a module that may or may not be installed, such as another feature, by name and by this module's own
 * expectation of it. Silent where that module is absent; where it is there, boot refuses an event it never tells or a
 * field it does not declare. `hear(me, 'cases/reported', Reported, 'sort', async (work, fact) => …)`
 */
export const hear = <C extends ContractSpec, F extends TSchema>(
  _contract: C,
  on: `${string}/${string}`,
  expects: F,
  name: string,
  heard: (work: Work<C>, fact: Static<F>, told: Heard) => Promise<void>,
  concerns?: (fact: Static<F>) => boolean,
): Listener => ({ on, name, hear: heard, expects, ...(concerns ? { concerns } : {}) })

/**
 * Hears facts of any module by names kept as data, such as the rules of a district: `names` is asked whenever facts are moved,
 * so it must be one small query. The fact's shape is whatever its module declares (`eventsOf`).
 */
export const hearAny = <C extends ContractSpec>(
  _contract: C,
  name: string,
  names: (db: Db) => Promise<ReadonlySet<string>>,
  heard: (work: Work<C>, fact: Readonly<Record<string, unknown>>, told: Heard) => Promise<void>,
): Listener => ({ on: '*', name, hear: heard, names })

/** One migration: SQL text run as the owner in the district's schema. Forward only. `$app` is the application's role. */
export type Migration = string

/** What the data-protection desk may ask of a module about one person. */
export type PersonalData = {
  readonly what: string
  readonly export: (work: Work, personId: string) => Promise<unknown>
  readonly erase: (work: Work, personId: string) => Promise<{ readonly erased: number; readonly kept: string | null }>
}

/** A part that reads who is behind a request. Exactly one module may bring it. */
export type Authenticate = (request: FastifyRequest, db: Db, now: Date) => Promise<Actor | null>

/** Names of accounts for whoever reads the audit, by id; ids of nobody are left out. */
export type AccountNames = (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Ids of accounts whose name or login holds this text, some hundred at most: by them whoever audits finds acts. */
export type AccountsNamed = (db: Db, text: string) => Promise<readonly string[]>

/** Objects of the audit by what people call them: a number. As many as there are, none where the text is nothing of this module's. */
export type AuditObjects = (db: Db, text: string) => Promise<readonly string[]>

/** Writes a module's demo data or its reference data from the preset. Runs once per preset part, as the system. */
export type Seed = (work: Work, preset: Preset) => Promise<void>

/** A preset folder, read lazily: `read('territory/areas.json')`; `scale` is `demo` or `full`. */
export type Preset = {
  readonly name: string
  readonly modules: readonly string[]
  readonly scale: 'demo' | 'full'
  readonly read: <T = unknown>(path: string) => Promise<T>
  readonly has: (path: string) => boolean
  readonly progress: (what: string, done: number, total: number) => void
}

/** A setting about to be changed in an area (`''`: the platform); `value` is null where the one set here goes. Its fields are named from `key` on. */
export type SettingChanged = { readonly area: string; readonly key: string; readonly value: unknown }

/** One plugin. Only `contract` and `locales` are due; declare what there is. */
export type Module = {
  readonly contract: Contract
  readonly needs?: readonly Contract[]
  readonly locales: { readonly 'zh-CN': Words; readonly en: Words }
  readonly migrations?: Readonly<Record<string, Migration>>
  readonly routes?: readonly Answer[]
  readonly jobs?: readonly Job[]
  readonly listeners?: readonly Listener[]
  readonly settings?: {
    readonly platform?: TSchema
    readonly community?: TSchema
    /** Asked before a value counts that fits its schema: refuses what fits nothing else, and keeps what follows from it. */
    readonly check?: (work: never, changed: SettingChanged) => Promise<void>
  }
  /** Roles this module introduces, and kernel permissions (`settings.change`, `audit.read`…) they hold. */
  readonly roles?: Readonly<Record<string, { readonly may?: readonly string[]; readonly excludes?: readonly string[] }>>
  /** Boards (`resident`, `worker`…) on whose home page the module's own screens put a door. */
  readonly doors?: readonly string[]
  readonly authenticate?: Authenticate
  /** Brought by the module that authenticates. */
  readonly accountNames?: AccountNames
  readonly accountsNamed?: AccountsNamed
  readonly auditObjects?: AuditObjects
  readonly port?: (work: Work) => unknown
  readonly personalData?: PersonalData
  readonly seed?: Seed
  /** Called at boot with every module's own part of this kind, e.g. processes for `matters`. */
  readonly collects?: string
  /** Parts handed to a collecting module, keyed by its name: `{ matters: { processes: [caseProcess] } }`. */
  readonly gives?: Readonly<Record<string, unknown>>
  readonly checkGiven?: (
    given: readonly { readonly module: string; readonly part: unknown; readonly words: (key: string) => boolean }[],
  ) => void
}

/** Nested words of one language: `{ refusal: { 'wrong-state': '…' } }`. */
export type Words = { readonly [key: string]: string | Words }

/** Freezes a plug. */
export const defineModule = (module: Module): Module => Object.freeze(module)
