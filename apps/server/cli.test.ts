/** The operator's command line: help for every word, JSON on demand, a non-zero end on failure; backup and restore for real. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { tableHashes } from '@liren/kernel/backup'
import { startPostgres } from '@liren/kernel/postgres/start'
import { dropOwnDatabases, isElsewhere, type OwnDatabase, ownDatabase } from '@liren/testing/own-databases'
import { plainEnvironment } from '@liren/testing/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'liren-cli-'))
/** Databases of the districts below, where the run was given a server. */
const places = new Map<string, OwnDatabase>()
beforeAll(async () => {
  if (isElsewhere()) for (const data of ['real', 'one', 'two']) places.set(data, await ownDatabase(join(folder, data)))
})
afterAll(async () => {
  await dropOwnDatabases()
  rmSync(folder, { recursive: true, force: true })
})

const liren = (args: readonly string[], data: string, env: Readonly<Record<string, string>> = {}) => {
  const run = spawnSync(process.execPath, ['apps/server/main.ts', ...args], {
    cwd: root,
    env: {
      ...plainEnvironment(),
      LIREN_DATA: join(folder, data),
      LIREN_LOG: 'silent',
      ...places.get(data)?.env,
      ...env,
    },
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

describe('every command', () => {
  test.each([
    'start',
    'seed',
    'import',
    'verify',
    'backup',
    'restore',
    'doctor',
    'admin first',
    'triage train',
    'triage eval',
    'triage predict',
  ])('%s explains itself and knows --json', (name) => {
    const { code, out } = liren([...name.split(' '), '--help'], 'none')
    expect(code).toBe(0)
    expect(out).toContain('--json')
  })

  test('a word nobody knows, a missing file, an unknown preset: each ends with what is wrong and not with zero', () => {
    expect(liren(['dance'], 'none')).toMatchObject({ code: 1 })
    const missing = liren(['restore', '/nowhere/at/all.backup', '--json'], 'none')
    expect(missing.code).toBe(1)
    expect(JSON.parse(missing.out)).toMatchObject({ error: expect.stringContaining('/nowhere/at/all.backup') })
    const preset = liren(['seed', '--preset', 'atlantis'], 'none')
    expect(preset.code).toBe(1)
    expect(preset.err).toContain('atlantis')
    const key = liren(['doctor'], 'none', { LIREN_COLOUR: 'red' })
    expect(key.code).toBe(1)
    expect(key.err).toContain('LIREN_COLOUR')
  })
})

describe('a district for real use', () => {
  const env = {
    LIREN_PRESET: 'guali',
    LIREN_MODE: 'production',
    LIREN_ORIGIN: 'https://liren.example.gov.cn',
    LIREN_KEYS: `k1:${'k'.repeat(44)}`,
  }
  const first = (...more: readonly string[]) =>
    liren(['admin', 'first', '--system', 'wang=王启明', '--security', 'liwd', ...more, '--json'], 'real', env)
  const administrators = () =>
    (
      JSON.parse(liren(['doctor', '--json'], 'real', env).out) as {
        findings: { what: string; ok: boolean; found: string; advice?: string }[]
      }
    ).findings.find(({ what }) => what === 'Administrators')

  test('gets its first administrators at the machine, once', () => {
    expect(liren(['seed', '--json'], 'real', env)).toMatchObject({ code: 0 })
    expect(administrators()).toMatchObject({ ok: false, found: 'none', advice: expect.stringContaining('admin first') })
    const twice = first('--audit', 'WANG')
    expect(twice.code).toBe(1)
    expect(JSON.parse(twice.out)).toMatchObject({ error: expect.stringContaining('login name of its own') })

    const made = first('--audit', 'yang')
    expect(made.code).toBe(0)
    expect(JSON.parse(made.out)).toMatchObject({
      administrators: [
        {
          role: 'systemAdmin',
          loginName: 'wang',
          displayName: '王启明',
          firstPassword: expect.stringMatching(/^.{14}$/),
        },
        { role: 'securityAdmin', loginName: 'liwd', displayName: 'liwd' },
        { role: 'auditAdmin', loginName: 'yang' },
      ],
    })
    expect(administrators()).toMatchObject({ ok: true, found: '1 auditAdmin, 1 securityAdmin, 1 systemAdmin' })

    const again = first()
    expect(again.code).toBe(1)
    expect(JSON.parse(again.out)).toMatchObject({ error: expect.stringContaining('has administrators') })
  }, 240_000)
})

describe('an operator', () => {
  const env = { LIREN_PRESET: 'guali' }

  test('seeds a township, backs it up, restores it elsewhere, and both are the same', async () => {
    const seeded = liren(['seed', '--json'], 'one', env)
    expect(seeded.err).toMatch(/^(.+ \d+\/\d+ \(\d+ %\)\n)*$/)
    expect(JSON.parse(seeded.out)).toMatchObject({
      preset: 'guali',
      seeded: expect.arrayContaining(['territory', 'people']),
    })
    expect(JSON.parse(liren(['seed', '--json'], 'one', env).out)).toMatchObject({ seeded: [] })

    const verified = JSON.parse(liren(['verify', 'audit', '--json'], 'one', env).out) as { ok: boolean; sealed: number }
    expect(verified).toMatchObject({ ok: true })
    expect(verified.sealed).toBeGreaterThan(0)

    const file = join(folder, 'town.backup')
    const backed = JSON.parse(liren(['backup', file, '--json'], 'one', env).out) as { rows: number }
    expect(backed.rows).toBeGreaterThan(500)
    expect(existsSync(file)).toBe(true)

    // Without the keys it refuses before touching anything.
    const strange = liren(['restore', file, '--json'], 'two', { ...env, LIREN_KEYS: `other:${'k'.repeat(40)}` })
    expect(strange.code).toBe(1)
    expect(JSON.parse(strange.out)).toMatchObject({ error: expect.stringContaining('keys') })

    mkdirSync(join(folder, 'two'), { recursive: true })
    copyFileSync(join(folder, 'one', 'keys'), join(folder, 'two', 'keys'))
    const restored = liren(['restore', file, '--json'], 'two', env)
    // Progress goes beside the JSON: by tenths, and to its end.
    const tenths = restored.err.trim().split('\n')
    expect(tenths.length).toBeLessThanOrEqual(11)
    expect(tenths.at(-1)).toMatch(/^tables (\d+)\/\1 \(100 %\)$/)
    expect(JSON.parse(restored.out)).toMatchObject({ rows: backed.rows, migratedSince: [] })

    const hashes = []
    for (const data of ['one', 'two']) {
      const there = places.get(data)
      const server = there ?? (await startPostgres({ dataDir: join(folder, data, 'postgres') }))
      hashes.push(await tableHashes(server.url, 'liren'))
      if ('stop' in server) await server.stop()
    }
    expect(hashes[1]).toEqual(hashes[0])
    expect(liren(['restore', file, '--json'], 'two', env).code).toBe(1)

    const doctor = liren(['doctor', '--json'], 'two', env)
    const { findings } = JSON.parse(doctor.out) as { findings: { what: string; ok: boolean }[] }
    // A throw-away server of the tests syncs nothing, and doctor says so.
    const known = ['Boards', ...(process.env.LIREN_TEST_PG ? ['PostgreSQL'] : [])]
    expect(findings.filter((one) => !one.ok && !known.includes(one.what))).toEqual([])
    // A demo that others can reach is no secret any more.
    const reached = liren(['doctor', '--json'], 'two', { ...env, LIREN_HOST: '0.0.0.0' })
    expect(reached.code).toBe(1)
    expect(JSON.parse(reached.out).findings).toContainEqual(expect.objectContaining({ what: 'Reach', ok: false }))

    const table = join(folder, 'people.csv')
    writeFileSync(table, '姓名,身份证号码\n何永康,440104195503080029\n王坏号,440104195503080028\n')
    const taken = liren(
      ['import', 'people', table, '--area', '330109113001', '--save-map', 'roll', '--json'],
      'two',
      env,
    )
    expect(JSON.parse(taken.out)).toMatchObject({ rows: 2, created: 1, refused: 1, errorsFile: `${table}.errors.csv` })
    expect(readFileSync(`${table}.errors.csv`, 'utf8')).toContain('3,身份证号码,wrong-check,校验码不符')
  }, 240_000)
})
