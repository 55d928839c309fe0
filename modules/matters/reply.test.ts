/** Whoever is named in a message is found by name, and of two of one name the one who is meant. */
import { expect, test } from 'vitest'
import { named } from './reply.ts'

const li = { id: 'li', name: '李明' }
const lin = { id: 'lin', name: '林小燕' }
const otherLi = { id: 'other', name: '李明' }
const ouyang = { id: 'ou', name: '欧阳静' }

test('a thank-you with the whole name finds its colleague', () => {
  expect(named('多谢李明，昨天帮我修好灯', [li, lin])).toEqual({ sure: ['li'], maybe: [] })
})

test('小李 and 李师傅 are hints a person confirms, and so is a name two colleagues share', () => {
  expect(named('多谢网格员小李，昨天帮我修好灯', [li, lin])).toEqual({ sure: [], maybe: ['li'] })
  expect(named('李师傅手艺好', [li, lin])).toEqual({ sure: [], maybe: ['li'] })
  expect(named('阿燕真系好人', [li, lin])).toEqual({ sure: [], maybe: ['lin'] })
  expect(named('表扬李明', [li, otherLi])).toEqual({ sure: [], maybe: ['li', 'other'] })
})

test('欧阳主任 is one surname, and thanks to nobody find nobody', () => {
  expect(named('谢谢欧阳主任', [ouyang, li])).toEqual({ sure: [], maybe: ['ou'] })
  expect(named('谢谢大家', [ouyang, li, lin])).toEqual({ sure: [], maybe: [] })
})
