/** On a list is whoever fits, and only rows in doubt are anybody's work. */
import { expect, test } from 'vitest'
import { isOnRoster, rosterGaps, rowExceptions, type Somebody, unfitColumn } from './roster.ts'

const field = (key: string, zh: string, held: string, sharing = 'conditional') => ({
  ...{ key, name: { zh, en: key }, source: '库', held, sharing },
})
const dictionary = [
  field('person.name', '姓名', 'register'),
  field('person.age', '年龄', 'derived'),
  field('person.idNumber', '公民身份号码', 'register'),
  field('share.disability.grade', '残疾等级', 'shared'),
  field('share.health.chronic', '慢病', 'shared', 'none'),
  field('share.housing.owned', '房产套数', 'port'),
  field('enterprise.name', '企业名称', 'register'),
]
const columns = (...names: string[]) => names.map((name) => ({ name, source: null }))

test('of a list of people what the register and departments hold is held; what stays with its owner or is never shared is not', () => {
  const gaps = rosterGaps(
    'person',
    columns('姓名', '身份证号', '残疾等级', '慢病', '房产套数', '所属社区', '是否参加义剪', '年龄'),
    dictionary,
  )
  expect(gaps.map(({ finding }) => finding)).toEqual([
    'held',
    'held',
    'held',
    'missing',
    'missing',
    'held',
    'missing',
    'held',
  ])
  expect(gaps[1]?.source).toEqual({ from: 'field', key: 'person.idNumber' })
  expect(gaps[5]?.source).toEqual({ from: 'area', fact: 'community' })
  expect(rosterGaps('enterprise', columns('企业名称', '残疾等级'), dictionary).map(({ finding }) => finding)).toEqual([
    'held',
    'missing',
  ])
})

test('figures, fields of another kind and what is never shared are no columns of a list', () => {
  const unfit = (source: Parameters<typeof unfitColumn>[1][number]['source']) =>
    unfitColumn('person', [{ name: '列', source }], dictionary)
  expect(unfit({ from: 'field', key: 'share.disability.grade' })).toBeNull()
  expect(unfit({ from: 'asked', type: 'text' })).toBeNull()
  expect(unfit({ from: 'count', of: 'persons' })).toBe('列')
  expect(unfit({ from: 'field', key: 'enterprise.name' })).toBe('列')
  expect(unfit({ from: 'field', key: 'share.health.chronic' })).toBe('列')
  expect(unfit({ from: 'field', key: 'share.housing.owned' })).toBe('列')
})

test('whoever does not fit is not on it, nobody of unknown age is taken for old, and a sensitive mark makes no list', () => {
  const su: Somebody = {
    sex: 'female',
    birthYear: 1955,
    residence: 'permanent',
    tags: [{ tag: '独居', accessClass: 'ordinary' }],
  }
  expect(isOnRoster(su, { ageFrom: 60, sex: 'female', tag: '独居' }, 2026)).toBe(true)
  expect(isOnRoster(su, { ageFrom: 72 }, 2026)).toBe(false)
  expect(isOnRoster({ ...su, birthYear: null }, { ageFrom: 60 }, 2026)).toBe(false)
  expect(isOnRoster({ ...su, tags: [{ tag: '精障', accessClass: 'sensitive' }] }, { tag: '精障' }, 2026)).toBe(false)
  expect(isOnRoster(su, undefined, 2026)).toBe(true)
})

test('only what is missing, old or in doubt is an exception; what a register holds never is', () => {
  const some = [
    { name: '姓名', source: { from: 'field' as const, key: 'person.name' } },
    { name: '等级', source: { from: 'field' as const, key: 'a' } },
    { name: '类别', source: { from: 'field' as const, key: 'b' } },
    { name: '婚姻', source: { from: 'field' as const, key: 'c' } },
    { name: '愿望', source: { from: 'asked' as const, type: 'text' as const } },
  ]
  const states = new Map([
    ['a', { isStale: true, isConflicting: false }],
    ['b', { isStale: true, isConflicting: true }],
  ])
  const found = (asked: Record<string, string | null>) =>
    rowExceptions(
      some,
      (key) => states.get(key),
      (key) => key !== 'person.name',
      asked,
    )
  expect(found({}).map(({ column, why }) => `${column} ${why}`)).toEqual([
    '等级 stale',
    '类别 conflicting',
    '婚姻 empty',
    '愿望 empty',
  ])
  // Could not be found out last time: nobody is asked again and again.
  expect(found({ 愿望: null }).some(({ column }) => column === '愿望')).toBe(false)
})
