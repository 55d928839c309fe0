/**
 * Lots 批次: what of the points earned is still there and until when, first in, first out. Nothing is kept for it: what was earned
 * by day of validity, less all that was spent, says it.
 */

/** Points good until the same day. */
export type Lot = { readonly validOn: string; readonly amount: number }

const ordered = (lots: readonly Lot[]) => [...lots].sort((one, other) => (one.validOn < other.validOn ? -1 : 1))

/** What is left of lots when so much was spent, oldest first. */
export const lotsLeft = (earned: readonly Lot[], spent: number): readonly Lot[] => {
  let rest = spent
  return ordered(earned).flatMap(({ validOn, amount }) => {
    const taken = Math.min(amount, rest)
    rest -= taken
    return amount > taken ? [{ validOn, amount: amount - taken }] : []
  })
}

/** What is lost at the end of a day: lots good until then or earlier, as far as they were not spent. */
export const expiredBy = (earned: readonly Lot[], spent: number, day: string): number =>
  lotsLeft(earned, spent)
    .filter(({ validOn }) => validOn <= day)
    .reduce((sum, { amount }) => sum + amount, 0)

/** So many points taken out of lots, oldest first, each with its day; what is not there is not taken. */
export const takeFrom = (lots: readonly Lot[], amount: number): readonly Lot[] => {
  let rest = amount
  return ordered(lots).flatMap((lot) => {
    const taken = Math.min(lot.amount, rest)
    rest -= taken
    return taken > 0 ? [{ validOn: lot.validOn, amount: taken }] : []
  })
}
