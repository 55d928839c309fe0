/** A password to begin with, handed over once and changed at first log-in. */
import { randomInt } from 'node:crypto'

const letters = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-+=%#'] as const

/** Fourteen signs of all four kinds, none that look alike when read over the phone. */
export const firstPassword = () => {
  const pick = (from: string) => from[randomInt(from.length)] ?? ''
  const signs = Array.from({ length: 14 }, (_, at) => pick(letters[at % letters.length] ?? letters[0]))
  for (let at = signs.length - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    const kept = signs[at] ?? ''
    signs[at] = signs[other] ?? ''
    signs[other] = kept
  }
  return signs.join('')
}
