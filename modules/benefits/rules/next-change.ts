/** The next day on which a verdict may turn by the calendar alone, so that nobody has to be looked at before. */
import { type Day, daysFrom, isDay, monthsFrom, readDay } from './calendar.ts'
import type { Condition, FactCondition } from './condition.ts'
import { type Facts, known } from './facts.ts'

/** The first day on which so many months are full: after 31 January, one month is full on 1 March. */
export const monthsLater = (from: Day, months: number): Day => {
  const index = from.year * 12 + from.month - 1 + months
  const there = { year: Math.floor(index / 12), month: (index % 12) + 1, day: from.day }
  if (isDay(there)) return there
  const next = index + 1
  return { year: Math.floor(next / 12), month: (next % 12) + 1, day: 1 }
}
const daysLater = (from: Day, days: number): Day => {
  const at = new Date(Date.UTC(from.year, from.month - 1, from.day + days))
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
}
export const textOf = ({ year, month, day }: Day): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const numbersOf = ({ operand }: FactCondition): readonly number[] =>
  (Array.isArray(operand) ? (operand as readonly unknown[]) : [operand]).filter(
    (one): one is number => typeof one === 'number',
  )

/** Days on which a comparison of completed years or months may turn: when a threshold is reached, and when it is passed. */
const turnsOf = (condition: FactCondition, by: 'years' | 'months', on: string, from: Day): readonly Day[] => {
  const months = by === 'years' ? 12 : 1
  const limits = numbersOf(condition).flatMap((one) => [Math.ceil(one), Math.floor(one) + 1])
  return on === 'today'
    ? limits.map((one) => monthsLater(from, one * months))
    : // By a fixed day of the year the answer changes with the year; whoever was born after it is of no age until the next.
      [0, ...limits].flatMap((one) =>
        [0, 1].map((more) => ({ year: from.year + Math.ceil((one * months) / 12) + more, month: 1, day: 1 })),
      )
}

const daysOf = (condition: FactCondition, at: Day): readonly Day[] => {
  if (condition.turn) return turnsOf(condition, condition.turn.by, condition.turn.on, at)
  const [count = 0] = numbersOf(condition)
  switch (condition.comparison) {
    case 'withinMonths':
      return [at, monthsLater(at, count)]
    case 'withinDays':
      return [at, daysLater(at, count + 1)]
    case 'dueWithinDays':
      return [daysLater(at, -count), daysLater(at, 1)]
    case 'onOrBefore':
    case 'onOrAfter':
      return condition.operand === 'today' ? [at, daysLater(at, 1)] : []
    default:
      return []
  }
}

/** Facts that are counted from a day: `person.age` from `person.birthOn`. */
export type Counted = Readonly<Record<string, string>>

const candidates = (condition: Condition, facts: Facts, today: Day, counted: Counted): readonly Day[] => {
  if (condition.kind === 'cel') {
    // What an expression does with a day is not looked into: the next birthdays, or tomorrow where it asks for today.
    const births = Object.values(counted).flatMap((name) => readDay(known(facts, name)) ?? [])
    return [
      ...births.map((birth) => monthsLater(birth, (Math.floor(monthsFrom(birth, today) / 12) + 1) * 12)),
      ...(/\btoday\b/.test(condition.source) ? [daysLater(today, 1)] : []),
    ]
  }
  if (condition.kind !== 'fact')
    return (condition.kind === 'not' ? [condition.of] : condition.of).flatMap((one) =>
      candidates(one, facts, today, counted),
    )
  const source = counted[condition.fact]
  const day = readDay(known(facts, source ?? condition.fact))
  if (day === undefined) return []
  return source ? turnsOf(condition, 'years', 'today', day) : daysOf(condition, day)
}

const byDay = new Set<string>(['withinMonths', 'withinDays', 'dueWithinDays', 'onOrBefore', 'onOrAfter'])

/** Only what the calendar can turn: asked once for rules, so that the rest is not gone through for every person. */
export const timedIn = (conditions: readonly Condition[], counted: Counted = {}): readonly Condition[] =>
  conditions.flatMap((one): readonly Condition[] => {
    if (one.kind === 'cel') return [one]
    if (one.kind === 'fact')
      return one.turn || byDay.has(one.comparison) || Object.hasOwn(counted, one.fact) ? [one] : []
    return timedIn(one.kind === 'not' ? [one.of] : one.of, counted)
  })

/** Null where no day that comes can change anything. */
export const nextChange = (
  conditions: readonly Condition[],
  facts: Facts,
  today: Day,
  counted: Counted = {},
): Day | null => {
  let next: Day | null = null
  for (const condition of conditions)
    for (const day of candidates(condition, facts, today, counted))
      if (daysFrom(today, day) > 0 && (next === null || daysFrom(day, next) > 0)) next = day
  return next
}
