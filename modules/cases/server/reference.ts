/** Categories, sources and safety words kept in memory: every report asks for them, and they change a few times a year. */
import { homeOf, type Work } from '@liren/kernel'
import type { Category } from '../category.ts'
import type { SafetyRule } from '../safety.ts'
import type { Source } from '../source.ts'
import { store } from './store.ts'

export type Reference = {
  readonly version: string
  readonly categories: ReadonlyMap<string, Category>
  readonly sources: readonly Source[]
  readonly safety: readonly SafetyRule[]
}

// One per district: tests run many of them in one process.
const kept = new WeakMap<object, { readonly at: number; readonly loading: Promise<Reference> }>()

const load = async (work: Work): Promise<Reference> => {
  const queries = store(work.db)
  const { version, items } = await queries.categories()
  const sources = await queries.sources()
  const safety = await queries.safetyRules()
  return { version, categories: new Map(items.map((item) => [item.code, item])), sources, safety }
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
