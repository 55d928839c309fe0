/** What a residents' committee does for the property firm counts as the firm's load, and nothing is counted twice. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { misassigned, sideOf, sides } from './misassigned.ts'

test("the committee that mends a firm's lamps carries the firm's load; what it does of its own is not counted", () => {
  expect(sideOf('gridTeam')).toBe('residentsCommittee')
  expect(sideOf('propertyFirm')).toBe('property')
  expect(sideOf('government')).toBe('government')
  expect(
    misassigned([
      { lead: 'property', by: 'residentsCommittee', count: 3 },
      { lead: 'property', by: 'residentsCommittee', count: 4 },
      { lead: 'residentsCommittee', by: 'residentsCommittee', count: 9 },
      { lead: 'owner', by: 'government', count: 5 },
    ]),
  ).toEqual([
    { lead: 'property', by: 'residentsCommittee', count: 7 },
    { lead: 'owner', by: 'government', count: 5 },
  ])
})

test('no case is lost or doubled, whatever was handled by whom', () => {
  const one = fc.record({
    lead: fc.constantFrom(...sides),
    by: fc.constantFrom(...sides),
    count: fc.integer({ min: 0, max: 50 }),
  })
  fc.assert(
    fc.property(fc.array(one), (all) => {
      const wrong = all.filter(({ lead, by }) => lead !== by).reduce((sum, { count }) => sum + count, 0)
      expect(misassigned(all).reduce((sum, { count }) => sum + count, 0)).toBe(wrong)
    }),
  )
})
