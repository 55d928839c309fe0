/** The monthly score 月度得分 of a unit or an area: a hundred points over five shares, each lost point explained. */
import { type Figure, type IndicatorName, indicatorOf } from './indicator.ts'
import { type Formula, usualFormula } from './settings.ts'

export const scoreVersion = '2026-3'

/** Usually 处置率×30 + 按期处置率×20 + (1−返工率)×20 + (1−超期待处置率)×20 + (1−延期率)×10: a district sets its own. */
export const scoreParts = [
  { of: 'handledRate', points: 'scoreHandledRate' },
  { of: 'handledOnTime', points: 'scoreHandledOnTime' },
  { of: 'reworkRate', points: 'scoreReworkRate' },
  { of: 'overdueOpen', points: 'scoreOverdueOpen' },
  { of: 'delayRate', points: 'scoreDelayRate' },
] as const satisfies readonly { readonly of: IndicatorName; readonly points: keyof Formula }[]
export type ScorePart = (typeof scoreParts)[number]['of']

export type Scored = {
  readonly points: number | null
  readonly parts: readonly {
    readonly of: ScorePart
    readonly full: number
    readonly points: number
    /** Cases that cost points, of so many due. */
    readonly cost: number
    readonly due: number
  }[]
}

const round = (points: number) => Math.round(points * 100) / 100

/** Full points of the parts; whatever was set, together they are a hundred. */
const fullOf = (formula: Formula) => {
  const whole = scoreParts.reduce((sum, { points }) => sum + formula[points], 0)
  return scoreParts.map(({ of, points }) => ({ of, full: whole === 0 ? 0 : (100 * formula[points]) / whole }))
}

/** Nothing due is nothing lost; a month in which nothing at all was due has no score. */
export const scoreFrom = (figures: Readonly<Record<ScorePart, Figure>>, formula: Formula = usualFormula): Scored => {
  const parts = fullOf(formula).map(({ of, full }) => {
    const { numerator, denominator } = figures[of]
    const isLess = indicatorOf(of).better === 'low'
    const cost = isLess ? numerator : denominator - numerator
    const points = denominator === 0 ? full : round((full * (denominator - cost)) / denominator)
    return { of, full: round(full), points, cost, due: denominator }
  })
  const isEmpty = parts.every(({ due }) => due === 0)
  return { points: isEmpty ? null : round(parts.reduce((sum, part) => sum + part.points, 0)), parts }
}

/** The local days of a month `2026-11`: its first, and the first of the next. */
export const monthDays = (month: string): readonly [string, string] => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return [`${month}-01`, `${next}-01`]
}
export const monthBefore = (day: string) => {
  const [year = 0, number = 1] = day.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
