/** Which unit a kind of report belongs to at a place, as past decisions have it 派遣样例: they go before the duty lists. */

export const lessons = { dispatched: 1, redispatched: 2, arbitrated: 8, returned: -4, undone: -1 } as const
export type Lesson = keyof typeof lessons
export const lessonNames = [
  'dispatched',
  'redispatched',
  'arbitrated',
  'returned',
  'undone',
] as const satisfies Lesson[]

/** What was decided so far for one category in one community. */
export type Placing = { readonly unitId: string; readonly weight: number }

/** The unit that past decisions agree on: enough of them, and most of what was decided. */
export const agreed = (placings: readonly Placing[]): Placing | null => {
  const held = placings.filter(({ weight }) => weight > 0)
  const whole = held.reduce((sum, { weight }) => sum + weight, 0)
  const best = [...held].sort((a, b) => b.weight - a.weight || (a.unitId < b.unitId ? -1 : 1))[0]
  return best && best.weight >= 2 && best.weight / whole >= 0.7 ? best : null
}

/** Units that have given such a report back, and not been told since that it is theirs. */
export const refused = (placings: readonly Placing[]): ReadonlySet<string> =>
  new Set(placings.filter(({ weight }) => weight <= -3).map(({ unitId }) => unitId))
