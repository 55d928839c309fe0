/** Names the tests that failed, and tells a defect from a disturbed machine by trying a few failed files once more, alone. */
import { relative } from 'node:path'

/** With more broken files than these something is truly broken, and a second try would only take time. */
const mostFiles = 4
/** A file that took longer is not repeated whole: only its failed tests are. */
const longFile = 120_000

const isBroken = ({ status, assertionResults }) =>
  status === 'failed' || assertionResults.some((one) => one.status === 'failed')

/** The failed tests of a report of Vitest, one line each: file › test: first line of what went wrong. */
export const failuresOf = (report, root) =>
  report.testResults.filter(isBroken).flatMap((file) => {
    const failed = file.assertionResults.filter((one) => one.status === 'failed')
    const name = relative(root, file.name)
    if (failed.length === 0) return [`${name}: ${firstLine(file.message)}`]
    return failed.map((one) => `${name} › ${one.fullName}: ${firstLine(one.failureMessages?.[0])}`)
  })

const firstLine = (text) => (text ?? '').trim().split('\n')[0].slice(0, 200) || 'broke without a word'

/** A test as `-t` knows it: the names of its groups and its own. */
const nameOf = ({ ancestorTitles, title }) => `^${[...ancestorTitles, title].map(escaped).join(' > ')}$`

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * What to run once more: one list of arguments for each broken file, empty when there are too many.
 * A long file repeats only the tests that failed.
 */
export const secondTries = (report) => {
  const broken = report.testResults.filter(isBroken)
  if (broken.length > mostFiles) return []
  return broken.map((file) => {
    const failed = file.assertionResults.filter((one) => one.status === 'failed')
    const isLong = file.endTime - file.startTime > longFile
    if (!isLong || failed.length === 0)
      return { file: file.name, args: [file.name], failed: Math.max(1, failed.length) }
    const pattern = failed.map(nameOf).join('|')
    return { file: file.name, args: [file.name, '-t', pattern], failed: failed.length }
  })
}
