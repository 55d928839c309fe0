/** `liren doctor`: looks at everything that has to be right, says what is not, and what to do about it. */
import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { verifyAudit } from '@liren/kernel/audit'
import { gatherWords, inOrder } from '@liren/kernel/check'
import { readKeys } from '@liren/kernel/keys'
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

const databaseFindings = async (url: string, schema: string): Promise<Finding[]> => {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: `-c search_path=${schema},public` })
  pool.on('error', () => {})
  try {
    return [
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
      await attempt('Schema', async () => {
        const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from kernel_migrations')
        return { ok: true, found: `${schema}, ${rows[0]?.count} migrations` }
      }),
      await attempt('Outbox', async () => {
        const { rows } = await pool.query<{ count: number; oldest: number | null }>(
          'select count(*)::int as count, extract(epoch from now() - min(at))::int as oldest from kernel_outbox where delivered_at is null',
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
          found: verdict.ok ? `whole, ${verdict.sealed} entries` : `broken at seal ${verdict.firstBroken?.serial}`,
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
    findings.push(...(await databaseFindings(database.ownerUrl, config.schema)))
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
