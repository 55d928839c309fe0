/** What the platform said once it says again in the reader's language; what a person wrote it leaves alone. */
import { defineContract, Type } from '@liren/contract'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, defineModule } from './module.ts'
import { bothWords, sayAgain } from './said.ts'

const looks = defineContract({
  name: 'looks',
  routes: {
    say: {
      method: 'GET',
      path: '/words',
      may: 'anyone',
      query: Type.Object({ text: Type.String() }),
      reply: Type.Object({ text: Type.String() }),
    },
  },
})
const again = sayAgain((key) => key.endsWith('Reason'))
const module = defineModule({
  contract: looks,
  locales: {
    'zh-CN': {
      title: '查看',
      copyReason: '本人要求的副本',
      toolReason: '打开“{tool}（新版）”',
      allReason: '{x}',
      label: '其他',
    },
    en: {
      title: 'Looks',
      copyReason: 'a copy asked for',
      toolReason: 'opening “{tool} (new)”',
      allReason: '{x}',
      label: 'Other',
    },
  },
  routes: [answer(looks, 'say', async (work, { query }) => ({ text: again(work, query.text) }))],
})
let town: Town
beforeAll(async () => {
  town = await host([module])
})
afterAll(() => town.close())

const said = async (locale: 'zh-CN' | 'en', text: string) =>
  (
    await (
      await town.guest.raw('GET', `/api/looks/words?text=${encodeURIComponent(text)}`, undefined, {
        'accept-language': locale,
      })
    ).json()
  ).text

test.each([
  ['en', '本人要求的副本', 'a copy asked for'],
  ['zh-CN', 'a copy asked for', '本人要求的副本'],
  ['en', 'a copy asked for', 'a copy asked for'],
  ['en', '打开“楼道清理（新版）”', 'opening “楼道清理 (new)”'],
  ['zh-CN', 'opening “Stairs (new)”', '打开“Stairs（新版）”'],
  ['en', `打开“${bothWords({ 'zh-CN': '清理', en: 'Clearing' })}（新版）”`, 'opening “Clearing (new)”'],
  ['zh-CN', `打开“${bothWords({ 'zh-CN': '清理', en: 'Clearing' })}（新版）”`, '打开“清理（新版）”'],
  ['en', '核对人户一致', '核对人户一致'],
  ['en', '其他', '其他'],
] as const)('to a reader of %s "%s" is "%s"', async (locale, text, expected) =>
  expect(await said(locale, text)).toBe(expected),
)
