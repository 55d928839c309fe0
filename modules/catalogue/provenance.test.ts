/** Which source counts when several speak. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isConflicting, isStale, standing, type Told } from './provenance.ts'

const told = (source: string, says: string, verified: string | null = null): Told => ({
  source,
  fingerprint: says,
  on: null,
  verifiedAt: verified ? new Date(verified) : null,
  recordedAt: new Date('2026-01-01'),
})

test('what the owner of the field says counts, even when somebody else says it later', () => {
  expect(
    standing([told('网格核实', 'a', '2026-06-01'), told('社保卡持卡库', 'b', '2025-01-01')], '社保卡持卡库')
      ?.fingerprint,
  ).toBe('b')
})

test('where the owner is silent, what was verified last counts, whatever the order it was told in', () => {
  const some = fc.array(
    fc.record({ source: fc.constantFrom('甲', '乙', '丙', '丁'), day: fc.integer({ min: 1, max: 28 }) }),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(some, (rows) => {
      const all = rows.map(({ source, day }) => told(source, `${day}`, `2026-02-${String(day).padStart(2, '0')}`))
      const latest = Math.max(...rows.map(({ day }) => day))
      expect(standing(all, '无人')?.fingerprint).toBe(`${latest}`)
      expect(standing([...all].reverse(), '无人')?.fingerprint).toBe(`${latest}`)
    }),
  )
})

test('sources that say the same do not conflict, and half a year without a look is stale', () => {
  expect(isConflicting([told('甲', 'a'), told('乙', 'a')])).toBe(false)
  expect(isConflicting([told('甲', 'a'), told('乙', 'b')])).toBe(true)
  expect(isStale(new Date('2026-01-01'), new Date('2026-06-30'))).toBe(false)
  expect(isStale(new Date('2026-01-01'), new Date('2026-07-01'))).toBe(true)
})
