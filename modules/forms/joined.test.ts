/** Several forms as one: what is the same is asked once, and what does not fit is asked again. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Filled } from './accept.ts'
import type { FormDefinition } from './definition.ts'
import { evaluate } from './evaluate.ts'
import { asideOf, questionsOf, spread } from './joined.ts'

const nothing: Filled = { answers: {}, confirmed: [], reasons: {}, refused: [], materials: {} }
const form = (code: string, fields: FormDefinition['fields']): FormDefinition => ({
  code,
  title: code,
  audience: 'person',
  fields,
})
const allowance = form('allowance', [
  { key: 'applicant', label: '申请人', block: 'person' },
  { key: 'contact', label: '紧急联系人', from: 'person.emergencyContact' },
  { key: 'why', label: '原因', maxLength: 40 },
])
const card = form('card', [
  { key: 'holder', label: '持卡人', block: 'person' },
  { key: 'urgent', label: '出事找谁', from: 'person.emergencyContact' },
  { key: 'why', label: '原因', maxLength: 10 },
  { key: 'photo', label: '照片', when: "why == '换证'" },
])
const standing = (definition: FormDefinition, filled: Filled) => {
  const { visible, faults } = evaluate(definition, filled.answers, { today: '2026-11-23' })
  return { definition, filled, visible, faulty: new Set(faults.map(({ field }) => field)) }
}

test('a block under another name and a field under other words are the same question when the dictionary says so', () => {
  const [, aside] = asideOf([standing(allowance, nothing), standing(card, nothing)])
  expect([...(aside ?? [])]).toEqual(expect.arrayContaining(['holder.name', 'holder.phone', 'urgent', 'why']))
})

test('an answer given once stands in all forms that ask for it, and in no other place', () => {
  const next = { ...nothing, answers: { applicant: { phone: '13800001234' }, contact: '陈大文' } }
  const [first, second] = spread([allowance, card], [nothing, nothing], 0, next)
  expect(first).toBe(next)
  expect(second?.answers).toEqual({ holder: { phone: '13800001234' }, urgent: '陈大文' })
})

test('what is too long for the second form is asked there all the same', () => {
  const told = { ...nothing, answers: { why: '因为原来的那一张在搬家的时候遗失了' } }
  const [, second = nothing] = spread([allowance, card], [nothing, nothing], 0, told)
  const [, aside] = asideOf([standing(allowance, told), standing(card, second)])
  expect(aside?.has('why')).toBe(false)
  expect(aside?.has('urgent')).toBe(true)
})

test('a confirmation and a refusal count everywhere', () => {
  const next = { ...nothing, confirmed: ['applicant.phone'], refused: ['person.emergencyContact'] }
  const [, second] = spread([allowance, card], [nothing, nothing], 0, next)
  expect(second).toMatchObject({ confirmed: ['holder.phone'], refused: ['person.emergencyContact'] })
})

test('whatever is answered where, every question that is put aside has its answer in the earlier form', () => {
  const answer = fc.record(
    { contact: fc.string({ maxLength: 12 }), why: fc.string({ maxLength: 20 }) },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(answer, (answers) => {
      const all = spread([allowance, card], [nothing, nothing], 0, { ...nothing, answers })
      const parts = [allowance, card].map((definition, index) => standing(definition, all[index] ?? nothing))
      const [first, aside] = asideOf(parts)
      expect(first?.size).toBe(0)
      const asked = new Set(questionsOf(allowance).map(({ name }) => name))
      for (const { path, name } of questionsOf(card)) if (aside?.has(path)) expect(asked.has(name)).toBe(true)
    }),
  )
})
