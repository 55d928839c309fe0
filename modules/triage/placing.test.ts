/** Past decisions say whose it is, once they agree. */
import { expect, test } from 'vitest'
import { ownershipIn } from './ownership.ts'
import { agreed, lessons, refused } from './placing.ts'

test('one arbitration is enough; a single dispatch is not; a divided past says nothing', () => {
  expect(agreed([{ unitId: 'a', weight: lessons.arbitrated }])?.unitId).toBe('a')
  expect(agreed([{ unitId: 'a', weight: lessons.dispatched }])).toBeNull()
  expect(
    agreed([
      { unitId: 'a', weight: 3 },
      { unitId: 'b', weight: 3 },
    ]),
  ).toBeNull()
  expect(
    agreed([
      { unitId: 'a', weight: -4 },
      { unitId: 'b', weight: 2 },
    ])?.unitId,
  ).toBe('b')
})

test('a unit that gave it back is passed over until it is told that it is theirs', () => {
  expect([...refused([{ unitId: 'a', weight: lessons.returned }])]).toEqual(['a'])
  expect([...refused([{ unitId: 'a', weight: lessons.returned + lessons.arbitrated }])]).toEqual([])
})

test.each([
  ['应元路口一大堆垃圾', 'municipal'],
  ['清水濠内街有人乱倒垃圾', 'lane'],
  ['3栋楼道堆满纸箱', 'estate'],
  ['我家天花漏水', 'private'],
  ['老旧小区楼梯灯坏了', 'unmanagedEstate'],
  ['好多垃圾', null],
])('“%s” lies on ground that is %s', (text, ownership) => {
  expect(ownershipIn(text)?.ownership ?? null).toBe(ownership)
})
