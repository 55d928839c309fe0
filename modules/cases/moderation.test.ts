/** Which words stay inside: those of the list however they are spread, and numbers that say who somebody is. */
import { describe, expect, test } from 'vitest'
import { unfitIn } from './moderation.ts'

const words = [
  { word: '狗东西', kind: 'abuse' },
  { word: '加微信', kind: 'advert' },
] as const

describe('words', () => {
  test.each([
    ['楼上的狗东西又扔垃圾', 'abuse'],
    ['楼上的狗 东.西又扔垃圾', 'abuse'],
    ['便宜疏通，加微 信', 'advert'],
    ['打我电话１３８００００１２３４', 'personal'],
    ['打我电话138-0000-1234', 'personal'],
    ['他的身份证 44010419550308002X', 'personal'],
  ])('%s is not shown: %s', (text, kind) => {
    expect(unfitIn(text, words).map((one) => one.kind)).toEqual([kind])
  })

  test.each(['路灯不亮三天了', '单号 202611230440104 的事', '狗没有拴绳', '2026112300440104S00001'])(
    '%s is shown',
    (text) => {
      expect(unfitIn(text, words)).toEqual([])
    },
  )

  test('an empty word hides nothing', () => {
    expect(unfitIn('路灯不亮', [{ word: '…', kind: 'abuse' }])).toEqual([])
  })
})
