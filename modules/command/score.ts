/** The monthly score 月度得分 of a unit or an area: a hundred points over five shares, each lost point explained. */
import { type Figure, type IndicatorName, indicatorOf } from './indicator.ts'

export const scoreVersion = '2026-1'

/** 处置率×30 + 按期处置率×20 + (1−返工率)×20 + (1−超期待处置率)×20 + (1−延期率)×10 */
export const scoreParts = [
  { of: 'handledRate', points: 30 },
  { of: 'handledOnTime', points: 20 },
  { of: 'reworkRate', points: 20 },
  { of: 'overdueOpen', points: 20 },
  { of: 'delayRate', points: 10 },
] as const satisfies readonly { readonly of: IndicatorName; readonly points: number }[]
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

/** Nothing due is nothing lost; a month in which nothing at all was due has no score. */
export const scoreFrom = (figures: Readonly<Record<ScorePart, Figure>>): Scored => {
  const parts = scoreParts.map(({ of, points: full }) => {
    const { numerator, denominator } = figures[of]
    const isLess = indicatorOf(of).better === 'low'
    const cost = isLess ? numerator : denominator - numerator
    const points = denominator === 0 ? full : round((full * (denominator - cost)) / denominator)
    return { of, full, points, cost, due: denominator }
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
