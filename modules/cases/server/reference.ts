/** Categories, what places call them, sources and safety words kept in memory: every report asks for them, and they change a few times a year. */
import { homeOf, type Work } from '@liren/kernel'
import { type Plain, plainOf } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import type { Category } from '../category.ts'
import type { ModerationWord } from '../moderation.ts'
import { type Called, calledIn, type OwnNames } from '../own-names.ts'
import type { SafetyRule } from '../safety.ts'
import type { Source } from '../source.ts'
import { store } from './store.ts'
import { ownNamesStore } from './store-own-names.ts'
import { wordingStore } from './store-wording.ts'

export type Reference = {
  readonly version: string
  readonly categories: ReadonlyMap<string, Category>
  readonly ownNames: OwnNames
  readonly sources: readonly Source[]
  readonly safety: readonly SafetyRule[]
  /** Turns what people write, in dialect or in traditional letters, into plain words. */
  readonly plain: Plain
  /** Words that are not shown to everybody. */
  readonly moderation: readonly ModerationWord[]
  /** The version of the privacy notice for reports that is in force. */
  readonly privacyVersion: number
}

// One per district: tests run many of them in one process.
const kept = new WeakMap<object, { readonly at: number; readonly loading: Promise<Reference> }>()

const load = async (work: Work): Promise<Reference> => {
  const queries = store(work.db)
  const { version, items } = await queries.categories()
  const sources = await queries.sources()
  const safety = await queries.safetyRules()
  const { spoken, letters } = await queries.spoken()
  const ownNames = await ownNamesStore(work.db).inForce()
  const plain = plainOf(spoken, letters)
  const moderation = await wordingStore(work.db).moderationWords()
  const privacyVersion = await work.use(notices).privacyVersion('report')
  const byCode = new Map(items.map((item) => [item.code, item]))
  return { version, categories: byCode, ownNames, sources, safety, plain, moderation, privacyVersion }
}

/** The reference data, at most a minute old. */
export const reference = (work: Work): Promise<Reference> => {
  const key = homeOf(work)
  const found = kept.get(key)
  if (found && Date.now() - found.at < 60_000) return found.loading
  const loading = load(work)
  kept.set(key, { at: Date.now(), loading })
  loading.catch(() => kept.delete(key))
  return loading
}

/** Forgets what was kept, after a change. */
export const forgetReference = (work: Work) => {
  kept.delete(homeOf(work))
}

/** A category as it is called where something happened; undefined where there is none of that code. */
export const categoryIn = (
  { categories, ownNames }: Reference,
  code: string | null | undefined,
  areaCode: string,
): Called | undefined => {
  const found = code ? categories.get(code) : undefined
  return found && calledIn(found, ownNames, areaCode)
}
