/** Which words of the shop a reader reads. */
import { expect, test } from 'vitest'
import { inBoth, isOnlyChinese, orNone, readIn } from './words.ts'

test('who reads English reads the English name, and the Chinese one where there is no other', () => {
  expect(readIn('en', '大米', 'Rice')).toBe('Rice')
  expect(readIn('en', '大米', null)).toBe('大米')
  expect(readIn('zh-CN', '大米', 'Rice')).toBe('大米')
  expect(inBoth('大米', null)).toEqual({ 'zh-CN': '大米', en: '大米' })
})

test('a Chinese name shown to who reads English is said to be one; a name of letters is not', () => {
  expect(isOnlyChinese('en', { name: '大米', nameEn: null })).toBe(true)
  expect(isOnlyChinese('en', { name: '大米', nameEn: 'Rice' })).toBe(false)
  expect(isOnlyChinese('en', { name: 'USB-C', nameEn: null })).toBe(false)
  expect(isOnlyChinese('zh-CN', { name: '大米', nameEn: null })).toBe(false)
})

test('an English name of spaces only is none', () => {
  expect(orNone('  ')).toBeNull()
  expect(orNone(' Rice ')).toBe('Rice')
  expect(orNone(undefined)).toBeNull()
})
