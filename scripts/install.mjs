/** Brings the installed packages up to what the lock file says, and knows the Node that everything then runs on. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const stampFile = join(root, 'node_modules', '.liren-setup')

/** The Node pinned as a package: whatever the machine has, Liren runs on this one. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

const wanted = () => {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const stamped = () => (existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : '')

const npm = (...args) => {
  // Started by npm, we know which npm; else the one on the path. On Windows npm is a script and needs a shell.
  const cli = process.env.npm_execpath
  const [program, ...rest] = cli?.endsWith('.js') ? [process.execPath, cli, ...args] : ['npm', ...args]
  const shell = process.platform === 'win32' && program === 'npm'
  return spawnSync(program, rest, { cwd: root, stdio: 'inherit', shell }).status === 0
}

const pinnedMajor = () => {
  if (!existsSync(pinnedNode)) return 0
  const said = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  return Number(/^v(\d+)\./.exec(said)?.[1] ?? 0)
}

/** Installs when something is missing or changed; a moment's work otherwise. */
export const ensureInstalled = () => {
  const want = wanted()
  if (stamped() === want && existsSync(pinnedNode)) return
  const begun = Date.now()
  console.log('Installing packages …')
  // `npm ci` starts from nothing; with packages there already, npm only adds what is missing.
  const fresh = !existsSync(join(root, 'node_modules', '.package-lock.json'))
  const done = fresh
    ? npm('ci', '--loglevel=error') || npm('install', '--loglevel=error')
    : npm('install', '--no-save', '--loglevel=error')
  if (!done) throw new Error('npm could not install the packages; its message is above.')
  const asked = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node
  if (pinnedMajor() === 0) npm('rebuild', 'node')
  if (pinnedMajor() !== Number(asked.split('.')[0]))
    throw new Error(`Node ${asked} did not arrive at ${pinnedNode}. Remove node_modules and try again.`)
  writeFileSync(stampFile, wanted())
  console.log(`Packages installed in ${((Date.now() - begun) / 1000).toFixed(1)} s.`)
}

/**
 * An npm that is killed, or ended by a hang-up, tells its scripts nothing: they go on without a parent, and so would the server.
 * Only below npm: whoever runs this script by itself may leave it behind on purpose.
 */
const endWithNpm = (child) => {
  const parent = process.ppid
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return undefined
  return setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500)
}

/** Runs a program of the house on the pinned Node, hands signals on, and returns its exit code. */
export const onPinnedNode = (args, env = {}) =>
  new Promise((done, fail) => {
    const child = spawn(pinnedNode, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    // From a terminal Ctrl-C reaches the child by itself; handing it on would count as a second one.
    const handOn = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, handOn)
    const watch = endWithNpm(child)
    child.once('error', fail)
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, handOn)
      done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1))
    })
  })

/** The script behind a command of an installed package, e.g. `commandOf('vite', 'bin/vite.js')`. */
export const commandOf = (name, path) => join(root, 'node_modules', name, path)
