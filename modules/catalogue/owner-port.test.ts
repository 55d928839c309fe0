/** Of a department's answer counts what was asked and fits; one unfit value spoils the whole. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entry } from './dictionary/entry.ts'
import { fits } from './dictionary/fits.ts'
import { type OwnerPortDraft, portFault, valuesIn, verdictsIn } from './owner-port.ts'

const grade = entry('share.disability.grade', '残疾等级', 'Grade', 'code', '残联', '残疾人证库', {
  codes: { '1': { zh: '一级', en: 'One' }, '2': { zh: '二级', en: 'Two' } },
  held: 'port',
})
const homes = entry('share.housing.owned', '房产套数', 'Homes', 'integer', '住建', '不动产登记库', { held: 'port' })
const asked = [grade, homes]

test('what was asked and fits is taken, what nobody asked is not, and nothing held is nothing', () => {
  const reply = {
    values: {
      'share.disability.grade': { value: '2', on: '2026-11-01', secret: 'x' },
      'share.housing.owned': null,
      'share.income.monthly': { value: 900 },
    },
  }
  expect([...(valuesIn(reply, asked) ?? [])]).toEqual([['share.disability.grade', { value: '2', on: '2026-11-01' }]])
  expect(valuesIn({ values: {} }, asked)?.size).toBe(0)
})

test.each([
  [{ values: { 'share.disability.grade': { value: '9' } } }],
  [{ values: { 'share.disability.grade': '2' } }],
  [{ values: { 'share.housing.owned': { value: 1.5 } } }],
  [{ values: [] }],
  [{}],
  [null],
  ['text'],
])('%j cannot be read', (reply) => {
  expect(valuesIn(reply, asked)).toBeNull()
})

test('a claim is answered yes, no or unknown; anything else cannot be read', () => {
  const keys = ['share.disability.grade', 'share.housing.owned']
  expect([...(verdictsIn({ answers: { 'share.disability.grade': 'yes' } }, keys) ?? [])]).toEqual([
    ['share.disability.grade', 'yes'],
    ['share.housing.owned', 'unknown'],
  ])
  expect(verdictsIn({ answers: { 'share.disability.grade': true } }, keys)).toBeNull()
})

test('whatever a department answers, nothing comes in that does not fit its field', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const found = valuesIn({ values: { [homes.key]: { value } } }, asked)
      if (found?.has(homes.key)) expect(fits(homes, value)).toBe(true)
      else expect(value === null || !fits(homes, value)).toBe(true)
    }),
  )
})

test('a port is refused by the field that is wrong: a home address, a key nobody knows, a register’s own', () => {
  const dictionary = new Map([
    [homes.key, { ...homes, held: 'shared' as const }],
    ['person.name', entry('person.name', '姓名', 'Name', 'text', '公安', '人口基础库', { held: 'register' })],
  ])
  const draft: OwnerPortDraft = {
    ...{ name: '不动产查询', kind: 'query', ownerUnit: 'D-ZJ', about: 'person', keys: [homes.key] },
    ...{ url: 'https://homes.yuexiu-gov.cn/query', identifiesBy: 'hash', basis: '政务数据共享条例' },
    ...{ perMinute: 60, answerWithinMs: 1000 },
  }
  expect(portFault(draft, dictionary)).toBeNull()
  expect(portFault({ ...draft, url: 'https://10.0.0.1/' }, dictionary)).toMatchObject({ field: 'url' })
  expect(portFault({ ...draft, url: 'http://homes.yuexiu-gov.cn/' }, dictionary)).toMatchObject({ field: 'url' })
  expect(portFault({ ...draft, keys: [homes.key, 'share.nobody'] }, dictionary)).toMatchObject({ field: 'keys.1' })
  expect(portFault({ ...draft, keys: ['person.name'] }, dictionary)).toEqual({
    code: 'kept-elsewhere',
    field: 'keys.0',
  })
})
