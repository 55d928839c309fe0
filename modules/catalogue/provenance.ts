/** 来源与核实 Which of several told values counts, whether sources disagree, and when a value is too old to trust. */

export const staleAfterDays = 180

export type Told = {
  readonly source: string
  readonly fingerprint: string
  readonly on: string | null
  readonly verifiedAt: Date | null
  readonly recordedAt: Date
}

const freshness = (one: Told) => one.verifiedAt ?? (one.on ? new Date(one.on) : one.recordedAt)

/** 一数一源 What the authoritative source says counts; where it is silent, what was verified last. */
export const standing = <T extends Told>(told: readonly T[], authoritative: string): T | undefined =>
  told.find(({ source }) => source === authoritative) ??
  [...told].sort((a, b) => freshness(b).getTime() - freshness(a).getTime() || (a.source < b.source ? -1 : 1))[0]

export const isConflicting = (told: readonly Told[]) => new Set(told.map(({ fingerprint }) => fingerprint)).size > 1

export const isStale = (verifiedAt: Date | null, now: Date) =>
  verifiedAt !== null && now.getTime() - verifiedAt.getTime() > staleAfterDays * 86_400_000
