/** `liren doctor`: looks at everything that has to be right, says what is not, and what to do about it. */
import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { verifyAudit } from '@liren/kernel/audit'
import { gatherWords, inOrder } from '@liren/kernel/check'
import { type Config, isOwnMachine } from '@liren/kernel/config'
import { readKeys } from '@liren/kernel/keys'
import { loggedDays } from '@liren/kernel/log-files'
import { appRole } from '@liren/kernel/migrate'
import pg from 'pg'
import { configuration, openDatabase } from '../district.ts'
import { print } from '../output.ts'
import { loadModules, projectRoot, readPreset } from '../preset.ts'

type Finding = { readonly what: string; readonly ok: boolean; readonly found: string; readonly advice?: string }

const attempt = async (what: string, look: () => Promise<Omit<Finding, 'what'>>): Promise<Finding> => {
  try {
    return { what, ...(await look()) }
  } catch (error) {
    return { what, ok: false, found: error instanceof Error ? error.message : String(error) }
  }
}

/** A demonstration has accounts whose password everybody can read: fine on one's own machine, nowhere else. */
const reachFinding = (config: Config): Finding => {
  const isHere = isOwnMachine(config)
  const isFine = config.mode === 'production' || isHere
  return {
    what: 'Reach',
    ok: isFine,
    found: `${config.host}:${config.port}${config.trustedProxies > 0 ? ' behind a proxy' : ''}, ${isHere ? 'this machine only' : 'others can reach it'}`,
    ...(isFine
      ? {}
      : {
          advice:
            'A demo that others can reach has accounts with a published password. Set LIREN_HOST=127.0.0.1, or LIREN_MODE=production for real use.',
        }),
  }
}

/** Network logs are kept for six months at least (art. 21 of the Cybersecurity Law); what was done is in the audit chain besides. */
const logFinding = (config: Config): Finding => {
  const { logFolder, logDays, logLevel, mode } = config
  if (logFolder === null)
    return { what: 'Logs', ok: mode !== 'production', found: 'standard error only, nothing is kept (a demo)' }
  const days = loggedDays(logFolder)
  const oldest = days[0]
  const isFine = logLevel !== 'silent'
  return {
    what: 'Logs',
    ok: isFine,
    found: `kept for ${logDays} days in ${logFolder}, ${days.length === 0 ? 'none yet' : `since ${oldest}`}`,
    ...(isFine ? {} : { advice: 'LIREN_LOG=silent keeps nothing: the law asks for six months of logs.' }),
  }
}

type Rights = { may_create: boolean; owns: boolean; roles: boolean; app: boolean; trgm: boolean; crypto: boolean }

/** What the login in DATABASE_URL must be allowed; the owner of the database is enough, no superuser is needed. */
const rightsFinding = async (pool: pg.Pool, config: Config): Promise<Omit<Finding, 'what'>> => {
  const { rows } = await pool.query<Rights>(
    `select has_database_privilege(current_database(), 'create') as may_create,
       not exists (select from pg_namespace where nspname = $1 and not pg_has_role(current_user, nspowner, 'member')) as owns,
       (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as roles,
       exists (select from pg_roles where rolname = $2) as app,
       exists (select from pg_extension where extname = 'pg_trgm') as trgm,
       exists (select from pg_extension where extname = 'pgcrypto') as crypto`,
    [config.schema, config.databaseAppUrl ? new URL(config.databaseAppUrl).username : appRole(config.schema)],
  )
  const [row] = rows
  const wanting = [
    !row?.may_create && !row?.owns && 'it may not create schemas: `grant create on database … to …`',
    !row?.owns && `schema ${config.schema} belongs to somebody else`,
    !row?.roles &&
      !config.databaseAppUrl &&
      'it may not create roles: `alter role … createrole`, or make the application’s role by hand and set DATABASE_APP_URL',
    config.databaseAppUrl && !row?.app && 'the role of DATABASE_APP_URL does not exist',
    !row?.may_create && !(row?.trgm && row.crypto) && 'extensions pg_trgm and pgcrypto are missing',
  ].filter((one) => typeof one === 'string')
  return wanting.length === 0
    ? { ok: true, found: 'enough' }
    : { ok: false, found: 'too few', advice: `The login of DATABASE_URL: ${wanting.join('; ')}.` }
}

/** Every role takes two administrators: without one of system and one of security nothing can be given to anybody. */
const administratorsFinding = async (pool: pg.Pool, config: Config): Promise<Omit<Finding, 'what'>> => {
  const { rows: tables } = await pool.query<{ found: string | null }>('select to_regclass($1)::text as found', [
    `${config.schema}.identity_grants`,
  ])
  if (!tables[0]?.found) return { ok: true, found: 'no accounts in this preset' }
  const { rows } = await pool.query<{ role: string; count: number }>(
    `select g.role, count(distinct a.id)::int as count from identity_grants g
       join identity_accounts a on a.id = g.account_id and a.status = 'active'
       where g.role in ('systemAdmin', 'securityAdmin', 'auditAdmin') and g.ended_at is null group by g.role order by g.role`,
  )
  const isFine = ['systemAdmin', 'securityAdmin'].every((role) => rows.some((row) => row.role === role))
  return {
    ok: isFine || config.mode !== 'production',
    found: rows.map(({ role, count }) => `${count} ${role}`).join(', ') || 'none',
    ...(isFine ? {} : { advice: 'Make the first ones: `npx liren admin first --system LOGIN --security LOGIN`.' }),
  }
}

