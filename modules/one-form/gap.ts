/** 缺口核查 What of a requested report is held already, what can be worked out, what is really missing; and who asks for the same. */
import { type Column, type Period, plainName, type ReportDraft, type Source, type Where } from './report.ts'

export type Finding = 'held' | 'derivable' | 'missing'
export type Gap = {
  readonly column: string
  readonly finding: Finding
  /** How it will be filled; null where a person has to be asked. */
  readonly source: Source | null
  /** The dictionary's field behind it, where one is known. */
  readonly entry: { readonly key: string; readonly name: string; readonly source: string } | null
}
export type Known = {
  readonly key: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly source: string
  readonly held: string
}

const count = (of: Extract<Source, { from: 'count' }>['of'], where?: Where): Source => ({
  from: 'count',
  of,
  ...(where ? { where } : {}),
})

/** What headings call some kinds of things, and what the ledger calls them. */
const otherName: ReadonlyMap<string, string> = new Map([
  ['消防栓', '消火栓'],
  ['公厕', '公共厕所'],
  ['除颤器', 'AED'],
])

/** Words in headings and what they count. The longest that fits is meant. */
const headings: readonly (readonly [RegExp, (found: RegExpMatchArray) => Source])[] = [
  [/^(?:网格)?(?:编码|代码)$|网格编码/u, () => ({ from: 'area', fact: 'code' })],
  [/^(?:网格)?名称$|网格名称/u, () => ({ from: 'area', fact: 'name' })],
  [/^(?:所属|所在)?社区(?:名称)?$/u, () => ({ from: 'area', fact: 'community' })],
  [/^(?:所属|所在)?街道(?:名称)?$/u, () => ({ from: 'area', fact: 'subdistrict' })],
  [
    /(\d+)(?:岁)?(?:至|到|-|—|~)(\d+)岁/u,
    ([, from, until]) => count('persons', { ageFrom: Number(from), ageUntil: Number(until) }),
  ],
  [/(\d+)岁以上/u, ([, from]) => count('persons', { ageFrom: Number(from) })],
  [/(\d+)岁以下/u, ([, until]) => count('persons', { ageUntil: Number(until) })],
  [/两新|新经济/u, () => count('units', { sort: 'newEconomy' })],
  [/民间组织|自治组织/u, () => count('units', { sort: 'civil' })],
  [/社会组织|社会团体/u, () => count('units', { kind: 'socialOrganisation' })],
  [/业委会|业主委员会/u, () => count('units', { kind: 'ownersCommittee' })],
  [/物业(?:公司|企业)/u, () => count('units', { kind: 'propertyFirm' })],
  [/^(?:部件|设施)(?:问题|事件|案件|损坏)/u, () => count('matters', { kind: 'P' })],
  [/(?:诉求|投诉|事件|案件|工单|矛盾纠纷).*(?:未办结|在办|未结)/u, () => count('matters', { isClosed: false })],
  [/(?:诉求|投诉|事件|案件|工单).*(?:已办结|办结|结案)|^办结/u, () => count('matters', { isClosed: true })],
  [/^(?:受理)?(?:居民|群众)?(?:诉求|投诉|事件|案件|工单)/u, () => count('matters')],
  [/未成年|儿童/u, () => count('persons', { ageUntil: 17 })],
  [/独居/u, () => count('persons', { tag: '独居' })],
  [/高龄/u, () => count('persons', { ageFrom: 80 })],
  [/低保/u, () => count('persons', { tag: '低保' })],
  [/残疾/u, () => count('persons', { tag: '残疾' })],
  [/老年人/u, () => count('persons', { ageFrom: 60 })],
  [/女性|妇女/u, () => count('persons', { sex: 'female' })],
  [/男性/u, () => count('persons', { sex: 'male' })],
  [/流动人口|来穗|外来/u, () => count('persons', { residence: 'floating' })],
  [/人户分离/u, () => count('persons', { residence: 'away' })],
  [/常住/u, () => count('persons', { residence: 'permanent' })],
  [/居民会员|注册居民/u, () => count('members')],
  [/总人口|^人口$|居民$|^人员?$/u, () => count('persons')],
  [/家庭|户$|住户|^户/u, () => count('households')],
  [/商铺|沿街/u, () => count('dwellings', { use: 'shop' })],
  [/企业|市场主体|商户/u, () => count('enterprises')],
  [/电梯/u, () => count('elevators')],
  [
    /(井盖|路灯|消火栓|消防栓|健身器材|垃圾收集点|公共厕所|公厕|摄像头|充电桩|AED|除颤器|行道树)/u,
    ([, kind]) => count('things', { kind: otherName.get(kind ?? '') ?? kind ?? '' }),
  ],
  [/部件|公共设施/u, () => count('things')],
  [/楼栋|楼宇/u, () => count('buildings')],
  [/房屋|住宅|户室/u, () => count('dwellings', { use: 'home' })],
]

/** What a heading most likely asks for. */
export const meaningOf = (name: string): Source | null => {
  const plain = plainName(name)
  for (const [words, source] of headings) {
    const found = plain.match(words) ?? name.match(words)
    if (found) return source(found)
  }
  return null
}

const entryFor = (name: string, dictionary: readonly Known[]): Known | undefined => {
  const plain = plainName(name)
  return dictionary.find((one) => plainName(one.name.zh) === plain || one.name.en.toLowerCase() === name.toLowerCase())
}

export const findingOf = (source: Source): Finding =>
  source.from === 'asked' ? 'missing' : source.from === 'share' || source.from === 'sum' ? 'derivable' : 'held'

