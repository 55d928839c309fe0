/** Finds, label by label, the weights that separate its texts from all others: a linear support vector machine. */
import type { Random } from './dice.ts'
import { shuffle } from './dice.ts'
import { type Example, product, type Weights } from './linear.ts'

// Chosen by cross-validation; between a half and twice of each, nothing measurable changes.
const cost = 0.4
const rounds = 8
/** Rare labels weigh more: (others / own) to this power. */
const balance = 0.7
/** A feature that lies evenly over the label and the others still counts this much. */
const evenly = 1

/**
 * How far each feature is stretched for a label, squared: by the logarithm of the ratio between its share among the label's texts and among
 * all others, one text added to both (naive Bayes ratios, Wang & Manning 2012). Vectors keep a mean length of one.
 */
const stretchOf = (examples: readonly Example[], label: number, features: number): Float32Array => {
  const own = new Float64Array(features)
  const others = new Float64Array(features)
  let texts = 0
  for (const { vector, label: its } of examples) {
    const counts = its === label ? own : others
    if (its === label) texts++
    for (const index of vector.at) counts[index] = (counts[index] ?? 0) + 1
  }
  const rest = examples.length - texts
  const squares = Float32Array.from(own, (count, index) => {
    const ratio = (count + 1) / (texts + 2) / (((others[index] ?? 0) + 1) / (rest + 2))
    return (evenly + Math.abs(Math.log(ratio))) ** 2
  })
  const mean = examples.reduce((sum, { vector }) => sum + Math.sqrt(lengthOf(vector, squares)), 0) / examples.length
  return mean > 0 ? squares.map((square) => square / mean ** 2) : squares
}
type Vector = Example['vector']
const lengthOf = ({ at, value }: Vector, squares: Float32Array): number => {
  let sum = 0
  for (let i = 0; i < at.length; i++) sum += (value[i] ?? 0) ** 2 * (squares[at[i] ?? 0] ?? 0)
  return sum
}
/** Adds so many times the stretched vector to weights that are kept stretched themselves. */
const addStretched = (row: Float32Array, { at, value }: Vector, squares: Float32Array, times: number): void => {
  for (let i = 0; i < at.length; i++) {
    const index = at[i] ?? 0
    row[index] = (row[index] ?? 0) + times * (value[i] ?? 0) * (squares[index] ?? 0)
  }
}

/**
 * Dual coordinate descent for squared hinge loss (Hsieh et al. 2008, as in LIBLINEAR): visits examples in random order and solves
 * each one's own share of the weights exactly, so there is no step width to choose. The weights come out for vectors as they are.
 */
const separateOne = (examples: readonly Example[], label: number, row: Float32Array, random: Random): number => {
  const own = examples.filter((one) => one.label === label).length
  const rare = ((examples.length - own + 1) / (own + 1)) ** balance
  const order = Int32Array.from(examples.keys())
  const part = new Float64Array(examples.length)
  const squares = stretchOf(examples, label, row.length)
  // The bias counts as one more feature of strength one.
  const lengths = Float64Array.from(examples, ({ vector }) => lengthOf(vector, squares) + 1)
  let bias = 0
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    for (const i of order) {
      const one = examples[i]
      if (!one) continue
      const side = one.label === label ? 1 : -1
      const give = 0.5 / (cost * (side > 0 ? rare : 1))
      const before = part[i] ?? 0
      const slope = side * (product(row, one.vector) + bias) - 1 + give * before
      if (before === 0 && slope >= 0) continue
      const after = Math.max(before - slope / ((lengths[i] ?? 1) + give), 0)
      part[i] = after
      const change = (after - before) * side
      addStretched(row, one.vector, squares, change)
      bias += change
    }
  }
  return bias
}

/** The features that occur, numbered without gaps: a row of them fits into the processor's nearest memory, the whole table does not. */
const crowded = (examples: readonly Example[], bits: number) => {
  const numbers = new Int32Array(2 ** bits).fill(-1)
  const features: number[] = []
  const close = examples.map(({ vector: { at, value }, label }): Example => {
    const near = at.map((index) => {
      const known = numbers[index] ?? -1
      if (known >= 0) return known
      numbers[index] = features.length
      return features.push(index) - 1
    })
    return { vector: { at: near, value }, label }
  })
  return { close, features }
}

export const separate = (
  examples: readonly Example[],
  labels: number,
  bits: number,
  random: Random,
  each: () => void,
): Weights => {
  const { close, features } = crowded(examples, bits)
  const bias: number[] = []
  const weights = Array.from({ length: labels }, (_, label) => {
    const row = new Float32Array(features.length)
    bias.push(separateOne(close, label, row, random))
    const whole = new Float32Array(2 ** bits)
    for (const [n, index] of features.entries()) whole[index] = row[n] ?? 0
    each()
    return whole
  })
  return { weights, bias }
}
