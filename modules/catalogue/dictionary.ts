/** 字段词典 The dictionary every district begins with, and how a district's own rows go over it. */
import type { Entry } from './dictionary/entry.ts'
import { ledgerEntries } from './dictionary/ledgers.ts'
import { personEntries } from './dictionary/person.ts'
import { placeEntries } from './dictionary/places.ts'
import { sharedEntries } from './dictionary/shared.ts'
import { supportEntries } from './dictionary/support.ts'

const sorted = (entries: Iterable<Entry>) => [...entries].sort((a, b) => (a.key < b.key ? -1 : 1))

/** In key order. */
export const standardEntries: readonly Entry[] = sorted([
  ...personEntries,
  ...sharedEntries,
  ...supportEntries,
  ...placeEntries,
  ...ledgerEntries,
])

/** What a district changes of a standard row, or brings as a row of its own. */
export type LocalEntry = Partial<Entry> & { readonly key: string }

/**
 * Where the value lives is decided by code: a district renames, reassigns and reclassifies, but cannot move it. What a department keeps to
 * itself (`atOwners`) is asked of it through its port. Rows a district gave up are there only where history is wanted.
 */
export const withLocal = (
  local: readonly LocalEntry[],
  {
    atOwners = new Set(),
    isRetiredToo = false,
  }: { readonly atOwners?: ReadonlySet<string>; readonly isRetiredToo?: boolean } = {},
): readonly Entry[] => {
  const byKey = new Map(standardEntries.map((one) => [one.key, one]))
  for (const { held, ...row } of local) {
    const standard = byKey.get(row.key)
    if (standard) byKey.set(row.key, { ...standard, ...row })
    else if (isWhole(row)) byKey.set(row.key, { ...row, held: held ?? 'asked' })
    if (row.retiredOn && !isRetiredToo) byKey.delete(row.key)
  }
  for (const key of atOwners) {
    const entry = byKey.get(key)
    if (entry && (entry.held === 'shared' || entry.held === 'asked')) byKey.set(key, { ...entry, held: 'port' })
  }
  return sorted(byKey.values())
}

const isWhole = (row: LocalEntry): row is Omit<Entry, 'held'> =>
  row.name !== undefined && row.type !== undefined && row.owner !== undefined && row.ledger !== undefined
