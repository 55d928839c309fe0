/** Says which labels fit a text, how surely, and which words counted. */
import { amounts, counted, damped, type Occurrence, placesOf, read, type Text } from './features.ts'
import { foremost, type Model, scores, shares, temperatureAt, weighed } from './linear.ts'

export type Prediction = {
  /** All labels, the likeliest first; probabilities sum to one. */
  readonly ranked: readonly { readonly label: string; readonly probability: number }[]
  /** Words that spoke for the first label rather than the others, the strongest first; weights are shares of all that spoke for it. */
  readonly because: readonly { readonly word: string; readonly weight: number }[]
}

const mostWords = 6
const leastShare = 0.05

/** The score is a sum over features, so it can be handed back to the words they lie in without remainder. */
const reasons = (model: Model, occurrences: readonly Occurrence[], first: number) => {
  const found = amounts(occurrences)
  const said = new Map<string, number>()
  for (const { index, strength, word } of occurrences) {
    const amount = found.get(index)
    if (word.length < 2 || !amount) continue
    const mean = model.weights.reduce((sum, row) => sum + (row[index] ?? 0), 0) / model.weights.length
    const weight = ((model.weights[first]?.[index] ?? 0) - mean) * (model.rarity[index] ?? 0)
    said.set(word, (said.get(word) ?? 0) + (weight * damped(amount) * strength) / amount.sum)
  }
  const speaking = [...said].filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1])
  const total = speaking.reduce((sum, [, weight]) => sum + weight, 0)
  return speaking
    .map(([word, weight]) => ({ word, weight: weight / total }))
    .filter(({ weight }) => weight >= leastShare)
    .slice(0, mostWords)
}

/** In about how many of the texts it learned from a word stood; of several words, the rarest. */
export const timesMet = (model: Model, word: string): number => {
  const texts = model.seen.reduce((sum, count) => sum + count, 0) + 2
  const counts = placesOf(word, model.bits).map((index) => texts / Math.exp((model.rarity[index] ?? 0) ** 2) - 1)
  return counts.length === 0 ? 0 : Math.max(0, Math.round(Math.min(...counts)))
}

/** @example predict(model, { text: '路灯不亮' }).ranked[0] // { label: '市政', probability: 0.93 } */
export const predict = (model: Model, given: Text): Prediction => {
  const reading = read(given, model.bits)
  const vector = weighed(counted(reading), model.rarity)
  const score = scores(model, vector)
  const probability = shares(score, temperatureAt(model, foremost(score)))
  const ranked = model.labels
    .map((label, place) => ({ label, place, probability: probability[place] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
  return {
    ranked: ranked.map(({ label, probability }) => ({ label, probability })),
    because: ranked[0] ? reasons(model, reading, ranked[0].place) : [],
  }
}
