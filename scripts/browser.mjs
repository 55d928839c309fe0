/** Finds a Chromium for the end-to-end tests, or fetches one where that is possible, or says how to get one. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { commandOf, pinnedNode, root } from './install.mjs'

/** The shell without windows and menus comes first: pages are the same in it, at two thirds of the work. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const onThisMachine = () => {
  const told = process.env.LIREN_TEST_CHROMIUM ?? process.env.CHROME_PATH
  if (told && existsSync(told)) return told
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...paths, ...elsewhere].find((path) => existsSync(path)) ?? null
}

const run = (program, ...args) =>
  spawnSync(program, args, {
    stdio: 'inherit',
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const isDebian = () => existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))

const playwrightPath = () => {
  const code = `import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))`
  const path = spawnSync(pinnedNode, ['--eval', code], { cwd: root, encoding: 'utf8' }).stdout?.trim()
  return path && existsSync(path) ? path : null
}

/** The path of a browser, or null after having explained what to do. */
export const ensureBrowser = () => {
  const found = onThisMachine() ?? playwrightPath()
  if (found) return found
  console.log('No Chromium on this machine; trying to install one …')
  // On Ubuntu the package is an empty shell around a snap, so only Debian's own is worth trying.
  if (process.getuid?.() === 0 && isDebian()) {
    run('apt-get', 'update', '-q')
    const install = (name) => run('apt-get', 'install', '-q', '-y', '--no-install-recommends', name, 'fonts-noto-cjk')
    // Older releases have the whole browser only.
    if (install('chromium-headless-shell') || install('chromium')) return onThisMachine()
  }
  const arrived = run(pinnedNode, commandOf('playwright-core', 'cli.js'), 'install', 'chromium') && playwrightPath()
  if (arrived) return arrived
  console.log(`End-to-end tests need a Chromium, Chrome or Edge. Install one and run again:
  Debian          sudo apt-get install -y chromium fonts-noto-cjk
  Fedora          sudo dnf install -y chromium google-noto-sans-cjk-fonts
  macOS           brew install --cask chromium
or set LIREN_TEST_CHROMIUM to the path of the program. All other tests: npm test -- --only types,lint,architecture,unit`)
  return null
}