export const gapCheck = (columns: readonly Column[], dictionary: readonly Known[]): readonly Gap[] =>
  columns.map(({ name, source: said }) => {
    const entry = entryFor(name, dictionary)
    const shown = entry ? { key: entry.key, name: entry.name.zh, source: entry.source } : null
    const isShare = /占比|比例|率$/u.test(name)
    const source = said ?? (isShare ? null : meaningOf(name))
    if (source) return { column: name, finding: findingOf(source), source, entry: shown }
    // A percentage of what is held beside it.
    const share = /(.+?)(?:占比|比例|率)$/u.exec(plainName(name))
    const part = share && columns.find((one) => one.name !== name && plainName(one.name).includes(share[1] ?? ' '))
    const whole = columns.find((one) => /总人口|常住/u.test(one.name))
    if (part && whole)
      return {
        column: name,
        finding: 'derivable',
        source: { from: 'share', part: part.name, whole: whole.name },
        entry: shown,
      }
    return { column: name, finding: entry && entry.held !== 'asked' ? 'held' : 'missing', source: null, entry: shown }
  })

export type Listed = Pick<ReportDraft, 'title' | 'department' | 'level' | 'period' | 'per'> & {
  readonly id: string
  readonly columns: readonly Column[]
}
export type Match = {
  readonly id: string
  readonly title: string
  readonly department: string
  /** Columns both ask for: the new one's name and the listed one's. */
  readonly shared: readonly (readonly [mine: string, theirs: string])[]
  /** Share of the new report's columns that somebody asks for already, 0–1. */
  readonly overlap: number
}

const pairs = (mine: readonly Column[], theirs: readonly Column[]) => {
  const byName = new Map(theirs.map(({ name, source }) => [keyOf(name, source), name]))
  return mine.flatMap(({ name, source }) => {
    const found = byName.get(keyOf(name, source))
    return found === undefined ? [] : [[name, found] as const]
  })
}
/** Two columns are the same when they count the same, else when they are called the same. */
const keyOf = (name: string, source: Source | null) => written(source ?? meaningOf(name) ?? plainName(name))

/** The same whatever the order of its parts: the database keeps them in an order of its own. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

const identity: readonly string[] = ['code', 'name', 'community', 'subdistrict']
/** Which area a row is about says nothing of what is asked. */
const asking = (columns: readonly Column[]) =>
  columns.filter(({ name, source }) => {
    const meaning = source ?? meaningOf(name)
    return !(meaning?.from === 'area' && identity.includes(meaning.fact))
  })

/** 重复核查 Reports of other departments that ask for the same, the most alike first. */
export const duplicatesOf = (
  draft: Pick<Listed, 'columns'> & { readonly id?: string },
  listed: readonly Listed[],
): readonly Match[] => {
  const mine = asking(draft.columns)
  return listed
    .filter(({ id }) => id !== draft.id)
    .map((one) => {
      const shared = pairs(mine, asking(one.columns))
      return {
        id: one.id,
        title: one.title,
        department: one.department,
        shared,
        overlap: mine.length === 0 ? 0 : shared.length / mine.length,
      }
    })
    .filter(({ overlap, shared }) => shared.length >= 2 && overlap >= 0.3)
    .sort((a, b) => b.overlap - a.overlap || (a.id < b.id ? -1 : 1))
}

export type Side = {
  readonly id: string
  readonly title: string
  readonly department: string
  readonly level: string
  readonly says: string
}
export type Conflict = {
  readonly column: string
  readonly about: 'period' | 'definition' | 'per'
  readonly sides: readonly Side[]
}

/** 口径冲突 The same thing asked for differently by another level: told apart by how often, for which areas, or what exactly is counted. */
export const conflictsOf = (draft: Listed, listed: readonly Listed[]): readonly Conflict[] => {
  const side = (one: Listed, says: string): Side => ({
    id: one.id,
    title: one.title,
    department: one.department,
    level: one.level,
    says,
  })
  const definition = (source: Source | null) => written(source ?? null)
  return asking(draft.columns).flatMap(({ name, source }) =>
    listed
      .filter(({ id }) => id !== draft.id)
      .flatMap((other): Conflict[] => {
        const same = other.columns.find((one) => plainName(one.name) === plainName(name))
        if (!same) return []
        const mine = source ?? meaningOf(name)
        const theirs = same.source ?? meaningOf(same.name)
        if (definition(mine) !== definition(theirs))
          return [
            {
              column: name,
              about: 'definition',
              sides: [side(draft, definition(mine)), side(other, definition(theirs))],
            },
          ]
        if (draft.per !== other.per && draft.level !== other.level)
          return [{ column: name, about: 'per', sides: [side(draft, draft.per), side(other, other.per)] }]
        if (draft.period !== other.period && draft.level !== other.level)
          return [{ column: name, about: 'period', sides: [side(draft, draft.period), side(other, other.period)] }]
        return []
      }),
  )
}

const times: Readonly<Record<Period, number>> = { weekly: 52, monthly: 12, quarterly: 4, yearly: 1, once: 1 }

/** What a report would cost people in a year, and what it still costs with its columns filled. */
export const burdenOf = (draft: Pick<ReportDraft, 'period'>, gaps: readonly Gap[], areas: number, minutes: number) => ({
  typedBefore: gaps.length * areas * times[draft.period],
  typedNow:
    gaps.filter(({ source }) => source === null || source.from === 'asked').length * areas * times[draft.period],
  minutesBefore: Math.round(gaps.length * areas * times[draft.period] * minutes),
  minutesNow: Math.round(
    gaps.filter(({ source }) => source === null || source.from === 'asked').length *
      areas *
      times[draft.period] *
      minutes,
  ),
})
