/** A field is known by what offices call it, and by nothing less than the whole name. */
import { expect, test } from 'vitest'
import { sharedFieldNamed } from './copies.ts'
import { standardEntries } from './dictionary.ts'

const keyOf = (...names: string[]) => sharedFieldNamed(names, standardEntries)?.key ?? null

test('a shared field is found under each of its names, with stars and brackets around it', () => {
  expect(keyOf('身份证号码（必填）')).toBe('person.idNumber')
  expect(keyOf('联系电话 *')).toBe('person.phone')
  expect(keyOf('随便', 'Mobile')).toBe('person.phone')
  expect(keyOf('统一社会信用代码')).toBe('enterprise.creditCode')
})

test('what only sounds alike, and what nobody holds yet, is free', () => {
  expect(keyOf('紧急联系人电话备注')).toBeNull()
  expect(keyOf('宠物姓名')).toBeNull()
  expect(keyOf('哪一类', 'Kind')).toBeNull()
  expect(keyOf('成员数')).toBeNull()
  expect(keyOf('')).toBeNull()
})
