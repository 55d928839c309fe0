/** What sorting works with, kept in memory per district: the dictionary, the policies, and the model with what it learned since. */
import { homeOf, type Work } from '@liren/kernel'
import { learn, loadModel, type Model } from '../model/model.ts'
import { defaultPolicy, type Policy } from '../policy.ts'
import { type Dictionary, dictionaryOf } from '../sorting/dictionary.ts'
import type { DictionarySource } from '../sorting/reference.ts'
import { type CategoryRow, lessonStore, type PolicyRow } from './store-lessons.ts'

export type Known = {
  readonly dictionary: Dictionary
  readonly categories: ReadonlyMap<string, CategoryRow>
  readonly policies: ReadonlyMap<string, PolicyRow>
  /** How many examples the district has of each category. */
  readonly counts: ReadonlyMap<string, number>
  /** The same thing may stand in two trees: code → the first code of it. */
  readonly sameAs: ReadonlyMap<string, string>
}
type Learned = { model: Model | null; version: string | null; learnedTo: number; checkedAt: number }
type Kept = { at: number; loading: Promise<Known> }
type Pupil = { readonly learned: Learned; turn: Promise<unknown> }

const kept = new WeakMap<object, Kept>()
const pupils = new WeakMap<object, Pupil>()
const freshMs = 60_000

const load = async (work: Work): Promise<Known> => {
  const lessons = lessonStore(work.db)
  const categories = await lessons.categories()
  const parts = await lessons.references()
  const policies = await lessons.policies()
  const counts = await lessons.exampleCounts()
  const source: DictionarySource = {
    leaves: categories.map(({ isManualOnly, isRestricted, ...one }) => ({
      ...one,
      manualOnly: isManualOnly,
      restricted: isRestricted,
    })),
    // Written by the seed from the preset's own files, in these shapes.
    ...(Object.fromEntries(parts) as Omit<DictionarySource, 'leaves'>),
  }
  const dictionary = dictionaryOf(source)
  return {
    dictionary,
    categories: new Map(categories.map((one) => [one.code, one])),
    policies: new Map(policies.map((one) => [one.categoryCode, one])),
    counts,
    sameAs: dictionary.sameAs,
  }
}

const entry = (work: Work): Kept => {
  const key = homeOf(work)
  const found = kept.get(key)
  if (found && Date.now() - found.at < freshMs) return found
  const made: Kept = { at: Date.now(), loading: load(work) }
  made.loading.catch(() => kept.delete(key))
  kept.set(key, made)
  return made
}

/** Dictionary, categories and policies, at most a minute old. */
export const knownOf = (work: Work): Promise<Known> => entry(work).loading

/** After a change that must show at once; the model stays. */
export const forgetKnown = (work: Work) => {
  const found = kept.get(homeOf(work))
  if (found) found.at = 0
}

const catchUp = async (work: Work, learned: Learned) => {
  const lessons = lessonStore(work.db)
  const newest = await lessons.modelVersion()
  if (newest && newest.version !== learned.version) {
    const row = await lessons.model()
    if (row)
      Object.assign(learned, { model: loadModel(row.body), version: row.version, learnedTo: Number(row.learnedTo) })
  }
  // All it had learned from was taken back: it forgets, here as well.
  if (!newest && learned.version !== null) Object.assign(learned, { model: null, version: null, learnedTo: 0 })
  if (!learned.model) return
  const fresh = await lessons.examplesAfter(learned.learnedTo, 200)
  for (const one of fresh) learn(learned.model, { text: one.text, label: one.categoryCode })
  learned.learnedTo = Number(fresh.at(-1)?.id ?? learned.learnedTo)
}

const pupilOf = (work: Work): Pupil => {
  const key = homeOf(work)
  const found = pupils.get(key)
  if (found) return found
  const made = { learned: { model: null, version: null, learnedTo: 0, checkedAt: 0 }, turn: Promise.resolve() }
  pupils.set(key, made)
  return made
}

/**
 * The district's model with every example since it was saved; null while none has been trained. Processes learn alike: each
 * replays the same examples in the same order.
 */
export const modelOf = async (work: Work): Promise<Learned> => {
  const pupil = pupilOf(work)
  const { learned } = pupil
  if (Date.now() - learned.checkedAt > 1500) {
    learned.checkedAt = Date.now()
    pupil.turn = pupil.turn.catch(() => {}).then(() => catchUp(work, learned))
    await pupil.turn
  }
  return learned
}

/** Looks for new examples at the next sorting. */
export const pokeModel = (work: Work) => {
  pupilOf(work).learned.checkedAt = 0
}

/** The policy of a category: its own, else the district's, else the default. */
export const policyOf = (known: Known, code: string | null): Policy =>
  known.policies.get(code ?? '') ?? known.policies.get('*') ?? defaultPolicy

/** Do two codes stand for the same thing? */
export const isSameCategory = (known: Known, one: string | null, other: string | null) =>
  one !== null && other !== null && (known.sameAs.get(one) ?? one) === (known.sameAs.get(other) ?? other)
