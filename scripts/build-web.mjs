/** Builds the screens, but only when something they are made of has changed. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, onPinnedNode, root } from './install.mjs'

const stampFile = join(root, '.liren', 'web-build.json')
const skipped = new Set(['node_modules', 'dist', 'server', '.liren'])

const filesBelow = (folder, found = []) => {
  if (!existsSync(folder)) return found
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) filesBelow(path, found)
    else found.push(path)
  }
  return found
}

const sources = () => {
  const folders = ['apps/web', 'packages/web', 'packages/contract', 'modules'].map((folder) => join(root, folder))
  return [...folders.flatMap((folder) => filesBelow(folder)), join(root, 'package-lock.json')].sort()
}

const digest = (files, of) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update('\0').update(of(file)).update('\0')
  return hash.digest('hex')
}

// Times are quick to compare but change with every checkout; contents then decide.
const byTime = (file) => {
  const { mtimeMs, size } = statSync(file)
  return `${mtimeMs} ${size}`
}

const lastBuild = () => {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}

/** Returns true when the screens are built, fresh or still good. */
export const buildWeb = async ({ always = false } = {}) => {
  if (!existsSync(join(root, 'apps/web/index.html')) && !existsSync(join(root, 'apps/web/vite.config.ts'))) {
    console.log('No screens to build.')
    return true
  }
  const files = sources()
  const quick = digest(files, byTime)
  const last = lastBuild()
  const built = existsSync(join(root, 'apps/web/dist')) && !always
  if (built && last.quick === quick) return true
  const content = digest(files, (file) => readFileSync(file))
  mkdirSync(join(root, '.liren'), { recursive: true })
  const stamp = () => writeFileSync(stampFile, JSON.stringify({ quick, content }))
  if (!built || last.content !== content) {
    const begun = Date.now()
    console.log('Building the screens …')
    const vite = commandOf('vite', 'bin/vite.js')
    // Whoever asks for the build, tests among them: what is served is always the production build.
    const made = await onPinnedNode([vite, 'build', 'apps/web', '--logLevel', 'warn'], { NODE_ENV: 'production' })
    if (made !== 0) return false
    console.log(`Screens built in ${((Date.now() - begun) / 1000).toFixed(1)} s.`)
  }
  stamp()
  return true
}
