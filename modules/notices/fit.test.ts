/** Values a provider would refuse are cut to fit. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitSms, fitWechat, smsParts, timeText } from './fit.ts'

test('long titles, English in a phrase, empty values: each becomes something WeChat takes', () => {
  expect(fitWechat('thing1', '越秀区北京街中山四路81号门前井盖破损需要尽快处理')).toBe(
    '越秀区北京街中山四路81号门前井盖破损…',
  )
  expect(fitWechat('phrase2', 'OK 已受理!')).toBe('已受理')
  expect(fitWechat('phrase2', '正在处理之中')).toBe('正在处理之')
  expect(fitWechat('name3', '陈·阿木尔 123')).toBe('陈·阿木尔')
  expect(fitWechat('number4', '共 12 件')).toBe('12')
  expect(fitWechat('character_string5', '20261123越秀A001')).toBe('20261123A001')
  expect(fitWechat('thing6', '')).toBe('-')
  expect(fitWechat('time7', timeText(new Date('2026-11-22T16:05:00Z')))).toBe('2026-11-23 00:05')
})

test('whatever the text, a thing has at most twenty characters and at least one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const length = [...fitWechat('thing1', text)].length
      expect(length >= 1 && length <= 20).toBe(true)
    }),
  )
})

test('an SMS of seventy characters is one, of seventy-one two', () => {
  expect(smsParts('里仁', '字'.repeat(66))).toBe(1)
  expect(smsParts('里仁', '字'.repeat(67))).toBe(2)
  expect(smsParts('里仁', '字'.repeat(67 * 3 - 4))).toBe(3)
  expect(fitSms('请看 https://example.org/a 【假签名】')).toBe('请看 假签名')
})
