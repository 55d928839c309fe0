/** What sources tell about somebody is kept beside what others told: sealed where it is personal, never over another source. */
import { secretsOf, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import type { Entry } from '../dictionary/entry.ts'
import { fits } from '../dictionary/fits.ts'
import type { Subject, ToldValue } from '../port.ts'
import { isConflicting } from '../provenance.ts'
import { type Deed, dayOf, dictionaryOf } from './deed.ts'
import { store, type ValueRow } from './store.ts'
import { isPrivate, placeOf } from './values.ts'

/** By which the same value is recognised, whoever tells it, without being read. */
export const markOfValue = (fingerprint: (text: string) => string, key: string, value: unknown): string =>
  fingerprint(`catalogue:${key}:${JSON.stringify(value)}`)

/** Was this value of a source corrected here, and has nobody looked at it since? */
export const isRefuted = (
  { refutedFingerprint, refutedAt }: Pick<ValueRow, 'refutedFingerprint' | 'refutedAt'>,
  mark: string,
  verifiedAt: Date | null,
) => refutedFingerprint === mark && !(refutedAt && verifiedAt && verifiedAt > refutedAt)

/** The source itself now says so, whatever it said before. */
export const correctFor = async (work: Deed, subject: Subject, entry: Entry, value: unknown): Promise<void> => {
  const { key, source } = entry
  const right = { fingerprint: markOfValue(secretsOf(work).fingerprint, key, value) }
  await store(work.db).refute(subject, key, source, right, work.now)
  await recordFor(work, [{ subject, values: [{ key, value, source, on: dayOf(work.now), verifiedAt: work.now }] }])
}

/** Whose grid worker hears when a value needs a second look. */
export const areasOf = async (work: Deed, subjects: readonly Subject[]): Promise<ReadonlyMap<string, string>> => {
  const ids = (kind: Subject['kind']) => [...new Set(subjects.flatMap((one) => (one.kind === kind ? [one.id] : [])))]
  const persons = ids('person').length > 0 ? await work.use(people).persons(ids('person')) : []
  const dwellings = ids('dwelling').length > 0 ? await work.use(territory).dwellings(ids('dwelling')) : []
  const enterprises = ids('enterprise').length > 0 ? await work.use(people).enterprises(ids('enterprise')) : []
  const households = await Promise.all(ids('household').map((id) => work.use(people).household(id)))
  return new Map([
    ...persons.map((one) => [one.id, one.areaCode ?? ''] as const),
    ...dwellings.map((one) => [one.id, one.cellCode] as const),
    ...[...enterprises, ...households].flatMap((one) => (one ? [[one.id, one.areaCode ?? ''] as const] : [])),
  ])
}

export const recordFor = async (
  work: Deed,
  told: readonly { readonly subject: Subject; readonly values: readonly ToldValue[] }[],
): Promise<void> => {
  const dictionary = await dictionaryOf(work)
  const { seal, fingerprint } = secretsOf(work)
  const areas = await areasOf(
    work,
    told.map(({ subject }) => subject),
  )
  const rows = told.flatMap(({ subject, values }) =>
    values.map((one): ValueRow => {
      const entry = dictionary.get(one.key)
      if (!entry) throw work.refuse('unknown-key', { key: one.key }, one.key)
      // A fact of a register is told to that register, so that there is one of it.
      if (entry.held !== 'shared') throw work.refuse('kept-elsewhere', { key: one.key }, one.key)
      if (!fits(entry, one.value)) throw work.refuse('wrong-type', { key: one.key }, one.key)
      const place = { subjectKind: subject.kind, subjectId: subject.id, key: one.key }
      const written = JSON.stringify(one.value)
      return {
        id: uuidv7(),
        ...place,
        source: one.source,
        plain: isPrivate(entry) ? null : one.value,
        sealed: isPrivate(entry) ? seal(written, placeOf(place)) : null,
        fingerprint: markOfValue(fingerprint, one.key, one.value),
        sourceOn: one.on ?? null,
        verifiedAt: one.verifiedAt ?? null,
        recordedAt: work.now,
        areaCode: areas.get(subject.id) ?? '',
      }
    }),
  )
  await store(work.db).keepValues(rows)
  for (const { subject, values } of told) {
    const keys = [...new Set(values.map(({ key }) => key))]
    if (keys.length > 0) work.emit('value-recorded', { subjectKind: subject.kind, subjectId: subject.id, keys })
  }
  await tellConflicts(
    work,
    told.map(({ subject }) => subject),
    [...new Set(rows.map(({ key }) => key))],
  )
}

const tellConflicts = async (work: Deed, subjects: readonly Subject[], keys: readonly string[]) => {
  const groups = new Map<string, ValueRow[]>()
  for (const row of await store(work.db).values(subjects, keys)) {
    const group = `${row.subjectKind} ${row.subjectId} ${row.key}`
    groups.set(group, [...(groups.get(group) ?? []), row])
  }
  for (const rows of groups.values()) {
    const [first] = rows
    if (first && isConflicting(rows.map((row) => ({ ...row, on: row.sourceOn }))))
      work.emit('value-conflicting', {
        subjectKind: first.subjectKind,
        subjectId: first.subjectId,
        key: first.key,
      })
  }
}
