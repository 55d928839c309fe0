/** Finds, label by label, the weights that separate its texts from all others: a linear support vector machine. */
import type { Random } from './dice.ts'
import { shuffle } from './dice.ts'
import { add, type Example, product, type Weights } from './linear.ts'

// Chosen by cross-validation; between a half and twice of each, nothing measurable changes.
const cost = 0.4
const rounds = 8
/** Rare labels weigh more: (others / own) to this power. */
const balance = 0.7

/**
 * Dual coordinate descent for squared hinge loss (Hsieh et al. 2008, as in LIBLINEAR): visits examples in random order and solves
 * each one's own share of the weights exactly, so there is no step width to choose.
 */
const separateOne = (examples: readonly Example[], label: number, row: Float32Array, random: Random): number => {
  const own = examples.filter((one) => one.label === label).length
  const rare = ((examples.length - own + 1) / (own + 1)) ** balance
  const order = Int32Array.from(examples.keys())
  const part = new Float64Array(examples.length)
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
      // Vectors have length one, the bias counts as one more feature of strength one.
      const after = Math.max(before - slope / (2 + give), 0)
      part[i] = after
      const change = (after - before) * side
      add(row, one.vector, change)
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
