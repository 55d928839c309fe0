/** The formula 计分口径 of the library's credits and boards: numbers the district sets, in versions that are public before they count. */
import { Nullable, On, type Static, Type } from '@liren/contract'
import { dayOf, startOf } from '@liren/contract/day'

const addDays = (day: string, count: number) => dayOf(startOf(day).getTime() + count * 86_400_000)
const points = Type.Integer({ minimum: 0, maximum: 1000 })
const days = Type.Integer({ minimum: 1, maximum: 365 })

export const CreditFormula = Type.Object(
  {
    /** Credit for a community that cites instead of building. */
    citingPoints: points,
    /** Credit for whose tool is cited by one community more. */
    citedPoints: points,
    /** Credit for each further month in which a citation is used. */
    monthPoints: points,
    /** With each such month, a bonus for a tool that those who use it find good. */
    qualityPoints: points,
    /** Good is, of five stars, so many on average … */
    qualityScore: Type.Integer({ minimum: 1, maximum: 5 }),
    /** … by so many communities at least, its own home left out. */
    qualityUnits: Type.Integer({ minimum: 1, maximum: 1000 }),
    /** Days a citation stands before it earns anything. */
    creditAfterDays: days,
    /** What nobody used within so many days counts as not used. */
    usedWithinDays: days,
    /** Of a declared build cost, so many in a hundred are saved by a citation: adapting is not free. */
    savedPercent: Type.Integer({ minimum: 0, maximum: 100 }),
    /** What nobody used for so many days is named for retirement. */
    unusedDays: days,
    /** So many independent units in use nominate a tool as the standard of its function. */
    standardUnits: Type.Integer({ minimum: 2, maximum: 1000 }),
    /** Days each of them has used it. */
    standardDays: days,
    /** Days in which everybody may comment on a nomination. */
    commentDays: days,
  },
  { additionalProperties: false },
)
export type CreditFormula = Static<typeof CreditFormula>
export const formulaParts = Object.keys(CreditFormula.properties) as (keyof CreditFormula)[]

/** A version as everybody reads it. */
export const FormulaVersion = Type.Object({
  version: Type.Integer(),
  formula: CreditFormula,
  /** Empty of the first, which nobody published. */
  because: Type.String(),
  publishedOn: On,
  publishedByName: Type.String(),
  effectiveOn: On,
  /** Taken back before it counted. */
  withdrawnOn: Nullable(On),
})
export type FormulaVersion = Static<typeof FormulaVersion>

/** Days a formula is public before it counts. */
export const noticeDays = 7

/** The first day for which one may be published: a week on, and after every other that still is to come. */
export const earliestEffect = (today: string, versions: readonly FormulaVersion[]): string => {
  const week = addDays(today, noticeDays)
  const after = standing(versions).map(({ effectiveOn }) => addDays(effectiveOn, 1))
  return [week, ...after].sort().at(-1) ?? week
}

const standing = (versions: readonly FormulaVersion[]) => versions.filter(({ withdrawnOn }) => withdrawnOn === null)

/** The version that counts on a day: the newest in effect, and the first of all before any was. */
export const formulaOn = (versions: readonly FormulaVersion[], day: string): FormulaVersion | undefined => {
  const inOrder = standing(versions).toSorted((one, other) => one.version - other.version)
  return inOrder.findLast(({ effectiveOn }) => effectiveOn <= day) ?? inOrder[0]
}

/** How often a publisher was credited, and for what. */
export type Credited = {
  readonly citing: number
  readonly cited: number
  readonly months: number
  readonly quality: number
}

/** What all of it is worth by one formula, whichever counted when it was credited: so years can be held side by side. */
export const worthBy = (
  {
    citingPoints,
    citedPoints,
    monthPoints,
    qualityPoints,
  }: Pick<CreditFormula, 'citingPoints' | 'citedPoints' | 'monthPoints' | 'qualityPoints'>,
  { citing, cited, months, quality }: Credited,
): number => citing * citingPoints + cited * citedPoints + months * monthPoints + quality * qualityPoints

/** @param buildFen declared cost of building, in fen */
export const savedBy = ({ savedPercent }: Pick<CreditFormula, 'savedPercent'>, buildFen: number): number =>
  Math.round((buildFen * savedPercent) / 100)
