/** A slip of the pen is forgiven where only one place can be meant; names that differ on purpose stay apart. */
import { describe, expect, test } from 'vitest'
import { yuexiu } from '../testing/yuexiu.ts'
import { nearlyIn } from './nearly.ts'

const { places, written } = yuexiu()
const meant = (text: string) => nearlyIn(written(text), places)?.name ?? null

describe('meant in spite of a slip', () => {
  test.each([
    ['五羊石象旁边的路灯不亮', '五羊石像'],
    ['广洲火车站广场有人乱贴广告', '广州火车站'],
    ['中山记念堂门口积水', '中山纪念堂'],
    ['西汉南越王博院对面井盖松了', '西汉南越王博物院'],
    ['流花湖公圆里长椅坏了', null],
  ] as const)('“%s” → %s', (text, name) => {
    expect(meant(text)).toBe(name)
  })

  test('traditional letters are read as simplified ones', () => {
    expect(written('五羊石像旁邊')).toContain('五羊石像')
  })
})

test('numbers, directions and kinds of place tell names apart', () => {
  expect(nearlyIn('中山五路积水', ['中山四路'])).toBeNull()
  expect(nearlyIn('东湖新村门口', ['西湖新村'])).toBeNull()
  expect(nearlyIn('五羊新村停水', ['五羊新城'])).toBeNull()
})

test('where two may be meant, none is', () => {
  expect(nearlyIn('明月花圆', ['明月花园', '明月花城'])).toBeNull()
  expect(nearlyIn('清风雅苑', ['清泉雅苑', '清心雅苑'])).toBeNull()
})

test('a name written right is nobody’s slip, and a short one is never guessed', () => {
  expect(nearlyIn('五羊石像旁边', ['五羊石像'])).toBeNull()
  expect(nearlyIn('镇海搂', ['镇海楼'])).toBeNull()
})
