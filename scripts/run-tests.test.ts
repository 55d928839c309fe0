/** The closing line of `npm test` never hides a failure. */
import { expect, test } from 'vitest'

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }
// Plain JavaScript, which runs before anything is installed; its shape is said here.
const { countReport } = (await import(new URL('./run-tests.mjs', import.meta.url).href)) as {
  countReport: (report: unknown, exitCode: number) => Counts
}

const { failuresOf, secondTries } = (await import(new URL('./second-try.mjs', import.meta.url).href)) as {
  failuresOf: (report: unknown, root: string) => string[]
  secondTries: (report: unknown) => { file: string; args: string[]; failed: number }[]
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

const broken = (name: string, seconds: number, ...tests: string[]) => ({
  name: `/house/${name}`,
  status: 'failed',
  startTime: 0,
  endTime: seconds * 1000,
  message: 'the file did not load',
  assertionResults: tests.map((title) => ({
    status: 'failed',
    title,
    ancestorTitles: ['a board'],
    fullName: title,
    failureMessages: ['Error: no\n at a line'],
  })),
})

test('every failed test is named with the first line of what went wrong', () => {
  const told = failuresOf(
    { testResults: [broken('a.test.ts', 1, 'a neighbour reports'), broken('b.test.ts', 1)] },
    '/house',
  )
  expect(told).toEqual(['a.test.ts › a neighbour reports: Error: no', 'b.test.ts: the file did not load'])
})

test('a short file is tried once more whole, of a long one only what failed', () => {
  const tries = secondTries({
    testResults: [broken('a.test.ts', 1, 'one'), broken('long.test.ts', 600, 'page /a (b)')],
  })
  expect(tries).toEqual([
    { file: '/house/a.test.ts', args: ['/house/a.test.ts'], failed: 1 },
    { file: '/house/long.test.ts', args: ['/house/long.test.ts', '-t', '^a board > page /a \\(b\\)$'], failed: 1 },
  ])
})

test('when many files break, nothing is tried again', () => {
  expect(secondTries({ testResults: ['a', 'b', 'c', 'd', 'e'].map((name) => broken(name, 1, 'one')) })).toEqual([])
})
