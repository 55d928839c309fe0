/** One real PostgreSQL per test run, and quick copies of a migrated template for each test file. */
import { readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '@liren/kernel/postgres/lock'
import { startPostgres } from '@liren/kernel/postgres/start'
import { asOwner, createDatabase, databaseUrl, dropDatabase } from './own-databases.ts'
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

export { createDatabase, databaseUrl, dropDatabase }
