/** Has something changed? One day against the days before it: how sure, how often corrected, which categories. */

export type Day = {
  readonly sorted: number
  readonly confidence: number
  readonly corrected: number
  readonly mix: Readonly<Record<string, number>>
}
export const alarms = ['confidence', 'corrections', 'mix'] as const
export type Alarm = (typeof alarms)[number]

const leastReports = 20
const leastDays = 7
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length)

/** Half the sum of differences of shares: 0 the same mix, 1 nothing in common. */
export const mixDistance = (one: Day['mix'], other: Day['mix']): number => {
  const total = (mix: Day['mix']) => Object.values(mix).reduce((sum, count) => sum + count, 0) || 1
  const [a, b] = [total(one), total(other)]
  const codes = new Set([...Object.keys(one), ...Object.keys(other)])
  let sum = 0
  for (const code of codes) sum += Math.abs((one[code] ?? 0) / a - (other[code] ?? 0) / b)
  return sum / 2
}

/** What to tell the data steward; null where all is as before, or too little is known. */
export const driftOf = (today: Day, before: readonly Day[]): Alarm | null => {
  const known = before.filter(({ sorted }) => sorted > 0)
  if (today.sorted < leastReports || known.length < leastDays) return null
  if (today.corrected > 2 * mean(known.map(({ corrected }) => corrected)) + 0.05) return 'corrections'
  if (today.confidence < mean(known.map(({ confidence }) => confidence)) - 0.12) return 'confidence'
  const whole: Record<string, number> = {}
  for (const { mix } of known) for (const [code, count] of Object.entries(mix)) whole[code] = (whole[code] ?? 0) + count
  // A small day differs by chance: the less it has, the more it may.
  return mixDistance(today.mix, whole) > 0.35 + 1.2 / Math.sqrt(today.sorted) ? 'mix' : null
}
