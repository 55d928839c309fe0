/** What is private, where it is sealed to, and what keeps a value from being fetched. */
import type { Entry } from '../dictionary/entry.ts'
import type { Value, Why } from '../port.ts'
import type { ValueRow } from './store.ts'

export const isPrivate = ({ sensitivity }: Pick<Entry, 'sensitivity'>) =>
  sensitivity === 'personal' || sensitivity === 'sensitive'

export const placeOf = (row: Pick<ValueRow, 'subjectKind' | 'subjectId' | 'key'>) =>
  `catalogue:${row.subjectKind}:${row.subjectId}:${row.key}`

/** What keeps a value from being fetched at all, before anything is looked at. */
export const withheldBy = (entry: Entry, why: Why, agreedTo: (purpose: string) => boolean): Value['withheld'] => {
  if (why.basis === 'statutoryDuty' || why.purpose === 'own-request') {
    // One's own data are shown to oneself whatever the sharing class; a duty in law needs no consent.
    if (entry.sharing !== 'none' || why.purpose === 'own-request') return null
  }
  if (entry.sharing === 'none') return 'notShared'
  return entry.consent !== null && !agreedTo(entry.consent) ? 'consent' : null
}
