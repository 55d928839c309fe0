/** Ids of what is about to be made: pressed again after a lost answer, it is the same thing and not a second one. */
import { useState } from 'react'

/**
 * `of(what)` is the same until `made(what)`; something else has another.
 * @example
 * const ids = freshIds()
 * ids.of('09:00') === ids.of('09:00') // true
 */
export const freshIds = () => {
  const ids = new Map<string, string>()
  return {
    of: (what = ''): string => {
      const id = ids.get(what) ?? crypto.randomUUID()
      ids.set(what, id)
      return id
    },
    made: (what = ''): void => {
      ids.delete(what)
    },
  }
}

/** The ids a screen gives away while it is open. */
export const useFreshIds = () => useState(freshIds)[0]
