/** Trains a model from labelled rows, and finds out on rows it did not see how far its shares may be trusted. */
import { counted, type Text, type Vector } from './features.ts'
import { type Model, scores, shares, step, weighed } from './linear.ts'

export type LabelledText = Text & { readonly label: string }

export type TrainOptions = {
  /** Same rows and same seed, same model. */
  readonly seed?: number
  /** Told how far it is, from 0 to 1. */
  readonly progress?: (share: number) => void
}

type Example = { readonly vector: Vector; readonly label: number }

const rounds = 12
const folds = 3

/** More labels, smaller tables: together they stay below 64 MB. */
const bitsFor = (labels: number) => Math.max(14, Math.min(18, Math.floor(Math.log2(2 ** 24 / Math.max(1, labels)))))

/** Numbers between 0 and 1 in an order that depends on the seed alone (mulberry32). */
const dice = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const shuffled = <T>(given: readonly T[], random: () => number): T[] => {
  const out = [...given]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [out[i], out[j]]
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a]
  }
  return out
}

const rarityOf = (vectors: readonly Vector[], bits: number): Float32Array => {
  const found = new Int32Array(2 ** bits)
  for (const { at } of vectors) for (const index of at) found[index] = (found[index] ?? 0) + 1
  return Float32Array.from(found, (count) => Math.log((vectors.length + 1) / (count + 1)) + 1)
}

const fit = (examples: readonly Example[], labels: number, bits: number, random: () => number, each: () => void) => {
  const weights = Array.from({ length: labels }, () => new Float32Array(2 ** bits))
  const bias = Array.from({ length: labels }, () => 0)
  for (let round = 0; round < rounds; round++) {
    const rate = 8 / (1 + round)
    for (const { vector, label } of shuffled(examples, random)) step({ weights, bias }, vector, label, rate)
    each()
  }
  return { weights, bias }
}

/** The temperature with which the shares of the right labels are most likely. */
const temperatureOf = (judged: readonly { readonly scores: readonly number[]; readonly label: number }[]): number => {
  const loss = (temperature: number) =>
    judged.reduce((sum, one) => sum - Math.log((shares(one.scores, temperature)[one.label] ?? 0) + 1e-12), 0)
  let [low, high] = [-3, 3]
  for (let i = 0; i < 40; i++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3]
    if (loss(Math.exp(left)) < loss(Math.exp(right))) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

/**
 * @example const model = trainModel([{ text: '路灯不亮', label: '市政' }, { text: '楼上漏水', label: '住房' }])
 * @throws Error when there is no row at all.
 */
export const trainModel = (rows: Iterable<LabelledText>, options: TrainOptions = {}): Model => {
  const kept = [...rows]
  if (kept.length === 0) throw new Error('There is no labelled row to learn from')
  const labels = [...new Set(kept.map((row) => row.label))].sort()
  const place = new Map(labels.map((label, i) => [label, i]))
  const bits = bitsFor(labels.length)
  const random = dice(options.seed ?? 1)
  const raw = kept.map((row) => ({ vector: counted(row, bits), label: place.get(row.label) ?? 0 }))
  const rarity = rarityOf(
    raw.map((one) => one.vector),
    bits,
  )
  const examples = raw.map(({ vector, label }) => ({ vector: weighed(vector, rarity), label }))
  let done = 0
  const each = () => options.progress?.(++done / (rounds * (folds + 1)))

  const order = shuffled(examples, random)
  const judged = Array.from({ length: folds }, (_, fold) => {
    const inside = order.filter((_, i) => i % folds !== fold)
    const learned = fit(inside, labels.length, bits, random, each)
    return order
      .filter((_, i) => i % folds === fold)
      .map(({ vector, label }) => ({ scores: scores(learned, vector), label }))
  }).flat()
  const learned = fit(examples, labels.length, bits, random, each)
  return { bits, labels, ...learned, rarity, temperature: temperatureOf(judged), recent: [] }
}
