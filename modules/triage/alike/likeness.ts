/** How alike two reports are 相似度: same words, same place, same time, same picture, same category — with reasons. */

export type Report = {
  readonly id: string
  readonly text: string
  readonly lon?: number | null
  readonly lat?: number | null
  /** Milliseconds. */
  readonly at?: number | null
  /** 64-bit dHash of each photo, 16 hex digits. */
  readonly photos?: readonly string[]
  readonly category?: string | null
  /** What sorting thinks, where nobody has decided yet: finer than one code, since leaves overlap. */
  readonly likely?: readonly { readonly code: string; readonly probability: number }[]
}
export type Likeness = {
  /** 0 nothing in common … 1 the same thing. */
  readonly score: number
  readonly because: readonly Because[]
}
/** A reason by its name, with the number in it where it has one; whoever shows it finds the words. */
export type Because = {
  readonly key: 'words' | 'metres' | 'kind' | 'hours' | 'photo' | 'photoNearly'
  readonly facts: Readonly<Record<string, number>>
}
const because = (key: Because['key'], count?: number): Because => ({ key, facts: count === undefined ? {} : { count } })

const noise = /[^\p{L}\p{N}]+/gu
const fillers = /请问|你好|您好|麻烦|尽快|处理|谢谢|希望|有人|这里|那里|我们|已经|真的|一下|的|了|啊|呀|呢|吧|很|好/g

// A report is compared with those before it, and each of those was compared before.
const kept = new Map<string, ReadonlySet<string>>()
const keptAtMost = 500

/** Pairs of letters, fillers left out: 井盖 and 盖不 tell more than 的 and 了. */
export const shinglesOf = (text: string): ReadonlySet<string> => {
  const known = kept.get(text)
  if (known) return known
  const close = text.normalize('NFKC').toLowerCase().replace(fillers, '').replace(noise, '')
  const found = new Set<string>()
  for (let n = 0; n + 1 < close.length; n += 1) found.add(close.slice(n, n + 2))
  if (kept.size >= keptAtMost) kept.clear()
  kept.set(text, found)
  return found
}

/** Shared pairs, measured against the shorter text as much as against both: a long report may contain a short one. */
export const textLikeness = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  if (small.size === 0) return 0
  let shared = 0
  for (const pair of small) if (large.has(pair)) shared += 1
  const contained = shared / small.size
  const jaccard = shared / (small.size + large.size - shared)
  // Two or three pairs are too few to be contained in anything by more than chance.
  return 0.5 * jaccard + 0.5 * contained * Math.min(1, small.size / 6)
}

const bits = (digit: number) => [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][digit] ?? 4

/** Differing bits of two hashes of the same length; null where they cannot be compared. */
export const hamming = (one: string, other: string): number | null => {
  if (one.length !== other.length || !/^[\da-f]+$/i.test(one) || !/^[\da-f]+$/i.test(other)) return null
  let differing = 0
  for (let n = 0; n < one.length; n += 1)
    differing += bits(Number.parseInt(one.charAt(n), 16) ^ Number.parseInt(other.charAt(n), 16))
  return differing
}

type Point = { readonly lon: number; readonly lat: number }
const pointOf = ({ lon, lat }: Report): Point | null =>
  typeof lon === 'number' && typeof lat === 'number' && Number.isFinite(lon) && Number.isFinite(lat)
    ? { lon, lat }
    : null

/** Metres on a plane; right to a metre within a district. */
export const metresBetween = (one: Point, other: Point): number => {
  const north = (one.lat - other.lat) * 111_320
  const east = (one.lon - other.lon) * 111_320 * Math.cos((((one.lat + other.lat) / 2) * Math.PI) / 180)
  return Math.hypot(north, east)
}

type Beliefs = ReadonlyMap<string, number>
const beliefsOf = ({ category, likely }: Report): Beliefs =>
  likely && likely.length > 0
    ? new Map(likely.map(({ code, probability }) => [code, probability]))
    : new Map(category ? [[category, 1]] : [])

/** Agreement of two opinions about the category, 0…1; null where either has none. */
const categoryLikeness = (one: Report, other: Report): number | null => {
  const [mine, theirs] = [beliefsOf(one), beliefsOf(other)]
  const length = (beliefs: Beliefs) => Math.hypot(...beliefs.values())
  if (length(mine) === 0 || length(theirs) === 0) return null
  const shared = [...mine].reduce((sum, [code, belief]) => sum + belief * (theirs.get(code) ?? 0), 0)
  return shared / (length(mine) * length(theirs))
}

const nearestPhoto = (one: Report, other: Report): number | null => {
  const distances = (one.photos ?? []).flatMap((mine) => (other.photos ?? []).map((theirs) => hamming(mine, theirs)))
  const known = distances.filter((distance) => distance !== null)
  return known.length > 0 ? Math.min(...known) : null
}

type Part = { readonly weight: number; readonly value: number; readonly why: Because | null }

const partsOf = (one: Report, other: Report, text: number): Part[] => {
  const parts: Part[] = [{ weight: 0.35, value: Math.min(1, text * 1.6), why: text >= 0.3 ? because('words') : null }]
  const here = pointOf(one)
  const there = pointOf(other)
  if (here && there) {
    const metres = metresBetween(here, there)
    parts.push({
      weight: 0.3,
      value: 1 / (1 + (metres / 60) ** 2),
      why: metres <= 100 ? because('metres', Math.round(metres)) : null,
    })
  }
  const category = categoryLikeness(one, other)
  if (category !== null) parts.push({ weight: 0.25, value: category, why: category >= 0.5 ? because('kind') : null })
  if (typeof one.at === 'number' && typeof other.at === 'number') {
    const hours = Math.abs(one.at - other.at) / 3_600_000
    parts.push({
      weight: 0.1,
      value: 0.5 ** (hours / 72),
      why: hours <= 48 ? because('hours', Math.round(hours)) : null,
    })
  }
  return parts
}

/** Compares two reports. What either does not say is left out of the reckoning, not counted against it. */
export const likeness = (one: Report, other: Report, shingles = shinglesOf): Likeness => {
  const text = textLikeness(shingles(one.text), shingles(other.text))
  const parts = partsOf(one, other, text)
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0)
  let score = parts.reduce((sum, { weight, value }) => sum + weight * value, 0) / whole
  const reasons = parts.flatMap(({ why }) => why ?? [])
  const here = pointOf(one)
  const there = pointOf(other)
  // Without two places the words alone must be nearly the same.
  if (!here || !there) score *= 0.85
  // The same words two streets away are two things.
  if (here && there && metresBetween(here, there) > 400) score *= 0.5
  // The same spot may have two troubles: smoke and noise of one kitchen are two matters.
  const category = categoryLikeness(one, other)
  if (category !== null && category < 0.25 && text < 0.6) score *= 0.6 + category
  const photo = nearestPhoto(one, other)
  if (photo !== null && photo <= 10) {
    score = Math.max(score, 0.95 - photo * 0.02)
    reasons.unshift(because(photo <= 2 ? 'photo' : 'photoNearly'))
  }
  return { score: Math.round(Math.min(1, score) * 1000) / 1000, because: reasons }
}
