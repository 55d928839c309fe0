/** Is it the same thing again? By what is said, where, and when; in shares from nothing to one. */

export type Told = {
  readonly text: string
  readonly lon: number | null
  readonly lat: number | null
  readonly cellCode: string | null
  readonly categoryCode: string | null
}

// A report is compared with the sixty before it, and each of those was compared before.
const kept = new Map<string, ReadonlySet<string>>()
const keptAtMost = 500

const pairsOf = (text: string): ReadonlySet<string> => {
  const known = kept.get(text)
  if (known) return known
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  const pairs = new Set<string>()
  for (let n = 0; n < letters.length - 1; n += 1) pairs.add(letters.slice(n, n + 2))
  if (kept.size >= keptAtMost) kept.clear()
  kept.set(text, pairs)
  return pairs
}

/** Shared pairs of letters against those of the shorter text: a short report may say the same as a long one. */
const textLikeness = (one: string, other: string) => {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  const shorter = Math.min(a.size, b.size)
  if (shorter < 3) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared += 1
  return (shared / shorter + shared / (a.size + b.size - shared)) / 2
}

/** Metres between two places; good enough within a district. */
export const metresBetween = (one: Pick<Told, 'lon' | 'lat'>, other: Pick<Told, 'lon' | 'lat'>): number | null => {
  if (one.lon === null || one.lat === null || other.lon === null || other.lat === null) return null
  const x = (one.lon - other.lon) * Math.cos((one.lat * Math.PI) / 180) * 111_320
  const y = (one.lat - other.lat) * 110_540
  return Math.hypot(x, y)
}

export type Likeness = { readonly likeness: number; readonly why: string }

/** @example likenessOf(fresh, earlier).likeness >= 0.6 // probably the same */
export const likenessOf = (one: Told, other: Told): Likeness => {
  const words = textLikeness(one.text, other.text)
  const metres = metresBetween(one, other)
  const isSameCell = one.cellCode !== null && one.cellCode === other.cellCode
  const near =
    metres === null ? (isSameCell ? 0.7 : 0.4) : metres <= 50 ? 1 : metres <= 200 ? 0.75 : metres <= 500 ? 0.3 : 0
  const isSameKind = one.categoryCode !== null && one.categoryCode === other.categoryCode
  const likeness = Math.min(1, (0.65 * words + 0.2 * near + (isSameKind ? 0.15 : 0)) * (near === 0 ? 0.3 : 1))
  const where =
    metres === null
      ? isSameCell
        ? '同一网格'
        : '同一社区'
      : metres < 1000
        ? `相距约${Math.max(10, Math.round(metres / 10) * 10)}米`
        : '相距较远'
  return {
    likeness: Math.round(likeness * 100) / 100,
    why: [where, isSameKind ? '同一类别' : '', words >= 0.5 ? '说法相近' : ''].filter(Boolean).join('、'),
  }
}
