#!/usr/bin/env node
/** What `npx liren` runs: plain JavaScript for whatever Node there is, handing over to the pinned one. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const node = at(`../../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`)

if (!existsSync(node)) {
  console.error('Liren is not installed yet. Run "npm start" or "npm install" in its folder first.')
  process.exit(1)
}

// A table is read row by row: what a row left behind is swept up at once rather than when memory runs short.
const isLight = process.argv[2] === 'import' && ['cases', 'values'].includes(process.argv[3] ?? '')
const flags = isLight ? ['--max-old-space-size=160', '--max-semi-space-size=2'] : []
const child = spawn(node, [...flags, at('./main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
// From a terminal Ctrl-C reaches the child by itself; handing it on would count as a second one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
child.once('error', (error) => {
  console.error(error.message)
  process.exitCode = 1
})
child.once('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
})
