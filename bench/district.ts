/** A district of its own for a bench: fresh data folder, real server process, demo logins; everything ended afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { endDatabases, freePort, plainEnvironment, runFolder } from '@liren/testing/server'
import { keepAlive, send } from './measure.ts'

const root = resolve(import.meta.dirname, '..')

export type BenchDistrict = {
  readonly base: string
  readonly pid: number
  readonly postmaster: number
  readonly ownerUrl: string
  readonly dataFolder: string
  /** Cookie header of a signed-in demo account. */
  readonly signIn: (loginName: string) => Promise<string>
  readonly stop: () => Promise<void>
}

/** Starts a server on a folder (kept when given, else temporary) and waits for its first 200. */
export const startServer = async (dataFolder: string, env: Readonly<Record<string, string>> = {}) => {
  const port = await freePort()
  const started = performance.now()
  // BENCH_PROFILE=folder leaves a profile of the server's CPU there.
  const folder = process.env.BENCH_PROFILE
  const profile = folder ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(folder)}` } : {}
  const child: ChildProcess = spawn(
    process.execPath,
    ['apps/server/main.ts', 'start', '--port', String(port), '--json'],
    {
      cwd: root,
      env: {
        ...plainEnvironment(),
        DATABASE_URL: process.env.DATABASE_URL,
        LIREN_DATA: dataFolder,
        LIREN_LOG: 'error',
        ...profile,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const base = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const fine = await fetch(`${base}/api/kernel/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (fine) break
    if (performance.now() - started > 600_000) throw new Error('the server did not start within ten minutes')
    await new Promise((resume) => setTimeout(resume, 20))
  }
  const ms = performance.now() - started
  const stop = () =>
    new Promise<void>((done) => {
      child.once('exit', () => done())
      child.kill('SIGTERM')
    })
  return { base, child, ms, stop }
}

const password = 'Liren-demo-2026'

/** Signs a demo account in and returns its cookie. */
export const signIn = async (base: string, loginName: string): Promise<string> => {
  const answer = await fetch(`${base}/api/identity/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName, password }),
  })
  if (!answer.ok) throw new Error(`${loginName} could not sign in: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Whatever the demo forwards by itself: a bench says itself who sends its cases on. */
const byHand = async (base: string) => {
  const body = JSON.stringify({ values: { forwarding: 'suggest' } })
  const headers = { cookie: await signIn(base, 'system1'), 'content-type': 'application/json', 'x-liren': '1' }
  const answer = await fetch(`${base}/api/kernel/settings/triage`, { method: 'PUT', headers, body })
  if (!answer.ok) throw new Error(`forwarding was not set: ${await answer.text()}`)
}

/** Opens a fresh demo district, or the one kept in a folder: a million matters need not be laid down for every bench. */
export const openDistrict = async (
  env: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<BenchDistrict> => {
  if (folder) mkdirSync(folder, { recursive: true })
  const dataFolder = folder ? resolve(folder) : runFolder('bench')
  const server = await startServer(dataFolder, env)
  if (env.LIREN_PRESET === undefined) await byHand(server.base)
  const postgres = join(dataFolder, 'postgres')
  const [pid = '0', , , port = ''] = readFileSync(join(postgres, 'pg', 'postmaster.pid'), 'utf8').split('\n')
  const secret = readFileSync(join(postgres, 'password'), 'utf8').trim()
  return {
    base: server.base,
    pid: server.child.pid ?? 0,
    postmaster: Number(pid),
    ownerUrl: `postgres://liren:${encodeURIComponent(secret)}@127.0.0.1:${port}/liren`,
    dataFolder,
    signIn: (loginName) => signIn(server.base, loginName),
    stop: async () => {
      await server.stop()
      await endDatabases(dataFolder)
      if (!folder) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

export { keepAlive, send }
