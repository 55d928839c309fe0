/**
 * The first thing that runs on a fresh machine. Plain JavaScript for any Node ≥ 20.19: installs what is missing, then lets
 * the pinned Node do the work.
 */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb } from './build-web.mjs'
import { ensureInstalled, onPinnedNode, root } from './install.mjs'
import { partNames, runTests } from './run-tests.mjs'

const usage = `Usage: node scripts/setup.mjs <command>

  start [options]           install, build the screens if they changed, start Liren
  test [--only a,b] [file]  install, then run ${partNames.join(', ')}
  build                     install, then build the screens
  run <file> [options]      install, then run a script of the house on the pinned Node
  install                   install only`

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

const start = async (args) => {
  if (!(await buildWeb())) return 1
  // Node keeps compiled modules here, which saves a good part of a second at every start.
  const cache = process.env.NODE_COMPILE_CACHE ?? join(root, '.liren', 'compile-cache')
  return onPinnedNode(['apps/server/main.ts', 'start', ...args], { NODE_COMPILE_CACHE: cache })
}

const test = (args) => {
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='))
  if (at < 0) return runTests({ filters: args })
  const inline = args[at]?.includes('=')
  const named = (inline ? args[at].split('=')[1] : args[at + 1])?.split(',') ?? []
  const unknown = named.find((name) => !partNames.includes(name))
  if (unknown !== undefined || named.length === 0) throw new Error(`--only takes ${partNames.join(', ')}`)
  return runTests({ only: named, filters: args.toSpliced(at, inline ? 1 : 2) })
}

const commands = {
  start,
  test,
  build: async () => ((await buildWeb({ always: true })) ? 0 : 1),
  run: ([file = '', ...args]) => {
    if (!existsSync(join(root, file)) || !statSync(join(root, file)).isFile()) throw new Error(`There is no ${file}.`)
    return onPinnedNode([file, ...args])
  },
  install: () => 0,
}

const [name, ...args] = process.argv.slice(2)
try {
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Node ${process.versions.node} is too old: 20.19 or newer is needed to begin.`)
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : null
  if (!command) {
    console.log(usage)
    process.exitCode = name === undefined || name === '--help' ? 0 : 2
  } else {
    ensureInstalled()
    process.exitCode = await command(args)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
