/** Groups of categories that planners choose whole. */
import { expect, test } from 'vitest'
import { groupsOf } from './category-groups.ts'

const lamp = { code: 'C0101', path: ['部件', '公用设施'] }
const drain = { code: 'C0102', path: ['部件', '公用设施'] }
const refuse = { code: 'E0101', path: ['事件', '市容环境'] }
const spit = { code: 'E0102', path: ['事件', '市容环境'] }
const shop = { code: 'E0201', path: ['事件', '街面秩序'] }

test('a planner chooses a group by the beginning that its codes share', () => {
  expect(groupsOf([lamp, drain, refuse, spit, shop])).toEqual([
    { prefix: 'C010', path: ['部件'], count: 2 },
    { prefix: 'E0', path: ['事件'], count: 3 },
    { prefix: 'E010', path: ['事件', '市容环境'], count: 2 },
  ])
})

test('a beginning that takes in what stands elsewhere is not offered', () => {
  const stray = { code: 'E0103', path: ['其他', '杂项'] }
  expect(groupsOf([refuse, spit, shop, stray]).map(({ prefix }) => prefix)).toEqual([])
})
