/** Limits a subdistrict or community promises for itself (本地时限): more exact codes go before wider ones. Pure. */
import { type Static, Type } from '@liren/contract'
import type { Category } from './category.ts'

export const limitNames = ['accept', 'verify', 'file', 'dispatch', 'signIn', 'handle', 'check'] as const

export type OwnLimit = Static<typeof OwnLimit>
export const OwnLimit = Type.Object({
  /** `P0103`, a type `E05`, a tree `A`, or `*`. */
  categories: Type.String({ pattern: '^(\\*|[PEA](\\d{2}(\\d{2})?)?)$' }),
  clock: Type.Enum([...limitNames]),
  amount: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
  unit: Type.Enum(['workHours', 'urgentHours', 'workDays', 'urgentDays']),
})

const fits = ({ categories }: OwnLimit, code: string) => categories === '*' || code.startsWith(categories)
const exactness = ({ categories }: OwnLimit) => (categories === '*' ? 0 : categories.length)

/** The district's limits of a category, with what is promised here instead. */
export const withOwnLimits = (
  category: Pick<Category, 'code' | 'limits'>,
  own: readonly OwnLimit[],
): Category['limits'] => {
  const mine = own.filter((one) => fits(one, category.code)).sort((a, b) => exactness(a) - exactness(b))
  return {
    ...category.limits,
    ...Object.fromEntries(mine.map(({ clock, amount, unit }) => [clock, { amount, unit }])),
  }
}
