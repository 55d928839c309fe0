/** Turns a text into numbered features: words, pairs of characters inside long words, single characters; hashed, so that a model keeps no text. */
import { plain, words } from './words.ts'

export type Text = { readonly title?: string; readonly text: string }

/** A sparse vector: which features, how strongly. */
export type Vector = { readonly at: Int32Array; readonly value: Float32Array }

/** One occurrence of a feature: its number, its strength, and the word it lies in. */
type Occurrence = { readonly index: number; readonly strength: number; readonly word: number }

/** A text as the model reads it. */
export type Reading = { readonly words: readonly string[]; readonly occurrences: readonly Occurrence[] }

// What a report is about stands in its first pages.
const longest = 6000
const characterStrength = 0.5
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
 * Reads a text into features of a table of 2^bits. A word of three characters or more also gives its pairs: 农民工 gives 农民 and 民工,
 * so that it meets 农民 elsewhere.
 */
export const read = (given: Text, bits: number): Reading => {
  const shift = 32 - bits
  const found = words(joined(given))
  const occurrences: Occurrence[] = []
  for (const [word, written] of found.entries()) {
    const note = (seed: number, part: string, strength: number) =>
      occurrences.push({ index: hash(seed, part) >>> shift, strength, word })
    note(seeds.word, written, 1)
    if (written.length > 2 && !hasLatin(written))
      for (let i = 0; i + 2 <= written.length; i++) note(seeds.word, written.slice(i, i + 2), 1)
    for (const character of written) note(seeds.character, character, characterStrength)
  }
  return { words: found, occurrences }
}

/** Counts features: strength × (1 + ln count) each, not yet weighted by how rare they are. */
export const counted = ({ occurrences }: Reading): Vector => {
  const counts = new Map<number, { count: number; readonly strength: number }>()
  for (const { index, strength } of occurrences) {
    const known = counts.get(index)
    if (known) known.count += 1
    else counts.set(index, { count: 1, strength })
  }
  return {
    at: Int32Array.from(counts.keys()),
    value: Float32Array.from(counts.values(), ({ count, strength }) => strength * (1 + Math.log(count))),
  }
}
