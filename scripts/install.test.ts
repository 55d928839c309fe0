/** Who starts with npm also stops with it: nothing goes on behind a terminal that is gone. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const firstLine = (from: NodeJS.ReadableStream) =>
  new Promise<string>((heard) => from.once('data', (text: Buffer) => heard(text.toString().trim())))

test('a server ends when the npm above it is killed, for npm can no longer tell it to', async () => {
  const server = `console.log(process.pid); setInterval(() => {}, 1000)`
  const script = `import(${JSON.stringify(join(import.meta.dirname, 'install.mjs'))}).then(({ onPinnedNode }) => onPinnedNode(['-e', ${JSON.stringify(server)}]))`
  const npm = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(script)}], { stdio: 'inherit' })`,
    ],
    { env: { ...process.env, npm_lifecycle_event: 'start' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const pid = Number(await firstLine(npm.stdout))
  expect(isAlive(pid)).toBe(true)
  npm.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false)
}, 30_000)
