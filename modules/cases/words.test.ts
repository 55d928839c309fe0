/** What people write: danger heard at once, likely categories suggested, titles anybody may read, numbers kept short. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { maskName, maskPhone } from '@liren/contract/mask'
import { plainOf } from '@liren/matters/contract'
import { describe, expect, test } from 'vitest'
import { type Category, gradeNumber, suggest, titleOf } from './category.ts'
import { plainPhone } from './contact.ts'
import { guessMap, readRow, timeOf } from './import-map.ts'
import { type SafetyRule, safetyIn } from './safety.ts'
import type { Spoken } from './server/store.ts'
import { type Source, sourceOf } from './source.ts'

const read = <T>(name: string) =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../presets/yuexiu/cases', name), 'utf8')) as T
const rules = read<SafetyRule[]>('safety.json')
const { spoken, letters } = read<Spoken>('../triage/words.json')
const ear = { safety: rules, plain: plainOf(spoken, letters) }
const sources = read<Source[]>('sources.json')
type Leaf = Omit<Category, 'grade' | 'isManualOnly' | 'isRestricted'> & { grade: Parameters<typeof gradeNumber>[0] }
const categories = read<{ trees: { types: { leaves: Leaf[] }[] }[] }>('categories.json')
  .trees.flatMap((tree) => tree.types.flatMap((type) => type.leaves))
  .map((leaf): Category => ({ ...leaf, grade: gradeNumber(leaf.grade), isManualOnly: false, isRestricted: false }))

describe('safety words', () => {
  test.each([
    ['煤气味很大', 'gas'],
    ['老公打我，孩子在哭', 'domestic-violence'],
    ['有人在天台想跳楼', 'suicide'],
    ['5栋电梯关人了！！', 'lift'],
    ['东华西路口一个下水井盖不见了，晚上很危险', 'missing-cover'],
    ['三楼阿婆几天没见出门，敲门没人应', 'alone'],
    ['收到说中奖要我转账的电话', 'fraud'],
    ['厨房 着 火 了', 'fire'],
    ['頂樓有人想跳樓', 'suicide'],
    ['樓下漏煤氣', 'gas'],
    ['阿仔话唔想活', 'suicide'],
    ['下水井盖唔见咗', 'missing-cover'],
    ['有没有煤气味？好像有煤气味', 'gas'],
  ])('“%s” calls for help', (text, code) => {
    expect(safetyIn(text, ear).map(({ rule }) => rule.code)).toContain(code)
  })

  test.each([
    '请打我电话联系',
    '防火门关不上',
    '灭火器过期',
    '楼下大排档每晚炒菜油烟熏得开不了窗',
    '多谢网格员小李，昨天帮我修好灯',
    '请问长者饭堂今天吃什么',
    '没有煤气味，只是想问检修时间',
    '冇漏煤氣',
    '不是着火，是烧烤',
  ])('“%s” alarms nobody', (text) => {
    expect(safetyIn(text, ear)).toEqual([])
  })

  test('a harmless phrase does not hide the danger beside it', () => {
    expect(safetyIn('他又打我，请打我电话', ear).map(({ rule }) => rule.code)).toEqual(['domestic-violence'])
  })

  test('the two that touch a person’s safety at home are closed to others', () => {
    const closed = rules.filter((rule) => rule.isRestricted).map((rule) => rule.code)
    expect(closed.sort()).toEqual(['domestic-violence', 'suicide'])
  })
})

describe('likely categories', () => {
  test.each([
    ['东华西路口一个下水井盖不见了，晚上很危险', /^(P01|A0401)/],
    ['楼下大排档每晚炒菜油烟熏得开不了窗', /^(E0116|A0206)/],
    ['小区门口消防通道停满车', /^A0101/],
    ['物业又涨管理费，账目从来不公开', /^A050/],
    ['老板欠我们三个月工资不发', /^A0801/],
    ['路灯杆上贴满办证小广告', /^E0201/],
    ['公园健身器材松了，小朋友差点摔', /^(P0126|A0407)/],
    ['共享单车堆满人行道盲道', /^(E2101|E2102|E0506|A0606)/],
  ])('“%s” is recognised among the first three', (text, code) => {
    expect(suggest(text, categories).map((one) => one.code)).toEqual(
      expect.arrayContaining([expect.stringMatching(code)]),
    )
  })

  test('nothing known, nothing suggested; and never more than three', () => {
    expect(suggest('asdfgh', categories)).toEqual([])
    expect(suggest('井盖 路灯 垃圾 噪音 油烟 单车', categories)).toHaveLength(3)
  })
})

describe('titles', () => {
  const lamp = { name: '路灯' }
  test('first sentence, the category before it', () => {
    expect(titleOf('路灯不亮。已经三天了', lamp)).toBe('路灯：路灯不亮')
    expect(titleOf('  路灯不亮！！', null)).toBe('路灯不亮')
    expect(titleOf('', lamp)).toBe('路灯')
    expect(titleOf('', null)).toBe('居民上报')
  })
  test('at most forty letters, and no telephone number for all to read', () => {
    expect([...titleOf('长'.repeat(80), null)]).toHaveLength(40)
    expect(titleOf('请打138 0000 1234找我', null)).toBe('请打…找我')
    expect(titleOf('5栋2021年装的灯', null)).toBe('5栋2021年装的灯')
  })
})

describe('names, telephones and sources', () => {
  test('telephones are read as people write them, and shown in part', () => {
    expect(plainPhone('+86 138-0000-1234')).toBe('13800001234')
    expect(plainPhone('１３８００００１２３４')).toBe('13800001234')
    expect(plainPhone('020-83330000')).toBe('02083330000')
    expect(plainPhone('12345')).toBeNull()
    expect(maskPhone('13800001234')).toBe('138****1234')
    expect([maskName('张大三'), maskName('李'), maskName('欧阳修文')]).toEqual(['张**', '**', '欧阳**'])
  })
  test('a report takes the source of its reporter, and a borrowed one is not given', () => {
    expect(sourceOf(sources, ['resident'])?.code).toBe('snap')
    expect(sourceOf(sources, ['gridWorker'])?.code).toBe('patrol')
    expect(sourceOf(sources, ['resident'], 'hotline')).toBeNull()
    expect(sourceOf(sources, ['acceptor'], 'hotline')?.code).toBe('hotline')
    expect(new Set(sources.map(({ letter }) => letter)).size).toBe(sources.length)
  })
})

describe('foreign tables', () => {
  test.each([
    ['2020/1/6 12:09:38', '2020-01-06T04:09:38.000Z'],
    ['2020年1月6日', '2020-01-05T16:00:00.000Z'],
    ['2015-01-01T03:08:01', '2014-12-31T19:08:01.000Z'],
    ['2015-01-01T03:08:01Z', '2015-01-01T03:08:01.000Z'],
    ['06/26/2018 10:58:54 AM', '2018-06-26T02:58:54.000Z'],
    ['06/26/2018 12:05:00 AM', '2018-06-25T16:05:00.000Z'],
    ['06/26/2018 12:05 PM', '2018-06-26T04:05:00.000Z'],
  ])('%s is a time', (text, at) => {
    expect(timeOf(text)?.toISOString()).toBe(at)
  })
  test.each(['昨天', '2018-13-40', '25:00', '', '20180626'])('“%s” is none', (text) => {
    expect(timeOf(text)).toBeNull()
  })
  test('common headings are recognised in both languages', () => {
    expect(guessMap(['留言编号', '留言主题', '留言时间', '留言详情', '一级标签']).columns).toEqual({
      id: '留言编号',
      title: '留言主题',
      created: '留言时间',
      text: '留言详情',
      category: '一级标签',
    })
    expect(guessMap(['Unique Key', 'Created Date', 'Complaint Type', 'Descriptor']).columns).toMatchObject({
      id: 'Unique Key',
      created: 'Created Date',
      category: 'Complaint Type',
    })
  })
  test('a row tells every fault at once', () => {
    const map = { columns: { text: '内容', created: '时间', lon: '经', lat: '纬' } } as const
    const row = readRow({ 内容: '', 时间: '昨天', 经: '东', 纬: '999' }, map, new Date('2026-11-23'))
    expect(row).toEqual([
      { field: 'text', reason: 'nothing-said' },
      { field: 'created', reason: 'time-unreadable' },
      { field: 'lon', reason: 'place-unreadable' },
      { field: 'lat', reason: 'place-unreadable' },
    ])
  })
})
