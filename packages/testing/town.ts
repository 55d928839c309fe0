/** A small town for tests: chosen modules on a real database of their own, people who ask over HTTP, a clock to turn. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@liren/contract'
import type { Actor, Authenticate, Grant, Module, Preset, Work } from '@liren/kernel'
import { guest } from '@liren/kernel'
import { readConfig } from '@liren/kernel/config'
import { type Host, startHost } from '@liren/kernel/host'
import { kernelTables } from '@liren/kernel/kernel-tables'
import { databasePassword } from '@liren/kernel/keys'
import { appRole, migrate } from '@liren/kernel/migrate'
import pg from 'pg'
import { createDatabase, databaseUrl, dropDatabase } from './database.ts'

/** All towns of a run share one key: database roles belong to the whole server. */
const keys = 'test:0123456789abcdef0123456789abcdef'
const header = 'x-test-actor'

type Ask = ReturnType<typeof createClient>
/** Somebody who asks. `raw` sends anything and returns the bare response. */
export type Person = {
  readonly actor: Actor
  readonly ask: Ask
  readonly raw: (
    method: string,
    url: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>
}

/** Who a test person is; what is left out is made up. */
export type Who = {
  readonly roles: readonly Grant[]
  readonly id?: string
  readonly name?: string
  readonly personId?: string | null
  readonly provedAt?: Date | null
  readonly onBehalfOf?: Actor['onBehalfOf']
}

export type Town = {
  readonly host: Host
  readonly guest: Person
  readonly as: (who: Who) => Person
  /** A browser that keeps its cookies, for real log-ins. */
  readonly browser: () => Person
  /** Runs code as the system, in a transaction, as one module. */
  readonly work: <T>(module: Module | string, effect: (work: Work) => Promise<T>) => Promise<T>
  readonly run: (module: Module | string, job: string, payload?: unknown) => Promise<void>
  readonly settle: () => Promise<void>
  /** Facts told so far under a name such as `cases/closed`, oldest first. */
  readonly told: (name: string) => Promise<Record<string, unknown>[]>
  /** The owner's own connection, for looking behind the scenes. */
  readonly owner: pg.Client
  /** A connection as the application's role. */
  readonly app: pg.Pool
  readonly clock: {
    readonly now: () => Date
    readonly set: (to: Date | string) => void
    readonly advance: (ms: number) => void
  }
  readonly close: () => Promise<void>
}

export type TownOptions = {
  readonly preset?: Preset
  readonly now?: Date | string
  readonly env?: Readonly<Record<string, string>>
  /** True starts relay, workers and live stream as in a real server. */
  readonly isWorking?: boolean
  /** The area all others lie in. */
  readonly rootArea?: string
}

const nameOf = (module: Module | string) => (typeof module === 'string' ? module : module.contract.name)

/** A database with these modules' tables, made once per run and copied for each town. */
const template = async (modules: readonly Module[]): Promise<string> => {
  const hash = createHash('sha1').update(kernelTables)
  for (const module of modules) hash.update(JSON.stringify([module.contract.name, module.migrations ?? {}]))
  const name = `liren_template_${hash.digest('hex').slice(0, 16)}`
  const guard = new pg.Client({ connectionString: databaseUrl() })
  guard.on('error', () => {})
  await guard.connect()
  try {
    await guard.query(`select pg_advisory_lock(hashtext('liren-template'))`)
    const { rowCount } = await guard.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return name
    const url = await createDatabase(`${name}_new`)
    const schema = 'liren'
    const [id = '', secret = ''] = keys.split(':')
    await migrate({
      ownerUrl: url,
      schema,
      role: appRole(schema),
      appPassword: databasePassword([{ id, secret }], schema),
      modules,
    })
    await guard.query(`alter database ${name}_new rename to ${name}`)
    return name
  } finally {
    await guard.end()
  }
}

const authenticateWith =
  (modules: readonly Module[]): Authenticate =>
  async (request, db, now) => {
    const given = request.headers[header]
    if (typeof given === 'string') {
      const actor = JSON.parse(Buffer.from(given, 'base64url').toString()) as Actor
      return { ...actor, provedAt: actor.provedAt ? new Date(actor.provedAt) : null }
    }
    return (await modules.find((module) => module.authenticate)?.authenticate?.(request, db, now)) ?? null
  }

const inOrderOfNeeds = (modules: readonly Module[]): Module[] => {
  const ordered: Module[] = []
  const visit = (module: Module) => {
    for (const need of module.needs ?? []) {
      const found = modules.find((one) => one.contract.name === need.name)
      if (found && !ordered.includes(found)) visit(found)
    }
    if (!ordered.includes(module)) ordered.push(module)
  }
  for (const module of modules) visit(module)
  return ordered
}

/**
 * Boots modules on a database of their own.
 * @example
 * const town = await host([territory, organisation, matters, cases])
 * const lin = town.as({ roles: [{ role: 'gridWorker', area: '440104001001', unitId: null }] })
 * await lin.ask(casesContract, 'report', { body: { text: '井盖不见了' } })
 */
export const host = async (modules: readonly Module[], options: TownOptions = {}): Promise<Town> => {
  const source = await template(inOrderOfNeeds(modules))
  const name = `town_${process.pid}_${randomUUID().slice(0, 8)}`
  const ownerUrl = await createDatabase(name, source)
  const dataFolder = mkdtempSync(join(tmpdir(), 'liren-town-'))
  let offset = 0
  const now = () => new Date(Date.now() + offset)
  const set = (to: Date | string) => {
    offset = new Date(to).getTime() - Date.now()
  }
  if (options.now) set(options.now)
  const config = readConfig({
    LIREN_LOG: 'error',
    LIREN_KEYS: keys,
    LIREN_DATA: dataFolder,
    LIREN_POOL: '24',
    ...options.env,
  })
  const started = await startHost({
    config,
    ownerUrl,
    modules,
    now,
    authenticate: authenticateWith(modules),
    isWorking: options.isWorking ?? false,
    title: { title: 'Town', area: options.rootArea ?? null },
    migrates: false,
  })
  const owner = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${config.schema},public` })
  owner.on('error', () => {})
  await owner.connect()
  if (options.preset) await started.seed(options.preset)

  const person = (actor: Actor, isSigned: boolean): Person => {
    const jar = new Map<string, string>()
    const send = async (url: string, init: RequestInit): Promise<Response> => {
      const request = new Request(`http://127.0.0.1${url}`, init)
      const headers: Record<string, string> = Object.fromEntries(request.headers)
      if (isSigned) headers[header] = Buffer.from(JSON.stringify(actor)).toString('base64url')
      if (jar.size > 0) headers.cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
      const payload =
        init.body === undefined || init.body === null ? undefined : Buffer.from(await request.arrayBuffer())
      const answer = await started.app.inject({
        method: request.method as 'GET',
        url,
        headers,
        ...(payload ? { payload } : {}),
      })
      for (const cookie of answer.cookies) {
        if (cookie.value === '' || cookie.maxAge === 0) jar.delete(cookie.name)
        else jar.set(cookie.name, cookie.value)
      }
      const bare = answer.statusCode === 204 || answer.statusCode === 304
      const replied = new Headers()
      for (const [key, value] of Object.entries(answer.headers))
        if (value !== undefined)
          for (const one of Array.isArray(value) ? value : [value]) replied.append(key, String(one))
      return new Response(bare ? null : new Uint8Array(answer.rawPayload), {
        status: answer.statusCode,
        headers: replied,
      })
    }
    return {
      actor,
      ask: createClient(send),
      raw: (method, url, body, headers = {}) =>
        send(url, {
          method,
          headers: {
            ...(body === undefined || typeof body === 'string' || body instanceof FormData
              ? {}
              : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined
            ? {}
            : { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) }),
        }),
    }
  }

  return {
    host: started,
    guest: person(guest, false),
    browser: () => person(guest, false),
    as: (who) =>
      person(
        {
          kind: 'account',
          id: who.id ?? randomUUID(),
          name: who.name ?? 'test person',
          personId: who.personId ?? null,
          grants: who.roles,
          sessionId: null,
          onBehalfOf: who.onBehalfOf ?? null,
          provedAt: who.provedAt === undefined ? now() : who.provedAt,
        },
        true,
      ),
    work: (module, effect) => started.act(nameOf(module), 'test', effect),
    run: (module, job, payload = null) => started.runJob(nameOf(module), job, payload),
    settle: () => started.settle(),
    told: async (event) => {
      const { rows } = await owner.query<{ fact: Record<string, unknown> }>(
        `select fact from kernel_outbox where kind = 'event' and name = $1 order by id`,
        [event],
      )
      return rows.map((row) => row.fact)
    },
    owner,
    app: started.core.pool,
    clock: {
      now,
      set,
      advance: (ms) => {
        offset += ms
      },
    },
    close: async () => {
      await started.stop()
      await owner.end()
      await dropDatabase(name)
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
