/** The way to PostgreSQL: one pool in the district's schema, named statements, rows in camelCase. */
import { createHash } from 'node:crypto'
import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { Db } from './module.ts'
import { LineClient } from './outage.ts'

// Counters and sizes fit a double; strings for them would leak into every reply.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// Days are days, not instants: keep `yyyy-MM-dd` as text.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** Beyond this many named texts statements stay unnamed, so that odd queries cannot fill a connection's memory. */
const namedAtMost = 500
/** A text earns its name by coming back: seeds and imports make thousands that never do. */
const earnedAfter = 3
const names = new Map<string, string>()
const sightings = new Map<string, number>()

/** A name for a statement's text: PostgreSQL then parses and plans it once per connection. */
export const statementName = (text: string): string | undefined => {
  const known = names.get(text)
  if (known) return known
  if (names.size >= namedAtMost || text.length > 20_000) return undefined
  const count = (sightings.get(text) ?? 0) + 1
  if (count < earnedAfter) {
    if (sightings.size > 2000) sightings.clear()
    sightings.set(text, count)
    return undefined
  }
  sightings.delete(text)
  const name = createHash('sha1').update(text).digest('base64url').slice(0, 20)
  names.set(text, name)
  return name
}

/** One round trip with a named statement. */
export const ask = <R extends pg.QueryResultRow = pg.QueryResultRow>(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult<R>> => {
  const name = statementName(text)
  return (client as pg.Pool).query<R>({ ...(name ? { name } : {}), text, values: [...values] })
}

/** One connection speaks one statement at a time; code behind the door may ask for several at once all the same. */
const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act, act)
    last = mine.catch(() => {})
    return mine
  }
}
const atOnce = <T>(act: () => Promise<T>): Promise<T> => act()

/** A statement on its way. */
export type Asked = Pick<CompiledQuery, 'sql' | 'parameters'>
type Rows = { readonly rows: readonly unknown[]; readonly rowCount?: number | null }

const connection = (answer: (asked: Asked) => Promise<Rows>): DatabaseConnection => ({
  executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const { rows, rowCount } = await answer(query)
    return {
      rows: rows as R[],
      ...(rowCount === null || rowCount === undefined ? {} : { numAffectedRows: BigInt(rowCount) }),
    }
  },
  streamQuery: () => {
    throw new Error('streaming is done with COPY or key pages')
  },
})

const nothing = async () => {}

const dialectOn = (answer: (asked: Asked) => Promise<Rows>): Dialect => {
  const only = connection(answer)
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => only,
    releaseConnection: nothing,
    beginTransaction: async () => {
      throw new Error('the door opens transactions; code behind it is already inside one')
    },
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    destroy: nothing,
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true })

/** Kysely whose statements somebody else carries to the database. */
export const kyselyAsking = (answer: (asked: Asked) => Promise<Rows>): Db =>
  new Kysely<Record<never, never>>({ dialect: dialectOn(answer), plugins: [camelCase] })

/** Kysely over one client (a transaction) or over the pool (each statement by itself). */
export const kyselyOn = (client: Pick<pg.ClientBase | pg.Pool, 'query'>): Db => {
  const turn = client instanceof pg.Pool ? atOnce : inTurn()
  return kyselyAsking(({ sql, parameters }) => turn(() => ask(client, sql, parameters)))
}

/** A pool whose connections live in the district's schema and never take the process down. */
export const openPool = (options: {
  readonly url: string
  readonly schema: string
  readonly size: number
  readonly name: string
  readonly onError: (error: Error) => void
}): pg.Pool => {
  const pool = new pg.Pool({
    Client: LineClient,
    connectionString: options.url,
    max: options.size,
    application_name: options.name,
    options: `-c search_path=${options.schema},public -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000`,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  })
  pool.on('error', options.onError)
  pool.on('connect', (client) => client.on('error', options.onError))
  return pool
}
