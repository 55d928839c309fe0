/** Numbers and codes as people read them out, and a timeline nobody can rewrite unnoticed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, firstBreak, hashOf, type Link } from './chain.ts'
import { makeQueryCode, numberOf, readQueryCode } from './number.ts'

test('a number tells the day, the district, the source and the serial', () => {
  expect(numberOf('2025-01-24', '440104001001', 'P', 17)).toBe('20250124440104P00017')
})

test('query codes are long, never repeat, and hold no letters people mix up', () => {
  const codes = Array.from({ length: 5000 }, () => makeQueryCode())
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
  expect(readQueryCode(' ab2c-3 d4')).toBe('AB2C3D4')
})

const link = (seq: number, text: string): Link => ({
  matterId: 'm',
  seq,
  at: '2025-01-24T09:00:00.000Z',
  move: 'note',
  fromState: null,
  toState: 'open',
  actorId: null,
  actorName: '林网格员',
  facts: { text },
  fileIds: [],
})

test('changing, dropping or swapping any step of a timeline breaks its chain', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 8 }), fc.nat(), (texts, pick) => {
      let before = ''
      const steps = texts.map((text, index) => {
        const one = link(index + 1, text)
        before = hashOf(before, one)
        return { ...one, hash: before }
      })
      expect(firstBreak(steps)).toBe(null)
      const where = pick % steps.length
      const forged = steps.map((step, index) =>
        index === where ? { ...step, facts: { text: `${texts[where]}!` } } : step,
      )
      expect(firstBreak(forged)).toBe(where + 1)
      expect(firstBreak(steps.toSpliced(0, 1))).toBe(1)
    }),
  )
})

test('the same fact gives the same text, whatever the order of its fields and after a trip through JSON', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fact) => {
      const back = JSON.parse(JSON.stringify(fact)) as Record<string, unknown>
      const turned = Object.fromEntries(Object.entries(back).reverse())
      expect(canonical(turned)).toBe(canonical(fact))
    }),
  )
})
