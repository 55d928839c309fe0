/** One real PostgreSQL per test run, and quick copies of a migrated template for each test file. */
import { readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAlive } from '@liren/kernel/postgres/lock'
import { startPostgres } from '@liren/kernel/postgres/start'
import pg from 'pg'
import { startOwnServer } from './own-server.ts'
import { endDatabases, runFolder } from './server.ts'

/** Nothing in a test database needs to survive a power cut. */
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '300',
  cluster_name: 'liren-test',
}

/** Clears away what earlier runs left that were killed before they could: databases, servers of their own, folders. */
const sweep = async () => {
  for (const name of readdirSync(tmpdir())) {
    const run = Number(/^liren-(?:test|running|bench)-(\d+)-/.exec(name)?.[1] ?? Number.NaN)
    if (!Number.isInteger(run) || isAlive(run)) continue
    const folder = join(tmpdir(), name)
    try {
      await endDatabases(folder)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // Somebody else's, or another run is sweeping too.
    }
  }
}

/** A server that is not ours is left as it was found. */
const dropTemplates = async () => {
  const found = await asOwner((client) =>
    client.query<{ name: string }>(`select datname as name from pg_database where datname like 'liren\\_template\\_%'`),
  )
  for (const { name } of found.rows) await dropDatabase(name)
}

/**
 * For Vitest's `globalSetup`: a server for this run, the one `DATABASE_URL` names, or one of the version in `LIREN_TEST_PG`. Its address is left in
 * `LIREN_TEST_DATABASE` for the test files.
 * @returns what to call when all tests are done
 */
export const testServer = async (): Promise<() => Promise<void>> => {
  const external = process.env.DATABASE_URL
  if (external) {
    process.env.LIREN_TEST_DATABASE = external
    return dropTemplates
  }
  await sweep()
  const dataDir = runFolder('test')
  const wanted = process.env.LIREN_TEST_PG
  if (wanted) {
    const own = await startOwnServer(wanted, dataDir, careless)
    process.env.LIREN_TEST_DATABASE = own.url
    return async () => {
      own.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
  const server = await startPostgres({ dataDir, settings: careless })
  process.env.LIREN_TEST_DATABASE = server.url
  return async () => {
    await server.stop({ force: true })
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Vitest calls this once per run. */
export default testServer

/** The owner's address of this run's server, with the name of one of its databases put in. */
export const databaseUrl = (name?: string): string => {
  const address = process.env.LIREN_TEST_DATABASE
  if (!address) throw new Error('No test database: run tests with "npx vitest run", which starts one.')
  if (!name) return address
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}

const asOwner = async <T>(use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseUrl() })
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const quoted = (name: string) => pg.escapeIdentifier(name)

/**
 * Makes a database, empty or as a copy of `template`, and returns its address.
 * @example const url = await createDatabase('cases_1', 'cases_template')
 */
export const createDatabase = async (name: string, template?: string): Promise<string> => {
  // Copying files is four times as fast as logging every page, where nothing is synced.
  const strategy = process.env.DATABASE_URL ? '' : ' strategy file_copy'
  const how = template ? ` template ${quoted(template)}${strategy}` : ''
  for (let left = 100; ; left--) {
    try {
      await asOwner((client) => client.query(`create database ${quoted(name)}${how}`))
      return databaseUrl(name)
    } catch (error) {
      // 55006: a session that was just closed is still leaving the template.
      if (left === 0 || !(error instanceof Error && 'code' in error && error.code === '55006')) throw error
      await wait(20)
    }
  }
}

/** Removes a database, whoever is still connected to it. */
export const dropDatabase = async (name: string): Promise<void> => {
  for (let left = 100; ; left--) {
    try {
      await asOwner((client) => client.query(`drop database if exists ${quoted(name)} with (force)`))
      return
    } catch (error) {
      // 42501: an owner who is no superuser may not end the last sessions of the application's role; they leave by themselves.
      if (left === 0 || !(error instanceof Error && 'code' in error && error.code === '42501')) throw error
      await wait(50)
    }
  }
}
