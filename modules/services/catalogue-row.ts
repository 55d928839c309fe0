/** One row of a foreign catalogue of items (事项目录): headings in use across the country, and the item record it becomes. */
import { type ItemRecord, itemTypes, type Need, needs } from './item.ts'

type Row = Readonly<Record<string, string>>
export type RowFault = { readonly field: string; readonly code: string }

/** Field → headings it is found under, the first that is there counts. */
export const headings: Readonly<Record<string, readonly string[]>> = {
  code: ['code', '事项编码', '实施编码', '事项代码', '编码'],
  baseCode: ['baseCode', '基本编码', '国家基本编码'],
  name: ['name', '事项名称', '名称'],
  nameEn: ['nameEn', '英文名称'],
  type: ['type', '事项类型', '类型'],
  audience: ['audience', '服务对象', '对象'],
  need: ['need', '需求类别', '主题分类', '主题'],
  owner: ['owner', '部门编码', '实施主体编码'],
  ownerName: ['ownerName', '实施主体', '实施部门', '部门', '主管部门'],
  levels: ['levels', '行使层级', '层级'],
  legalBasis: ['legalBasis', '设定依据', '法律依据'],
  whoFor: ['whoFor', '受理条件', '办理条件', '适用对象'],
  materials: ['materials', '申请材料', '材料'],
  result: ['result', '办理结果', '结果'],
  fee: ['fee', '收费标准', '收费', '是否收费'],
  legalDays: ['legalDays', '法定时限', '法定办结时限', '法定办结时限(工作日)'],
  promisedDays: ['promisedDays', '承诺时限', '承诺办结时限', '承诺办结时限(工作日)'],
  visits: ['visits', '到现场次数', '到办事现场次数'],
  channels: ['channels', '办理渠道', '办理形式'],
  windows: ['windows', '办理窗口', '办理地点'],
  tags: ['tags', '标签', '所属清单'],
  baseFields: ['baseFields', '原表单字段数', '基线字段'],
  baseMaterials: ['baseMaterials', '原材料数', '基线材料'],
  baseVisits: ['baseVisits', '原跑动次数', '基线跑动'],
  baseDays: ['baseDays', '原办理天数', '基线天数'],
}

