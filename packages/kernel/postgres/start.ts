/** Starts, or finds again, the PostgreSQL that comes with Liren, so that a laptop needs no database installed. */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries } from './binaries.ts'
import { disownLock, isAlive, mayBePostgres, readLock } from './lock.ts'
import { chooseRunAs, handOver, type RunAs } from './run-as.ts'

/** A running database server. */
export type Postgres = {
  /** Connection string of the owner (a superuser of this private server) to the database `liren`. */
  readonly url: string
  readonly port: number
  /** True when a living server was found, for instance after this program had been killed. */
  readonly adopted: boolean
  /** Stops the server once nobody else is connected; another program still using it will stop it in its turn. */
  readonly stop: (options?: { readonly force?: boolean }) => Promise<void>
}

/** How to start; only `dataDir` is due. */
export type StartOptions = {
  /** Holds `pg/` (the data), `password` and `postgres.log`. */
  readonly dataDir: string
  readonly log?: (what: string, facts?: Readonly<Record<string, unknown>>) => void
  /** Default: the port of last time if it is free, else any free one. Always on the loopback address only. */
  readonly port?: number
  /** Put on top of the defaults below, e.g. `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** How root steps down; see `chooseRunAs`. */
  readonly prefer?: 'namespace' | 'user'
}

const user = 'liren'
const database = 'liren'
const host = '127.0.0.1'

/** Suits a district of a hundred thousand people on a small machine. fsync stays on. */
const defaults: Readonly<Record<string, string>> = {
  shared_buffers: '256MB',
  max_connections: '120',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  wal_compression: 'on',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  cluster_name: 'liren',
  password_encryption: 'scram-sha-256',
}

const isError = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

/** The password of this folder, made on first use. Linked into place whole, so nobody ever reads half of it. */
const ownPassword = (path: string, as: RunAs): string => {
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 })
    handOver(draft, as)
    try {
      linkSync(draft, path)
    } catch (error) {
      if (!isError(error, 'EEXIST')) throw error
    }
    rmSync(draft)
  }
  return readFileSync(path, 'utf8').trim()
}

const command = (as: RunAs, program: string, args: readonly string[]) => {
  const [first = program, ...rest] = [...as.before, program, ...args]
  return [first, rest] as const
}

/**
 * Makes the data folder aside and moves it into place, so that a crash half-way leaves nothing to trip over.
 * Texts sort by PostgreSQL's own C.UTF-8, alike on every machine and with `like 'x%'` indexable. The system's locale still
 * decides what pg_trgm takes for a letter: in plain C, Chinese has none, so the first of these that the system knows is taken.
 */
const create = (folder: string, passwordFile: string, binaries: Binaries, as: RunAs) => {
  const draft = `${folder}.new-${process.pid}`
  const env = { ...process.env, ...binaries.env, TZ: 'UTC' }
  const access = ['-D', draft, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-instructions']
  const texts = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  let said = ''
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    handOver(draft, as)
    const [program, args] = command(as, binaries.initdb, [...access, ...texts, `--lc-ctype=${letters}`])
    const done = spawnSync(program, args, { ...as.ids, cwd: draft, env, encoding: 'utf8' })
    said = `${done.error?.message ?? ''}${done.stderr}${done.stdout}`
    if (done.status === 0) {
      try {
        renameSync(draft, folder)
      } catch (error) {
        // Another program was faster.
        if (!existsSync(join(folder, 'PG_VERSION'))) throw error
        rmSync(draft, { recursive: true, force: true })
      }
      return
    }
    if (!said.includes('invalid locale')) break
  }
  rmSync(draft, { recursive: true, force: true })
  throw new Error(`PostgreSQL could not create ${folder}: ${said}`)
}

const freePort = (wanted: number): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', (error) => (wanted === 0 ? fail(error) : done(freePort(0))))
    probe.listen(wanted, host, () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

const remembered = (path: string) => (existsSync(path) ? Number(readFileSync(path, 'utf8')) || 0 : 0)

const tail = (path: string, from: number) => readFileSync(path).subarray(from).toString('utf8').slice(-2000)

const withClient = async <T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  // Without a listener a lost connection would end the program.
  client.on('error', () => {})
  try {
    await client.connect()
    return await use(client)
  } finally {
    await client.end().catch(() => {})
  }
}

const ensureDatabase = (url: (name: string) => string) =>
  withClient(url(database), async () => {}).catch(async (error: unknown) => {
    if (!isError(error, '3D000')) throw error
    await withClient(url('postgres'), (client) => client.query(`create database ${database}`)).catch(
      (again: unknown) => {
        if (!isError(again, '42P04') && !isError(again, '23505')) throw again
      },
    )
  })

