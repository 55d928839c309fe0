/** The same thing told twice is recognised; two things in one street are kept apart; many voices of one cause are found. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sortByRules } from '../sorting/sort.ts'
import { yuexiu } from '../testing/yuexiu.ts'
import { alikeFrom, findAlike, recentReports } from './find-alike.ts'
import { voicesOf } from './gathered.ts'
import { heatOf } from './heat.ts'
import { findHotspots, townOf } from './hotspots.ts'
import { hamming, likeness, metresBetween, type Report } from './likeness.ts'
import { readMessages } from './message.ts'
import { takeIn } from './take-in.ts'

type Pair = { readonly one: Report; readonly other: Report }
const pairs = JSON.parse(readFileSync(resolve(import.meta.dirname, 'pairs.json'), 'utf8')) as {
  readonly same: readonly Pair[]
  readonly different: readonly Pair[]
}
const dictionary = yuexiu()
const sorted = ({ category: _, ...report }: Report): Report => ({
  ...report,
  likely: sortByRules(report.text, { dictionary, count: 5 }).ranked,
})
const isAlike = ({ one, other }: Pair) => likeness(sorted(one), sorted(other)).score >= alikeFrom

describe('written pairs', () => {
  test('of thirty told twice at least 26 are recognised, and of thirty different ones at most 3 are mistaken', () => {
    expect(pairs.same).toHaveLength(30)
    expect(pairs.different).toHaveLength(30)
    expect(pairs.same.filter(isAlike).length).toBeGreaterThanOrEqual(26)
    expect(pairs.different.filter(isAlike).length).toBeLessThanOrEqual(3)
  })
})

describe('likeness', () => {
  const here = { lon: 113.27, lat: 23.13, at: 0 }
  test('is the same from both sides, between nothing and one', () => {
    const report = fc.record({
      id: fc.string(),
      text: fc.string({ unit: fc.constantFrom(...'路灯不亮垃圾没人清井盖坏，。 a1') }),
      lon: fc.option(fc.double({ min: 113.2, max: 113.3, noNaN: true })),
      lat: fc.option(fc.double({ min: 23.1, max: 23.2, noNaN: true })),
      at: fc.option(fc.nat()),
    })
    fc.assert(
      fc.property(report, report, (one, other) => {
        const { score } = likeness(one, other)
        expect(score).toBe(likeness(other, one).score)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('the same photo is the same thing, whatever is written under it', () => {
    const one = { id: 'a', text: '好危险', photos: ['f0e1d2c3b4a59687'] }
    const other = { id: 'b', text: '请处理', photos: ['f0e1d2c3b4a59686'] }
    expect(likeness(one, other).score).toBeGreaterThan(0.9)
    expect(likeness(one, other).because).toContainEqual({ key: 'photo', facts: {} })
    expect(hamming('ff', '00')).toBe(8)
    expect(hamming('ff', 'zz')).toBeNull()
    expect(hamming('ff', 'fff')).toBeNull()
  })

  test('the same words two streets away are two things', () => {
    const far = { id: 'b', text: '路灯不亮', ...here, lat: 23.138 }
    expect(likeness({ id: 'a', text: '路灯不亮', ...here }, far).score).toBeLessThan(alikeFrom)
    expect(metresBetween(here, { lon: 113.27, lat: 23.138 })).toBeCloseTo(890.6, 0)
  })

  test('a neighbour’s report is found among two thousand, the writer’s own is not', () => {
    const others = Array.from({ length: 2000 }, (_, n): Report => {
      const text = ['垃圾没人清', '楼下太吵', '车乱停', '电梯坏了'][n % 4] ?? ''
      return { id: `x${n}`, text, lon: 113.25 + (n % 50) / 1000, lat: 23.12 + Math.floor(n / 50) / 1000, at: 0 }
    })
    const mine = { id: 'mine', text: '巷口路灯坏了不亮', ...here }
    const hers = { id: 'hers', text: '这里路灯坏了', ...here }
    const found = recentReports([...others, mine, hers]).alike(mine)
    expect(found.map(({ report }) => report.id)).toEqual(['hers'])
    expect(found[0]?.because.length).toBeGreaterThan(0)
    expect(findAlike(mine, [])).toEqual([])
  })
})

describe('hot spots', () => {
  const line = (id: string, user: string, title: string, text: string, up = 0) =>
    JSON.stringify({ id, user, title, text, time: '2026-03-01T08:00:00', up, down: 0 })
  const noise = [
    ['羊城通退卡', '卡里还有余额，去哪里退？'],
    ['图书馆周末开到几点', '想带孩子去看书'],
    ['医保异地报销', '父亲在外省住院，要带什么单据'],
    ['学校伙食费涨了', '没有开家长会就通知加钱'],
    ['公积金贷款', '首套房能贷多少'],
    ['高龄津贴申领', '奶奶满八十岁了'],
    ['共享单车押金', '退了半年没有到账'],
    ['停车场收费', '停十分钟收十元合理吗'],
  ].map(([title = '', text = ''], n) => line(`n${n}`, `m${n}`, title, text, n === 0 ? 2000 : 0))
  const station = Array.from({ length: 6 }, (_, n) =>
    line(
      `s${n}`,
      `u${n}`,
      '和平新城搅拌站噪音扰民',
      `和平新城旁边的搅拌站夜间生产，噪音和粉尘影响居民休息，第${n}次反映`,
    ),
  )
  const lot = Array.from({ length: 4 }, (_, n) =>
    line(`p${n}`, `v${n}`, '江景花园捆绑销售车位', `江景花园开发商要求买房必须捆绑购买车位，第${n}户业主不同意`),
  )

  test('reports of one cause come together, most voices first; a much liked single message is no hot spot', () => {
    const spots = findHotspots(readMessages([...noise, ...station, ...lot].join('\n')).messages)
    expect(spots.slice(0, 2).map(({ ids }) => [...ids].sort())).toEqual([
      ['s0', 's1', 's2', 's3', 's4', 's5'],
      ['p0', 'p1', 'p2', 'p3'],
    ])
    expect(spots.map(({ rank }) => rank)).toEqual(spots.map((_, n) => n + 1))
    expect(spots.slice(2).every(({ heat }) => heat < 1)).toBe(true)
    expect(spots[0]?.title).toBe('和平新城搅拌站噪音扰民')
  })

  test('one person writing six times is one voice', () => {
    const alone = station.map((row) => JSON.stringify({ ...JSON.parse(row), user: 'u' }))
    const spots = findHotspots(readMessages([...noise, ...alone].join('\n')).messages)
    expect(spots.some(({ ids }) => ids.includes('s0'))).toBe(false)
  })

  test('a street named before the estate says where it is: who is gathered under the street comes to the estate’s cause', () => {
    const streets = station.slice(0, 4).map((row, n) => {
      const told = JSON.parse(row)
      return JSON.stringify({ ...told, id: `t${n}`, user: `w${n}`, title: `劳动东路${told.title}` })
    })
    const { messages } = readMessages([...station, ...streets].join('\n'))
    const town = townOf(messages)
    expect(town.names.of[6]).toEqual(expect.arrayContaining(['劳动东路', '和平新城']))
    const [estate, street] = takeIn(
      [
        [0, 1, 2, 3, 4, 5],
        [6, 7, 8, 9],
      ],
      town,
    )
    expect(estate).toHaveLength(10)
    expect(street).toEqual([])
  })

  test('whoever writes of something else, or writes again, makes a cause no hotter; another who says the same does', () => {
    const { messages } = readMessages(
      [
        ...station.slice(0, 3),
        ...noise,
        JSON.stringify({ ...JSON.parse(station[3] ?? ''), user: 'u0' }),
        ...station.slice(4),
      ].join('\n'),
    )
    const town = townOf(messages)
    const places = (...ids: string[]) => ids.map((id) => messages.findIndex((message) => message.id === id))
    const voices = (...ids: string[]) => voicesOf(places(...ids), '和平新城', town)
    const three = voices('s0', 's1', 's2')
    expect(three).toBeGreaterThan(1)
    expect(voices('s0', 's1', 's2', 'n1', 'n2', 'n3')).toBeCloseTo(three, 9)
    expect(voices('s0', 's1', 's2', 's3')).toBeLessThan(three + 0.2)
    expect(voices('s0', 's1', 's2', 's4')).toBeGreaterThan(three + 0.5)
  })

  test('two thousand likes do not lift three people above six, and dislikes are attention as well', () => {
    const { messages } = readMessages([...noise, ...station, ...lot].join('\n'))
    const heats = (up: number, down: number) => {
      const town = townOf(messages.map((one) => (one.id === 's0' ? { ...one, up, down } : one)))
      const group = messages.flatMap(({ id }, n) => (id.startsWith('s') ? [n] : []))
      return { six: heatOf(group, town, null).heat, three: heatOf(group.slice(0, 3), town, null).heat }
    }
    const quiet = heats(0, 0)
    const liked = heats(2000, 0)
    expect(liked.three).toBeGreaterThan(quiet.three)
    expect(liked.three).toBeLessThan(quiet.six)
    expect(heats(0, 2000)).toEqual(liked)
  })

  test('the order of the lines does not matter to who belongs together', () => {
    const forth = findHotspots(readMessages([...noise, ...station, ...lot].join('\n')).messages)
    const back = findHotspots(readMessages([...lot, ...station, ...noise].reverse().join('\n')).messages)
    const sets = (spots: typeof forth) => spots.map(({ ids, heat }) => [heat, ...[...ids].sort()])
    expect(sets(back)).toEqual(sets(forth))
  })

  test('bad lines are counted, missing fields are borne, nothing gives nothing', () => {
    const { messages, bad } = readMessages(
      '\uFEFF{"title":"只有标题"}\n{oops\n\n[1]\n{"id":7,"text":"正文","up":"3","down":-2,"time":"2019/1/6 12:09:38"}\n{"id":"x"}',
    )
    expect(bad).toEqual([2, 4, 6])
    expect(messages.map(({ id, up, down }) => [id, up, down])).toEqual([
      ['1', 0, 0],
      ['7', 3, 0],
    ])
    expect(messages[1]?.at).not.toBeNull()
    expect(findHotspots(messages)).toEqual([])
    expect(findHotspots([])).toEqual([])
  })
})
