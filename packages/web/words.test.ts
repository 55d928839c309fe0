/** Screens speak both languages, with no word missing. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillIn, findWord, keysOf, type Words } from './say.ts'
import { loadWords, putWords, registerWords, wordFor } from './words.ts'

const here = import.meta.dirname
const read = (file: string) => JSON.parse(readFileSync(join(here, 'locales', file), 'utf8')) as Words

describe('a reader', () => {
  it('sees facts where a sentence leaves blanks', () => {
    expect(fillIn('还有 {count} 件', { count: 3 })).toBe('还有 3 件')
    expect(fillIn('{count} {count|case|cases}', { count: 1 })).toBe('1 case')
    expect(fillIn('{count} {count|case|cases}', { count: 0 })).toBe('0 cases')
  })
  it('sees a blank that nobody filled, so that it is noticed', () => {
    expect(fillIn('您好，{name}')).toBe('您好，{name}')
  })
  it('finds words under nested keys and under keys that hold dots', () => {
    const words = { screen: { title: '上报' }, permission: { 'case.dispatch': '派遣' } }
    expect(findWord(words, 'screen.title')).toBe('上报')
    expect(findWord(words, 'permission.case.dispatch')).toBe('派遣')
    expect(findWord(words, 'screen.none')).toBeUndefined()
  })
  it('reads titles at once and the other words when they have arrived', async () => {
    putWords('sample', 'zh-CN', { title: '样例' })
    registerWords('sample', {
      'zh-CN': async () => ({ default: { title: '样例', screen: { hello: '{name}好' } } }),
      en: async () => ({ default: {} }),
    })
    expect(wordFor('title', 'sample', 'zh-CN')).toBe('样例')
    expect(wordFor('screen.hello', 'sample', 'zh-CN', { name: '您' })).toBe('')
    await loadWords('sample', 'zh-CN')
    expect(wordFor('screen.hello', 'sample', 'zh-CN', { name: '您' })).toBe('您好')
    expect(wordFor('sample:title', 'web', 'zh-CN')).toBe('样例')
    expect(wordFor('screen.gone', 'sample', 'zh-CN')).toBeUndefined()
  })
})

describe.each([
  ['web', 'zh-CN.json', 'en.json'],
  ['desk', 'desk.zh-CN.json', 'desk.en.json'],
])('the frame’s words (%s)', (scope, zh, en) => {
  it('are the same in both languages', () => {
    expect(keysOf(read(en))).toEqual(keysOf(read(zh)))
  })
  it('hold every key that a screen of the frame says', () => {
    const folders = [here, ...['phone', 'desk', 'charts'].map((folder) => join(here, folder))]
    const sources = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
        .map((file) => [file, readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')] as const),
    )
    const missing = sources.flatMap(([file, text]) => {
      const own = text.includes("useWords('desk')") ? 'desk' : 'web'
      return [...text.matchAll(/\b(?:t|own)\('([a-z][\w.:]*)'/gi)].flatMap(([, key = '']) => {
        const [from, name] = key.includes(':') ? key.split(':') : [own, key]
        return from === scope && findWord(read(zh), name ?? '') === undefined ? [`${file}: ${key}`] : []
      })
    })
    expect(missing).toEqual([])
  })
})
