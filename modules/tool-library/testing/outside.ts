/** Documents of tools that lead out of the house, made from the sound sample. */
import type { ToolDocument } from '../document/document.ts'
import { borrowing } from './sample.ts'

const outside = (): ToolDocument => {
  const {
    lists: _,
    reminders: __,
    points: ___,
    indicators: ____,
    examples: _____,
    texts: ______,
    lineage: _______,
    ...rest
  } = borrowing()
  return { ...rest, forms: [], processes: [], permissions: [{ who: 'reporter', may: 'read' }] }
}

export const portTool = (more: Partial<NonNullable<ToolDocument['port']>> = {}): ToolDocument => ({
  ...outside(),
  id: 'housing-fund',
  kind: 'port',
  name: { 'zh-CN': '公积金查询', en: 'Housing fund' },
  summary: { 'zh-CN': '查自己的公积金', en: 'Ask about your housing fund' },
  keywords: ['公积金'],
  data: { reads: ['person.name', 'person.idNumber', 'person.phone', 'person.age'], writes: [] },
  texts: { balance: { 'zh-CN': '余额（元）', en: 'Balance' }, state: { 'zh-CN': '账户状态', en: 'State' } },
  port: {
    url: 'https://fund.yuexiu-gov.cn/query/balance',
    perMinute: 5,
    answerWithinMs: 300,
    sends: ['person.name', 'person.idNumber', 'person.phone', 'person.age'],
    receives: ['balance', 'state'],
    healthPath: '/health',
    ...more,
  },
})

export const linkedTool = (more: Partial<NonNullable<ToolDocument['link']>> = {}): ToolDocument => ({
  ...outside(),
  id: 'elder-rides',
  kind: 'linked',
  name: { 'zh-CN': '长者出行', en: 'Rides for elders' },
  summary: { 'zh-CN': '替老人叫车', en: 'Call a car for an elder' },
  keywords: ['叫车'],
  data: { reads: [], writes: [] },
  link: {
    url: 'https://rides.yuexiu-gov.cn/',
    claims: ['pairwiseId', 'community'],
    redirectUrls: ['https://rides.yuexiu-gov.cn/back'],
    ...more,
  },
})
