/** Shared values of many persons in a few questions: the same consents and the same footprints as one by one. */
import { secretsOf } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { consentPurposes } from '../consent.ts'
import type { Why } from '../port.ts'
import { standing } from '../provenance.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { type HeldTuple, store } from './store.ts'
import { isPrivate, placeOf, withheldBy } from './values.ts'

type Held = ReadonlyMap<string, readonly HeldTuple[]>

/** What may be had of one person, by key. */
const allowed = (held: readonly HeldTuple[], mayHave: (key: string) => boolean): Held => {
  const byKey = new Map<string, HeldTuple[]>()
  for (const one of held) {
    const others = byKey.get(one[0])
    if (others) others.push(one)
    else if (mayHave(one[0])) byKey.set(one[0], [one])
  }
  return byKey
}

const oneOf = (rows: readonly HeldTuple[], source: string): HeldTuple | undefined => {
  if (rows.length === 1) return rows[0]
  const told = rows.map((row) => ({
    row,
    source: row[1],
    fingerprint: row[4],
    on: row[5],
    verifiedAt: row[6] === null ? null : new Date(row[6] * 1000),
    recordedAt: new Date(row[7] * 1000),
  }))
  return standing(told, source)?.row
}

export const valuesAmong = async (
  work: Deed,
  personIds: readonly string[],
  keys: readonly string[],
  why: Why,
): Promise<ReadonlyMap<string, ReadonlyMap<string, unknown>>> => {
  const dictionary = await dictionaryOf(work)
  const asked = keys.flatMap((key) => dictionary.get(key) ?? []).filter(({ held }) => held === 'shared')
  const found = new Map<string, ReadonlyMap<string, unknown>>()
  if (asked.length === 0 || personIds.length === 0) return found

  const wanted = new Set(why.basis === 'statutoryDuty' ? [] : asked.flatMap(({ consent }) => consent ?? []))
  const purposes = consentPurposes.filter(({ purpose }) => wanted.has(purpose))
  const agreedTo =
    purposes.length === 0 ? new Map<string, readonly string[]>() : await store(work.db).agreedAmong(personIds, purposes)
  const entries = new Map(asked.map((entry) => [entry.key, entry]))
  const privateKeys = new Set(asked.filter(isPrivate).map(({ key }) => key))

  const held = new Map<string, Held>()
  const looked: string[] = []
  for (const row of await store(work.db).valuesAmong(personIds, [...entries.keys()])) {
    const agreed = agreedTo.get(row.personId) ?? []
    const mine = allowed(row.held, (key) => {
      const entry = entries.get(key)
      return entry !== undefined && withheldBy(entry, why, (purpose) => agreed.includes(purpose)) === null
    })
    held.set(row.personId, mine)
    for (const key of mine.keys())
      if (privateKeys.has(key)) {
        looked.push(row.personId)
        break
      }
  }
  // Before anything is opened.
  await work.use(people).noteLook({
    personIds: looked,
    // Keys of the dictionary are dotted.
    fields: [...privateKeys].map((key) => key as `${string}.${string}`),
    purpose: why.purpose,
    reason: why.reason,
  })
  const { open } = secretsOf(work)
  for (const [subjectId, byKey] of held) {
    const values = new Map<string, unknown>()
    for (const [key, rows] of byKey) {
      const one = oneOf(rows, entries.get(key)?.source ?? '')
      if (!one) continue
      const [, , plain, sealed] = one
      values.set(
        key,
        sealed === null ? plain : JSON.parse(open(sealed, placeOf({ subjectKind: 'person', subjectId, key }))),
      )
    }
    found.set(subjectId, values)
  }
  return found
}
