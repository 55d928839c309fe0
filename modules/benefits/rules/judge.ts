/** Turns a condition, once, into a function that judges facts in three values and can name what is missing. */
import { type Day, daysFrom, inYearOf, monthsFrom, readDay, yearsFrom } from './calendar.ts'
import type { Condition, FactCondition, Scalar } from './condition.ts'
import { type Facts, isDear, isThere, known } from './facts.ts'
import { negate, type Verdict } from './verdict.ts'

/** A compiled condition. `missing` is asked only where the verdict is unknown. */
export type Judge = {
  readonly facts: readonly string[]
  readonly verdict: (facts: Facts, today: Day) => Verdict
  /** Is the verdict true? Looks at no more than that needs: whatever else it would be is not told apart. */
  readonly holds: (facts: Facts, today: Day) => boolean
  readonly missing: (facts: Facts, today: Day) => readonly string[]
}

/** How a CEL expression becomes a judge; the caller brings the language. */
export type CompileCel = (source: string) => Judge

type Test = (value: unknown, today: Day) => Verdict

const number =
  (test: (value: number) => boolean): Test =>
  (value) =>
    typeof value === 'number' && Number.isFinite(value) ? test(value) : 'unknown'
const text =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value === 'string' ? test(value) : 'unknown'
const list =
  (test: (value: readonly unknown[]) => boolean): Test =>
  (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') ? test(value) : 'unknown'
const day =
  (test: (value: Day, today: Day) => Verdict): Test =>
  (value, today) => {
    const read = readDay(value)
    return read === undefined ? 'unknown' : test(read, today)
  }
const alike =
  (operand: Scalar, test: (value: unknown) => boolean): Test =>
  (value) =>
    typeof value === typeof operand && !Number.isNaN(value) ? test(value) : 'unknown'

/** Something said to have happened in the future has not been noted rightly: not known. */
const past = (far: (value: Day, today: Day) => boolean): Test =>
  day((value, today) => (daysFrom(value, today) < 0 ? 'unknown' : far(value, today)))

/** `440100000000` reaches everything whose code begins with 4401. */
const prefixOf = (area: string) => area.replace(/(00)+$/, '').padEnd(2, '0')

const testOf = ({ comparison, operand }: FactCondition): Test => {
  const many = Array.isArray(operand) ? (operand as readonly Scalar[]) : [operand as Scalar]
  const [first = '', second = first] = many
  const [low, high] = [Number(first), Number(second)]
  const asDay = (today: Day) => (first === 'today' ? today : (readDay(first) ?? today))
  const set = new Set<unknown>(many)
  switch (comparison) {
    case 'eq':
      return alike(first, (value) => value === first)
    case 'ne':
      return alike(first, (value) => value !== first)
    case 'lt':
      return number((value) => value < low)
    case 'lte':
      return number((value) => value <= low)
    case 'gt':
      return number((value) => value > low)
    case 'gte':
      return number((value) => value >= low)
    case 'between':
      return number((value) => value >= low && value <= high)
    case 'in':
      return alike(first, (value) => set.has(value))
    case 'notIn':
      return alike(first, (value) => !set.has(value))
    case 'has':
    case 'hasAny':
      return list((value) => value.some((one) => set.has(one)))
    case 'withinArea':
      return text((value) => value.startsWith(prefixOf(String(first))))
    case 'withinMonths':
      return past((value, today) => monthsFrom(value, today) < low)
    case 'withinDays':
      return past((value, today) => daysFrom(value, today) <= low)
    case 'dueWithinDays':
      return day((value, today) => daysFrom(today, value) >= 0 && daysFrom(today, value) <= low)
    case 'onOrBefore':
      return day((value, today) => daysFrom(value, asDay(today)) >= 0)
    case 'onOrAfter':
      return day((value, today) => daysFrom(asDay(today), value) >= 0)
  }
}

/** A day becomes years or months before it is compared. Born after the day asked about is known, too: less than nothing; only a birth still to come gives no age. */
const turned = (condition: FactCondition, test: Test): Test => {
  const { turn } = condition
  if (!turn) return test
  return day((value, today) => {
    const on = turn.on === 'today' ? today : inYearOf(turn.on, today)
    if (on === undefined || daysFrom(value, today) < 0) return 'unknown'
    return test(turn.by === 'years' ? yearsFrom(value, on) : monthsFrom(value, on), today)
  })
}

const needOf = (one: Judge) => one.facts.filter(isDear).length
const none: readonly string[] = []
const together = (judges: readonly Judge[]): readonly string[] => [...new Set(judges.flatMap((one) => one.facts))]
const lacking = (judges: readonly Judge[], facts: Facts, today: Day) => [
  ...new Set(judges.flatMap((one) => (one.verdict(facts, today) === 'unknown' ? one.missing(facts, today) : none))),
]

export const compileCondition = (condition: Condition, compileCel: CompileCel): Judge => {
  switch (condition.kind) {
    case 'fact': {
      const test = turned(condition, testOf(condition))
      const named = [condition.fact]
      const verdict = (facts: Facts, today: Day): Verdict => {
        const value = known(facts, condition.fact)
        return value === undefined || value === null ? 'unknown' : test(value, today)
      }
      return {
        facts: named,
        verdict,
        holds: (facts, today) => verdict(facts, today) === true,
        missing: () => named,
      }
    }
    case 'cel':
      return compileCel(condition.source)
    case 'not': {
      const inner = compileCondition(condition.of, compileCel)
      return {
        ...inner,
        verdict: (facts, today) => negate(inner.verdict(facts, today)),
        holds: (facts, today) => inner.verdict(facts, today) === false,
      }
    }
    default: {
      const judges = condition.of.map((one) => compileCondition(one, compileCel))
      // One settles the whole wherever it stands: those that need least go first.
      const byNeed = [...judges].sort((a, b) => needOf(a) - needOf(b))
      const settles = condition.kind === 'any'
      // What is not there cannot hold, and that is seen without opening the rest.
      const needed = settles ? none : condition.of.flatMap((one) => (one.kind === 'fact' ? [one.fact] : []))
      return {
        facts: together(judges),
        verdict: (facts, today) => {
          let whole: Verdict = !settles
          for (const one of byNeed) {
            const verdict = one.verdict(facts, today)
            if (verdict === settles) return settles
            if (verdict === 'unknown') whole = 'unknown'
          }
          return whole
        },
        holds: (facts, today) =>
          needed.every((name) => isThere(facts, name)) &&
          (settles ? byNeed.some((one) => one.holds(facts, today)) : byNeed.every((one) => one.holds(facts, today))),
        missing: (facts, today) => lacking(judges, facts, today),
      }
    }
  }
}
