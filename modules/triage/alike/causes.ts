/**
 * Causes in a pile of reports that have a place and a category: found by the words of a whole subdistrict, over the borders of
 * communities and categories, and taken apart again where only a road's name is shared or the ground between is too wide. Pure.
 */
import { centreOf, closeness, sharedNames, type Town, withoutName } from './gathered.ts'
import { heatOf } from './heat.ts'
import { groupsOf, titleOf, townOf } from './hotspots.ts'
import { metresBetween } from './likeness.ts'
import type { Message } from './message.ts'

export type PlacedReport = Message & {
  readonly areaCode: string
  /** What it is about; null where nobody has sorted it yet. */
  readonly kind: string | null
  readonly place: { readonly lon: number; readonly lat: number } | null
}
export type Cause = {
  readonly heat: number
  readonly title: string
  readonly ids: readonly string[]
  readonly areaCodes: readonly string[]
  readonly kinds: readonly string[]
}

/** Over the border of a community, two reports of one cause lie no further apart. */
const nearMetres = 500
/** Under another category a report stays only where its words, without the places they share, say something near. */
const sameThing = 0.35
/** Names of roads, with what may stand before them: where something is says not what it is. */
const road = /\p{Script=Han}{2,4}?(?:大道|路|街|巷)/gu
/** One report of each kind in a road has nothing in common but the road. */
const leastOfKind = 2

const isNear = (one: PlacedReport, other: PlacedReport, town: Town, a: number, b: number) => {
  if (one.areaCode === other.areaCode) return true
  if (one.place && other.place) return metresBetween(one.place, other.place) <= nearMetres
  const theirs = town.names.of[b] ?? []
  return (town.names.of[a] ?? []).some((name) => theirs.includes(name))
}

/** Parts of a group in which each lies near some other. */
const partsOf = (group: readonly number[], reports: readonly PlacedReport[], town: Town): number[][] => {
  const rest = new Set(group)
  const parts: number[][] = []
  for (const first of group) {
    if (!rest.delete(first)) continue
    const part = [first]
    for (const n of part)
      for (const other of rest) {
        const [one, two] = [reports[n], reports[other]]
        if (one && two && isNear(one, two, town, n, other)) {
          rest.delete(other)
          part.push(other)
        }
      }
    parts.push(part)
  }
  return parts
}

/** The reports of the commonest category, and those of others that speak of the same thing; the rest by category. */
const byThing = (part: readonly number[], reports: readonly PlacedReport[], town: Town): number[][] => {
  const kinds = [...Map.groupBy(part, (n) => reports[n]?.kind ?? '')].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  )
  const [most, ...others] = kinds
  if (!most) return []
  const [, core] = most
  if (core.length < leastOfKind) return []
  const roads = part.flatMap((n) => reports[n]?.title?.match(road) ?? [])
  const names = [...new Set([...sharedNames(part, town).map(({ name }) => name), ...roads])]
  const bare = (n: number) => names.reduce((vector, name) => withoutName(vector, name, town), town.vectors.of[n] ?? [])
  const centre = centreOf(core, { ...town, vectors: { ...town.vectors, of: town.vectors.of.map((_, n) => bare(n)) } })
  const taken = others.flatMap(([, some]) => some.filter((n) => closeness(bare(n), centre) >= sameThing))
  const isTaken = new Set(taken)
  return [[...core, ...taken], ...others.map(([, some]) => some.filter((n) => !isTaken.has(n)))]
}

const inOne = (reports: readonly PlacedReport[], atLeast: number, now: number): Cause[] => {
  const town = townOf(reports)
  return groupsOf(town)
    .flatMap((group) => partsOf(group, reports, town))
    .flatMap((part) => byThing(part, reports, town))
    .filter((group) => group.length >= atLeast)
    .map((group) => {
      const those = group.flatMap((n) => reports[n] ?? [])
      return {
        heat: heatOf(group, town, now).heat,
        title: titleOf(group, town),
        ids: those.map(({ id }) => id),
        areaCodes: [...new Set(those.map(({ areaCode }) => areaCode))],
        kinds: [...new Set(those.flatMap(({ kind }) => kind ?? []))],
      }
    })
}

/**
 * Hottest first; of what nobody has sorted yet nothing is said.
 * @example findCauses(reports, { atLeast: 3, now: Date.now() })[0]?.ids.length // 7
 */
export const findCauses = (
  reports: readonly PlacedReport[],
  { atLeast, now }: { readonly atLeast: number; readonly now: number },
): readonly Cause[] =>
  [
    ...Map.groupBy(
      reports.filter(({ kind }) => kind !== null),
      ({ areaCode }) => areaCode.slice(0, 9),
    ).values(),
  ]
    .flatMap((some) => inOne(some, atLeast, now))
    .sort((a, b) => b.heat - a.heat || ((a.ids[0] ?? '') < (b.ids[0] ?? '') ? -1 : 1))
