/** Rules and model asked together: who has seen hundreds of full bins believes neither in a complaint about officials nor in a new thing. */
import { expect, test } from 'vitest'
import { trainModel } from '../model/model.ts'
import { defaultPolicy } from '../policy.ts'
import { yuexiu } from '../testing/yuexiu.ts'
import type { Known } from './known.ts'
import { rankText } from './rank.ts'

const dictionary = yuexiu()
const places = ['东风路口', '后巷', '小区楼下', '清水濠内街', '大马路人行道', '花园小区3栋', '横街', '旧楼楼下']
const ends = ['', '，请尽快处理', '，好几天了', '，谢谢', '！！', '，之前反映过']
const said: readonly (readonly [code: string, text: string])[] = [
  ['P0305', '垃圾桶满了没人收'],
  ['P0305', '垃圾箱破了，污水流出来'],
  ['P0118', '路灯不亮，晚上好黑'],
  ['P0118', '路灯杆歪了'],
  ['E0504', '店铺把货摆到门外'],
  ['E0504', '餐馆把桌子摆出门口'],
  ['A0701', '有人违法搭建铁皮屋'],
  ['A0701', '天台违章加建'],
]
const rows = places.flatMap((place) =>
  ends.flatMap((end) => said.map(([label, text]) => ({ label, text: place + text + end }))),
)
const model = trainModel(rows)
const counts = new Map<string, number>()
for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1)
const known: Known = {
  dictionary,
  categories: new Map(
    [...dictionary.leaves].map(([code, leaf]) => [
      code,
      {
        code,
        name: leaf.name,
        nameEn: leaf.name,
        path: [...leaf.path],
        pathEn: null,
        grade: leaf.grade,
        keywords: [],
        isManualOnly: leaf.isManualOnly,
        isRestricted: leaf.isRestricted,
        callFirst: false,
      },
    ]),
  ),
  policies: new Map(),
  counts,
  sameAs: dictionary.sameAs,
}
const ask = (text: string, isTrained = true) =>
  rankText(known, isTrained ? model : null, { text, hasPlace: true, hasPhoto: false, chosen: null, trust: 6 })

test('nobody picks up the bins is a matter of bins, not of officials, and who knows such reports is surer of it', () => {
  const text = '反映一下：横街垃圾桶满了没人收，请尽快处理'
  const fresh = ask(text, false)
  expect([fresh.ranked[0]?.code, fresh.isManualOnly]).toEqual(['P0305', false])
  const found = ask(text)
  expect(found.ranked[0]).toMatchObject({ code: 'P0305' })
  expect(found.ranked[0]?.probability).toBeGreaterThanOrEqual(defaultPolicy.threshold)
  expect([found.isManualOnly, found.isRestricted]).toEqual([false, false])
})

test('a word the model met often under one category is no news, whatever the dictionary thinks of it', () => {
  const found = ask('投诉：东风路口有人违法搭建铁皮屋')
  expect(found.ranked[0]).toMatchObject({ code: 'A0701' })
  expect(found.ranked[0]?.probability).toBeGreaterThanOrEqual(defaultPolicy.threshold)
})

test('danger to life and limb, and children, go to people however much a model has seen', () => {
  expect(ask('后巷有人在天台想跳楼').isRestricted).toBe(true)
  expect(ask('后巷店铺把货摆到门外，有个未成年人在里面打工').isManualOnly).toBe(true)
})

test('what the model never met and the rules point to clearly is still heard', () => {
  const found = ask('横街燃气管道破裂，闻到好大煤气味')
  expect(found.ranked[0]?.code).not.toBe('P0118')
  const frozen = ask('横街公交站亭的站牌倒了')
  expect(frozen.ranked[0]?.code).toMatch(/^P02/)
})
