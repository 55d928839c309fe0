/** Small remembered choices of this browser; a private window that forbids storage simply forgets. */

const key = (name: string) => `liren.${name}`

/** Reads a remembered choice, or null. */
export const recall = (name: string): string | null => {
  try {
    return globalThis.localStorage?.getItem(key(name)) ?? null
  } catch {
    return null
  }
}

/** Remembers a choice; null forgets it. */
export const remember = (name: string, value: string | null) => {
  try {
    if (value === null) globalThis.localStorage?.removeItem(key(name))
    else globalThis.localStorage?.setItem(key(name), value)
  } catch {
    // Storage is full or forbidden: the choice holds until the page is left.
  }
}
