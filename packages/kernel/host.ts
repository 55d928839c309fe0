/** A district at work: modules checked and plugged, schema migrated, door open, jobs and live screens running. */
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { type Actor, guest, system } from './actor.ts'
import { sealAudit } from './audit.ts'
import { checkParts, checkRoutes, gatherPersonal, gatherRefusals, gatherRoles, gatherWords, inOrder } from './check.ts'
import type { Config } from './config.ts'
import type { Core, Owned } from './core.ts'
import { ask, kyselyOn, openPool } from './database.ts'
import { startHearing } from './hearing.ts'
import { buildHttp } from './http.ts'
import { uuidv7 } from './ids.ts'
import { drain, prepareQueues, prepareSchedules, runJob, startWorkers } from './jobs.ts'
import { kernelModule, type Running } from './kernel-module.ts'
import { databasePassword, readKeys } from './keys.ts'
import { type Live, startLive } from './live.ts'
import { createLog } from './log.ts'
import { logFiles } from './log-files.ts'
import { appRole, jobSchema, migrate } from './migrate.ts'
import type { Authenticate, Job, Listener, Module, Preset, Work } from './module.ts'
import { sparing, watchOutage } from './outage.ts'
import { queues, relayOnce, startRelay } from './relay.ts'
import { createSecrets } from './secrets.ts'
import { createSettings } from './settings.ts'
import { asSystem, inTransaction } from './work.ts'

export type HostOptions = {
  readonly config: Config
  /** Connection string of the schema's owner: migrates, creates the application's role, then is not used again. */
  readonly ownerUrl: string
  readonly modules: readonly Module[]
  readonly preset?: Preset
  /** Title and area shown by the shell. */
  readonly title?: { readonly title: string; readonly area: string | null }
  /** In place of the module that authenticates; for tests of single modules. */
  readonly authenticate?: Authenticate
  readonly now?: () => Date
  /** False in tests and one-off commands: jobs then run only by `settle`. */
  readonly isWorking?: boolean
  readonly migrates?: boolean
}

export type Host = {
  readonly app: FastifyInstance
  readonly core: Core
  readonly boss: PgBoss
  readonly live: Live | null
  readonly migrated: readonly string[]
  /** Runs code as the system (or somebody), in one transaction, behind the door. */
  readonly act: <T>(module: string, action: string, effect: (work: Work) => Promise<T>, actor?: Actor) => Promise<T>
  readonly runJob: (module: string, name: string, payload?: unknown) => Promise<void>
  /** Delivers every event and runs every due job until nothing is left. */
  readonly settle: () => Promise<void>
  /** Seeds each module once; returns the names of those seeded now. */
  readonly seed: (preset: Preset) => Promise<readonly string[]>
  readonly seal: () => Promise<number>
  readonly stop: () => Promise<void>
}

const withLogin = (url: string, user: string, password: string) => {
  const parsed = new URL(url)
  parsed.username = user
  parsed.password = password
  return parsed.toString()
}

const owned = <T>(modules: readonly Module[], pick: (module: Module) => readonly T[] | undefined): Owned<T>[] =>
  modules.flatMap((module) => (pick(module) ?? []).map((part) => ({ ...part, module: module.contract.name })))

const plug = (modules: readonly Module[]) => {
  const dictionary = gatherWords(modules)
  checkRoutes(modules)
  checkParts(modules, dictionary)
  const listeners = new Map<string, Owned<Listener>[]>()
  for (const listener of owned(modules, (module) => module.listeners)) {
    const list = listeners.get(listener.on) ?? []
    if (list.some((one) => one.module === listener.module && one.name === listener.name))
      throw new Error(`module "${listener.module}": listener "${listener.name}" is there twice`)
    listeners.set(listener.on, [...list, listener])
  }
  const jobs = new Map<string, Owned<Job>>()
  for (const job of owned(modules, (module) => module.jobs)) {
    const name = `${job.module}/${job.name}`
    if (jobs.has(name)) throw new Error(`module "${job.module}": job "${job.name}" is there twice`)
    jobs.set(name, job)
  }
  const authenticators = modules.flatMap((module) => (module.authenticate ? [module] : []))
  if (authenticators.length > 1)
    throw new Error(`two modules authenticate: ${authenticators.map((module) => module.contract.name).join(', ')}`)
  return {
    dictionary,
    listeners,
    jobs,
    roles: gatherRoles(modules),
    refusals: gatherRefusals(modules),
    personal: gatherPersonal(modules),
    authenticate: authenticators[0]?.authenticate ?? (async () => guest),
    byName: new Map(modules.map((module) => [module.contract.name, module])),
  }
}

const bossDb = (pool: pg.Pool) => ({ executeSql: async (text: string, values?: unknown[]) => pool.query(text, values) })

/**
 * Boots a district. Nothing listens on a port yet: call `host.app.listen`.
 * @throws Error before anything is written when modules do not fit together.
 */
