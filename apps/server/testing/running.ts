/** A real server process for tests: started on a folder of its own, waited for, and stopped or killed by its pid. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export type Running = {
  readonly base: string
  readonly child: ChildProcess
  readonly dataFolder: string
  readonly ownerUrl: () => string
  readonly stop: () => Promise<void>
}

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

/** Starts the command an operator would, with the embedded database even when the suite runs on another. */
export const startServer = async (
  dataFolder: string = mkdtempSync(join(tmpdir(), 'liren-running-')),
  env: Readonly<Record<string, string>> = {},
): Promise<Running> => {
  const port = await freePort()
  const { DATABASE_URL: _, LIREN_TEST_DATABASE: __, ...rest } = process.env
  const child = spawn(process.execPath, ['apps/server/main.ts', 'start', '--port', String(port), '--json'], {
    cwd: resolve(import.meta.dirname, '../../..'),
    env: { ...rest, LIREN_DATA: dataFolder, LIREN_LOG: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const base = `http://127.0.0.1:${port}`
  for (const until = Date.now() + 200_000; ; ) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    if (
      await fetch(`${base}/api/kernel/health`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break
    if (Date.now() > until) throw new Error('the server did not start')
    await new Promise((resume) => setTimeout(resume, 50))
  }
  return {
    base,
    child,
    dataFolder,
    ownerUrl: () => {
      const postgres = join(dataFolder, 'postgres')
      const address = readFileSync(join(postgres, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3]
      return `postgres://liren:${encodeURIComponent(readFileSync(join(postgres, 'password'), 'utf8').trim())}@127.0.0.1:${address}/liren`
    },
    stop: () =>
      new Promise<void>((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done()
        child.once('exit', () => done())
        child.kill('SIGTERM')
      }),
  }
}
