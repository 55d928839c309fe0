/** The data steward hears of a change, and of nothing else. */
import { expect, test } from 'vitest'
import { driftOf, mixDistance } from './drift.ts'

const usual = { sorted: 100, confidence: 0.9, corrected: 0.05, mix: { E0102: 60, P0118: 40 } }
const weeks = Array.from({ length: 14 }, () => usual)

test('a day like the others alarms nobody, nor does a day with few reports or a district without a past', () => {
  expect(driftOf(usual, weeks)).toBeNull()
  expect(driftOf({ ...usual, sorted: 5, corrected: 1 }, weeks)).toBeNull()
  expect(driftOf({ ...usual, corrected: 1 }, weeks.slice(0, 3))).toBeNull()
})

test.each([
  ['corrections', { ...usual, corrected: 0.3 }],
  ['confidence', { ...usual, confidence: 0.7 }],
  ['mix', { ...usual, mix: { A0801: 90, E0102: 10 } }],
] as const)('%s that rise or fall are told', (alarm, day) => {
  expect(driftOf(day, weeks)).toBe(alarm)
})

test('the distance of two mixes lies between the same and nothing in common', () => {
  expect(mixDistance({ a: 1, b: 1 }, { a: 5, b: 5 })).toBe(0)
  expect(mixDistance({ a: 3 }, { b: 7 })).toBe(1)
})
