/** The arithmetic of a linear classifier: one row of weights per label, scores, shares, and the step that learns. */
import type { Vector } from './features.ts'

/** What has been learned. Rows of `weights` stand in the order of `labels`; a label's place never changes. */
export type Model = {
  readonly bits: number
  readonly labels: string[]
  readonly weights: Float32Array[]
  /** Bias of each label. */
  readonly bias: number[]
  /** How much a feature says by being rare. */
  readonly rarity: Float32Array
  /** Divides scores so that a share of 0.9 is right nine times in ten. */
  readonly temperature: number
  /** Corrections taken in lately, as vectors; repeated so that the next one does not wash them out. */
  readonly recent: { readonly vector: Vector; readonly label: number }[]
}

/** Scores of all labels for one vector. */
export const scores = ({ weights, bias }: Pick<Model, 'weights' | 'bias'>, { at, value }: Vector): number[] =>
  weights.map((row, label) => {
    let sum = bias[label] ?? 0
    for (let i = 0; i < at.length; i++) sum += (row[at[i] ?? 0] ?? 0) * (value[i] ?? 0)
    return sum
  })

/** Scores as shares of one (softmax). */
export const shares = (given: readonly number[], temperature = 1): number[] => {
  const most = Math.max(...given)
  const out = given.map((score) => Math.exp((score - most) / temperature))
  const sum = out.reduce((a, b) => a + b, 0)
  return out.map((share) => share / sum)
}

/** Weighs a counted vector by rarity and brings it to length one. */
export const weighed = ({ at, value }: Vector, rarity: Float32Array): Vector => {
  const out = value.map((count, i) => count * (rarity[at[i] ?? 0] ?? 0))
  const length = Math.sqrt(out.reduce((sum, one) => sum + one * one, 0))
  return { at, value: length > 0 ? out.map((one) => one / length) : out }
}

/** One step of the weights towards the right label. */
export const step = (
  { weights, bias }: Pick<Model, 'weights' | 'bias'>,
  { at, value }: Vector,
  right: number,
  rate: number,
): void => {
  const share = shares(scores({ weights, bias }, { at, value }))
  for (const [label, row] of weights.entries()) {
    const pull = rate * ((label === right ? 1 : 0) - (share[label] ?? 0))
    if (Math.abs(pull) < 1e-5) continue
    for (let i = 0; i < at.length; i++) {
      const index = at[i] ?? 0
      row[index] = (row[index] ?? 0) + pull * (value[i] ?? 0)
    }
    bias[label] = (bias[label] ?? 0) + pull * 0.05
  }
}
