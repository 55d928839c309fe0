/** What is held is not asked again, and what two departments ask for is found though they call it differently. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exceptionsOf, filledShare, fillRow } from './fill.ts'
import { burdenOf, conflictsOf, duplicatesOf, gapCheck, type Listed, meaningOf } from './gap.ts'
import { periodOf, periodStart, plainName } from './report.ts'

const column = (name: string) => ({ name, source: null })
const listed = (id: string, names: readonly string[], more: Partial<Listed> = {}): Listed => ({
  id,
  title: id,
  department: '区民政局',
  level: 'district',
  period: 'monthly',
  per: 'gridCell',
  columns: names.map(column),
  ...more,
})

test.each([
  ['60岁以上老人数', { from: 'count', of: 'persons', where: { ageFrom: 60 } }],
  ['65-79岁', { from: 'count', of: 'persons', where: { ageFrom: 65, ageUntil: 79 } }],
  ['独居长者（人）', { from: 'count', of: 'persons', where: { tag: '独居' } }],
  ['户数', { from: 'count', of: 'households' }],
  ['流动人口数', { from: 'count', of: 'persons', where: { residence: 'floating' } }],
  ['沿街商铺数', { from: 'count', of: 'dwellings', where: { use: 'shop' } }],
  ['网格编码', { from: 'area', fact: 'code' }],
  ['社会组织数', { from: 'count', of: 'units', where: { kind: 'socialOrganisation' } }],
  ['两新组织（个）', { from: 'count', of: 'units', where: { sort: 'newEconomy' } }],
  ['受理诉求数', { from: 'count', of: 'matters' }],
  ['诉求办结数', { from: 'count', of: 'matters', where: { isClosed: true } }],
  ['事件未办结数', { from: 'count', of: 'matters', where: { isClosed: false } }],
  ['部件问题数', { from: 'count', of: 'matters', where: { kind: 'P' } }],
  ['满意度心得', null],
])('%s means %j', (name, meaning) => {
  expect(meaningOf(name)).toEqual(meaning)
})

test('of a request, what is held and what can be worked out is told apart from what is missing', () => {
  const gaps = gapCheck(['网格编码', '总人口', '60岁以上老年人', '60岁以上老年人占比', '宣传活动场次'].map(column), [])
  expect(gaps.map(({ finding }) => finding)).toEqual(['held', 'held', 'held', 'derivable', 'missing'])
})

test('two departments that ask for the same in other words are found, with the columns side by side', () => {
  const mine = { columns: ['网格名称', '65岁以上老人数', '独居老人数', '低保人数', '活动场次'].map(column) }
  const [match] = duplicatesOf(mine, [
    listed('a', ['网格名称', '65岁以上长者', '独居长者（人）', '低保对象']),
    listed('b', ['网格名称', '企业数', '电梯数']),
  ])
  expect(match).toMatchObject({ id: 'a', overlap: 0.75 })
  expect(match?.shared).toContainEqual(['独居老人数', '独居长者（人）'])
})

test('that all reports name their cell makes none a duplicate of another', () => {
  expect(
    duplicatesOf({ columns: ['网格编码', '网格名称', '企业数'].map(column) }, [
      listed('b', ['网格编码', '网格名称', '电梯数']),
    ]),
  ).toEqual([])
})

test('one level wants it weekly, another monthly: both stand side by side', () => {
  const draft = listed('new', ['低保人数'], { level: 'city', period: 'weekly' })
  expect(conflictsOf(draft, [listed('old', ['低保人数'])])).toMatchObject([
    {
      column: '低保人数',
      about: 'period',
      sides: [
        { says: 'weekly', level: 'city' },
        { says: 'monthly', level: 'district' },
      ],
    },
  ])
})

test('one level wants it by cell, another by community: the unit is named before the rhythm', () => {
  const draft = listed('new', ['低保人数'], { level: 'city', per: 'community' })
  const per = {
    column: '低保人数',
    about: 'per',
    sides: [
      { says: 'community', level: 'city' },
      { says: 'gridCell', level: 'district' },
    ],
  }
  expect(conflictsOf(draft, [listed('old', ['低保人数'])])).toMatchObject([per])
  // The same level may ask for a sum of what it has by cell already.
  expect(conflictsOf({ ...draft, level: 'district' }, [listed('old', ['低保人数'])])).toEqual([])
})

test('the burden falls with every column that fills itself, and is never more than before', () => {
  const names = fc.array(fc.constantFrom('总人口', '户数', '心得', '活动场次', '企业数'), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 2000 }), (some, areas) => {
      const burden = burdenOf({ period: 'monthly' }, gapCheck(some.map(column), []), areas, 0.5)
      expect(burden.typedNow).toBeLessThanOrEqual(burden.typedBefore)
      expect(burden.typedNow).toBe(some.filter((name) => name === '心得' || name === '活动场次').length * areas * 12)
    }),
  )
})

test('a cell fills itself, and only what is empty or jumped is shown to a person', () => {
  const columns = [
    { name: '总人口', source: { from: 'count' as const, of: 'persons' as const } },
    { name: '老年人', source: { from: 'count' as const, of: 'persons' as const, where: { ageFrom: 60 } } },
    { name: '老年人占比', source: { from: 'share' as const, part: '老年人', whole: '总人口' } },
    { name: '活动场次', source: { from: 'asked' as const, type: 'integer' as const } },
  ]
  const area = {
    code: '440104001001001',
    name: '第1网格',
    community: '越秀山社区',
    subdistrict: '洪桥街道',
    residents: null,
    households: null,
  }
  const cells = fillRow(columns, area, { 总人口: 400, 老年人: 100 }, {})
  expect(cells).toEqual({ 总人口: 400, 老年人: 100, 老年人占比: 0.25, 活动场次: null })
  expect(exceptionsOf(columns, cells, { 总人口: 390, 老年人: 60 })).toEqual([
    { column: '老年人', why: 'jumped', before: 60 },
    { column: '活动场次', why: 'empty', before: null },
  ])
  expect(filledShare(columns, [{ areaCode: area.code, cells }])).toBe(0.75)
})

test('headings are compared without brackets, units and small differences', () => {
  expect(plainName('60 岁及以上长者人数（人）')).toBe(plainName('60岁以上老人数'))
  expect(periodOf('weekly', '2027-01-01')).toBe('2026-W53')
  expect(periodOf('quarterly', '2026-11-23')).toBe('2026-Q4')
})

test('a period begins on its first day, and every day lies in the period that begins there', () => {
  expect(periodStart('weekly', '2026-11-29')).toBe('2026-11-23')
  expect(periodStart('quarterly', '2026-11-23')).toBe('2026-10-01')
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom('weekly', 'monthly', 'quarterly', 'yearly'), day, (period, date) => {
      const on = date.toISOString().slice(0, 10)
      const start = periodStart(period, on)
      expect(start <= on).toBe(true)
      expect(periodOf(period, start)).toBe(periodOf(period, on))
      const before = new Date(Date.parse(start) - 86_400_000).toISOString().slice(0, 10)
      expect(periodOf(period, before)).not.toBe(periodOf(period, on))
    }),
  )
})
