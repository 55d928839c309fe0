/** Fields that come without a binding find the value that is meant, and never somebody else's. */
import { expect, test } from 'vitest'
import { fromJsonSchema } from './import-schema.ts'
import { flatten, matchRecord, suggestKeys } from './suggest.ts'
import { allowance } from './testing/allowance.ts'

const text = { type: 'string' }
const name = { type: 'object', properties: { first: text, last: text } }
const { definition } = fromJsonSchema(
  {
    type: 'object',
    properties: {
      veteranFullName: name,
      spouseFullName: name,
      veteranDateOfBirth: { type: 'string', format: 'date' },
      veteranSocialSecurityNumber: { type: 'string', pattern: '^[0-9]{9}$' },
      gender: { type: 'string', enum: ['F', 'M'] },
      veteranHomeAddress: { type: 'object', properties: { city: text, postalCode: text } },
      mobilePhone: text,
      hospitalCity: text,
      facilityName: text,
    },
  },
  'x',
)
const resident = {
  person: {
    name: { first: 'Ada', last: 'Wong' },
    birthOn: '1950-02-03',
    ssn: '123-45-6789',
    sex: 'female',
    address: { city: 'Salem', zip: '97301' },
    cell: '5035550100',
  },
}

test('name, birthday, number, sex, address and phone are found under other names', () => {
  expect(
    Object.fromEntries(matchRecord(definition, resident, '2026-11-28').map(({ path, value }) => [path, value])),
  ).toEqual({
    'veteranFullName.first': 'Ada',
    'veteranFullName.last': 'Wong',
    veteranDateOfBirth: '1950-02-03',
    veteranSocialSecurityNumber: '123456789',
    gender: 'F',
    'veteranHomeAddress.city': 'Salem',
    'veteranHomeAddress.postalCode': '97301',
    mobilePhone: '5035550100',
  })
})

test('a bound field takes its own key only, and what does not fit is not taken', () => {
  const record = { person: { name: '陈秀英', idNumber: 'not a number', phone: '13800001234' }, name: '别人' }
  expect(matchRecord(allowance, record, '2026-11-28').map(({ path, key }) => `${path} ${key}`)).toEqual([
    'name person.name',
    'phone person.phone',
  ])
})

test('an editor is shown the entry of the same name first', () => {
  const dictionary = [
    { key: 'share.hukou.address', name: { zh: '户籍地址(公安)', en: 'Registered address' } },
    { key: 'person.phone', name: { zh: '联系电话', en: 'Telephone' } },
    { key: 'household.head', name: { zh: '户主', en: 'Head' } },
  ]
  expect(suggestKeys({ key: 'tel', label: '联系电话' }, dictionary)).toEqual(['person.phone'])
  expect(suggestKeys({ key: 'phone', label: '手机' }, dictionary)).toEqual(['person.phone'])
  expect(suggestKeys({ key: 'wish', label: '愿望' }, dictionary)).toEqual([])
})

test('a record is read whole but not for ever', () => {
  expect([...flatten({ a: [{ b: 1 }, { b: 2, c: '' }], d: null, e: { f: 'x' } })]).toEqual([
    ['a.b', 1],
    ['e.f', 'x'],
  ])
})
