/** The closing line of `npm test` never hides a failure. */
import { expect, test } from 'vitest'

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }
// Plain JavaScript, which runs before anything is installed; its shape is said here.
const { countReport } = (await import(new URL('./run-tests.mjs', import.meta.url).href)) as {
  countReport: (report: unknown, exitCode: number) => Counts
}

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})
const report = (passed: number, failed: number, ...testResults: unknown[]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  testResults,
})

test('passing and failing tests are added up', () => {
  expect(countReport(report(1, 1, file('failed', 'passed', 'failed')), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('a file that breaks before its first test counts as a failure', () => {
  expect(countReport(report(1, 0, file('passed', 'passed'), file('failed')), 1).failed).toBe(1)
})

test('a crash after good tests counts as a failure', () => {
  expect(countReport(report(1, 0, file('passed', 'passed')), 1).failed).toBe(1)
})
