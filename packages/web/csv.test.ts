/** What leaves as a table opens as a table, and nothing in it runs. */
import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('a name that looks like a formula is only text, quotes stay quotes, numbers stay numbers, lists are read as one cell', () => {
  const rows = [{ name: '=HYPERLINK("x")', count: -3, tags: ['低保', '独居'] }, { name: '陈"秀"英' }]
  expect(csvOf(['name', 'count', 'tags'], rows)).toBe(
    '\uFEFF"name","count","tags"\r\n"\'=HYPERLINK(""x"")","-3","低保、独居"\r\n"陈""秀""英","",""',
  )
})
