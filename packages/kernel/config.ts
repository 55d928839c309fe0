/** The operator's configuration: read from the environment once, checked, frozen. Nothing unknown, no secret by default. */

/** What the operator decides before the server starts. Administrators decide the rest in settings. */
export type Config = {
  readonly mode: 'demo' | 'production'
  readonly host: string
  readonly port: number
  /** Public origin, e.g. `https://liren.example.gov.cn`; null means "whatever the request says" (demo only). */
  readonly origin: string | null
  /** External PostgreSQL ≥ 15; null starts the embedded one. */
  readonly databaseUrl: string | null
  /** Login of the application's own role where the owner may not create roles. */
  readonly databaseAppUrl: string | null
  /** PostgreSQL schema of this district. */
  readonly schema: string
  /** Folder for the embedded database, files, keys in demo mode. */
  readonly dataFolder: string
  readonly preset: string
  /** `id:secret` pairs, newest first, secrets of at least 32 characters. Null in demo mode: made and kept in the data folder. */
  readonly keys: string | null
  readonly cipher: 'aes-256-gcm' | 'sm4-gcm'
  /** Where log lines are kept as files, one a day; null where only the standard output has them. */
  readonly logFolder: string | null
  /** How long they are kept: six months at least, by art. 21 of the Cybersecurity Law 网络安全法. */
  readonly logDays: number
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent'
  /** Reverse proxies in front, each of which adds an address; what lies before them is the caller's own say. */
  readonly trustedProxies: number
  /** Where the real district is, when this one is only for practising; null for a real one. */
  readonly practiceOf: string | null
  /** Writes a minute that one address may make to one route without signing in; routes with a limit of their own keep it. */
  readonly guestWrites: number
  readonly poolSize: number
}

/** Nobody but this machine can ask: bound to the loopback address, with no proxy in front that hands strangers on. */
export const isOwnMachine = ({ host, trustedProxies }: Pick<Config, 'host' | 'trustedProxies'>) =>
  trustedProxies === 0 && (host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host))

/** Six months. */
export const leastLogDays = 183

const known = new Map<string, string>([
  ['LIREN_MODE', 'demo or production'],
  ['LIREN_HOST', 'address to listen on, 127.0.0.1 by default'],
  ['LIREN_ORIGIN', 'public origin with scheme'],
  ['LIREN_SCHEMA', 'PostgreSQL schema of the district'],
  ['LIREN_DATA', 'folder for database, files and keys'],
  ['LIREN_PRESET', 'yuexiu, guali, none or a folder'],
  ['LIREN_KEYS', 'id:secret pairs, newest first, secrets of 32 characters or more'],
  ['LIREN_CIPHER', 'aes-256-gcm or sm4-gcm'],
  ['LIREN_LOG', 'info, warn, error or silent'],
  ['LIREN_LOG_FOLDER', 'folder for log files, one a day; <LIREN_DATA>/logs in production'],
  ['LIREN_LOG_DAYS', 'days log files are kept: 183 (six months, as the law asks) or more; 183 by default'],
  ['LIREN_PRACTICE_OF', 'set by the district that opens a practice space: its own address'],
  ['LIREN_TRUST_PROXY', 'true behind one reverse proxy, or how many there are'],
  ['LIREN_GUEST_WRITES', 'writes a minute of one address without signing in, per route; 60 by default'],
  ['LIREN_POOL', 'database connections of this process'],
])
/** Set by the test runner, not by operators. */
const testOnly = (key: string) => key.startsWith('LIREN_TEST_')

const fail = (key: string, why: string): never => {
  throw new Error(`configuration ${key}: ${why}`)
}
const oneOf = <const T extends readonly string[]>(key: string, value: string, allowed: T): T[number] =>
  allowed.includes(value) ? value : fail(key, `"${value}" is not one of ${allowed.join(', ')}`)
const whole = (key: string, value: string, least: number, most: number) =>
  /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most
    ? Number(value)
    : fail(key, `"${value}" is not a whole number from ${least} to ${most}`)

/**
 * Reads and freezes the configuration.
 * @param env `process.env`; besides `PORT`, `DATABASE_URL`, `DATABASE_APP_URL` only `LIREN_…` keys are read.
 * @throws Error naming the key, for unknown keys, bad values and missing secrets in production.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  for (const key of Object.keys(env))
    if (key.startsWith('LIREN_') && !known.has(key) && !testOnly(key))
      fail(key, `is not known; known are ${[...known.keys()].join(', ')}`)
  const mode = oneOf('LIREN_MODE', env.LIREN_MODE ?? 'demo', ['demo', 'production'])
  const schema = env.LIREN_SCHEMA ?? 'liren'
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) fail('LIREN_SCHEMA', 'is not a plain lower-case name')
  const keys = env.LIREN_KEYS || null
  const practiceOf = env.LIREN_PRACTICE_OF || null
  if (practiceOf && mode !== 'demo') fail('LIREN_PRACTICE_OF', 'is for demo mode: a practice space holds nothing real')
  if (mode === 'production' && !keys) fail('LIREN_KEYS', 'is due in production: there is no default secret')
  if (mode === 'production' && !env.LIREN_ORIGIN) fail('LIREN_ORIGIN', 'is due in production')
  return Object.freeze({
    mode,
    host: env.LIREN_HOST ?? '127.0.0.1',
    port: whole('PORT', env.PORT || '8080', 0, 65535),
    origin: env.LIREN_ORIGIN ?? null,
    databaseUrl: env.DATABASE_URL || null,
    databaseAppUrl: env.DATABASE_APP_URL || null,
    schema,
    dataFolder: env.LIREN_DATA ?? '.liren',
    preset: env.LIREN_PRESET ?? 'yuexiu',
    keys,
    cipher: oneOf('LIREN_CIPHER', env.LIREN_CIPHER ?? 'aes-256-gcm', ['aes-256-gcm', 'sm4-gcm']),
    logFolder: env.LIREN_LOG_FOLDER || (mode === 'production' ? `${env.LIREN_DATA ?? '.liren'}/logs` : null),
    logDays: whole('LIREN_LOG_DAYS', env.LIREN_LOG_DAYS || String(leastLogDays), leastLogDays, 36_500),
    logLevel: oneOf('LIREN_LOG', env.LIREN_LOG ?? 'warn', ['info', 'warn', 'error', 'silent']),
    trustedProxies:
      env.LIREN_TRUST_PROXY === 'true'
        ? 1
        : env.LIREN_TRUST_PROXY === 'false'
          ? 0
          : whole('LIREN_TRUST_PROXY', env.LIREN_TRUST_PROXY || '0', 0, 5),
    practiceOf,
    guestWrites: whole('LIREN_GUEST_WRITES', env.LIREN_GUEST_WRITES || '60', 1, 1_000_000),
    poolSize: whole('LIREN_POOL', env.LIREN_POOL ?? '16', 1, 500),
  })
}