/** Starts the server program and waits until it takes connections; `busy` when something of a dead one still winds down. */
const launch = async (
  folder: string,
  logFile: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  binaries: Binaries,
  as: RunAs,
) => {
  const flags = Object.entries({
    ...defaults,
    ...settings,
    port: String(port),
    listen_addresses: host,
    unix_socket_directories: '',
  })
  const [program, args] = command(as, binaries.postgres, [
    '-D',
    folder,
    ...flags.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ])
  const output = openSync(logFile, 'a', 0o600)
  const from = statSync(logFile).size
  // Detached: Ctrl-C reaches us alone, and we stop the database last.
  const child = spawn(program, args, {
    ...as.ids,
    cwd: folder,
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...binaries.env, TZ: 'UTC' },
  })
  closeSync(output)
  child.unref()
  let over: string | null = null
  child.once('error', (error) => {
    over = error.message
  })
  child.once('exit', (code, signal) => {
    over = `it ended with ${code ?? signal}`
  })
  for (;;) {
    const lock = readLock(folder)
    if (lock && lock.pid === child.pid && lock.state === 'ready') return 'ready'
    if (over !== null) {
      const said = tail(logFile, from)
      if (
        /pre-existing shared memory block|could not bind|already exists|is being used|Is another postmaster/.test(said)
      )
        return 'busy'
      throw new Error(`PostgreSQL did not start: ${over}\n${said}`)
    }
    await wait(5)
  }
}

/** Waits for a condition, up to `seconds`. */
const until = async (holds: () => boolean, seconds: number) => {
  const end = Date.now() + seconds * 1000
  while (!holds()) {
    if (Date.now() > end) return false
    await wait(10)
  }
  return true
}

const halt = async (folder: string, pid: number, binaries: Binaries) => {
  // SIGINT is PostgreSQL's "fast" shutdown: sessions are closed, everything is written.
  if (process.platform === 'win32')
    spawnSync(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', folder], { env: { ...process.env, ...binaries.env } })
  else if (isAlive(pid)) process.kill(pid, 'SIGINT')
  if (!(await until(() => readLock(folder)?.pid !== pid || !isAlive(pid), 60)))
    throw new Error(`PostgreSQL ${pid} did not stop within a minute`)
}

/**
 * Starts the embedded PostgreSQL on `dataDir`, creating it at first, or adopts the one already running there.
 * @example
 * const server = await startPostgres({ dataDir: '.liren/postgres' })
 * server.url // postgres://liren:…@127.0.0.1:41234/liren
 * await server.stop()
 * @throws Error with the end of the server's log when it cannot start.
 */
export const startPostgres = async (options: StartOptions): Promise<Postgres> => {
  const home = resolve(options.dataDir)
  const folder = join(home, 'pg')
  const logFile = join(home, 'postgres.log')
  const portFile = join(home, 'port')
  const log = options.log ?? (() => {})

  mkdirSync(home, { recursive: true, mode: 0o711 })
  const as = chooseRunAs(folder, options.prefer)
  const password = ownPassword(join(home, 'password'), as)
  const binaries = findBinaries(join(home, 'lib'))
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    log('creating the database', { folder })
    create(folder, join(home, 'password'), binaries, as)
  } else if (as.how === 'user' && statSync(folder).uid !== as.ids.uid && !readLock(folder)) {
    handOver(folder, as)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) handOver(join(folder, name), as)
  }
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.old`)

  const urlAt = (port: number) => (name: string) => `postgres://${user}:${password}@${host}:${port}/${name}`
  const running = async (adopted: boolean): Promise<Postgres> => {
    const lock = readLock(folder)
    if (!lock) throw new Error('PostgreSQL ended right after it had started')
    const url = urlAt(lock.port)
    await ensureDatabase(url)
    writeFileSync(portFile, String(lock.port))
    log(adopted ? 'found the running database' : 'started the database', { port: lock.port, pid: lock.pid, as: as.how })
    const others = () =>
      withClient(url('postgres'), async (client) => {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
        )
        return rows[0]?.n ?? 0
      }).catch(() => 0)
    const stop: Postgres['stop'] = async ({ force = false } = {}) => {
      if (readLock(folder)?.pid !== lock.pid || !isAlive(lock.pid)) return
      // Sessions we closed a moment ago may still be leaving.
      for (let left = 20; !force && (await others()) > 0; left--) {
        if (left === 0) return log('left the database running, for another program uses it', { port: lock.port })
        await wait(25)
      }
      await halt(folder, lock.pid, binaries)
      log('stopped the database', { port: lock.port })
    }
    return { url: url(database), port: lock.port, adopted, stop }
  }

  const end = Date.now() + 120_000
  while (Date.now() < end) {
    const lock = readLock(folder)
    if (lock && isAlive(lock.pid)) {
      if (lock.state === 'ready') {
        const answers = await withClient(urlAt(lock.port)('postgres'), async (client) => {
          const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
          return rows[0]?.folder === folder
        }).catch(() => false)
        if (answers) return running(true)
      }
      if (mayBePostgres(lock.pid)) {
        // Starting, recovering or stopping: it will settle by itself.
        await wait(50)
        continue
      }
      disownLock(folder)
    }
    const port = await freePort(options.port ?? remembered(portFile))
    if ((await launch(folder, logFile, port, options.settings ?? {}, binaries, as)) === 'ready') return running(false)
    await wait(100)
  }
  throw new Error(`PostgreSQL on ${folder} neither answers nor lets go. See ${logFile}`)
}
