/** 留存期限 How long each class of data is kept, and on which ground; when its time is over it is deleted, and that is recorded. */

/**
 * A class of data a module keeps for a time: `gives: { catalogue: { retention: [...] } satisfies GivenToCatalogue }`.
 * `due` and `remove` are given a work of the kernel's, in whose `db` they count and delete what is older than `before`.
 * Words: `retention.<name>` and the ground under `retentionBasis.<name>` of the giving module's locales.
 */
export type RetentionClass = {
  readonly name: string
  readonly keepDays: number
  readonly due: (work: object, before: Date) => Promise<number>
  readonly remove: (work: object, before: Date) => Promise<number>
}
export type GivenToCatalogue = { readonly retention: readonly RetentionClass[] }

export const beforeOf = (now: Date, keepDays: number) => new Date(now.getTime() - keepDays * 86_400_000)

export const isGivenToCatalogue = (part: unknown): part is GivenToCatalogue =>
  typeof part === 'object' && part !== null && Array.isArray((part as { retention?: unknown }).retention)
