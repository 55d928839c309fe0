/** A throw-away PostgreSQL of another version, as an operator may have it: its login is an ordinary owner, its locale the plainest. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseRunAs, handOver } from '@liren/kernel/postgres/run-as'
import pg from 'pg'
import { freePort } from './server.ts'

/** `15`, or a folder with `initdb` and `pg_ctl` in it. */
const programs = (wanted: string) => {
  const places = /^\d+$/.test(wanted)
    ? [`/usr/lib/postgresql/${wanted}/bin`, `/usr/pgsql-${wanted}/bin`, `/opt/homebrew/opt/postgresql@${wanted}/bin`]
    : [wanted]
  const found = places.find((folder) => existsSync(join(folder, 'initdb')))
  if (!found) throw new Error(`LIREN_TEST_PG=${wanted}: no initdb in ${places.join(', ')}`)
  return found
}

/**
 * Starts it in `folder`.
 * @returns the address of a login that may make databases and roles and nothing else, and how to stop the server
 */
export const startOwnServer = async (
  wanted: string,
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly stop: () => void }> => {
  const bin = programs(wanted)
  const data = join(folder, 'pg')
  // Another user has to get at the folder; a namespace has its own idea of who owns what.
  const as = chooseRunAs(data, 'user')
  mkdirSync(data, { mode: 0o700 })
  handOver(folder, as)
  handOver(data, as)
  const run = (program: string, args: readonly string[]) => {
    const done = spawnSync(join(bin, program), args, { ...as.ids, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    if (done.status !== 0) throw new Error(`${program}: ${done.error?.message ?? done.stderr}`)
  }
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C.UTF-8', '-E', 'UTF8'])
  const port = await freePort()
  const lines = Object.entries({ ...settings, port: String(port), listen_addresses: '127.0.0.1', timezone: 'UTC' })
  const file = join(data, 'postgresql.conf')
  const text = lines.map(([key, value]) => `${key} = '${value}'`).join('\n')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${text}\nunix_socket_directories = ''\n`)
  // The server keeps what it inherits open: its words must not go where ours are waited for.
  run('pg_ctl', ['start', '-w', '-s', '-D', data, '-l', join(folder, 'log')])
  const client = new pg.Client({ connectionString: `postgres://postgres@127.0.0.1:${port}/postgres` })
  await client.connect()
  await client.query('create role owner login nosuperuser createdb createrole')
  await client.end()
  return {
    url: `postgres://owner@127.0.0.1:${port}/postgres`,
    stop: () => run('pg_ctl', ['stop', '-m', 'immediate', '-D', data]),
  }
}
