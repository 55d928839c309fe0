/**
 * How long until somebody is served: the first start of an empty folder, seeding included, then starts of the same folder,
 * and the same through `npm start` with nothing to install or build.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '@liren/testing/server'
import { startServer } from './district.ts'
import { percentile, report } from './measure.ts'

const root = resolve(import.meta.dirname, '..')
const turns = Number(process.env.BENCH_TURNS ?? 5)

const isServed = (base: string) =>
  fetch(`${base}/api/kernel/health`).then(
    (answer) => answer.ok,
    () => false,
  )

/** What a newcomer types, until the first 200; ended with all it began. */
const npmStart = async (dataFolder: string): Promise<number> => {
  const port = await freePort()
  const started = performance.now()
  // A group of its own, so that npm, the setup and the server can be told to stop together.
  const child = spawn('npm', ['start', '--silent', '--', '--port', String(port), '--json'], {
    cwd: root,
    detached: true,
    env: { ...process.env, LIREN_DATA: dataFolder, LIREN_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  try {
    while (!(await isServed(`http://127.0.0.1:${port}`))) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
      if (performance.now() - started > 300_000) throw new Error('npm start took more than five minutes')
      await new Promise((resume) => setTimeout(resume, 20))
    }
    return performance.now() - started
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await ended
    // npm may be gone before the server behind it is.
    while (await isServed(`http://127.0.0.1:${port}`)) await new Promise((resume) => setTimeout(resume, 50))
    await new Promise((resume) => setTimeout(resume, 2000))
  }
}

const show = (name: string, times: readonly number[]) =>
  console.log(`  ${name.padEnd(16)} ${times.map((ms) => `${(ms / 1000).toFixed(2)} s`).join('  ')}`)

const dataFolder = mkdtempSync(join(tmpdir(), 'liren-bench-'))
try {
  const first = await startServer(dataFolder)
  await first.stop()
  show('first start', [first.ms])
  const again: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const server = await startServer(dataFolder)
    again.push(server.ms)
    await server.stop()
  }
  show('second start', again)
  // The first one may still build screens or fill Node's cache of compiled modules.
  await npmStart(dataFolder)
  const whole: number[] = []
  for (let turn = 0; turn < turns; turn += 1) whole.push(await npmStart(dataFolder))
  show('npm start', whole)
  console.log('\nfigures')
  report('first start, seeding included', first.ms / 1000, undefined, ' s')
  report('second start, median', percentile(again, 50) / 1000, { atMost: 3 }, ' s')
  report('npm start, median', percentile(whole, 50) / 1000, { atMost: 3 }, ' s')
} finally {
  rmSync(dataFolder, { recursive: true, force: true })
}
