/** A contract opens the door from its first day to the end of its last, for its roles and its area, and for nothing beside. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beyondTerm, lastMoment, termFault, termOn } from './contract-term.ts'

const term = { fromOn: '2026-03-01', untilOn: '2026-12-31', endedAt: null }

test('it is coming, runs through its last day, and is over', () => {
  expect(termOn(term, '2026-02-28')).toBe('coming')
  expect(termOn(term, '2026-03-01')).toBe('running')
  expect(termOn(term, '2026-12-31')).toBe('running')
  expect(termOn(term, '2027-01-01')).toBe('over')
  expect(termOn({ ...term, endedAt: new Date() }, '2026-06-01')).toBe('over')
})

test('the last day ends at midnight in China, wherever the server is', () => {
  expect(lastMoment('2026-12-31').toISOString()).toBe('2026-12-31T16:00:00.000Z')
})

test('roles and places beside it are beyond it', () => {
  const of = { roles: ['supervisor' as const], areaCode: '440104001000' }
  expect(beyondTerm(of, 'supervisor', '440104001001')).toBeNull()
  expect(beyondTerm(of, 'supervisor', '440104001000')).toBeNull()
  expect(beyondTerm(of, 'handler', '440104001001')).toBe('role')
  expect(beyondTerm(of, 'supervisor', '440104002001')).toBe('area')
  expect(beyondTerm(of, 'supervisor', '440104000000')).toBe('area')
})

test('one that ends before it begins, is over already, or runs for longer than five years is none', () => {
  expect(termFault('2026-03-01', '2026-02-28', '2026-01-01')).toBe('untilOn')
  expect(termFault('2026-03-01', '2026-06-01', '2026-06-02')).toBe('untilOn')
  expect(termFault('2026-03-01', '2031-03-02', '2026-01-01')).toBe('untilOn')
  expect(termFault('2026-03-01', '2031-03-01', '2026-01-01')).toBeNull()
})

test('whatever the day, a contract is never running outside its days', () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, day, (fromOn, untilOn, today) => {
      const isIn = today >= fromOn && today <= untilOn
      expect(termOn({ fromOn, untilOn, endedAt: null }, today) === 'running').toBe(isIn)
    }),
  )
})
