/** Who decides 分流策略: whether a report goes by itself, is proposed, or waits for a person, and where the threshold should stand. */

export const modes = ['auto', 'suggest', 'manual'] as const
export type Mode = (typeof modes)[number]
/** From `threshold` on a category may go by itself; from `suggestFrom` on three are proposed; below, a person begins from nothing. */
export type Policy = { readonly mode: Mode; readonly threshold: number }
export const defaultPolicy: Policy = { mode: 'auto', threshold: 0.85 }

/** What keeps a report from going by itself, in the order it is said. */
export const hurdles = [
  'notForwarding',
  'notACase',
  'restricted',
  'manualOnly',
  'policy',
  'duplicate',
  'severalProblems',
  'unsure',
  'noCell',
  'noUnit',
  'severalUnits',
] as const
export type Hurdle = (typeof hurdles)[number]

export type Sorting = {
  readonly probability: number
  readonly isManualOnly: boolean
  readonly isRestricted: boolean
  /** A question, praise or suggestion: nobody is sent out for it. */
  readonly isCase: boolean
  readonly isDuplicate: boolean
  /** Sent to the unit of one of its problems, the others would be lost. */
  readonly hasSeveral?: boolean
  readonly hasCell: boolean
  readonly unit: 'one' | 'several' | 'none'
}

/** Everything that stands in the way; empty when the platform may forward it by itself. */
export const hurdlesFor = (sorting: Sorting, policy: Policy, isForwarding: boolean): readonly Hurdle[] => {
  const found: Readonly<Record<Hurdle, boolean>> = {
    notForwarding: !isForwarding,
    notACase: !sorting.isCase,
    restricted: sorting.isRestricted,
    manualOnly: sorting.isManualOnly,
    policy: policy.mode !== 'auto',
    duplicate: sorting.isDuplicate,
    severalProblems: sorting.hasSeveral ?? false,
    unsure: sorting.probability < policy.threshold,
    noCell: !sorting.hasCell,
    noUnit: sorting.unit === 'none',
    severalUnits: sorting.unit === 'several',
  }
  return hurdles.filter((hurdle) => found[hurdle])
}

/** What the category alone allows; the hurdles say the rest. */
export const modeFor = (
  sorting: Pick<Sorting, 'probability' | 'isManualOnly' | 'isRestricted'>,
  policy: Policy,
): Mode =>
  policy.mode === 'manual' || sorting.isManualOnly || sorting.isRestricted || sorting.probability < 0.15
    ? 'manual'
    : policy.mode === 'auto' && sorting.probability >= policy.threshold
      ? 'auto'
      : 'suggest'

/** One report whose category is known by now: how sure triage was, and whether it was right. */
export type Outcome = { readonly probability: number; readonly isRight: boolean }
/** What an administrator holds a wrong unit and a report that waits for a person to be worth, in minutes lost. */
export type Cost = { readonly wrong: number; readonly wait: number }
export type CurvePoint = {
  readonly threshold: number
  /** Share forwarded without a hand. */
  readonly coverage: number
  /** Share of those that were right; null where none is forwarded. */
  readonly accuracy: number | null
  /** Minutes lost a report. */
  readonly cost: number
}

const thresholds = Array.from({ length: 51 }, (_, n) => Math.round((0.5 + n / 100) * 100) / 100)

/** Coverage against accuracy for every threshold from 0.50 to 1.00, with what it would cost. */
export const curve = (outcomes: readonly Outcome[], cost: Cost): readonly CurvePoint[] =>
  thresholds.map((threshold) => {
    const sent = outcomes.filter(({ probability }) => probability >= threshold)
    const right = sent.filter(({ isRight }) => isRight).length
    const lost = (sent.length - right) * cost.wrong + (outcomes.length - sent.length) * cost.wait
    return {
      threshold,
      coverage: outcomes.length === 0 ? 0 : sent.length / outcomes.length,
      accuracy: sent.length === 0 ? null : right / sent.length,
      cost: outcomes.length === 0 ? 0 : lost / outcomes.length,
    }
  })

/** The threshold that loses least; the higher one of two that lose the same. Null without outcomes. */
export const cheapest = (points: readonly CurvePoint[], outcomes: number): number | null =>
  outcomes === 0 ? null : points.reduce((best, point) => (point.cost <= best.cost ? point : best)).threshold

/**
 * What the reporter chose counts as evidence: its odds are multiplied by how far such a choice is to be trusted.
 * A choice nobody else thought of begins at two in a hundred.
 */
export const withChoice = (
  ranked: readonly { readonly code: string; readonly probability: number }[],
  chosen: string | null,
  trust: number,
): readonly { readonly code: string; readonly probability: number }[] => {
  if (chosen === null) return ranked
  const before = ranked.find(({ code }) => code === chosen)?.probability ?? 0.02
  const odds = (before / Math.max(1e-6, 1 - before)) * trust
  const after = odds / (1 + odds)
  const left = (1 - after) / Math.max(1e-6, 1 - before)
  return [
    { code: chosen, probability: after },
    ...ranked
      .filter(({ code }) => code !== chosen)
      .map(({ code, probability }) => ({ code, probability: Math.min(1 - after, probability * left) })),
  ].sort((a, b) => b.probability - a.probability || (a.code < b.code ? -1 : 1))
}
