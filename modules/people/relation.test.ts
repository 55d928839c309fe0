/** Relations to the head of a household are known again, whoever wrote them down in whatever language. */
import { expect, test } from 'vitest'
import { relationOf } from './relation.ts'

test.each([
  ['户主', 'head'],
  ['母亲', 'parent'],
  ['配偶', 'spouse'],
  ['Spouse', 'spouse'],
  [' Child ', 'child'],
  ['孙女', 'grandchild'],
  ['其他', 'other'],
])('%s is %s', (written, relation) => expect(relationOf(written)).toBe(relation))

test.each(['表妹', '房客', '', '户主的朋友'])('"%s" is nobody’s usual word, and stays as it was written', (written) =>
  expect(relationOf(written)).toBeNull(),
)

test('the words the demonstration and the screens write are all known', async () => {
  const locales = await Promise.all(['zh-CN', 'en'].map((name) => import(`./locales/${name}.json`)))
  for (const { default: said } of locales)
    for (const [key, word] of Object.entries(said.screen.relation as Record<string, string>))
      expect(relationOf(word), word).toBe(key)
})
