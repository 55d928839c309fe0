/** Gathering: average-linkage clustering over the pairs that share something; what shares nothing counts as zero. */
import type { Vector } from './word-vectors.ts'

/** Pairs below this are not even remembered. */
const faint = 0.05

/** A heap of links, strongest first; ties go to the earlier pair, so that the result does not depend on luck. */
type Link = readonly [strength: number, one: number, other: number, oneSize: number, otherSize: number]
const isBefore = (a: Link, b: Link) => (a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] < b[1] : a[2] < b[2])

const heapOf = () => {
  const links: Link[] = []
  const at = (n: number) => links[n] as Link
  const swap = (a: number, b: number) => {
    const kept = at(a)
    links[a] = at(b)
    links[b] = kept
  }
  return {
    push: (link: Link) => {
      links.push(link)
      for (let n = links.length - 1; n > 0; ) {
        const parent = (n - 1) >> 1
        if (!isBefore(at(n), at(parent))) break
        swap(n, parent)
        n = parent
      }
    },
    pop: (): Link | undefined => {
      const top = links[0]
      const end = links.pop()
      if (end && links.length > 0) {
        links[0] = end
        for (let n = 0; ; ) {
          let child = 2 * n + 1
          if (child >= links.length) break
          if (child + 1 < links.length && isBefore(at(child + 1), at(child))) child += 1
          if (!isBefore(at(child), at(n))) break
          swap(n, child)
          n = child
        }
      }
      return top
    },
  }
}

/** Strength of every pair that shares terms: cosine, and what `bonus` adds. */
const neighboursOf = (vectors: readonly Vector[], bonus: (one: number, other: number) => number) => {
  const postings = new Map<number, [message: number, weight: number][]>()
  const neighbours = vectors.map(() => new Map<number, number>())
  const scores = new Float64Array(vectors.length)
  for (const [one, vector] of vectors.entries()) {
    const touched: number[] = []
    for (const [term, weight] of vector) {
      const list = postings.get(term) ?? []
      for (const [other, theirs] of list) {
        if (scores[other] === 0) touched.push(other)
        scores[other] = (scores[other] ?? 0) + weight * theirs
      }
      list.push([one, weight])
      postings.set(term, list)
    }
    for (const other of touched) {
      const score = scores[other] ?? 0
      scores[other] = 0
      if (score <= faint) continue
      const strength = score + bonus(one, other)
      neighbours[one]?.set(other, strength)
      neighbours[other]?.set(one, strength)
    }
  }
  return neighbours
}

/** Groups of positions whose mean strength to one another stays above the threshold. */
export const gather = (
  vectors: readonly Vector[],
  bonus: (one: number, other: number) => number,
  threshold: number,
): number[][] => {
  const sums = neighboursOf(vectors, bonus)
  const members: number[][] = vectors.map((_, n) => [n])
  const sizeOf = (n: number) => members[n]?.length ?? 0
  const heap = heapOf()
  const offer = (one: number, other: number, sum: number) => {
    const strength = sum / (sizeOf(one) * sizeOf(other))
    if (strength >= threshold) heap.push([strength, one, other, sizeOf(one), sizeOf(other)])
  }
  for (const [one, links] of sums.entries()) for (const [other, sum] of links) if (other < one) offer(one, other, sum)
  for (let link = heap.pop(); link; link = heap.pop()) {
    const [, one, other, oneSize, otherSize] = link
    // Either side has grown or gone since; the newer link is in the heap as well.
    if (sizeOf(one) !== oneSize || sizeOf(other) !== otherSize) continue
    const mine = sums[one] ?? new Map<number, number>()
    for (const [third, sum] of sums[other] ?? []) {
      sums[third]?.delete(other)
      if (third === one) continue
      const joint = (mine.get(third) ?? 0) + sum
      mine.set(third, joint)
      sums[third]?.set(one, joint)
    }
    mine.delete(other)
    sums[other]?.clear()
    members[one]?.push(...(members[other] ?? []))
    members[other] = []
    for (const [third, sum] of mine) offer(one, third, sum)
  }
  return members.filter((group) => group.length > 0)
}
