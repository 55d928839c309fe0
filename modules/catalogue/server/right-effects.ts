/** What a granted right does, in the same act as its answer: values are corrected at their source, the account ends, processing stops, or its reasons are laid out. */
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import type { Entry } from '../dictionary/entry.ts'
import type { Subject } from '../port.ts'
import { readCell } from '../value-file.ts'
import { type Deed, dayOf, dictionaryOf } from './deed.ts'
import { correctFor, recordFor } from './record.ts'
import { privateFieldOf } from './register-facts.ts'
import { store } from './store.ts'
import { type RightRow, rightsStore } from './store-rights.ts'

export type Correction = { readonly key: string; readonly value: string }

/** Reckoned from others, and corrected with them. */
const derivedKeys = ['person.birthOn']

/** What a correction can change: the register's own fields of a person, and values departments told. */
export const isCorrectable = ({ key, held, ledger }: Entry): boolean =>
  ledger === 'person' &&
  !derivedKeys.includes(key) &&
  ((held === 'register' && privateFieldOf[key] !== undefined) || (held === 'shared' && !key.startsWith('household.')))

/** Has the register its own field for it? Then it is corrected there. */
export const registerFieldOf = ({ key, held }: Entry) => (held === 'register' ? privateFieldOf[key] : undefined)

/** What of an enterprise the register itself can put right. */
export const enterpriseFieldOf: Readonly<Record<string, 'name' | 'address' | 'areaCode'>> = {
  'enterprise.name': 'name',
  'enterprise.address': 'address',
  'enterprise.area': 'areaCode',
}

/** A value as its entry has it, codes by code alone, money in yuan; undefined where it cannot be one. */
export const readValue = (entry: Entry, text: string): unknown =>
  entry.type === 'code' && !(entry.codes !== null && Object.hasOwn(entry.codes, text))
    ? undefined
    : readCell(entry, text)

/** Told by whoever was there, beside what departments told: where they differ, the owner hears of it. */
export const recordWords = async (
  work: Deed,
  subject: Subject,
  told: readonly { readonly key: string; readonly text: string; readonly field: string }[],
): Promise<void> => {
  const dictionary = await dictionaryOf(work)
  const source = work.words('catalogue.screen.communitySource')
  const values = told.map(({ key, text, field }) => {
    const entry = dictionary.get(key)
    if (entry?.held !== 'shared') throw work.refuse('kept-elsewhere', { key }, field)
    const value = readValue(entry, text)
    if (value === undefined) throw work.refuse('value-unfit', { key }, field)
    return { key, value, source, on: dayOf(work.now), verifiedAt: work.now }
  })
  await recordFor(work, [{ subject, values }])
}

const correct = async (work: Deed, row: RightRow, changes: readonly Correction[]) => {
  if (changes.length === 0) throw work.refuse('change-missing', {}, 'changes')
  const dictionary = await dictionaryOf(work)
  for (const [index, { key, value: text }] of changes.entries()) {
    const entry = dictionary.get(key)
    if (!entry || !isCorrectable(entry)) throw work.refuse('not-correctable', { key }, `changes.${index}.key`)
    const value = readValue(entry, text)
    if (value === undefined) throw work.refuse('value-unfit', { key }, `changes.${index}.value`)
    const field = privateFieldOf[key]
    if (entry.held === 'register' && field) await work.use(people).update(row.personId, { [field]: String(value) })
    // What others told stands beside it, and is doubted where it differs.
    else await correctFor(work, { kind: 'person', id: row.personId }, entry, value)
  }
}

/** What is held and what for, by the uses that are registered. */
const explained = async (work: Deed, row: RightRow): Promise<string> => {
  const held = await store(work.db).allOf('person', row.personId)
  const keys = [...new Set(held.map(({ key }) => key))]
  const dictionary = await dictionaryOf(work)
  const language = work.locale === 'en' ? 'en' : 'zh'
  const names = keys.flatMap((key) => dictionary.get(key)?.name[language] ?? [])
  const uses = keys.length === 0 ? [] : await store(work.db).usesOfKeys(keys)
  const titles = [...new Set(uses.map(({ title }) => title))]
  return work.words('catalogue.screen.rights.explained', {
    names: names.join('、') || '—',
    titles: titles.slice(0, 60).join('、') || '—',
  })
}

/** Answers what is added to the words of whoever answered. */
export const carryOut = async (work: Deed, row: RightRow, changes: readonly Correction[]): Promise<string> => {
  if (row.kind === 'correct') await correct(work, row, changes)
  if (row.kind === 'restrict') await rightsStore(work.db).restrict(row.personId, row.id, work.now)
  if (row.kind === 'closeAccount' && !(await work.use(identity).closeAccountOf(row.personId)))
    return work.words('catalogue.screen.rights.noAccount')
  return row.kind === 'explain' ? explained(work, row) : ''
}
