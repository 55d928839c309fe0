/** The arithmetic of a linear classifier: one row of weights per label, scores, shares of one. */
import type { Vector } from './features.ts'

/** A label seen often is surer than one seen a few times: each has a temperature of its own. */
export type Band = { readonly from: number; readonly temperature: number }

/** What has been learned. Rows of `weights` stand in the order of `labels`; a label's place never changes. */
export type Model = {
  readonly bits: number
  readonly labels: string[]
  readonly weights: Float32Array[]
  /** Start value of each label's score. */
  readonly bias: number[]
  /** How much a feature says by being rare. */
  readonly rarity: Float32Array
  /** Divides scores so that a share of 0.9 is right nine times in ten. */
  readonly temperature: number
  /** Texts seen of each label. */
  readonly seen: number[]
  /** What is divided by instead where the likeliest label was seen at least so often; the last that applies. */
  readonly bands: readonly Band[]
  /** Corrections taken in lately, as vectors; repeated so that the next one does not wash them out. */
  readonly recent: Example[]
}

/** A vector and the place of its label. */
export type Example = { readonly vector: Vector; readonly label: number }

export type Weights = Pick<Model, 'weights' | 'bias'>

/** Product of a row of weights and a vector. */
export const product = (row: Float32Array, { at, value }: Vector): number => {
  let sum = 0
  for (let i = 0; i < at.length; i++) sum += (row[at[i] ?? 0] ?? 0) * (value[i] ?? 0)
  return sum
}

/** Adds so many times the vector to a row of weights. */
export const add = (row: Float32Array, { at, value }: Vector, times: number): void => {
  for (let i = 0; i < at.length; i++) {
    const index = at[i] ?? 0
    row[index] = (row[index] ?? 0) + times * (value[i] ?? 0)
  }
}

/** Scores of all labels for one vector. */
export const scores = ({ weights, bias }: Weights, vector: Vector): number[] =>
  weights.map((row, label) => (bias[label] ?? 0) + product(row, vector))

/** Scores as shares of one (softmax). */
export const shares = (given: readonly number[], temperature: number): number[] => {
  const most = Math.max(...given)
  const out = given.map((score) => Math.exp((score - most) / temperature))
  const sum = out.reduce((a, b) => a + b, 0)
  return out.map((share) => share / sum)
}

/** The temperature for scores whose largest stands at that label. */
export const temperatureAt = (
  { temperature, bands, seen }: Pick<Model, 'temperature' | 'bands' | 'seen'>,
  label: number,
) => bands.findLast(({ from }) => (seen[label] ?? 0) >= from)?.temperature ?? temperature

/** The label with the largest score. */
export const foremost = (given: readonly number[]): number => given.indexOf(Math.max(...given))

/** How rare each feature is among the vectors: the root of ln of one over the share of texts that have it. */
export const rarityOf = (vectors: readonly Vector[], bits: number): Float32Array => {
  const found = new Float32Array(2 ** bits)
  for (const { at } of vectors) for (const index of at) found[index] = (found[index] ?? 0) + 1
  return found.map((count) => Math.sqrt(Math.log((vectors.length + 2) / (count + 1))))
}

/** Weighs a counted vector by rarity and brings it to length one. */
export const weighed = ({ at, value }: Vector, rarity: Float32Array): Vector => {
  const out = value.map((count, i) => count * (rarity[at[i] ?? 0] ?? 0))
  const length = Math.sqrt(out.reduce((sum, one) => sum + one * one, 0))
  return { at, value: length > 0 ? out.map((one) => one / length) : out }
}
