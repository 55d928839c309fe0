/** Starts Liren as an operator would, on a folder and a port of its own, and stops it without leaving anything behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root: string = resolve(import.meta.dirname, '..')
export const node: string = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

export type Served = {
  readonly address: string
  readonly folder: string
  /** What the server said so far, for when a journey fails. */
  readonly said: () => string
  readonly stop: () => Promise<void>
}

/** The environment of the shell, without what the server would refuse as unknown. */
const plainEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(LIREN_|PORT$|DATABASE_|NODE_OPTIONS$|VITEST)/.test(key)),
  )

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((done) => child.once('exit', () => done()))

/** Starts a server with an empty database and waits until it listens. */
export const serve = async (preset: string): Promise<Served> => {
  const folder = mkdtempSync(join(tmpdir(), 'liren-e2e-'))
  const child = spawn(node, ['apps/server/main.ts', 'start', '--preset', preset, '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...plainEnvironment(),
      PORT: '0',
      LIREN_DATA: folder,
      LIREN_LOG: 'warn',
      NODE_COMPILE_CACHE: join(root, '.liren', 'compile-cache'),
    },
  })
  let out = ''
  let all = ''
  child.stderr.on('data', (chunk: Buffer) => {
    all += chunk
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended(child)
    clearTimeout(timer)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  const address = await new Promise<string>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`the server did not start within 110 s\n${all}`)), 110_000)
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk
      all += chunk
      const told = /\{"address".*\}/.exec(out)
      if (!told) return
      clearTimeout(timer)
      done((JSON.parse(told[0]) as { address: string }).address)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(new Error(`the server ended with ${code}\n${all}`))
    })
  }).catch(async (cause: unknown) => {
    await stop()
    throw cause
  })
  return { address, folder, said: () => all, stop }
}
