/** Brings a district's schema up to date: forward only, per module, each step once, as the owner. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'
import { kernelTables, settingsHistoryTable, unheardTable } from './kernel-tables.ts'
import type { Module } from './module.ts'

/** Name of the application's own role: it never owns a table and cannot reach what migrations revoke. */
export const appRole = (schema: string) => `${schema}_app`
/** Job tables live apart: they must not be distributed with the district's schema. */
export const jobSchema = (schema: string) => `${schema}_jobs`

type Options = {
  readonly ownerUrl: string
  readonly schema: string
  /** The application's role; created or updated here unless the operator gave a login of its own (null password). */
  readonly role: string
  readonly appPassword: string | null
  readonly modules: readonly Module[]
  /** Only these steps, for restoring a backup made by an older version. */
  readonly only?: readonly { readonly module: string; readonly name: string }[]
}

const checksum = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

const ensureRole = async (client: pg.Client, role: string, password: string) => {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  const literal = client.escapeLiteral(password)
  await client
    .query(`${rowCount ? 'alter' : 'create'} role ${role} login password ${literal}`)
    .catch((error: Error) => {
      throw new Error(
        `DATABASE_URL: its login may not ${rowCount ? 'change' : 'create'} the role "${role}" (${error.message}). ` +
          'Allow it (`alter role … createrole`), or make the role by hand and set DATABASE_APP_URL.',
        { cause: error },
      )
    })
}

const ensureSchema = async (client: pg.Client, schema: string, role: string) => {
  await client.query(`create schema if not exists ${schema}`).catch((error: Error) => {
    throw new Error(
      `DATABASE_URL: its login may not create the schema "${schema}" (${error.message}). It should own the database.`,
      { cause: error },
    )
  })
  for (const extension of ['pg_trgm', 'pgcrypto'])
    await client.query(`create extension if not exists ${extension} with schema public`)
  await client.query(`set search_path = ${schema}, public`)
  await client.query(`grant usage on schema ${schema} to ${role}`)
  await client.query(
    `alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${role}`,
  )
  await client.query(`alter default privileges in schema ${schema} grant usage, select on sequences to ${role}`)
  await client.query(`alter default privileges in schema ${schema} revoke execute on functions from public`)
  await client.query(`create table if not exists kernel_migrations (
    module text not null, name text not null, checksum text not null, at timestamptz not null default now(),
    primary key (module, name))`)
  await client.query(`revoke insert, update, delete on kernel_migrations from ${role}`)
}

const ensureJobs = async (client: pg.Client, schema: string, role: string) => {
  const jobs = jobSchema(schema)
  const { rows } = await client.query<{ found: string | null }>('select to_regclass($1)::text as found', [
    `${jobs}.version`,
  ])
  const installed = rows[0]?.found
    ? (await client.query<{ version: number }>(`select version from ${jobs}.version`)).rows[0]?.version
    : undefined
  if (installed === undefined) {
    await client.query(`create schema if not exists ${jobs}`)
    await client.query(getConstructionPlans(jobs, { createSchema: false }))
  } else if (installed < newestJobVersion()) await client.query(getMigrationPlans(jobs, installed))
  await client.query(`grant usage on schema ${jobs} to ${role}`)
  await client.query(`grant select, insert, update, delete on all tables in schema ${jobs} to ${role}`)
  await client.query(`grant usage, select on all sequences in schema ${jobs} to ${role}`)
  await client.query(`grant execute on all functions in schema ${jobs} to ${role}`)
}

/** The job library's own schema version, read from its construction plan, so that both always agree. */
const newestJobVersion = () => {
  const found = /INSERT INTO \S+\.version\s*\([^)]*\)\s*VALUES\s*\('?(\d+)'?/i.exec(getConstructionPlans('probe'))
  return found ? Number(found[1]) : 0
}

/**
 * Applies what is missing. Safe to run from several processes at once.
 * @returns the names of the migrations applied now.
 * @throws Error when an applied migration's text has changed since.
 */
export const migrate = async (options: Options): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  const { role } = options
  const applied: string[] = []
  try {
    await client.query(`select pg_advisory_lock(hashtext('liren-migrate'), hashtext($1))`, [options.schema])
    if (options.appPassword !== null) await ensureRole(client, role, options.appPassword)
    await ensureSchema(client, options.schema, role)
    const { rows } = await client.query<{ module: string; name: string; checksum: string }>(
      'select module, name, checksum from kernel_migrations',
    )
    const done = new Map(rows.map((row) => [`${row.module}/${row.name}`, row.checksum]))
    const steps = [
      { module: 'kernel', name: '0001-create-tables', text: kernelTables },
      { module: 'kernel', name: '0002-unheard', text: unheardTable },
      { module: 'kernel', name: '0003-settings-history', text: settingsHistoryTable },
      ...options.modules.flatMap((module) =>
        Object.entries(module.migrations ?? {}).map(([name, text]) => ({ module: module.contract.name, name, text })),
      ),
    ]
    for (const step of steps) {
      if (options.only && !options.only.some((one) => one.module === step.module && one.name === step.name)) continue
      const known = done.get(`${step.module}/${step.name}`)
      if (known === checksum(step.text)) continue
      if (known) throw new Error(`migration ${step.module}/${step.name} was changed after it had been applied`)
      await client.query('begin')
      try {
        await client.query(step.text.replaceAll('$app', role).replaceAll('$schema', options.schema))
        await client.query('insert into kernel_migrations (module, name, checksum) values ($1, $2, $3)', [
          step.module,
          step.name,
          checksum(step.text),
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${step.module}/${step.name} failed: ${(error as Error).message}`, { cause: error })
      }
      applied.push(`${step.module}/${step.name}`)
    }
    await ensureJobs(client, options.schema, role)
  } finally {
    await client.end()
  }
  return applied
}
