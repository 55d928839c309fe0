/** A figure leads to its own cases. */
import { expect, test } from 'vitest'
import { casesBehind } from './behind.ts'

test('whoever looks at a month that is over opens the cases of that month, of that unit, and no later ones', () => {
  const month = { indicator: 'closed', from: '2026-10-01', until: '2026-11-01' }
  expect(casesBehind({ ...month, lead: 'water' })).toBe(
    '/command/cases?indicator=closed&from=2026-10-01&until=2026-11-01&lead=water',
  )
  expect(casesBehind({ indicator: 'closed', from: '2026-10-01', until: undefined, area: '440104001000' })).toBe(
    '/command/cases?indicator=closed&from=2026-10-01&area=440104001000',
  )
})
