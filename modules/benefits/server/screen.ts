/** Looks at a page of persons under the rules of a declared screening: who is eligible, and when to look again. */
import { catalogue } from '@liren/catalogue/contract'
import { areaPrefix, secretsOf, uuidv7 } from '@liren/kernel'
import { type Day, daysFrom } from '../rules/calendar.ts'
import type { CompiledRule } from '../rules/compile-rule.ts'
import { dayFrom } from '../rules/compile-rule.ts'
import type { Condition } from '../rules/condition.ts'
import { type Facts, isDear } from '../rules/facts.ts'
import type { Judge } from '../rules/judge.ts'
import { nextChange, textOf, timedIn } from '../rules/next-change.ts'
import type { FactUse } from '../rules/rule.ts'
import { type Deed, dayOf } from './deed.ts'
import { ageFrom, gather } from './gather.ts'
import { compileAll, vocabularyOf } from './library.ts'
import { store } from './store.ts'
import { ruleStore } from './store-rules.ts'
import type { ScreeningRow } from './store-screenings.ts'

/** A screening made ready: rules compiled once, the facts they need, the reason people read in their footprints. */
export type Plan = {
  readonly screening: ScreeningRow
  readonly rules: readonly CompiledRule[]
  readonly keys: readonly string[]
  readonly uses: Readonly<Record<string, FactUse>>
  readonly reason: string
  readonly today: Day
  readonly timed: readonly Timed[]
}
/** What of a rule the calendar can turn, and the clauses it cannot: while one of these is false, no day will change anything. */
type Timed = { readonly fixed: readonly Judge[]; readonly conditions: readonly Condition[] }

const timedOf = ({ rule, clauses }: CompiledRule): readonly Timed[] => {
  const conditions = timedIn(rule.when, ageFrom)
  const fixed = clauses.filter(
    // What would have to be opened is not opened to save a look on some day to come.
    (one, at) => !one.facts.some(isDear) && timedIn(rule.when.slice(at, at + 1), ageFrom).length === 0,
  )
  return conditions.length === 0 ? [] : [{ fixed, conditions }]
}

const nextDay = (plan: Plan, facts: Facts): Day | null => {
  let next: Day | null = null
  for (const { fixed, conditions } of plan.timed) {
    if (fixed.some((one) => one.verdict(facts, plan.today) === false)) continue
    const day = nextChange(conditions, facts, plan.today, ageFrom)
    if (day && (next === null || daysFrom(day, next) > 0)) next = day
  }
  return next
}

export const planOf = async (work: Deed, screening: ScreeningRow): Promise<Plan> => {
  const vocabulary = await vocabularyOf(work)
  const named = await ruleStore(work.db).these(screening.rules)
  // Counting tries drafts, too; found is only by what was approved and is still in force.
  const inForce = screening.state === 'counting' ? named : named.filter(({ state }) => state === 'active')
  const rules = compileAll(inForce, vocabulary)
  return {
    screening,
    rules,
    keys: [...new Set(rules.flatMap(({ facts }) => facts))],
    uses: Object.assign({}, vocabulary, ...rules.map(({ rule }) => rule.facts)) as Plan['uses'],
    reason: work.words('benefits.screen.reason', { purpose: screening.purpose }),
    today: dayFrom(dayOf(work.now)),
    timed: rules.flatMap(timedOf),
  }
}

export type Seen = {
  readonly personId: string
  readonly areaCode: string
  readonly eligible: readonly CompiledRule[]
  /** Is the answer of a rule no, and not only not known? Asked where somebody was found before. */
  readonly isRefused: (ruleId: string) => boolean
  readonly nextOn: Day | null
}

/** Nobody in whose place anything is to be found any more: what was open lapses. */
const gone = (personId: string): Seen => ({
  personId,
  areaCode: '',
  eligible: [],
  isRefused: () => true,
  nextOn: null,
})

/** Whoever wants no matching, or had the use of their data stopped (限制处理), is not looked at at all; the dead and departed lapse. */
export const lookAt = async (
  work: Deed,
  plan: Plan,
  personIds: readonly string[],
  wantsNext: boolean,
): Promise<readonly Seen[]> => {
  const optedOut = await store(work.db).optedOut(personIds)
  const restricted = await work.use(catalogue).restrictedAmong(personIds)
  const asked = personIds.filter((id) => !optedOut.has(id) && !restricted.has(id))
  const seen: Seen[] = personIds.filter((id) => optedOut.has(id) || restricted.has(id)).map(gone)
  if (asked.length === 0) return seen
  const { keys, reason, uses, today, rules } = plan
  const gathered = await gather(work, asked, today, { keys, reason, uses, isOwn: false })
  const prefix = areaPrefix(plan.screening.areaCode)
  for (const [personId, { facts, areaCode, isLiving }] of gathered) {
    if (!isLiving) seen.push(gone(personId))
    if (!isLiving || !areaCode?.startsWith(prefix)) continue
    const eligible = rules.filter((one) => one.holds(facts, today))
    const isRefused = (ruleId: string) => rules.find(({ rule }) => rule.id === ruleId)?.verdict(facts, today) === false
    const nextOn = wantsNext ? nextDay(plan, facts) : null
    seen.push({ personId, areaCode, eligible, isRefused, nextOn })
  }
  return seen
}

const watched = (work: object, day: Day | null) => (day === null ? null : markOf(work, textOf(day)))
/** The mark of a day: the same for everybody who is looked at on it, and no day to read. */
export const markOf = (work: object, day: string): string => secretsOf(work).fingerprint(`benefits:look-again:${day}`)

/** Keeps what was seen: found, lapsed, and when to look again. Answers how many were newly found. */
export const keepSeen = async (work: Deed, plan: Plan, seen: readonly Seen[]): Promise<number> => {
  const kept = store(work.db)
  const bySeen = new Map(seen.map((one) => [one.personId, one]))
  const open = await kept.openAmong(
    [...bySeen.keys()],
    plan.rules.map(({ rule }) => rule.id),
  )
  await kept.lapse(open.filter(({ personId, ruleId }) => bySeen.get(personId)?.isRefused(ruleId)).map(({ id }) => id))
  const count = await kept.found(
    seen.flatMap(({ personId, areaCode, eligible }) =>
      eligible.map(({ rule }) => ({
        id: uuidv7(),
        personId,
        ruleId: rule.id,
        ruleVersion: rule.version,
        serviceItem: rule.serviceItem,
        mode: rule.mode,
        isGuarded: rule.guard !== null,
        areaCode,
      })),
    ),
    plan.screening.id,
    work.now,
    {
      againAfterDays: await work.setting<number>('againAfterDays'),
      restAfterRefusalDays: await work.setting<number>('restAfterRefusalDays'),
    },
  )
  await kept.watch(seen.map(({ personId, nextOn }) => ({ personId, mark: watched(work, nextOn) })))
  return count
}
