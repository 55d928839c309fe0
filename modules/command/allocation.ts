/** Allocation 力量配置: how much work each area has for each person in its field, and whom it would help most to lend. A suggestion, never an order. */

export type AreaLoad = { readonly areaCode: string; readonly open: number; readonly staff: number }
export type Move = {
  readonly fromCode: string
  readonly toCode: string
  /** Open cases for each person there, before and after. */
  readonly from: readonly [before: number, after: number]
  readonly to: readonly [before: number | null, after: number]
}

/** Open cases for each person; null where nobody is. */
export const loadOf = ({ open, staff }: Pick<AreaLoad, 'open' | 'staff'>): number | null =>
  staff === 0 ? null : open / staff

/** Where nobody is, everything waits: heavier than any load somebody carries. */
const weight = (one: Pick<AreaLoad, 'open' | 'staff'>) => loadOf(one) ?? (one.open > 0 ? Number.POSITIVE_INFINITY : 0)

/** A loan is worth its trouble when the heavier of the two is lighter by a fifth afterwards. */
const worthIt = 0.8
const most = 8

/**
 * One person at a time from the lightest area to the heaviest, as long as it helps the heavier of the two. Nobody's last person is taken, and
 * whoever lends is not left worse off than whoever borrows was.
 */
export const movesFor = (areas: readonly AreaLoad[]): readonly Move[] => {
  const now = areas.map((one) => ({ ...one }))
  const moves: Move[] = []
  while (moves.length < most) {
    const heaviest = now.filter(({ open }) => open > 0).sort((a, b) => weight(b) - weight(a) || b.open - a.open)[0]
    if (!heaviest) break
    const lender = now
      .filter((one) => one.staff > 1 && one !== heaviest)
      .sort((a, b) => a.open / (a.staff - 1) - b.open / (b.staff - 1))[0]
    if (!lender) break
    const lent = lender.open / (lender.staff - 1)
    const borrowed = heaviest.open / (heaviest.staff + 1)
    if (!(Math.max(lent, borrowed) <= weight(heaviest) * worthIt)) break
    moves.push({
      fromCode: lender.areaCode,
      toCode: heaviest.areaCode,
      from: [lender.open / lender.staff, lent],
      to: [loadOf(heaviest), borrowed],
    })
    lender.staff -= 1
    heaviest.staff += 1
  }
  return moves
}
