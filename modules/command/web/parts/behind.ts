/** The address of the cases behind a figure: the same window, the same unit or area, so that figure and list can never part. */

export type Behind = {
  readonly indicator: string
  readonly from: string
  /** Not included; nothing where the window is open towards now. */
  readonly until?: string | undefined
  readonly lead?: string | undefined
  readonly area?: string | undefined
  readonly category?: string | undefined
  readonly part?: 'counted' | 'missed' | undefined
}

/** @example casesBehind({ indicator: 'closed', from: '2026-11-01', until: '2026-12-01' }) */
export const casesBehind = ({ indicator, ...more }: Behind) => {
  const said = Object.entries({ indicator, ...more }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return `/command/cases?${new URLSearchParams(said)}`
}
