/** 字段维护 What a steward may say of a field: a standard row keeps its type, ledger and codes, nothing private is made open. Pure. */
import { consentPurposes } from '../consent.ts'
import type { EntryDraft } from '../routes-entries.ts'
import { type Entry, ledgers } from './entry.ts'

type Fault = {
  readonly code: 'key-unfit' | 'standard-fixed' | 'codes-needed' | 'basis-needed' | 'unknown-purpose' | 'entry-used'
  readonly field: string
}
/** Order of how private a field is. */
const levels = ['public', 'internal', 'personal', 'sensitive'] as const
const isLower = (one: Entry['sensitivity'], than: Entry['sensitivity']) => levels.indexOf(one) < levels.indexOf(than)

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Dotted, its first word a ledger, `share` (told by departments) or `local`. */
const isKey = (key: string) =>
  /^[a-z][A-Za-z0-9]*(\.[a-z0-9][A-Za-z0-9]*){1,5}$/.test(key) &&
  [...ledgers, 'share', 'local'].some((first) => key.startsWith(`${first}.`))

/** A district adds words to a code set of the standard; what rules and forms speak of stays. */
const losesCode = (before: Entry['codes'], after: Entry['codes']) =>
  before !== null && Object.keys(before).some((code) => after === null || !Object.hasOwn(after, code))

/** Why this cannot be said of the field, or null. `hasValues`: something is held under it here. */
export const entryFault = (
  key: string,
  draft: EntryDraft,
  of: { readonly standard: Entry | undefined; readonly before: Entry | undefined; readonly hasValues: boolean },
): Fault | null => {
  const { standard, before } = of
  if (!before && !isKey(key)) return { code: 'key-unfit', field: 'key' }
  if (draft.type === 'code' && (draft.codes === null || Object.keys(draft.codes).length === 0))
    return { code: 'codes-needed', field: 'codes' }
  if (draft.sharing === 'none' && !draft.sharingBasis) return { code: 'basis-needed', field: 'sharingBasis' }
  if (draft.consent !== null && !consentPurposes.some(({ purpose }) => purpose === draft.consent))
    return { code: 'unknown-purpose', field: 'consent' }
  if (standard) {
    for (const field of ['type', 'ledger'] as const)
      if (draft[field] !== standard[field]) return { code: 'standard-fixed', field }
    if (losesCode(standard.codes, draft.codes)) return { code: 'standard-fixed', field: 'codes' }
    if (isLower(draft.sensitivity, standard.sensitivity)) return { code: 'standard-fixed', field: 'sensitivity' }
    if (draft.held !== undefined && draft.held !== standard.held) return { code: 'standard-fixed', field: 'held' }
  } else if (before && of.hasValues) {
    for (const field of ['type', 'ledger'] as const)
      if (draft[field] !== before[field]) return { code: 'entry-used', field }
    if (losesCode(before.codes, draft.codes)) return { code: 'entry-used', field: 'codes' }
    // Looks at what is private leave footprints: it does not become open while anything is held.
    if (isLower(draft.sensitivity, before.sensitivity)) return { code: 'entry-used', field: 'sensitivity' }
    if (draft.held === 'asked' && before.held === 'shared') return { code: 'entry-used', field: 'held' }
  }
  return null
}

const compared = [
  'name',
  'ledger',
  'type',
  'codes',
  'owner',
  'ownerUnit',
  'source',
  'sensitivity',
  'standard',
  'refresh',
  'sharing',
  'sharingBasis',
  'askedBy',
  'consent',
  'held',
  'retiredOn',
] as const satisfies readonly (keyof Entry)[]

/** Field by field, what changed. */
export const entryChanges = (before: Entry | undefined, after: Entry) =>
  compared.flatMap((field) =>
    same(before?.[field] ?? null, after[field] ?? null)
      ? []
      : [{ field, before: before?.[field] ?? null, after: after[field] ?? null }],
  )
