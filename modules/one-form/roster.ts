/** 名册 A report with a row for each: what its columns are, who is on it, and the few rows somebody has to look at. Pure. */
import { sharedFieldNamed } from '@liren/catalogue/contract'
import type { Cell } from './fill.ts'
import { findingOf, type Gap, type Known, meaningOf } from './gap.ts'
import type { Column, RosterKind, Where } from './report.ts'

/** Keys that say something of a row: of somebody also what they live in. */
const families: Readonly<Record<RosterKind, readonly string[]>> = {
  person: ['person.', 'household.', 'dwelling.', 'building.', 'share.', 'local.'],
  household: ['household.', 'dwelling.', 'building.'],
  dwelling: ['dwelling.', 'building.'],
  enterprise: ['enterprise.'],
  thing: ['thing.'],
}
export const isOf = (kind: RosterKind, key: string) => families[kind].some((prefix) => key.startsWith(prefix))

/** What people call it on a list of their kind: a name on a list of persons is theirs. */
const calledOf: Readonly<Record<RosterKind, readonly (readonly [RegExp, string])[]>> = {
  person: [
    [/^(姓名|名字)$/u, 'person.name'],
    [/^(性别)$/u, 'person.sex'],
    [/^(年龄|岁数)$/u, 'person.age'],
    [/^(身份证号码?|证件号码?|公民身份号码)$/u, 'person.idNumber'],
    [/^(电话|联系电话|手机号?码?)$/u, 'person.phone'],
    [/^(住址|现住址|居住地址|家庭住址)$/u, 'person.residence'],
  ],
  household: [
    [/^(户主|户主姓名)$/u, 'household.head'],
    [/^(人口数|家庭人口|人数)$/u, 'household.size'],
  ],
  dwelling: [[/^(地址|房屋地址)$/u, 'dwelling.address']],
  enterprise: [
    [/^(名称|企业名称|单位名称)$/u, 'enterprise.name'],
    [/^(信用代码|统一社会信用代码)$/u, 'enterprise.creditCode'],
    [/^(法人|法定代表人)$/u, 'enterprise.legalPerson'],
  ],
  thing: [
    [/^(编码|部件编码)$/u, 'thing.code'],
    [/^(类别|部件类别)$/u, 'thing.kind'],
    [/^(位置|地点)$/u, 'thing.place'],
  ],
}

type Field = Known & { readonly sharing: string }

const fieldFor = (kind: RosterKind, name: string, dictionary: readonly Field[]): Field | null => {
  const called = calledOf[kind].find(([words]) => words.test(name))?.[1]
  const some = dictionary.filter(({ key }) => isOf(kind, key))
  return (
    some.find(({ key }) => key === called) ??
    sharedFieldNamed(
      [name],
      some.map((one) => ({ ...one, held: one.held as 'shared' })),
    )
  )
}

const places = ['code', 'name', 'community', 'subdistrict'] as const

/** Does somebody keep it in a place a list can be filled from? What stays with its owner is asked one by one, never for a list. */
const isHeld = ({ held, sharing }: Field) =>
  (held === 'register' || held === 'shared' || held === 'derived') && sharing !== 'none'

export const rosterGaps = (
  kind: RosterKind,
  columns: readonly Column[],
  dictionary: readonly Field[],
): readonly Gap[] =>
  columns.map(({ name, source: said }) => {
    const field =
      said?.from === 'field'
        ? (dictionary.find(({ key }) => key === said.key) ?? null)
        : fieldFor(kind, name, dictionary)
    const entry = field ? { key: field.key, name: field.name.zh, source: field.source } : null
    if (said) return { column: name, finding: findingOf(said), source: said, entry }
    if (field && isHeld(field))
      return { column: name, finding: 'held', source: { from: 'field', key: field.key }, entry }
    const place = meaningOf(name)
    if (place?.from === 'area' && places.some((fact) => fact === place.fact))
      return { column: name, finding: 'held', source: place, entry }
    return { column: name, finding: 'missing', source: null, entry }
  })

/** Columns no list can have: figures are of areas; a field that is not of this kind, not shared, or with its owner. */
export const unfitColumn = (
  kind: RosterKind,
  columns: readonly Column[],
  dictionary: readonly Field[],
): string | null =>
  columns.find(({ source }) => {
    if (source === null || source.from === 'asked') return false
    if (source.from === 'area') return !places.some((fact) => fact === source.fact)
    if (source.from !== 'field') return true
    const field = dictionary.find(({ key }) => key === source.key)
    return !field || !isOf(kind, field.key) || !isHeld(field)
  })?.name ?? null

export type Somebody = {
  readonly sex: 'female' | 'male' | null
  readonly birthYear: number | null
  readonly residence: string
  readonly tags: readonly { readonly tag: string; readonly accessClass: string }[]
}

/** Ages are years completed by the end of the year. A sensitive mark is told by no list of those who have it. */
export const isOnRoster = (of: Somebody, where: Where | undefined, year: number): boolean => {
  if (!where) return true
  const age = of.birthYear === null ? null : year - of.birthYear
  if (where.ageFrom !== undefined && (age === null || age < where.ageFrom)) return false
  if (where.ageUntil !== undefined && (age === null || age > where.ageUntil)) return false
  if (where.sex && of.sex !== where.sex) return false
  if (where.residence && of.residence !== where.residence) return false
  return !where.tag || of.tags.some(({ tag, accessClass }) => tag === where.tag && accessClass === 'ordinary')
}

export type RowException = { readonly column: string; readonly why: 'empty' | 'stale' | 'conflicting' }
type State = { readonly isStale: boolean; readonly isConflicting: boolean } | undefined

/** 例外 Nothing held, too old, or in doubt; what a register holds is looked after in the register. */
export const rowExceptions = (
  columns: readonly Column[],
  stateOf: (key: string) => State,
  isShared: (key: string) => boolean,
  asked: Readonly<Record<string, Cell>>,
): readonly RowException[] =>
  columns.flatMap(({ name, source }): RowException[] => {
    if (source === null || source.from === 'asked')
      return Object.hasOwn(asked, name) ? [] : [{ column: name, why: 'empty' }]
    if (source.from !== 'field' || !isShared(source.key)) return []
    const state = stateOf(source.key)
    if (!state) return [{ column: name, why: 'empty' }]
    if (state.isConflicting) return [{ column: name, why: 'conflicting' }]
    return state.isStale ? [{ column: name, why: 'stale' }] : []
  })