const typeWords: Readonly<Record<string, ItemRecord['type']>> = {
  行政许可: 'permission',
  行政给付: 'grant',
  给付: 'grant',
  行政确认: 'confirmation',
  确认: 'confirmation',
  行政奖励: 'reward',
  奖励: 'reward',
  行政裁决: 'ruling',
  裁决: 'ruling',
  其他行政权力: 'other',
  其他: 'other',
  公共服务: 'publicService',
}
const channelWords: Readonly<Record<string, ItemRecord['channels'][number]>> = {
  网上: 'online',
  网上办理: 'online',
  线上: 'online',
  移动端: 'mobile',
  手机: 'mobile',
  窗口: 'window',
  窗口办理: 'window',
  自助: 'kiosk',
  自助终端: 'kiosk',
  代办: 'agent',
  跨省: 'crossRegion',
  上门: 'visit',
}
const levelWords: Readonly<Record<string, ItemRecord['levels'][number]>> = {
  区: 'district',
  区级: 'district',
  县级: 'district',
  街道: 'subdistrict',
  镇: 'subdistrict',
  镇街: 'subdistrict',
  社区: 'community',
  村: 'community',
}
const parts = (text: string) =>
  text
    .split(/[;；、|\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
const number = (text: string) => {
  const found = /^\D*(\d+(?:\.\d+)?)/.exec(text)
  return found ? Number(found[1]) : null
}

/** The record a row stands for, and what is wrong with it; a record with faults is not kept. */
export const recordOf = (row: Row): { readonly record: ItemRecord; readonly faults: readonly RowFault[] } => {
  const faults: RowFault[] = []
  const fault = (field: string, code: string) => faults.push({ field, code })
  const at = (field: string): string => {
    for (const heading of headings[field] ?? []) {
      const value = row[heading]?.trim()
      if (value) return value
    }
    return ''
  }
  const due = (field: string, most: number): string => {
    const value = at(field)
    if (value === '') fault(field, 'missing')
    if (value.length > most) fault(field, 'too-long')
    return value
  }
  const count = (field: string, fallback: number | null): number => {
    const text = at(field)
    if (/当场|即办|即时/.test(text)) return 0
    const value = text === '' ? fallback : number(text)
    if (value === null) fault(field, text === '' ? 'missing' : 'not-a-number')
    return value ?? 0
  }
  const known = <T>(field: string, words: Readonly<Record<string, T>>, names: readonly T[], fallback: T | null): T => {
    const text = at(field)
    const value = (names as readonly unknown[]).includes(text)
      ? (text as T)
      : (words[text] ?? (text === '' ? fallback : null)) // one of the names
    if (value === null) fault(field, text === '' ? 'missing' : 'unknown-word')
    return (value ?? names[0]) as T
  }
  const several = <T extends string>(
    field: string,
    words: Readonly<Record<string, T>>,
    names: readonly T[],
    fallback: readonly T[],
  ): T[] => {
    const found = parts(at(field)).map((text) => {
      const value = (names as readonly string[]).includes(text) ? (text as T) : words[text] // one of the names
      if (value === undefined) fault(field, 'unknown-word')
      return value
    })
    const kept = found.filter((one): one is T => one !== undefined)
    return [...new Set(kept.length > 0 ? kept : fallback)]
  }

  const code = due('code', 40)
  if (code !== '' && !/^[A-Za-z0-9][A-Za-z0-9-]{2,39}$/.test(code)) fault('code', 'wrong-shape')
  const baseCode = at('baseCode')
  if (baseCode !== '' && !/^\d{12}$/.test(baseCode)) fault('baseCode', 'wrong-shape')
  const audience = known<'person' | 'firm'>(
    'audience',
    { 个人: 'person', 自然人: 'person', 法人: 'firm', 企业: 'firm', 企业法人: 'firm' },
    ['person', 'firm'],
    'firm',
  )
  const legalDays = count('legalDays', null)
  const promisedDays = count('promisedDays', legalDays)
  const visits = count('visits', 0)
  const materials = parts(at('materials')).slice(0, 20)
  const channels = several(
    'channels',
    channelWords,
    ['online', 'mobile', 'window', 'kiosk', 'agent', 'crossRegion', 'visit'],
    ['online', 'window'],
  )
  const ownerName = due('ownerName', 60)
  const record: ItemRecord = {
    code,
    ...(baseCode === '' ? {} : { baseCode }),
    name: due('name', 80),
    ...(at('nameEn') === '' ? {} : { nameEn: at('nameEn') }),
    type: known('type', typeWords, itemTypes, null),
    audience,
    need: known<Need>('need', {}, needs, audience === 'firm' ? 'running' : 'papers'),
    owner: at('owner') || ownerName,
    ownerName,
    levels: several('levels', levelWords, ['district', 'subdistrict', 'community'], ['district']),
    legalBasis: [due('legalBasis', 300).slice(0, 300)],
    whoFor: at('whoFor').slice(0, 400) || (audience === 'firm' ? '符合条件的企业和其他组织' : '符合条件的个人'),
    materials: materials.map((name, index) => ({ key: `m${index + 1}`, name: name.slice(0, 80), sources: ['upload'] })),
    flow: [{ kind: 'decide', by: 'owner', name: '审核决定', workDays: promisedDays }],
    result: at('result').slice(0, 120) || '办理结果通知',
    fee: at('fee').slice(0, 120) || '不收费',
    legalDays,
    promisedDays,
    visits,
    channels,
    windows: parts(at('windows')).slice(0, 10),
    faq: [],
    baseline: {
      fields: count('baseFields', 0),
      materials: count('baseMaterials', materials.length),
      visits: count('baseVisits', Math.max(1, visits)),
      days: count('baseDays', legalDays),
      source: '事项目录',
    },
    simplification: { isAsked: false, droppedFields: [], droppedSteps: [], droppedMaterials: [] },
    consents: [],
    retentionYears: 5,
    tags: [
      ...new Set([...parts(at('tags')), ...(visits === 0 && channels.includes('online') ? ['零跑动', '网上办'] : [])]),
    ].slice(0, 30),
  }
  return { record, faults }
}
