/** One answer for many screens: boards that ask the same within the same moment are answered by one query. */

type Kept = { readonly at: number; readonly answer: Promise<unknown> }
const houses = new WeakMap<object, Map<string, Kept>>()

/** Younger than the rest screens take between a piece of news and their reading: what they read is never older than the news. */
export const freshMs = 400

export const shared = async <T>(
  work: { readonly log: object; readonly now: Date },
  key: unknown,
  ask: () => Promise<T>,
  lastsMs = freshMs,
): Promise<T> => {
  // The log is the one thing of a work that lives as long as the house.
  const kept = houses.get(work.log) ?? new Map<string, Kept>()
  houses.set(work.log, kept)
  const name = JSON.stringify(key)
  const now = work.now.getTime()
  const found = kept.get(name)
  if (found && Math.abs(now - found.at) < lastsMs) return found.answer as Promise<T>
  if (kept.size > 500) for (const [old, { at }] of kept) if (now - at > 60_000) kept.delete(old)
  const answer = ask()
  kept.set(name, { at: now, answer })
  answer.catch(() => kept.delete(name))
  return answer
}
