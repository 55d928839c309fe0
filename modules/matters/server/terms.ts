/** Terms a community sets for what comes after the end: how long one may rate, or have it opened again, and what a low score is. */
import type { MattersWork } from './house.ts'
import type { MatterRecord } from './tables.ts'

const dayMs = 86_400_000

export type Terms = { readonly rateUntil: Date | null; readonly reopenUntil: Date | null; readonly lowScore: number }

export const termsOf = async (
  work: MattersWork,
  { closedAt, areaCode }: Pick<MatterRecord, 'closedAt' | 'areaCode'>,
): Promise<Terms> => {
  const [rateDays, reopenDays, lowScore] = await Promise.all([
    work.setting<number>('rateWithinDays', areaCode),
    work.setting<number>('reopenWithinDays', areaCode),
    work.setting<number>('lowScore', areaCode),
  ])
  const until = (days: number) => closedAt && new Date(closedAt.getTime() + days * dayMs)
  return { rateUntil: until(rateDays), reopenUntil: until(reopenDays), lowScore }
}
