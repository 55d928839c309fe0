/** The embedded database keeps its word: whatever is killed, what was acknowledged is there, for root and everybody else. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { readLock } from './lock.ts'
import { chooseRunAs } from './run-as.ts'
import { type Postgres, startPostgres } from './start.ts'

const isRoot = process.getuid?.() === 0
const start = new URL('./start.ts', import.meta.url).href
const homes: string[] = []

const newHome = () => {
  const home = mkdtempSync(join(tmpdir(), 'liren-launch-'))
  chmodSync(home, 0o755)
  homes.push(home)
  return join(home, 'postgres')
}

const ask = async (server: { readonly url: string }, text: string) => {
  const client = new pg.Client({ connectionString: server.url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** Runs a small program that starts the server on `dataDir`, says its address and then waits to be killed. */
const startElsewhere = async (dataDir: string, before: readonly string[] = []) => {
  const code = `import { startPostgres } from ${JSON.stringify(start)}
const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} })
console.log(JSON.stringify({ url: server.url, adopted: server.adopted, uid: process.getuid?.() }))
process.on('SIGTERM', () => server.stop().then(() => process.exit(0)))
setInterval(() => {}, 1000)`
  const [program = '', ...args] = [...before, process.execPath, '--input-type=module', '--eval', code]
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env.PATH } })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  // Our own line, four rows above.
  return { child, ...(JSON.parse(String(line)) as { url: string; adopted: boolean; uid: number }) }
}

