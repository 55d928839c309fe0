/** Chance that depends on a seed alone, so that the same rows give the same model. */

export type Random = () => number

/** Numbers from 0 to below 1 (mulberry32). */
export const dice = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Brings a list into another order, in place (Fisher–Yates). */
export const shuffle = (list: Int32Array, random: Random): void => {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = list[i] ?? 0
    list[i] = list[j] ?? 0
    list[j] = kept
  }
}
