/** Databases on the server tests run against: made, copied, dropped; and whether that server is one the operator chose. */
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** True where `DATABASE_URL` or `LIREN_TEST_PG` names a server: nothing that can run there starts an embedded one. */
export const isElsewhere = (): boolean => Boolean(process.env.DATABASE_URL || process.env.LIREN_TEST_PG)

/** The owner's address of this run's server, with the name of one of its databases put in. */
export const databaseUrl = (name?: string): string => {
  const address = process.env.LIREN_TEST_DATABASE
  if (!address) throw new Error('No test database: run tests with "npx vitest run", which starts one.')
  if (!name) return address
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}

/** Runs one piece of work as the owner, on the database the server's address names. */
export const asOwner = async <T>(use: (client: pg.Client) => Promise<T>): Promise<T> => {
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

/** A district's database on a server that is not ours: what its processes are told, and how it goes again. */
export type OwnDatabase = {
  readonly url: string
  /** `DATABASE_URL` and `DATABASE_APP_URL`. */
  readonly env: Readonly<Record<string, string>>
  readonly drop: () => Promise<void>
}

const made = new Map<string, Promise<OwnDatabase>>()

/**
 * The database of a data folder, made when first asked for. It has an application's login of its own: roles belong to the whole
 * server, and processes with other keys would give the usual one another password.
 */
export const ownDatabase = (folder: string): Promise<OwnDatabase> => {
  const known = made.get(folder)
  if (known) return known
  const name = `running_${process.pid}_${createHash('sha1').update(folder).digest('hex').slice(0, 12)}`
  const [login, password] = [`${name}_app`, randomBytes(18).toString('hex')]
  const making = (async (): Promise<OwnDatabase> => {
    await asOwner((client) => client.query(`create role ${quoted(login)} login password '${password}'`))
    const url = await createDatabase(name)
    const app = new URL(url)
    app.username = login
    app.password = password
    return {
      url,
      env: { DATABASE_URL: url, DATABASE_APP_URL: app.href },
      drop: async () => {
        made.delete(folder)
        await dropDatabase(name)
        await asOwner((client) => client.query(`drop role if exists ${quoted(login)}`))
      },
    }
  })()
  made.set(folder, making)
  return making
}

/** Those of this process that nobody dropped. */
export const dropOwnDatabases = async (): Promise<void> => {
  for (const making of [...made.values()]) await (await making).drop()
}
