/** A masked name or number lets those who know it recognise it, and tells nobody else how long it is. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskName, maskPhone } from './mask.ts'

test('a name keeps its surname, also one of two characters or beyond the basic plane', () => {
  expect(['张三', '张大三', '欧阳娜娜', '欧阳', '𠮷田一郎', '买买提·艾力', ' 王五 ', '王', ''].map(maskName)).toEqual([
    '张**',
    '张**',
    '欧阳**',
    '欧**',
    '𠮷**',
    '买**',
    '王**',
    '**',
    '**',
  ])
})

test('no masked name tells how long it is', () => {
  const character = fc.constantFrom(...'张王李赵刘陈杨明强伟芳娜·')
  fc.assert(
    fc.property(character, fc.array(character, { minLength: 1, maxLength: 9 }), (first, rest) => {
      expect(maskName([first, ...rest].join(''))).toBe(`${first}**`)
    }),
  )
})

test('of a mobile number three and four digits are seen, of any other three and two, of a short one none', () => {
  expect(['13812341234', '8613812341234', '02083331234', '07586654321', '12345', ''].map(maskPhone)).toEqual([
    '138****1234',
    '138****1234',
    '020*****34',
    '075*****21',
    '*****',
    '*****',
  ])
})
