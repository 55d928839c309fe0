/** 错位负担 Work done by somebody other than whom the table of responsibilities names: whose load it is really. Pure. */
export const sides = ['property', 'ownersCommittee', 'owner', 'government', 'residentsCommittee'] as const
export type Side = (typeof sides)[number]

/** On whose side a unit of this kind stands; owners themselves have no unit. */
export const sideOf = (kind: string): Side =>
  kind === 'propertyFirm'
    ? 'property'
    : kind === 'ownersCommittee'
      ? 'ownersCommittee'
      : kind === 'residentsCommittee' || kind === 'villageCommittee' || kind === 'gridTeam'
        ? 'residentsCommittee'
        : 'government'

export type Handled = { readonly lead: Side; readonly by: Side; readonly count: number }

/** How much each side did that was another's: `lead` owes it, `by` did it. Largest first. */
export const misassigned = (handled: readonly Handled[]): readonly Handled[] => {
  const sums = new Map<string, Handled>()
  for (const one of handled) {
    if (one.lead === one.by || one.count === 0) continue
    const key = `${one.lead} ${one.by}`
    sums.set(key, { ...one, count: (sums.get(key)?.count ?? 0) + one.count })
  }
  return [...sums.values()].sort(
    (a, b) => b.count - a.count || a.lead.localeCompare(b.lead) || a.by.localeCompare(b.by),
  )
}