const databaseFindings = async (url: string, config: Config): Promise<Finding[]> => {
  const { schema } = config
  const pool = new pg.Pool({ connectionString: url, max: 1, options: `-c search_path=${schema},public` })
  pool.on('error', () => {})
  try {
    const server = [
      await attempt('PostgreSQL', async () => {
        const { rows } = await pool.query<{ number: number; text: string; fsync: string }>(
          `select current_setting('server_version_num')::int as number, current_setting('server_version') as text, current_setting('fsync') as fsync`,
        )
        const [row] = rows
        const isFine = (row?.number ?? 0) >= 150_000 && row?.fsync === 'on'
        return {
          ok: isFine,
          found: `${row?.text}, fsync ${row?.fsync}`,
          ...(isFine ? {} : { advice: 'Use PostgreSQL 15 or newer with fsync on.' }),
        }
      }),
      await attempt('Rights', () => rightsFinding(pool, config)),
    ]
    const { rows } = await pool.query<{ found: string | null }>('select to_regclass($1)::text as found', [
      `${schema}.kernel_migrations`,
    ])
    if (!rows[0]?.found)
      return [
        ...server,
        {
          what: 'Schema',
          ok: false,
          found: `${schema} is not there yet`,
          advice: 'Start Liren once: it makes what it needs.',
        },
      ]
    return [
      ...server,
      await attempt('Chinese search', async () => {
        const { rows } = await pool.query<{ count: number }>(
          `select coalesce(array_length(show_trgm('水务'), 1), 0) as count`,
        )
        const isFine = (rows[0]?.count ?? 0) > 0
        return {
          ok: isFine,
          found: isFine ? 'indexed' : 'not indexed',
          ...(isFine
            ? {}
            : {
                advice:
                  'In plain C no Chinese sign is a letter: make the database with lc_ctype C.UTF-8 or zh_CN.UTF-8.',
              }),
        }
      }),
      await attempt('Schema', async () => {
        const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from kernel_migrations')
        return { ok: true, found: `${schema}, ${rows[0]?.count} migrations` }
      }),
      await attempt('Administrators', () => administratorsFinding(pool, config)),
      await attempt('Outbox', async () => {
        const { rows } = await pool.query<{ count: number; oldest: number | null }>(
          `select count(*)::int as count, extract(epoch from now() - min(at))::int as oldest from (
             select at from kernel_outbox where delivered_at is null
             union all select o.at from kernel_unheard join kernel_outbox o on o.id = outbox_id) as waiting`,
        )
        const late = (rows[0]?.oldest ?? 0) > 300
        return {
          ok: !late,
          found: `${rows[0]?.count} waiting`,
          ...(late ? { advice: 'Events wait for more than five minutes: is a server running?' } : {}),
        }
      }),
      await attempt('Audit chain', async () => {
        const verdict = await verifyAudit(pool)
        return {
          ok: verdict.ok,
          found: verdict.ok
            ? `whole, ${verdict.sealed} sealed, ${verdict.unsealed} waiting for their seal`
            : `broken at seal ${verdict.firstBroken?.serial}`,
        }
      }),
    ]
  } finally {
    await pool.end()
  }
}

export const doctor = async (options: { readonly json?: boolean }): Promise<void> => {
  const findings: Finding[] = []
  const config = configuration()
  findings.push({
    what: 'Configuration',
    ok: true,
    found: `${config.mode}, preset ${config.preset}, schema ${config.schema}`,
  })
  findings.push(reachFinding(config))
  findings.push(logFinding(config))
  findings.push(await attempt('Keys', async () => ({ ok: true, found: `${readKeys(config).length} in the ring` })))
  findings.push(
    await attempt('Modules', async () => {
      const modules = inOrder(await loadModules(readPreset(config.preset)))
      gatherWords(modules)
      return { ok: true, found: modules.map((module) => module.contract.name).join(', ') || 'none' }
    }),
  )
  findings.push(
    await attempt('Boards', async () => {
      const isBuilt = existsSync(join(projectRoot, 'apps/web/dist/index.html'))
      return {
        ok: isBuilt,
        found: isBuilt ? 'built' : 'not built',
        ...(isBuilt ? {} : { advice: 'Run `npm start` once.' }),
      }
    }),
  )
  findings.push(
    await attempt('Disk', async () => {
      const { bavail, bsize } = statfsSync(existsSync(config.dataFolder) ? config.dataFolder : projectRoot)
      const free = (bavail * bsize) / 1e9
      return {
        ok: free > 2,
        found: `${free.toFixed(1)} GB free`,
        ...(free > 2 ? {} : { advice: 'Less than 2 GB left: make room.' }),
      }
    }),
  )
  try {
    const database = await openDatabase(config)
    findings.push(...(await databaseFindings(database.ownerUrl, config)))
    await database.close()
  } catch (error) {
    findings.push({ what: 'PostgreSQL', ok: false, found: error instanceof Error ? error.message : String(error) })
  }
  const isWell = findings.every((finding) => finding.ok)
  const lines = findings.map(
    (one) => `${one.ok ? '✓' : '✗'} ${one.what}: ${one.found}${one.advice ? ` — ${one.advice}` : ''}`,
  )
  print(options.json ?? false, { ok: isWell, findings }, lines.join('\n'))
  if (!isWell) process.exitCode = 1
}
