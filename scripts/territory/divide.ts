/** Divides an outline into weighted parts near given places, and parts into roundish blocks, as streets would. */
import type { Plane, Random } from './plane.ts'

export type Item = { readonly key: number; readonly weight: number; readonly lon?: number; readonly lat?: number }

const sum = (items: readonly Item[]) => items.reduce((total, item) => total + item.weight, 0)

/** Item key → face. Items with places go to the side where they belong; others are interchangeable. */
export const divide = (
  plane: Plane,
  random: Random,
  face: number,
  items: readonly Item[],
  style: { readonly bendEvery: number; readonly wobble: number },
): Map<number, number> => {
  const [first] = items
  if (!first) return new Map()
  if (items.length === 1) return new Map([[first.key, face]])
  const whole = sum(items)
  const arePlaced = items.every((item) => item.lon !== undefined)
  const start = random.between(0, Math.PI)
  const plans = Array.from({ length: 16 }, (_, n) => {
    const angle = start + (n * Math.PI) / 8
    const along = (item: Item) => (item.lon ?? 0) * Math.cos(angle) * 0.92 + (item.lat ?? 0) * Math.sin(angle)
    const sorted = arePlaced ? items.toSorted((a, b) => along(a) - along(b)) : items
    const options = arePlaced ? sorted.slice(1).map((_, k) => k + 1) : [Math.ceil(sorted.length / 2)]
    return options.flatMap((k) => {
      const share = sum(sorted.slice(0, k)) / whole
      if (arePlaced && items.length > 3 && (share < 0.28 || share > 0.72)) return []
      const plan = plane.planCut(face, angle, share)
      if (!plan) return []
      const gap = arePlaced ? (along(sorted[k] as Item) - along(sorted[k - 1] as Item)) * 60 : 0
      return [{ plan, left: sorted.slice(0, k), right: sorted.slice(k), score: plan.score + gap }]
    })
  })
    .flat()
    .sort((a, b) => b.score - a.score)
  for (const { plan, left, right } of plans) {
    const parts = plane.cut(plan, style.bendEvery, style.wobble)
    if (!parts) continue
    return new Map([
      ...divide(plane, random, parts.left, left, style),
      ...divide(plane, random, parts.right, right, style),
    ])
  }
  throw new Error(`a face of ${Math.round(plane.areaOf(face))} m² cannot be cut into ${items.length}`)
}

/** Shares a whole number out by weight, each part at least `least`; the parts add up exactly. */
export const shareOut = (total: number, weights: readonly number[], least: number): number[] => {
  const rest = total - least * weights.length
  const whole = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (rest * weight) / whole)
  const parts = exact.map(Math.floor)
  const missing = rest - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of byRemainder.slice(0, missing)) parts[i] = (parts[i] ?? 0) + 1
  return parts.map((part) => part + least)
}
