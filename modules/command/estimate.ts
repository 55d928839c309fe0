/** What a case cost in work: estimated from the acts that were recorded and from rates somebody set; never measured. */
import type { CaseFacts } from './facts.ts'
import type { Rates } from './settings.ts'

/** Minutes and yuan a case, and posts (FTE) a thousand cases a year. */
export const estimates = ['minutes', 'yuan', 'posts'] as const
export type Estimate = (typeof estimates)[number]

/** An estimate is a sum: so much for each act, and so much for each case. */
export type Parts = {
  readonly deskActs: number
  readonly fieldActs: number
  readonly messages: number
  readonly each: number
}

const minutes = (rates: Rates): Parts => ({
  deskActs: rates.minutesPerDeskAct,
  fieldActs: rates.minutesPerFieldAct * rates.peopleInField,
  messages: rates.minutesPerMessage,
  each: 0,
})
const times = ({ deskActs, fieldActs, messages }: Parts, factor: number, each: number): Parts => ({
  deskActs: deskActs * factor,
  fieldActs: fieldActs * factor,
  messages: messages * factor,
  each,
})

export const partsOf = (estimate: Estimate, rates: Rates): Parts => {
  const own = minutes(rates)
  if (estimate === 'yuan') return times(own, rates.fenPerHour / 60 / 100, rates.fenPerCase / 100)
  return estimate === 'posts' ? times(own, 1000 / 60 / rates.hoursPerYear, 0) : own
}

export const estimateOf = (
  { deskActs, fieldActs, messages }: Pick<CaseFacts, 'deskActs' | 'fieldActs' | 'messages'>,
  parts: Parts,
): number => deskActs * parts.deskActs + fieldActs * parts.fieldActs + messages * parts.messages + parts.each
