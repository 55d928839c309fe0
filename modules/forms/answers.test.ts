/** Answers change by copying, and a masked one tells nobody who looks over a shoulder. */
import { expect, test } from 'vitest'
import { answered, masked, withoutItem } from './answers.ts'

test('a value is put at its place, in groups and lists, and nothing else moves', () => {
  const before = { name: '陈', members: [{ name: '李' }] }
  expect(answered(before, 'members.0.job', '教师')).toEqual({ name: '陈', members: [{ name: '李', job: '教师' }] })
  expect(answered(before, 'members.1.name', '王')).toEqual({ name: '陈', members: [{ name: '李' }, { name: '王' }] })
  expect(answered(before, 'name', undefined)).toEqual({ members: [{ name: '李' }] })
  expect(before).toEqual({ name: '陈', members: [{ name: '李' }] })
  expect(withoutItem(['a', 'b', 'c'], 1)).toEqual(['a', 'c'])
})

test.each([
  ['name', '陈秀英', '陈**'],
  ['idNumber', '440104195503080029', '4401************29'],
  ['phone', '13800001234', '138****1234'],
  ['account', '6217000012345678', '6217********5678'],
  ['address', '越秀区东风东路 1 号', '越秀区东风******'],
  ['phone', '123', '***'],
] as const)('%s: %s is shown as %s', (mask, clear, shown) => {
  expect(masked({ mask }, clear)).toBe(shown)
})
