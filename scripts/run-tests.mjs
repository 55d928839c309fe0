/** Runs every check of the house in order, times it, and ends with one line that adds them all up. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { buildWeb } from './build-web.mjs'
import { commandOf, onPinnedNode, root } from './install.mjs'
import { failuresOf, secondTries } from './second-try.mjs'

const folder = join(root, '.liren', 'test')

const check = (args) => async () => {
  const good = (await onPinnedNode(args)) === 0
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 }
}

/** Adds up Vitest's own report. A file that broke before its first test, or a crash, counts as one failure. */
export const countReport = (report, exitCode) => {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** One run of Vitest: its report, null when it did not come to write one, and its counts. */
const runVitest = async (name, args, env) => {
  const outputFile = join(folder, `${name}.json`)
  rmSync(outputFile, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`]
  const code = await onPinnedNode([commandOf('vitest', 'vitest.mjs'), 'run', ...reporters, ...args], env)
  if (!existsSync(outputFile)) return { report: null, counts: { passed: 0, failed: 1, skipped: 0 } }
  const report = JSON.parse(readFileSync(outputFile, 'utf8'))
  return { report, counts: countReport(report, code) }
}

/**
 * Runs Vitest, and what failed once more, alone. A test that passes only then is counted as passed and named as unsteady: it
 * wants mending all the same. `LIREN_TEST_STRICT=1` gives no second try.
 */
const vitest = async (name, args, env = {}) => {
  const { report, counts } = await runVitest(name, args, env)
  if (!report || counts.failed === 0) return counts
  const notes = failuresOf(report, root).map((line) => `  failed: ${line}`)
  let { passed, failed } = counts
  const config = args.includes('--config') ? args.slice(args.indexOf('--config'), args.indexOf('--config') + 2) : []
  for (const again of process.env.LIREN_TEST_STRICT ? [] : secondTries(report)) {
    console.log(`\n— ${name}: ${again.file}, once more —`)
    const second = await runVitest(`${name}-again`, [...config, ...again.args], env)
    if (second.counts.failed > 0 || second.counts.passed === 0) {
      notes.push(`  failed again: ${again.file}`)
      continue
    }
    failed -= again.failed
    passed += again.failed
    notes.push(`  unsteady, passed the second time: ${again.file}`)
  }
  return { passed, failed, skipped: counts.skipped, notes }
}

const journeys = async (filters) => {
  const config = join(root, 'e2e', 'vitest.config.ts')
  if (!existsSync(config)) {
    console.log('No journeys yet.')
    return { passed: 0, failed: 0, skipped: 0 }
  }
  const browser = ensureBrowser()
  if (!browser) return { passed: 0, failed: 1, skipped: 0 }
  return vitest('e2e', ['--config', config, ...filters], { LIREN_TEST_CHROMIUM: browser })
}

/** What `npm test` runs, in order. `filters` are file names for the two Vitest parts. */
const parts = {
  types: () => check([commandOf('typescript', 'bin/tsc'), '-p', 'tsconfig.json']),
  lint: () => check([commandOf('@biomejs/biome', 'bin/biome'), 'check', '.']),
  architecture: () =>
    check([
      commandOf('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'packages',
      'modules',
      'apps',
      'presets',
    ]),
  unit: (filters) => () => vitest('unit', filters),
  web: () => async () => {
    const good = await buildWeb()
    return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 }
  },
  e2e: (filters) => () => journeys(filters),
}

export const partNames = Object.keys(parts)

/** Runs the named parts (all by default) and returns the exit code. */
export const runTests = async ({ only = partNames, filters = [] } = {}) => {
  mkdirSync(folder, { recursive: true })
  const total = { passed: 0, failed: 0 }
  const lines = []
  for (const name of partNames.filter((part) => only.includes(part))) {
    console.log(`\n— ${name} —`)
    const begun = Date.now()
    const { passed, failed, skipped, notes = [] } = await parts[name](filters)()
    total.passed += passed
    total.failed += failed
    const rest = skipped ? `, ${skipped} skipped` : ''
    lines.push(
      `${failed ? '✗' : '✓'} ${name.padEnd(13)}${passed} passed, ${failed} failed${rest} in ${((Date.now() - begun) / 1000).toFixed(1)} s`,
    )
    lines.push(...notes)
    console.log(lines.slice(-1 - notes.length).join('\n'))
  }
  console.log(`\n${lines.join('\n')}\n`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}
