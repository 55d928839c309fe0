/** A form everybody can fill in raises no doubt; one that tires people is named by what tires them. */
import { expect, test } from 'vitest'
import { checkValue } from '../server/check/check.ts'
import { borrowing, spoilt } from '../testing/sample.ts'
import { isAccessCode } from './access.ts'
import type { ToolDocument } from './document.ts'

const doubts = (document: unknown) =>
  checkValue(document)
    .faults.filter(({ code }) => isAccessCode(code))
    .map(({ path, code, level }) => [path, code, level])
const asking = (borrowing().forms[0] as ToolDocument['forms'][number]).fields

test('the library’s own example can be filled in by everybody', () => {
  expect(doubts(borrowing())).toEqual([])
})

test('too many questions at once, a long one, too many choices, a bare number and an abbreviation are doubts, none of which refuses', () => {
  const text = (key: string, zh: string) => ({
    key,
    label: { 'zh-CN': zh, en: 'A question' },
    schema: { type: 'string', maxLength: 60 },
    isRequired: false,
  })
  const many = Array.from({ length: 14 }, (_, at) => text(`q${at}`, `问题${at}`))
  expect(doubts(spoilt('/forms/0/fields', [...asking, ...many]))).toEqual([['/forms/0', 'too-many-questions', 'warn']])
  const at = `/forms/0/fields/${asking.length}`
  const one = (field: object) => doubts(spoilt('/forms/0/fields', [...asking, field]))
  const long = '请您尽量详细地说明一下您为什么需要借用这一件工具以及打算怎么用'
  expect(one(text('why', long))).toEqual([[at, 'long-label', 'warn']])
  expect(one(text('code', '请填 IMEI 号'))).toEqual([[at, 'hard-words', 'warn']])
  const number = { ...text('size', '面积'), schema: { type: 'integer', minimum: 1, maximum: 900 } }
  expect(one({ ...number, label: { 'zh-CN': '面积', en: 'Area' } })).toEqual([[at, 'no-hint-for-number', 'warn']])
  const names = Array.from({ length: 14 }, (_, index) => `c${index}`)
  const choices = Object.fromEntries(names.map((name) => [name, { 'zh-CN': `选项${name}`, en: name }]))
  expect(one({ ...text('pick', '选哪个'), schema: { type: 'string', enum: names }, choices })).toEqual([
    [at, 'choices-many', 'warn'],
  ])
})
