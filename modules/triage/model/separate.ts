/** Finds, label by label, the weights that separate its texts from all others: a linear support vector machine. */
import type { Random } from './dice.ts'
import { shuffle } from './dice.ts'
import { add, type Example, product, type Weights } from './linear.ts'

// Chosen by cross-validation; between a half and twice of each, nothing measurable changes.
const cost = 0.4
const rounds = 8
/** So far beyond its margin, a text is left alone for a while. */
const far = 0.25
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
  let active = order
  for (let round = 0; round < rounds; round++) {
    // What lies far on its side stays there: it is looked at again only in the second round and in the last.
    const isWhole = round < 2 || round === rounds - 1
    if (isWhole) active = order
    shuffle(active, random)
    let kept = 0
    const near = new Int32Array(active.length)
    for (const i of active) {
      const one = examples[i]
      if (!one) continue
      const side = one.label === label ? 1 : -1
      const give = 0.5 / (cost * (side > 0 ? rare : 1))
      const before = part[i] ?? 0
      const slope = side * (product(row, one.vector) + bias) - 1 + give * before
      if (before > 0 || slope < far) near[kept++] = i
      if (before === 0 && slope >= 0) continue
      // Vectors have length one, the bias counts as one more feature of strength one.
      const after = Math.max(before - slope / (2 + give), 0)
      part[i] = after
      const change = (after - before) * side
      add(row, one.vector, change)
      bias += change
    }
    active = near.subarray(0, kept)
  }
  return bias
}

export const separate = (
  examples: readonly Example[],
  labels: number,
  bits: number,
  random: Random,
  each: () => void,
): Weights => {
  const weights = Array.from({ length: labels }, () => new Float32Array(2 ** bits))
  const bias = weights.map((row, label) => {
    const found = separateOne(examples, label, row, random)
    each()
    return found
  })
  return { weights, bias }
}
