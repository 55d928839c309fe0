/** Turns a text into numbered features: words, pairs of neighbouring words and runs of characters, hashed into one table. */
import { plain, words } from './words.ts'

export type Text = { readonly title?: string; readonly text: string }

/** A sparse vector: which features, how strongly. */
export type Vector = { readonly at: Int32Array; readonly value: Float32Array }

/** Where a feature came from: characters `from`–`to` of the plain text. */
type Visit = (index: number, from: number, to: number) => void

// Rows of a table wider than this are cut: what a report is about stands in its first pages.
const longest = 6000

const seeds = { word: 0x9e3779b1, pair: 0x85ebca6b, run: 0xc2b2ae35, title: 0x27d4eb2f } as const

const mix = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193)

const settle = (hash: number) => {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const hashOf = (seed: number, word: string) => {
  let hash = seed
  for (let i = 0; i < word.length; i++) hash = mix(hash, word.charCodeAt(i))
  return hash
}

/** The words of a text and where each stands in it. */
export const placed = (text: string): { word: string; from: number; to: number }[] => {
  let at = 0
  return words(text).map((word) => {
    const from = text.indexOf(word, at)
    at = from + word.length
    return { word, from, to: at }
  })
}

/** Title and text as one; a text that opens with its title is not read twice. */
export const joined = ({ title = '', text }: Text): { whole: string; titleEnd: number } => {
  const head = plain(title)
  const body = plain(text.slice(0, longest))
  if (head === '') return { whole: body, titleEnd: 0 }
  return { whole: body.startsWith(head) ? body : `${head} ${body}`, titleEnd: head.length }
}

/** Names every feature of a text, as often as it occurs. */
export const eachFeature = (given: Text, bits: number, visit: Visit): void => {
  const { whole, titleEnd } = joined(given)
  const shift = 32 - bits
  let before: { word: string; from: number; to: number } | undefined
  for (const one of placed(whole)) {
    const hash = hashOf(seeds.word, one.word)
    visit(settle(hash) >>> shift, one.from, one.to)
    if (one.to <= titleEnd) visit(settle(hashOf(seeds.title, one.word)) >>> shift, one.from, one.to)
    if (before) visit(settle(mix(hashOf(seeds.pair, before.word), hash)) >>> shift, before.from, one.to)
    before = one
  }
  for (let i = 0; i < whole.length; i++) {
    let hash: number = seeds.run
    for (let n = 0; n < 3 && i + n < whole.length; n++) {
      const code = whole.charCodeAt(i + n)
      if (code <= 0x2f || (code >= 0x3000 && code <= 0x303f) || code === 0x20) break
      hash = mix(hash, code)
      if (n > 0) visit(settle(hash) >>> shift, i, i + n + 1)
    }
  }
}

/** Counts the features of a text: 1 + ln(count) each, not yet weighted by how rare they are. */
export const counted = (given: Text, bits: number): Vector => {
  const counts = new Map<number, number>()
  eachFeature(given, bits, (index) => counts.set(index, (counts.get(index) ?? 0) + 1))
  const at = Int32Array.from(counts.keys())
  return { at, value: Float32Array.from(counts.values(), (count) => 1 + Math.log(count)) }
}