export const startHost = async (options: HostOptions): Promise<Host> => {
  const { config, ownerUrl } = options
  const running: Running = {
    boss: null,
    live: null,
    presetTitle: async () => options.title ?? { title: 'Liren 里仁', area: null },
  }
  const modules = inOrder([kernelModule(running), ...options.modules])
  const parts = plug(modules)
  const to = config.logFolder ? logFiles(config.logFolder, config.logDays, process.stderr) : process.stderr
  const every = createLog({ to, personal: parts.personal, level: config.logLevel })
  const outage = watchOutage(every, () => pool.query('select 1'))
  const log = sparing(every, outage)
  for (const { module, on } of [...parts.listeners.values()].flat())
    if (on !== '*' && !parts.byName.has(on.split('/')[0] ?? '')) log.info('nobody to hear from', { module, on })
  const keys = readKeys(config)
  const role = config.databaseAppUrl
    ? decodeURIComponent(new URL(config.databaseAppUrl).username)
    : appRole(config.schema)
  const password = config.databaseAppUrl ? null : databasePassword(keys, config.schema)
  const migrated =
    options.migrates === false
      ? []
      : await migrate({ ownerUrl, schema: config.schema, role, appPassword: password, modules })
  const appUrl = config.databaseAppUrl ?? withLogin(ownerUrl, role, password ?? '')
  const onError = (error: Error) => log.warn('database connection lost', { error })
  const pool = openPool({ url: appUrl, schema: config.schema, size: config.poolSize, name: 'liren', onError })
  const settings = createSettings(pool, parts.byName)
  const core: Core = Object.freeze({
    config,
    modules: parts.byName,
    roles: parts.roles,
    dictionary: parts.dictionary,
    personal: parts.personal,
    refusals: parts.refusals,
    listeners: parts.listeners,
    jobs: parts.jobs,
    log,
    outage,
    pool,
    db: kyselyOn(pool),
    settings,
    secrets: createSecrets({ keys, cipher: config.cipher }),
    authenticate: options.authenticate ?? parts.authenticate,
    now: options.now ?? (() => new Date()),
    rootArea: options.title?.area ?? null,
    poke: { wake: () => {} },
    door: { answering: 0 },
  })

  const isWorking = options.isWorking ?? true
  const boss = new PgBoss({
    db: bossDb(pool),
    schema: jobSchema(config.schema),
    migrate: false,
    createSchema: false,
    supervise: isWorking,
    schedule: isWorking,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    // Index upkeep needs the owner of the job tables; operators run it, see the operator's guide.
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.warn('job queue', { error }))
  await boss.start()
  await prepareQueues(boss)
  running.boss = boss

  const rounds: { readonly stop: () => Promise<void> }[] = []
  let sealing: NodeJS.Timeout | null = null
  if (isWorking) {
    await prepareSchedules(core, boss)
    const workers = await startWorkers(core, boss)
    running.live = await startLive(core, appUrl, (pulse) => {
      if (pulse.name === 'kernel/settings-changed') settings.forget()
    })
    const hearing = startHearing(core, boss, () => workers.wake(queues.listen))
    const relay = startRelay(core, boss, ({ isToHear, isToWork }) => {
      if (isToHear) hearing.wake()
      if (isToWork) workers.wake(queues.work)
    })
    rounds.push(relay, hearing)
    sealing = setInterval(() => {
      sealAudit(pool, config.schema).catch((error) => log.warn('audit not sealed', { error }))
    }, 1000)
  }
  const app = await buildHttp(core)

  const act: Host['act'] = (module, action, effect, actor = system) =>
    inTransaction(core, module, asSystem(core, action, actor, uuidv7()), (work) => effect(work))

  return Object.freeze({
    app,
    core,
    boss,
    live: running.live,
    migrated,
    act,
    runJob: (module: string, name: string, payload: unknown = null) =>
      runJob(core, { job: `${module}/${name}`, payload }),
    settle: () => drain(core, boss, async () => (await relayOnce(core, boss)).count),
    seal: async () => {
      let total = 0
      for (;;) {
        const count = await sealAudit(pool, config.schema)
        total += count
        if (count === 0) return total
      }
    },
    seed: async (preset: Preset) => {
      const seeded: string[] = []
      const key = `seeded:${preset.name}:${preset.scale}`
      const { rows } = await ask<{ module: string }>(
        pool,
        `select module from kernel_settings where area_code = '' and key = $1`,
        [key],
      )
      for (const module of modules) {
        const { name } = module.contract
        if (!module.seed || rows.some((row) => row.module === name)) continue
        await act(name, `seed:${preset.name}`, async (work) => module.seed?.(work, preset))
        await ask(
          pool,
          `insert into kernel_settings (module, key, value, changed_at) values ($1, $2, 'true', now()) on conflict do nothing`,
          [name, key],
        )
        seeded.push(name)
      }
      return seeded
    },
    stop: async () => {
      if (sealing) clearInterval(sealing)
      for (const one of rounds) await one.stop()
      await running.live?.stop()
      await app.close()
      outage.stop()
      await boss.stop({ graceful: isWorking, timeout: 3000, close: false })
      if (isWorking) await sealAudit(pool, config.schema).catch(() => 0)
      await pool.end()
    },
  })
}
