/** Finds reports of the same thing among recent ones without comparing with all of them: near places and shared words only. */
import { type Likeness, likeness, type Report, shinglesOf } from './likeness.ts'

export type Alike = Likeness & { readonly report: Report }

/** At or above: shown to the resident before sending, and to staff as “may be the same”. Measured on written pairs. */
export const alikeFrom = 0.55

/** About 220 m of latitude: a neighbour square holds everything within reach. */
const square = 0.002
const sharedAtLeast = 2
const mostCompared = 200

const squareOf = (lon: number, lat: number) => `${Math.floor(lon / square)}:${Math.floor(lat / square)}`
const around = (lon: number, lat: number) =>
  [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => squareOf(lon + x * square, lat + y * square)))

export type RecentReports = { readonly alike: (candidate: Report, least?: number) => readonly Alike[] }

const add = (index: Map<string, number[]>, key: string, n: number) => {
  const list = index.get(key)
  if (list) list.push(n)
  else index.set(key, [n])
}

/** Indexes recent reports once; asking is then a matter of a millisecond. */
export const recentReports = (recent: readonly Report[]): RecentReports => {
  const shingles = recent.map(({ text }) => shinglesOf(text))
  const byPair = new Map<string, number[]>()
  const bySquare = new Map<string, number[]>()
  const withPhoto: number[] = []
  for (const [n, report] of recent.entries()) {
    for (const pair of shingles[n] ?? []) add(byPair, pair, n)
    if (typeof report.lon === 'number' && typeof report.lat === 'number')
      add(bySquare, squareOf(report.lon, report.lat), n)
    if ((report.photos ?? []).length > 0) withPhoto.push(n)
  }
  // Words half the town uses lead nowhere.
  const most = Math.max(50, recent.length / 10)
  const candidatesFor = (candidate: Report): readonly number[] => {
    const votes = new Map<number, number>()
    const vote = (n: number, weight: number) => votes.set(n, (votes.get(n) ?? 0) + weight)
    for (const pair of shinglesOf(candidate.text)) {
      const list = byPair.get(pair) ?? []
      if (list.length <= most) for (const n of list) vote(n, 1)
    }
    if (typeof candidate.lon === 'number' && typeof candidate.lat === 'number')
      for (const key of around(candidate.lon, candidate.lat))
        for (const n of bySquare.get(key) ?? []) vote(n, sharedAtLeast)
    if ((candidate.photos ?? []).length > 0) for (const n of withPhoto) vote(n, sharedAtLeast)
    return [...votes]
      .filter(([, count]) => count >= sharedAtLeast)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, mostCompared)
      .map(([n]) => n)
  }
  return {
    alike: (candidate, least = alikeFrom) =>
      candidatesFor(candidate)
        .flatMap((n): Alike[] => {
          const report = recent[n]
          if (!report || report.id === candidate.id) return []
          return [{ report, ...likeness(candidate, report) }]
        })
        .filter(({ score }) => score >= least)
        .sort((a, b) => b.score - a.score || (a.report.id < b.report.id ? -1 : 1)),
  }
}

/** For one question only; ask {@link recentReports} when there are many. */
export const findAlike = (candidate: Report, recent: readonly Report[], least = alikeFrom): readonly Alike[] =>
  recentReports(recent).alike(candidate, least)