const kill = async (child: ReturnType<typeof spawn>, signal: NodeJS.Signals) => {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

afterEach(async () => {
  for (const home of homes.splice(0)) {
    const pid = readLock(join(home, 'postgres', 'pg'))?.pid
    if (pid) {
      const server = await startPostgres({ dataDir: join(home, 'postgres') })
      await server.stop({ force: true })
    }
    rmSync(home, { recursive: true, force: true })
  }
})

describe('a newcomer who has no database installed', () => {
  test('gets one that answers, understands Chinese letters, and syncs what it acknowledges', async () => {
    const dataDir = newHome()
    const server = await startPostgres({ dataDir })
    expect(server.adopted).toBe(false)
    const [row] = await ask(
      server,
      `create extension pg_trgm;
       select 1`,
    ).then(() =>
      ask(
        server,
        `select current_setting('fsync') as fsync, similarity('占道经营投诉', '占道经营') > 0.3 as alike, current_database() as name`,
      ),
    )
    expect(row).toEqual({ fsync: 'on', alike: true, name: 'liren' })
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
    await server.stop()
  })

  test('finds the same database the second time, and does not wait for it to be made again', async () => {
    const dataDir = newHome()
    const begun = performance.now()
    const first = await startPostgres({ dataDir })
    const making = performance.now() - begun
    await ask(first, 'create table kept (id int)')
    await first.stop()
    const again = performance.now()
    const server = await startPostgres({ dataDir })
    expect(performance.now() - again).toBeLessThan(making)
    expect(await ask(server, `select to_regclass('kept')::text as name`)).toEqual([{ name: 'kept' }])
    await server.stop()
  })

  test('is not let in without the password, even on the same machine', async () => {
    const server = await startPostgres({ dataDir: newHome() })
    const url = new URL(server.url)
    url.password = 'guess'
    await expect(ask({ url: url.href }, 'select 1')).rejects.toThrow('password authentication failed')
    await server.stop()
  })
})

describe('when something is killed', () => {
  test('a program that comes after a killed one finds the database running, and every row in it', async () => {
    const dataDir = newHome()
    const first = await startElsewhere(dataDir)
    await ask(first, 'create table reports (id int)')
    await ask(first, 'insert into reports values (1), (2)')
    await kill(first.child, 'SIGKILL')

    const again = await startPostgres({ dataDir })
    expect(again.adopted).toBe(true)
    expect(again.url).toBe(first.url)
    expect(await ask(again, 'select count(*)::int as n from reports')).toEqual([{ n: 2 }])
    await again.stop()
    expect(readLock(join(dataDir, 'pg'))).toBeNull()
  })

  test('a database server killed in the middle of writing has every row it had acknowledged', async () => {
    const dataDir = newHome()
    let server: Postgres = await startPostgres({ dataDir })
    await ask(server, 'create table reports (id int primary key)')
    for (let round = 0; round < 3; round++) {
      let acknowledged = -1
      const client = new pg.Client({ connectionString: server.url })
      client.on('error', () => {})
      await client.connect()
      const writing = (async () => {
        for (let id = round * 100_000; ; id++) {
          await client.query('insert into reports values ($1)', [id])
          acknowledged = id
        }
      })().catch(() => {})
      await new Promise((done) => setTimeout(done, 150))
      process.kill(readLock(join(dataDir, 'pg'))?.pid ?? 0, 'SIGKILL')
      await writing
      server = await startPostgres({ dataDir })
      expect(server.adopted).toBe(false)
      const [row] = await ask(
        server,
        `select max(id) as last, count(*)::int as n from reports where id >= ${round * 100_000}`,
      )
      expect(acknowledged).toBeGreaterThan(round * 100_000)
      expect(Number(row?.last)).toBeGreaterThanOrEqual(acknowledged)
      expect(row?.n).toBe(Number(row?.last) - round * 100_000 + 1)
    }
    await server.stop()
  })

  test('a lock whose number now belongs to another program does not keep the database shut', async () => {
    const dataDir = newHome()
    const server = await startPostgres({ dataDir })
    await ask(server, 'create table reports as select 1 as id')
    const lock = join(dataDir, 'pg', 'postmaster.pid')
    process.kill(readLock(join(dataDir, 'pg'))?.pid ?? 0, 'SIGKILL')
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
    execFileSync('sed', ['-i', `1s/.*/${stranger.pid}/`, lock])
    const again = await startPostgres({ dataDir })
    expect(await ask(again, 'select id from reports')).toEqual([{ id: 1 }])
    await again.stop()
    stranger.kill()
  })
})

describe('two programs at once', () => {
  test('share one server, and only the last to leave stops it', async () => {
    const dataDir = newHome()
    const [one, two] = await Promise.all([startElsewhere(dataDir), startElsewhere(dataDir)])
    expect(one.url).toBe(two.url)
    expect([one.adopted, two.adopted].filter(Boolean)).toHaveLength(1)
    const busy = new pg.Client({ connectionString: two.url })
    busy.on('error', () => {})
    await busy.connect()
    await kill(one.child, 'SIGTERM')
    expect((await busy.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await busy.end()
    await kill(two.child, 'SIGTERM')
    expect(readLock(join(dataDir, 'pg'))).toBeNull()
  })
})

describe.runIf(isRoot)('root, as whom PostgreSQL refuses to run,', () => {
  test('steps down to another user where user namespaces are forbidden, and back', async () => {
    const dataDir = newHome()
    const server = await startPostgres({ dataDir, prefer: 'user' })
    await ask(server, 'create table reports as select 1 as id')
    expect(statSync(join(dataDir, 'pg')).uid).not.toBe(0)
    await server.stop()
    const again = await startPostgres({ dataDir })
    expect(await ask(again, 'select id from reports')).toEqual([{ id: 1 }])
    await again.stop()
  })

  test('can leave the namespace for another user later, with the same data', async () => {
    const dataDir = newHome()
    const server = await startPostgres({ dataDir })
    await ask(server, 'create table reports as select 1 as id')
    await server.stop()
    if (chooseRunAs(join(dataDir, 'pg')).how !== 'namespace') return
    const again = await startPostgres({ dataDir, prefer: 'user' })
    expect(await ask(again, 'select id from reports')).toEqual([{ id: 1 }])
    await again.stop()
  })

  test('is not needed: an ordinary user starts the same server', async () => {
    const home = newHome()
    execFileSync('install', ['-d', '-o', '65534', '-g', '65534', home])
    const begun = await startElsewhere(home, ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'])
    expect(begun.uid).toBe(65534)
    expect(await ask(begun, 'select 1 as one')).toEqual([{ one: 1 }])
    await kill(begun.child, 'SIGTERM')
  })
})
