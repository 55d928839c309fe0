/** Shared values of many persons in a few questions: the same consents and the same footprints as one by one. */
import { people } from '@liren/people/contract'
import type { Why } from '../port.ts'
import { standing } from '../provenance.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { store, type ValueRow } from './store.ts'
import { agreed, isPrivate, opened, withheldBy } from './values.ts'

export const valuesAmong = async (
  work: Deed,
  personIds: readonly string[],
  keys: readonly string[],
  why: Why,
): Promise<ReadonlyMap<string, ReadonlyMap<string, unknown>>> => {
  const dictionary = await dictionaryOf(work)
  const asked = keys.flatMap((key) => dictionary.get(key) ?? []).filter(({ held }) => held === 'shared')
  const found = new Map<string, Map<string, unknown>>()
  if (asked.length === 0 || personIds.length === 0) return found

  const purposes = why.basis === 'statutoryDuty' ? [] : [...new Set(asked.flatMap(({ consent }) => consent ?? []))]
  const agreedTo = purposes.length === 0 ? new Set<string>() : await agreed(work, personIds, purposes)
  const subjects = personIds.map((id) => ({ kind: 'person' as const, id }))
  const told = new Map<string, ValueRow[]>()
  const mayHave = (personId: string, key: string) => {
    const entry = dictionary.get(key)
    return entry !== undefined && withheldBy(entry, why, (purpose) => agreedTo.has(`${personId} ${purpose}`)) === null
  }
  for (const row of await store(work.db).values(
    subjects,
    asked.map(({ key }) => key),
  )) {
    if (!mayHave(row.subjectId, row.key)) continue
    const place = `${row.subjectId} ${row.key}`
    const others = told.get(place)
    if (others) others.push(row)
    else told.set(place, [row])
  }
  const looked = new Set<string>()
  for (const [row] of told.values()) {
    const entry = row && dictionary.get(row.key)
    if (row && entry && isPrivate(entry)) looked.add(row.subjectId)
  }
  await work.use(people).noteLook({
    personIds: [...looked],
    // Keys of the dictionary are dotted.
    fields: asked.filter(isPrivate).map(({ key }) => key as `${string}.${string}`),
    purpose: why.purpose,
    reason: why.reason,
  })
  for (const rows of told.values()) {
    const [first] = rows
    const source = first && dictionary.get(first.key)?.source
    const one = standing(
      rows.map((row) => ({ ...row, on: row.sourceOn })),
      source ?? '',
    )
    if (!one) continue
    const values = found.get(one.subjectId) ?? new Map<string, unknown>()
    values.set(one.key, opened(work, one))
    found.set(one.subjectId, values)
  }
  return found
}
