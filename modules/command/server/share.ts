/**
 * One answer for many screens: boards that ask the same within the same moment are answered by one query, and while a slow one is
 * under way only one more waits behind it, so that a busy database is never asked the same by everybody at once.
 */

type Kept = {
  readonly at: number
  readonly answer: Promise<unknown>
  isOver: boolean
  next: Promise<unknown> | null
  /** What was answered before, while this one is counted. */
  readonly before: { readonly at: number; readonly answer: Promise<unknown> } | null
}
const houses = new WeakMap<object, Map<string, Kept>>()

/** Younger than the rest screens take between a piece of news and their reading: what they read is never older than the news. */
export const freshMs = 400

/** What was answered before is not given again: it was changed in this very process. */
export const forgetShared = (work: { readonly log: object }, what: string) => {
  const kept = houses.get(work.log)
  const beginning = JSON.stringify([what]).slice(0, -1)
  for (const name of kept?.keys() ?? []) if (name.startsWith(beginning)) kept?.delete(name)
}

/** @param goodMs so long the answer before is given at once while a new one is counted: for figures of weeks, not for what is under way. */
export const shared = <T>(
  work: { readonly log: object; readonly now: Date },
  key: unknown,
  ask: () => Promise<T>,
  lastsMs = freshMs,
  goodMs = 0,
): Promise<T> => {
  // The log is the one thing of a work that lives as long as the house.
  const kept = houses.get(work.log) ?? new Map<string, Kept>()
  houses.set(work.log, kept)
  const name = JSON.stringify(key)
  const now = work.now.getTime()
  const isGood = (one: { readonly at: number }) => Math.abs(now - one.at) < goodMs
  const begin = (before: Kept['before'] = null): Promise<T> => {
    if (kept.size > 500) for (const [old, { at, isOver }] of kept) if (isOver && now - at > 60_000) kept.delete(old)
    const answer = ask()
    const mine: Kept = { at: now, answer, isOver: false, next: null, before }
    kept.set(name, mine)
    answer.then(
      () => {
        mine.isOver = true
      },
      () => {
        mine.isOver = true
        if (kept.get(name) === mine) kept.delete(name)
      },
    )
    return answer
  }
  const found = kept.get(name)
  // The key names its question, and a question has one type of answer.
  if (found && !found.isOver && found.before && isGood(found.before)) return found.before.answer as Promise<T>
  if (found && Math.abs(now - found.at) < lastsMs) return found.answer as Promise<T>
  if (found?.isOver && isGood(found)) {
    begin(found)
    return found.answer as Promise<T>
  }
  if (!found || found.isOver) return begin()
  const again = () => begin()
  found.next ??= found.answer.then(again, again)
  return found.next as Promise<T>
}
