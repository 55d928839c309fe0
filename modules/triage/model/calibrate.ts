/** Makes probabilities honest: a shift for each label and one temperature, chosen on texts the weights had not seen. */
import { type Random, shuffle } from './dice.ts'
import { type Band, type Example, foremost, scores, shares, type Weights } from './linear.ts'

type Judged = { readonly scores: readonly number[]; readonly label: number }

// With fewer texts nothing can be said; with well-divided ones no text proves that the next cannot be wrong.
const fewest = 50
const unknown = 0.5
const range = [0.15, 3] as const

/** The temperature under which the labels found are likeliest (the loss has one valley; thirds are cut off until it is narrow). */
export const temperatureOf = (judged: readonly Judged[]): number => {
  if (judged.length < fewest) return unknown
  const loss = (temperature: number) =>
    judged.reduce((sum, one) => sum - Math.log((shares(one.scores, temperature)[one.label] ?? 0) + 1e-12), 0)
  let [low, high] = [Math.log(range[0]), Math.log(range[1])]
  for (let i = 0; i < 30; i++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3]
    if (loss(Math.exp(left)) < loss(Math.exp(right))) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

const shiftRounds = 200
const stride = 0.6

/**
 * What to add to each label's score so that it is answered as often as it is right: among texts not seen, the probabilities of a label sum up
 * to its texts. Rare labels are otherwise answered too seldom.
 */
export const shiftsOf = (judged: readonly Judged[], labels: number): number[] => {
  const shifts = Array.from({ length: labels }, () => 0)
  if (judged.length < fewest) return shifts
  let temperature = temperatureOf(judged)
  for (let round = 1; round <= shiftRounds; round++) {
    const owed = new Float64Array(labels)
    for (const { scores, label } of judged) {
      const found = shares(
        scores.map((score, place) => score + (shifts[place] ?? 0)),
        temperature,
      )
      for (const [place, share] of found.entries()) owed[place] = (owed[place] ?? 0) - share
      owed[label] = (owed[label] ?? 0) + 1
    }
    for (const [place, sum] of owed.entries()) shifts[place] = (shifts[place] ?? 0) + (stride * sum) / judged.length
    if (round % 50 === 0) temperature = temperatureOf(shifted(judged, shifts))
  }
  return shifts
}

export const shifted = (judged: readonly Judged[], shifts: readonly number[]): Judged[] =>
  judged.map(({ scores, label }) => ({ label, scores: scores.map((score, place) => score + (shifts[place] ?? 0)) }))

// Labels seen less often than the first are judged by all texts together.
const bandsFrom = [10, 40] as const

/** Temperatures for labels seen often: rare ones, which nobody can tell apart yet, must not make the others look unsure. */
export const bandsOf = (judged: readonly Judged[], seen: readonly number[]): readonly Band[] =>
  bandsFrom.flatMap((from, n) => {
    const until = bandsFrom[n + 1] ?? Number.POSITIVE_INFINITY
    const inside = judged.filter((one) => {
      const count = seen[foremost(one.scores)] ?? 0
      return count >= from && count < until
    })
    return inside.length < fewest ? [] : [{ from, temperature: temperatureOf(inside) }]
  })

/** Judges every example with weights learned from the others, in so many parts. */
export const judgeUnseen = (
  examples: readonly Example[],
  parts: number,
  random: Random,
  learnFrom: (inside: readonly Example[]) => Weights,
): Judged[] => {
  const order = Int32Array.from(examples.keys())
  shuffle(order, random)
  const part = new Map([...order].map((i, place) => [i, place % parts]))
  return Array.from({ length: parts }, (_, here) => {
    const learned = learnFrom(examples.filter((_, i) => part.get(i) !== here))
    return examples
      .filter((_, i) => part.get(i) === here)
      .map(({ vector, label }) => ({ scores: scores(learned, vector), label }))
  }).flat()
}
