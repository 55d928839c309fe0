/** Says which labels fit a text, how surely, and which words counted. */
import { counted, eachFeature, joined, placed, type Text } from './features.ts'
import { type Model, scores, shares, weighed } from './linear.ts'

export type Prediction = {
  /** All labels, the likeliest first; probabilities sum to one. */
  readonly ranked: readonly { readonly label: string; readonly probability: number }[]
  /** Words that spoke for the first label rather than the second, the strongest first. */
  readonly because: readonly { readonly word: string; readonly weight: number }[]
}

const mostWords = 6

/** Hands what every feature said to the characters it covers, and sums it by word. */
const reasons = (model: Model, given: Text, first: number, second: number | undefined) => {
  const { whole } = joined(given)
  const said = new Float64Array(whole.length)
  const counts = new Map<number, number>()
  eachFeature(given, model.bits, (index) => counts.set(index, (counts.get(index) ?? 0) + 1))
  eachFeature(given, model.bits, (index, from, to) => {
    const other = second === undefined ? 0 : (model.weights[second]?.[index] ?? 0)
    const count = counts.get(index) ?? 1
    const weight = ((model.weights[first]?.[index] ?? 0) - other) * (model.rarity[index] ?? 0)
    const each = (weight * (1 + Math.log(count))) / count / (to - from)
    for (let i = from; i < to; i++) said[i] = (said[i] ?? 0) + each
  })
  const sums = new Map<string, number>()
  for (const { word, from, to } of placed(whole)) {
    if (word.length < 2) continue
    const sum = said.subarray(from, to).reduce((a, b) => a + b, 0)
    sums.set(word, (sums.get(word) ?? 0) + sum)
  }
  const most = [...sums].filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1])
  const total = most.reduce((sum, [, weight]) => sum + weight, 0)
  return most.slice(0, mostWords).map(([word, weight]) => ({ word, weight: weight / total }))
}

/** @example predict(model, { text: '路灯不亮' }).ranked[0] // { label: '市政', probability: 0.93 } */
export const predict = (model: Model, given: Text): Prediction => {
  const vector = weighed(counted(given, model.bits), model.rarity)
  const probability = shares(scores(model, vector), model.temperature)
  const order = model.labels.map((_, i) => i).sort((a, b) => (probability[b] ?? 0) - (probability[a] ?? 0))
  const ranked = order.map((i) => ({ label: model.labels[i] ?? '', probability: probability[i] ?? 0 }))
  const [first, second] = order
  return { ranked, because: first === undefined ? [] : reasons(model, given, first, second) }
}
