/** A real server process for tests and benches: started as an operator would on a folder of its own, and ended with everything it left running. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAlive, mayBePostgres, readLock } from '@liren/kernel/postgres/lock'
import { isElsewhere, ownDatabase } from './own-databases.ts'

export const root: string = resolve(import.meta.dirname, '../..')

/** The shell's environment without what the house reads: what somebody exported for a test must not stop a server. */
export const plainEnvironment = (): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(LIREN_|PORT$|DATABASE_|NODE_OPTIONS$|VITEST)/.test(key)),
  )

/** A port nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** A folder of this run; one that a killed run left behind is known by the run's pid. */
export const runFolder = (kind: 'test' | 'running' | 'bench'): string =>
  mkdtempSync(join(tmpdir(), `liren-${kind}-${process.pid}-`))

/** Where a district keeps embedded databases: its own, and that of its practice space. */
const databasesIn = (folder: string) =>
  ['.', 'postgres', 'practice/postgres'].map((place) => join(folder, place, 'pg')).filter((place) => existsSync(place))

/** Ends the databases that still run on a folder, at once: nothing of a test need survive. */
export const endDatabases = async (folder: string): Promise<void> => {
  for (const place of databasesIn(folder)) {
    const pid = readLock(place)?.pid
    if (!pid || !isAlive(pid) || !mayBePostgres(pid)) continue
    process.kill(pid, 'SIGQUIT')
    for (let left = 250; left > 0 && isAlive(pid); left--) await wait(20)
  }
}

export type Running = {
  readonly base: string
  readonly child: ChildProcess
  readonly dataFolder: string
  /** The login of the database's owner. */
  readonly ownerUrl: () => string
  /** What the server said so far, for when a test fails. */
  readonly said: () => string
  /** Asks it to stop, as Ctrl-C does, and waits until it has. */
  readonly end: () => Promise<void>
  /** Ends it and what it left running; a folder made for it goes too. */
  readonly stop: () => Promise<void>
}

export type ServerOptions = {
  /** Kept afterwards when given. */
  readonly dataFolder?: string
  readonly preset?: string
  readonly env?: Readonly<Record<string, string>>
  /** For tests about the embedded database itself: it is used whatever server the run was given. */
  readonly isEmbedded?: boolean
  /** How long it may take to lay down its demo and listen, in seconds. */
  readonly patience?: number
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

const ended = (child: ChildProcess) =>
  hasEnded(child) ? Promise.resolve() : new Promise<void>((done) => child.once('exit', () => done()))

/**
 * Starts a server and waits until it listens. Its database is the embedded one, unless `env` names another or the run was given a server: then
 * it is one of its own there, kept as long as the data folder is.
 * @example
 * const server = await startServer({ preset: 'guali' })
 * await fetch(`${server.base}/api/kernel/health`)
 * await server.stop()
 * @throws Error with everything the server said when it ends or has not begun to listen in time.
 */
export const startServer = async (options: ServerOptions = {}): Promise<Running> => {
  const { preset, env = {}, patience = 200 } = options
  const dataFolder = options.dataFolder ?? runFolder('running')
  const isThere = isElsewhere() && !options.isEmbedded && env.DATABASE_URL === undefined
  const own = isThere ? await ownDatabase(dataFolder) : null
  const child = spawn(
    process.execPath,
    ['apps/server/main.ts', 'start', '--json', ...(preset ? ['--preset', preset] : [])],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...plainEnvironment(),
        PORT: '0',
        LIREN_DATA: dataFolder,
        LIREN_LOG: 'warn',
        NODE_COMPILE_CACHE: join(root, '.liren', 'compile-cache'),
        ...own?.env,
        ...env,
      },
    },
  )
  let all = ''
  child.stderr.on('data', (chunk: Buffer) => {
    all += chunk
  })
  const end = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended(child)
    clearTimeout(timer)
  }
  const stop = async () => {
    await end()
    await endDatabases(dataFolder)
    if (!options.dataFolder) await own?.drop()
    if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  const base = await new Promise<string>((done, fail) => {
    const timer = setTimeout(
      () => fail(new Error(`the server did not start within ${patience} s\n${all}`)),
      patience * 1000,
    )
    child.stdout.on('data', (chunk: Buffer) => {
      all += chunk
      const told = /\{"address".*\}/.exec(all)
      if (!told) return
      clearTimeout(timer)
      // The border to the command's own line, which `--json` promises.
      done((JSON.parse(told[0]) as { address: string }).address)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(new Error(`the server ended with ${code}\n${all}`))
    })
  }).catch(async (cause: unknown) => {
    await stop()
    throw cause
  })
  return {
    base,
    child,
    dataFolder,
    ownerUrl: () => {
      if (own) return own.url
      const postgres = join(dataFolder, 'postgres')
      const port = readLock(join(postgres, 'pg'))?.port
      return `postgres://liren:${encodeURIComponent(readFileSync(join(postgres, 'password'), 'utf8').trim())}@127.0.0.1:${port}/liren`
    },
    said: () => all,
    end,
    stop,
  }
}
