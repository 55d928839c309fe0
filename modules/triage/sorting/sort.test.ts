/** What residents write is sorted on a fresh district, by words alone, and says why. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { yuexiu } from '../testing/yuexiu.ts'
import { blend } from './blend.ts'
import { sortByRules } from './sort.ts'
import { splitProblems } from './split.ts'

const dictionary = yuexiu()
const sort = (text: string) => sortByRules(text, { dictionary })

describe('the samples of the handbook', () => {
  test.each([
    ['东华西路口一个下水井盖不见了，晚上很危险', ['P0102', 'P0103', 'A0401'], 4],
    ['楼下大排档每晚炒菜油烟熏得开不了窗', ['E0116', 'A0206'], 1],
    ['隔壁半夜两点还在装修砸墙', ['E0301', 'A0202'], 2],
    ['三楼阿婆几天没见出门，敲门没人应', ['A1207'], 4],
    ['小区门口消防通道停满车', ['A0101'], 3],
    ['5栋电梯关人了！！', ['A0506'], 4],
    ['物业又涨管理费，账目从来不公开', ['A0502', 'A0503'], 1],
    ['老公打我，孩子在哭', ['A1307'], 4],
    ['老板欠我们三个月工资不发', ['A0801'], 2],
    ['我妈八十了，那个津贴怎么领', ['A1202'], 1],
    ['路灯杆上贴满办证小广告', ['E0201'], 1],
    ['公园健身器材松了，小朋友差点摔', ['P0126', 'A0407'], 2],
    ['煤气味很大', ['A0105', 'E0403'], 4],
    ['共享单车堆满人行道盲道', ['E0506', 'E2101', 'E2102'], 1],
    ['有人在天台想跳楼', ['A1308'], 4],
    ['请问长者饭堂今天吃什么', ['A1210'], 1],
    ['收到说中奖要我转账的电话', ['A1305'], 4],
  ] as const)('“%s”', (text, codes, grade) => {
    const { ranked, grade: found } = sort(text)
    expect(ranked.some(({ code }) => (codes as readonly string[]).includes(code))).toBe(true)
    expect(found).toBe(grade)
  })

  test('a leak a neighbour will not pay for is a matter between neighbours, or of the house', () => {
    const codes = sort('楼上漏水把我家天花泡烂了，他不肯赔').ranked.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['A0703', 'A1306']))
  })

  test.each([
    ['建议在社区门口加个快递柜', 'suggestion'],
    ['多谢网格员小李，昨天帮我修好灯', 'praise'],
    ['请问长者饭堂今天吃什么', 'inquiry'],
    ['我妈八十了，那个津贴怎么领', 'inquiry'],
    ['物业又涨管理费，账目从来不公开', 'complaint'],
    ['举报有人在出租屋聚众赌博', 'tipOff'],
    ['5栋电梯关人了！！', 'help'],
    ['感谢处理，但是垃圾还是没人清', 'help'],
  ] as const)('“%s” is of the kind %s', (text, kind) => {
    expect(sort(text).kind.kind).toBe(kind)
  })
})

describe('noise', () => {
  test.each([
    ['垃圾佬三日冇嚟收垃圾，臭到死', /^(E0102|A030[13])$/],
    ['屋企冇水成日啦', /^A0212$/],
    ['坑渠塞咗，啲屎水周围流', /^(A0211|E0404)$/],
    ['物叶不管，電提坏了三天', /^A050[16]$/],
    ['樓上漏水三日', /^A0703$/],
    ['Street light broken 路灯 唔着 near 五羊石像', /^(P0118|A0402)$/],
    ['💡💡路灯😡坏', /^(P0118|A0402)$/],
    ['下水到堵了 污水往外冒', /^(A0211|E0404)$/],
  ])('“%s” is understood', (text, code) => {
    expect(sort(text).ranked[0]?.code).toMatch(code)
  })

  test.each(['', '   ', '😀😀', 'asdf qwer', '。。。'])('“%s” suggests nothing and breaks nothing', (text) => {
    const { ranked, grade, dangers } = sort(text)
    expect([ranked, grade, dangers]).toEqual([[], 1, []])
  })

  test('abuse without a matter is never sure of anything', () => {
    expect(sort('你们全是废物，去死吧').ranked[0]?.probability ?? 0).toBeLessThan(0.5)
  })

  test('what does not happen does not count', () => {
    expect(sort('没有漏水，路灯不亮').ranked[0]?.code).toMatch(/^(P0118|A0402)$/)
    expect(sort('没有煤气味').dangers).toEqual([])
    expect(sort('有没有煤气味？好像有煤气味').dangers.map(({ code }) => code)).toEqual(['gas'])
  })

  test('a missing lamp is still a matter of lamps', () => {
    expect(sort('这条巷没有路灯').ranked[0]?.code).toMatch(/^(P0118|A0402)$/)
  })
})

describe('care', () => {
  test.each(['老公打我，孩子在哭', '有人在天台想跳楼'])('“%s” stays with those who handle it', (text) => {
    const { isRestricted, isManualOnly, dangers } = sort(text)
    expect([isRestricted, isManualOnly]).toEqual([true, true])
    expect(dangers[0]?.numbers).toContain('110')
    expect(dangers[0]?.call.length).toBeGreaterThan(0)
  })

  test.each(['居委干部收受好处费以权谋私', '楼下有人打架', '有小孩被打，身上有伤痕', '网格员说他精神病人发病砸东西'])(
    '“%s” is left to a person',
    (text) => {
      expect(sort(text).isManualOnly).toBe(true)
      expect(sort(text).manualBecause).not.toBeNull()
    },
  )

  test('anger moves a report forward and changes nothing else', () => {
    const calm = sort('路灯不亮')
    const angry = sort('路灯不亮，投诉多次没人管，忍无可忍，气死人了！！')
    expect(angry.mood.sentiment).toBeLessThan(calm.mood.sentiment)
    expect(angry.mood.isEscalating).toBe(true)
    expect(angry.standard[0]?.code).toBe(calm.standard[0]?.code)
    expect(angry.isRestricted).toBe(false)
  })

  test('only what is not yet known is asked', () => {
    const asked = (text: string, known = {}) =>
      sortByRules(text, { dictionary, ...known }).missing.map(({ fact }) => fact)
    expect(asked('路灯不亮')).toEqual(['place', 'photo'])
    expect(asked('五羊石像旁边路灯不亮')).toEqual(['photo'])
    expect(asked('路灯不亮', { hasPlace: true, hasPhoto: true })).toEqual([])
    expect(asked('老板不发工资')).toContain('name')
    expect(asked('煤气味很大')).toEqual(['place', 'floor'])
    expect(asked('请问长者饭堂今天吃什么')).toEqual([])
  })

  test('every ranking names the words that counted, and probabilities never exceed one', () => {
    const { ranked, standard } = sort('物业又涨管理费，账目从来不公开')
    expect(ranked[0]?.because.map(({ word }) => word)).toEqual(expect.arrayContaining(['账目']))
    for (const list of [ranked, standard]) {
      expect(list.length).toBeLessThanOrEqual(3)
      expect(list.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1.0005)
    }
    expect(ranked[0]?.standard?.code).toBe('090302')
  })
})

describe('two problems in one text', () => {
  test('are taken apart when plainly different', () => {
    const parts = splitProblems('路灯坏了三天了。另外小区的垃圾没人清', { dictionary })
    expect(parts.map(({ sorted }) => sorted.ranked[0]?.code)).toEqual([
      expect.stringMatching(/P0118|A0402/),
      expect.stringMatching(/E0102|A0301|A0511/),
    ])
  })
  test.each([
    ['楼道里堆满了纸皮，另外小区门口的路灯也坏了三天', /E0503|A0505/, /P0118|A0402/],
    ['小区门口路灯坏了。垃圾桶也满了没人收', /P0118|A0402/, /A0301|E0102/],
    ['垃圾没人收，路灯也不亮', /A0301|E0102/, /P0118|A0402/],
    ['物业乱收费，还有电梯天天坏', /A0502/, /A0506|P2101/],
    ['1. 路灯坏了 2. 井盖破了', /P0118|A0402/, /A0401|P010[23]/],
  ])('“%s” are two, though each stands in two trees', (text, one, other) => {
    const codes = splitProblems(text, { dictionary }).map(({ sorted }) => sorted.ranked[0]?.code)
    expect(codes).toEqual([expect.stringMatching(one), expect.stringMatching(other)])
  })
  test('hardly one sentence in a hundred about one thing is taken for two', () => {
    const file = resolve(import.meta.dirname, 'samples.json')
    const samples = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly { readonly text: string }[]>
    const all = ['development', 'test', 'later'].flatMap((name) => samples[name] ?? [])
    const parted = all.filter(({ text }) => splitProblems(text, { dictionary }).length > 1)
    expect(parted.length / all.length).toBeLessThan(0.01)
  })
  test.each([
    '楼上漏水，把我家天花泡烂了。他不肯赔。',
    '楼下烧烤摊好嘈，仲有好大烟',
    '老板欠薪三个月。我们有二十个人。请尽快处理。',
    '路灯不亮。晚上很黑。已经三天了。',
    '',
  ])('“%s” stays one', (text) => {
    expect(splitProblems(text, { dictionary })).toHaveLength(1)
  })
})

describe('rules and a model together', () => {
  const rules = [
    { code: 'a', probability: 0.6 },
    { code: 'b', probability: 0.3 },
  ]
  test('agreement wins; what one side holds impossible does not', () => {
    const mixed = blend(rules, [
      { code: 'b', probability: 0.7 },
      { code: 'c', probability: 0.3 },
    ])
    expect(mixed[0]?.code).toBe('b')
    expect(mixed.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1)
  })
  test('without a model the rules stand as they are', () => {
    expect(blend(rules, [], { trust: 0 }).map(({ code }) => code)).toEqual(['a', 'b'])
    expect(blend(rules, [], { trust: 0 })[0]?.probability).toBeCloseTo(0.6)
  })
})
