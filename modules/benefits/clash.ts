/** 政策打架 What in a library of rules does not fit together: what ran out, what soon will, and two rules for one item at one time. */
import type { Rule } from './rules/rule.ts'
import type { Clash } from './shapes.ts'

type Named = Pick<Rule, 'id' | 'serviceItem' | 'subject' | 'validFrom' | 'validUntil'> & { readonly title: string }

const overlaps = (a: Named, b: Named) =>
  (a.validUntil === null || b.validFrom === null || a.validUntil >= b.validFrom) &&
  (b.validUntil === null || a.validFrom === null || b.validUntil >= a.validFrom)

/** @param soon the last day that counts as soon, `yyyy-MM-dd` like `today`. */
export const clashesAmong = (rules: readonly Named[], today: string, soon: string): readonly Clash[] => {
  const alone = rules.flatMap((one): readonly Clash[] =>
    one.validUntil === null || one.validUntil > soon
      ? []
      : [
          {
            kind: one.validUntil < today ? 'expired' : 'expiring',
            ruleIds: [one.id],
            titles: [one.title],
            on: one.validUntil,
          },
        ],
  )
  const pairs = rules.flatMap((one, index) =>
    rules
      .slice(index + 1)
      .flatMap((other): readonly Clash[] =>
        one.serviceItem !== null &&
        one.serviceItem === other.serviceItem &&
        one.subject === other.subject &&
        overlaps(one, other)
          ? [{ kind: 'same-item', ruleIds: [one.id, other.id], titles: [one.title, other.title], on: null }]
          : [],
      ),
  )
  return [...alone, ...pairs]
}
