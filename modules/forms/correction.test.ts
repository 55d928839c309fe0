/** Whoever corrects a form changes what was asked for, what follows from it, and nothing else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { strayed } from './correction.ts'
import type { FormDefinition } from './definition.ts'

const label = { 'zh-CN': '栏目', en: 'Field' }
const form: FormDefinition = {
  code: 'CARE',
  title: label,
  audience: 'person',
  purpose: label,
  basis: '国发〔2015〕52号',
  fields: [
    { key: 'carer', label },
    { key: 'hours', label, type: 'integer' },
    { key: 'week', label, type: 'integer', derive: 'hours * 7' },
    { key: 'isPaid', label, type: 'boolean' },
    { key: 'pay', label, type: 'integer', when: 'isPaid' },
    {
      key: 'home',
      label,
      fields: [
        { key: 'street', label },
        { key: 'room', label },
      ],
    },
    { key: 'members', label, repeat: { max: 5 }, fields: [{ key: 'name', label }] },
  ],
}
const context = { today: '2026-05-01' }
const before = {
  carer: '不详',
  hours: 3,
  week: 21,
  isPaid: false,
  home: { street: '应元路', room: '301' },
  members: [{ name: '陈一' }],
}
const beyond = (after: object, named: readonly string[]) =>
  strayed(form, before, { ...before, ...after }, named, context)

test('what was named may change, and what is worked out of it', () => {
  expect(beyond({ hours: 4, week: 28 }, ['hours'])).toEqual([])
  expect(beyond({ home: { street: '越秀路', room: '1' } }, ['home'])).toEqual([])
})

test('a field that opens because of what was named may be filled in', () => {
  expect(beyond({ isPaid: true, pay: 3000 }, ['isPaid'])).toEqual([])
})

test('another field is named as strayed, whether it changed, went or came, however deep it stands', () => {
  expect(beyond({ carer: '女儿' }, ['hours'])).toEqual(['carer'])
  expect(beyond({ carer: undefined }, ['hours'])).toEqual(['carer'])
  expect(strayed(form, { hours: 3 }, { hours: 3, carer: '女儿' }, ['hours'], context)).toEqual(['carer'])
  expect(beyond({ home: { street: '应元路', room: '302' } }, ['hours'])).toEqual(['home.room'])
  expect(beyond({ members: [{ name: '陈一' }, { name: '陈二' }] }, ['hours'])).toEqual(['members'])
  expect(beyond({ members: [{ name: '陈二' }] }, ['hours'])).toEqual(['members.0.name'])
})

test('whatever is left as it was has not strayed', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 24 }), fc.boolean(), (carer, hours, isPaid) => {
      const one = { carer, hours, isPaid, home: { street: carer } }
      return strayed(form, one, { home: { street: carer }, isPaid, hours, carer }, [], context).length === 0
    }),
  )
})
