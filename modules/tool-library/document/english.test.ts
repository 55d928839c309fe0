/** What the studio made up is named until somebody writes it; then the review has nothing to say. */
import { expect, test } from 'vitest'
import { checkValue } from '../server/check/check.ts'
import { borrowing } from '../testing/sample.ts'
import { completed } from './completed.ts'
import { isMadeUp, withEnglish, wordsIn } from './english.ts'
import { addField } from './studio.ts'
import { blank } from './templates.ts'

const doubts = (document: unknown) => checkValue(document).faults.filter(({ code }) => code === 'placeholder-english')

test('a tool written in both languages raises no doubt, and every place people read is found', () => {
  expect(doubts(borrowing())).toEqual([])
  const paths = wordsIn(borrowing()).map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['/name', '/summary', '/forms/0/fields/0/label']))
})

test('made in the studio, each made-up word is named once, and gone when it is written', () => {
  let tool = completed(
    addField(blank('one', '440104001001', '居委会'), 'asking', '借哪一样', 'choice', true, ['电钻', '梯子']),
  )
  const [doubt] = doubts(tool)
  expect(doubt).toMatchObject({ level: 'warn', path: '/texts' })
  const open = () => wordsIn(tool).filter(({ words }) => isMadeUp(words))
  expect(open().map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/name', '/forms/0/fields/0/label', '/forms/0/fields/0/choices/c1']),
  )
  for (const { path } of open()) tool = withEnglish(tool, path, 'Written by hand')
  expect(doubts(tool)).toEqual([])
  expect(tool.forms[0]?.fields[0]?.label).toEqual({ 'zh-CN': '借哪一样', en: 'Written by hand' })
})
