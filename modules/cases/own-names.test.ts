/** Names follow the nearest area that has one; what nobody renamed keeps the district's name, and codes stay what they are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Category } from './category.ts'
import { calledIn as called, type OwnName } from './own-names.ts'

const category = {
  code: 'E0102',
  name: '暴露垃圾',
  nameEn: 'Uncollected rubbish',
  path: ['城市管理', '市容环境'],
  pathEn: ['City', 'Cleanliness'],
  filingStandard: '',
  closingStandard: '',
  grade: 1,
  limits: {},
  keywords: [],
  points: 0,
  isManualOnly: false,
  isRestricted: false,
  callFirst: false,
  isMapped: true,
} satisfies Category
const own = (prefix: string, name: string, more: Partial<OwnName> = {}): OwnName => ({
  code: 'E0102',
  prefix,
  name,
  nameEn: null,
  ...more,
})
const calledIn = (of: Category, names: readonly OwnName[], area: string) =>
  called(
    of,
    Map.groupBy(names, ({ code }) => code),
    area,
  )
const [street, here, nextDoor] = ['440104001', '440104001001', '440104001002'] as const

test('without a name of its own a community says what the district says', () => {
  expect(calledIn(category, [], here)).toEqual({ ...category, usual: null })
  expect(calledIn(category, [own(nextDoor, '楼下垃圾')], here).name).toBe('暴露垃圾')
})

test('the nearest name is said, in whatever order they were given; the street’s where the community has none, also for its cells', () => {
  const names = [own(street, '街面垃圾', { nameEn: 'Street rubbish' }), own(here, '楼下垃圾')]
  for (const order of [names, names.toReversed()]) {
    expect(calledIn(category, order, here)).toMatchObject({
      name: '楼下垃圾',
      nameEn: 'Uncollected rubbish',
      usual: { name: '暴露垃圾', nameEn: 'Uncollected rubbish' },
    })
    expect(calledIn(category, order, `${here}007`).name).toBe('楼下垃圾')
    expect(calledIn(category, order, `${nextDoor}001`)).toMatchObject({ name: '街面垃圾', nameEn: 'Street rubbish' })
  }
})

test('a type renamed is renamed in the path of everything below it, and of nothing else', () => {
  const names = [own(here, '环境卫生', { code: 'E01', nameEn: 'Clean streets' })]
  expect(calledIn(category, names, here)).toMatchObject({
    name: '暴露垃圾',
    usual: null,
    path: ['城市管理', '环境卫生'],
    pathEn: ['City', 'Clean streets'],
  })
  expect(calledIn({ ...category, code: 'E0201' }, names, here).path).toEqual(category.path)
})

test('whatever is renamed wherever, code, standards and limits stay', () => {
  const name = fc.record({
    code: fc.constantFrom('E0102', 'E01', 'P0101'),
    prefix: fc.constantFrom('440104', street, here, nextDoor),
    name: fc.string({ minLength: 1 }),
    nameEn: fc.option(fc.string({ minLength: 1 })),
  })
  fc.assert(
    fc.property(fc.array(name), fc.constantFrom(here, nextDoor, `${here}003`), (names, area) => {
      const { usual, name: _n, nameEn: _e, path: _p, pathEn: _q, ...rest } = calledIn(category, names, area)
      const { name: _1, nameEn: _2, path: _3, pathEn: _4, ...same } = category
      expect(rest).toEqual(same)
      return usual === null || usual.name === category.name
    }),
  )
})
