/** What a running district consists of, handed to every part of the kernel: frozen, but for the clock and the pools. */
import type pg from 'pg'
import { type Config, isOwnMachine } from './config.ts'
import type { Log } from './log.ts'
import type { Authenticate, Db, Job, Listener, Module } from './module.ts'
import type { Outage } from './outage.ts'
import type { RoleTable } from './permissions.ts'
import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'
import type { Dictionary } from './words.ts'

/** A job or listener with the module it belongs to. */
export type Owned<T> = T & { readonly module: string }

/** The core. Modules never see it; they see `Work`. */
export type Core = {
  readonly config: Config
  readonly modules: ReadonlyMap<string, Module>
  readonly roles: RoleTable
  readonly dictionary: Dictionary
  /** Names of fields marked personal anywhere: they reach neither log nor audit. */
  readonly personal: ReadonlySet<string>
  readonly refusals: ReadonlyMap<string, number>
  readonly listeners: ReadonlyMap<string, readonly Owned<Listener>[]>
  readonly jobs: ReadonlyMap<string, Owned<Job>>
  readonly log: Log
  /** Whether the database is away; the log spares what it says. */
  readonly outage: Outage
  readonly pool: pg.Pool
  /** Kysely over the pool: every statement by itself. */
  readonly db: Db
  readonly settings: Settings
  readonly secrets: Secrets
  readonly authenticate: Authenticate
  readonly now: () => Date
  /** The area all others lie in, where there is one. */
  readonly rootArea: string | null
  /** Wakes the outbox relay; set once the host runs. */
  readonly poke: { wake: () => void }
  /** How many requests are being answered at this moment; what follows from facts gives way to them for a little. */
  readonly door: { answering: number }
}

/** Behind every `Work` stands its core; this finds it without showing it. */
export const coreOf: WeakMap<object, Core> = new WeakMap()

/** What modules gave to a collecting module, e.g. processes to `matters`. */
export const given = <P = unknown>(
  work: object,
  collector: string,
): readonly { readonly module: string; readonly part: P }[] => {
  const core = coreOf.get(work)
  if (!core) throw new Error('given() needs a work made by the kernel')
  return [...core.modules.values()].flatMap((module) => {
    const part = module.gives?.[collector]
    // The collector's own check at boot vouches for the shape.
    return part === undefined ? [] : [{ module: module.contract.name, part: part as P }]
  })
}

/** Sealing and fingerprints with the district's keys. */
export const secretsOf = (work: object): Secrets => {
  const core = coreOf.get(work)
  if (!core) throw new Error('secretsOf() needs a work made by the kernel')
  return core.secrets
}

/** The operator's configuration, without its secrets. */
export const configOf = (
  work: object,
): Pick<Config, 'mode' | 'origin' | 'dataFolder' | 'preset' | 'schema' | 'practiceOf'> & {
  readonly isOwnMachine: boolean
} => {
  const core = coreOf.get(work)
  if (!core) throw new Error('configOf() needs a work made by the kernel')
  const { mode, origin, dataFolder, preset, schema, practiceOf } = core.config
  return { mode, origin, dataFolder, preset, schema, practiceOf, isOwnMachine: isOwnMachine(core.config) }
}

/** One object per running district, to key what a module keeps in memory by. */
export const homeOf = (work: object): object => {
  const core = coreOf.get(work)
  if (!core) throw new Error('homeOf() needs a work made by the kernel')
  return core
}
