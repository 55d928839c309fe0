/** Opens a district for a command: configuration, database, modules, host. What is opened is closed by `close`. */
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { awaitDatabase } from '@liren/kernel/await-database'
import { type Config, readConfig } from '@liren/kernel/config'
import { type Host, startHost } from '@liren/kernel/host'
import { jobSchema } from '@liren/kernel/migrate'
import { isAlive, mayBePostgres, readLock } from '@liren/kernel/postgres/lock'
import { type Postgres, startPostgres } from '@liren/kernel/postgres/start'
import pg from 'pg'
import { liveDay } from './demo-day.ts'
import { loadModules, type PresetFile, presetFor, projectRoot, readPreset } from './preset.ts'

export type Opened = {
  readonly config: Config
  readonly file: PresetFile
  readonly ownerUrl: string
  readonly close: () => Promise<void>
}

/** Configuration of this process, with the data folder made absolute below the project. */
export const configuration = (overrides: Readonly<Record<string, string | undefined>> = {}): Config => {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))
  const config = readConfig({ ...process.env, ...given })
  return Object.freeze({ ...config, dataFolder: resolve(projectRoot, config.dataFolder) })
}

/** Throws away everything of a practice space: its folder, and its schemas where the database stands elsewhere. */
export const beginAnew = async (config: Config): Promise<void> => {
  if (!config.practiceOf) throw new Error('only a practice space begins anew')
  rmSync(config.dataFolder, { recursive: true, force: true })
  if (!config.databaseUrl) return
  const owner = new pg.Client({ connectionString: config.databaseUrl })
  owner.on('error', () => {})
  await owner.connect()
  try {
    for (const schema of [config.schema, jobSchema(config.schema)])
      await owner.query(`drop schema if exists ${owner.escapeIdentifier(schema)} cascade`)
  } finally {
    await owner.end()
  }
}

/** Opens the database alone: embedded, or wherever `DATABASE_URL` points. */
export const openDatabase = async (config: Config): Promise<Opened> => {
  const file = readPreset(config.preset)
  if (config.databaseUrl) return { config, file, ownerUrl: config.databaseUrl, close: async () => {} }
  const dataDir = join(config.dataFolder, 'postgres')
  const server = await startPostgres({ dataDir })
  return { config, file, ownerUrl: server.url, close: keepRunning(dataDir, server) }
}

/**
 * The embedded database belongs to this process: should it be killed, it is started again, on the same port and folder.
 * @returns what ends the watch, and the database that runs by then
 */
const keepRunning = (dataDir: string, started: Postgres): (() => Promise<void>) => {
  let server = started
  let reviving: Promise<void> | null = null
  const look = () => {
    const lock = readLock(join(dataDir, 'pg'))
    if (reviving || (lock && isAlive(lock.pid) && mayBePostgres(lock.pid))) return
    reviving = startPostgres({ dataDir })
      .then((again) => {
        server = again
      })
      // Its old processes may still be leaving; the next look tries again.
      .catch(() => {})
      .finally(() => {
        reviving = null
      })
  }
  const timer = setInterval(look, 500)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await reviving
    await server.stop()
  }
}

/** How long a starting server waits for a database that is starting as well. */
const patienceSeconds = 120
const tellWaiting = (why: string) => void process.stderr.write(`waiting for the database: ${why}\n`)

/** Opens the whole district. `isWorking` starts relay, workers and live screens as well. */
export const openDistrict = async (
  config: Config,
  options: { readonly isWorking: boolean },
): Promise<Opened & { readonly host: Host }> => {
  // The database starts while modules are read: each waits for the other's half of a second otherwise.
  const loading = loadModules(readPreset(config.preset))
  loading.catch(() => {}) // Told below, once the database can be closed.
  // A server outlives the hour in which both were started; a command says at once that there is nothing.
  if (config.databaseUrl && options.isWorking) await awaitDatabase(config.databaseUrl, patienceSeconds, tellWaiting)
  const database = await openDatabase(config)
  try {
    const modules = await loading
    const host = await startHost({
      config,
      ownerUrl: database.ownerUrl,
      modules,
      isWorking: options.isWorking,
      title: { title: database.file.title['zh-CN'], area: database.file.area },
    })
    return {
      ...database,
      host,
      close: async () => {
        await host.stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Lays down the preset's settings and seeds every module that has not been seeded yet; a demo lives through its first day once. */
export const seedDistrict = async (
  opened: Opened & { readonly host: Host },
  scale: 'demo' | 'full',
  progress: (what: string, done: number, total: number) => void,
): Promise<readonly string[]> => {
  const { file, config, host } = opened
  const preset = presetFor(file, config.preset, scale, progress)
  const laid = [...(config.mode === 'demo' && file.demoSettings ? [file.demoSettings] : []), file.settings]
  const settings = laid
    .flatMap((one) => Object.entries(one))
    .flatMap(([module, values]) => Object.entries(values).map(([key, value]) => ({ module, key, value })))
  await host.core.pool.query(
    `insert into kernel_settings (module, key, value, changed_at)
     select one->>'module', one->>'key', one->'value', now() from jsonb_array_elements($1::jsonb) one on conflict do nothing`,
    [JSON.stringify(settings)],
  )
  host.core.settings.forget()
  const seeded = await host.seed(preset)
  if (config.mode === 'demo' && seeded.includes('identity'))
    await liveDay(host, preset, ({ as, does }, why) =>
      host.core.log.warn('an act of the first day was refused', { as, does, why }),
    )
  return seeded
}
