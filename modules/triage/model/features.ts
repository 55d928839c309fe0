/** Turns a text into numbered features: words, pairs of characters where a word may hide, single characters; hashed, so that a model keeps no text. */
import { isWord, pieces, plain } from './words.ts'

export type Text = { readonly title?: string; readonly text: string }

/** A sparse vector: which features, how strongly. */
export type Vector = { readonly at: Int32Array; readonly value: Float32Array }

/** One occurrence of a feature: its number, its strength, and the word of the text it speaks for. */
export type Occurrence = { readonly index: number; readonly strength: number; readonly word: string }

// What a report is about stands in its first pages.
const longest = 6000
// Chosen by cross-validation.
const characterStrength = 0.5
const seamStrength = 0.3
const seeds = { word: 0x9e3779b1, character: 0xc2b2ae35 } as const

/** FNV-1a over a word's characters, then stirred (murmur3's finish) so that the first bits are as good as any. */
const hash = (seed: number, word: string): number => {
  let h: number = seed
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Title and text as one; a text that opens with its title is not read twice. */
const joined = ({ title = '', text }: Text): string => {
  const head = plain(title.slice(0, longest))
  const body = plain(text.slice(0, longest))
  return head === '' || body.startsWith(head) ? body : `${head} ${body}`
}

const hasLatin = (word: string) => /[0-9a-z]/.test(word)

/**
 * Reads a text into features of a table of 2^bits: its words, its single characters, and pairs of characters where a word may hide: inside a
 * long word (农民工 meets 农民) and over the seam of two words (路/灯不亮 meets 路灯).
 */
export const read = (given: Text, bits: number): readonly Occurrence[] => {
  const shift = 32 - bits
  const out: Occurrence[] = []
  const note = (seed: number, part: string, strength: number, word: string) =>
    out.push({ index: hash(seed, part) >>> shift, strength, word })
  let before = ''
  for (const word of pieces(joined(given))) {
    if (!isWord(word)) {
      before = ''
      continue
    }
    note(seeds.word, word, 1, word)
    if (word.length > 2 && !hasLatin(word))
      for (let i = 0; i + 2 <= word.length; i++) note(seeds.word, word.slice(i, i + 2), 1, word)
    const seam = before.slice(-1) + word.slice(0, 1)
    if (seam.length === 2 && !hasLatin(seam)) note(seeds.word, seam, seamStrength, seam)
    for (const character of word) note(seeds.character, character, characterStrength, word)
    before = word
  }
  return out
}

/** Places of a word in the table: itself and the words inside it, without its single characters. */
export const placesOf = (word: string, bits: number): readonly number[] =>
  read({ text: word }, bits).flatMap(({ index, strength }) => (strength === 1 ? [index] : []))

/** How much of a feature there is: the sum of its occurrences' strengths, and the greatest of them. */
type Amount = { sum: number; most: number }

export const amounts = (occurrences: readonly Occurrence[]): Map<number, Amount> => {
  const out = new Map<number, Amount>()
  for (const { index, strength } of occurrences) {
    const known = out.get(index)
    if (known) {
      known.sum += strength
      known.most = Math.max(known.most, strength)
    } else out.set(index, { sum: strength, most: strength })
  }
  return out
}

/** The tenth occurrence says less than the first: 1 + ln of the count, times the strength. */
export const damped = ({ sum, most }: Amount): number => most * (1 + Math.log(sum / most))

/** The features of a text, not yet weighted by how rare they are. */
export const counted = (occurrences: readonly Occurrence[]): Vector => {
  const found = amounts(occurrences)
  return { at: Int32Array.from(found.keys()), value: Float32Array.from(found.values(), damped) }
}
