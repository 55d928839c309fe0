/** Sources 来源 are data: by which channel a report came, its letter in the number, and what is due before filing. */

export type Source = {
  readonly code: string
  readonly letter: string
  readonly name: string
  readonly nameEn: string
  /** State in which a report of this source begins. */
  readonly start: 'intake' | 'filing' | 'dispatching'
  /** Roles that may report by it; everybody else's reports take the source of their own role. */
  readonly roles: readonly string[]
}

/** The source a report belongs to when none is named: the first one of any of the reporter's roles. */
export const sourceOf = (sources: readonly Source[], roles: readonly string[], wanted?: string): Source | null =>
  sources.find(
    (source) => (wanted === undefined || source.code === wanted) && source.roles.some((role) => roles.includes(role)),
  ) ?? null
