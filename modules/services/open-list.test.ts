/** Lists over items: what a filter lets in, and what the coverage check finds missing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapsOf, isIn, listsOf, type OpenList, type Requirement } from './open-list.ts'

const tags = ['网上办', '就近办', '权责清单', '马上办'] as const
const list = (code: string, anyTag: readonly string[]): OpenList => ({
  code,
  name: code,
  nameEn: code,
  purpose: '',
  filter: { anyTag: [...anyTag] },
  publishedOn: '2026-01-01',
})
const lists = [
  list('online', ['网上办']),
  list('nearby', ['就近办']),
  list('powers', ['权责清单']),
  list('now', ['马上办']),
]
const mustBe: Requirement[] = [
  { of: {}, allOf: ['powers'], oneOf: ['online', 'nearby'], because: '所有事项' },
  { of: { anyTag: ['马上办'] }, allOf: ['now', 'online'], oneOf: [], because: '马上办' },
]
const item = fc.record({
  code: fc.constantFrom('A-1', 'A-2', 'A-3'),
  audience: fc.constantFrom('person' as const, 'firm' as const),
  type: fc.constantFrom('grant' as const, 'permission' as const),
  tags: fc.uniqueArray(fc.constantFrom(...tags)),
})

test('an item with every tag has no gap, and one without any lacks what the first rule asks', () => {
  const all = { code: 'A-1', audience: 'person' as const, type: 'grant' as const, tags: [...tags] }
  expect(gapsOf([all], lists, mustBe)).toEqual([])
  expect(gapsOf([{ ...all, tags: [] }], lists, mustBe)).toEqual([
    { itemCode: 'A-1', missing: ['powers', 'online|nearby'], because: '所有事项' },
  ])
  expect(gapsOf([{ ...all, tags: ['权责清单', '就近办', '马上办'] }], lists, mustBe)).toEqual([
    { itemCode: 'A-1', missing: ['online'], because: '马上办' },
  ])
})

test('a filter for firms leaves people’s items out, whatever their tags', () => {
  fc.assert(
    fc.property(item, (one) => {
      expect(isIn(one, { audience: 'firm' })).toBe(one.audience === 'firm')
      expect(isIn(one, {})).toBe(true)
    }),
  )
})

test('an item that gains the missing tags never gains a gap of the same rule', () => {
  fc.assert(
    fc.property(item, (one) => {
      const before = gapsOf([one], lists, mustBe.slice(0, 1))
      const after = gapsOf(
        [{ ...one, tags: [...new Set([...one.tags, '权责清单', '网上办'])] }],
        lists,
        mustBe.slice(0, 1),
      )
      expect(after).toEqual([])
      expect(before.length).toBe(
        listsOf(one, lists).includes('powers') && one.tags.some((tag) => tag === '网上办' || tag === '就近办') ? 0 : 1,
      )
    }),
  )
})
