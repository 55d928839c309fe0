/** How a calendar is laid out so that it stays short: the next two days whole, the rest one line a day under its week. Pure. */

export type AgendaItem = { readonly day: string; readonly module: string; readonly word: string }
export type AgendaDay<T> = { readonly on: string; readonly items: readonly T[] }
export type AgendaWeek<T> = {
  /** Monday and Sunday of the week, cut to the days asked for. */
  readonly from: string
  readonly until: string
  readonly count: number
  readonly days: readonly AgendaDay<T>[]
}

const dayMs = 86_400_000
const plus = (on: string, days: number) => new Date(Date.parse(on) + days * dayMs).toISOString().slice(0, 10)
/** Monday is 0. */
const weekday = (on: string) => (new Date(on).getUTCDay() + 6) % 7
const earlier = (one: string, other: string) => (one < other ? one : other)
const later = (one: string, other: string) => (one > other ? one : other)

/** Days written out at once: today and tomorrow. */
export const wholeDays = 2

/** Items by day, in the order given; days without anything are left out. `from` and `until` are `yyyy-MM-dd`. */
export const laidOut = <T extends AgendaItem>(
  items: readonly T[],
  { from, until }: { readonly from: string; readonly until: string },
): { readonly near: readonly AgendaDay<T>[]; readonly weeks: readonly AgendaWeek<T>[] } => {
  const days = [...Map.groupBy(items, ({ day }) => day)]
    .map(([on, of]) => ({ on, items: of }))
    .sort((one, other) => one.on.localeCompare(other.on))
  const firstFar = plus(from, wholeDays)
  const far = Map.groupBy(
    days.filter(({ on }) => on >= firstFar),
    ({ on }) => plus(on, -weekday(on)),
  )
  return {
    near: days.filter(({ on }) => on < firstFar),
    weeks: [...far].map(([monday, of]) => ({
      from: later(monday, firstFar),
      until: earlier(plus(monday, 6), until),
      count: of.reduce((sum, one) => sum + one.items.length, 0),
      days: of,
    })),
  }
}

/** What a day holds, most first: how many of each sort. */
export const tally = <T extends AgendaItem>(
  items: readonly T[],
): readonly { readonly module: string; readonly word: string; readonly count: number }[] =>
  [...Map.groupBy(items, ({ module, word }) => `${module} ${word}`).values()]
    .flatMap((of) => (of[0] ? [{ module: of[0].module, word: of[0].word, count: of.length }] : []))
    .sort((one, other) => other.count - one.count || one.module.localeCompare(other.module))
