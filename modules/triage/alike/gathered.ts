/** What is known of a group: its middle, the name its titles share, how closely the rest agrees, who wrote. */
import type { Message } from './message.ts'
import type { Names } from './place-names.ts'
import { lengthOf, type Vector, type Vectors } from './word-vectors.ts'

export type Town = { readonly messages: readonly Message[]; readonly vectors: Vectors; readonly names: Names }

export const centreOf = (group: readonly number[], { vectors }: Town): ReadonlyMap<number, number> => {
  const sums = new Map<number, number>()
  for (const n of group)
    for (const [term, weight] of vectors.of[n] ?? []) sums.set(term, (sums.get(term) ?? 0) + weight)
  const length = lengthOf(sums.values())
  for (const [term, sum] of sums) sums.set(term, sum / length)
  return sums
}

export const closeness = (vector: Vector, centre: ReadonlyMap<number, number>): number =>
  vector.reduce((sum, [term, weight]) => sum + weight * (centre.get(term) ?? 0), 0)

export const reportersOf = (group: readonly number[], { messages }: Town): number =>
  new Set(group.map((n) => messages[n]?.user)).size

export type SharedName = {
  readonly name: string
  /** Share of the group's titles that have it. */
  readonly share: number
  /** Share of all titles with the name that are in the group. */
  readonly owned: number
  readonly titles: number
}

/** Names of a group, those most of its titles share first; of equal ones the longer. */
export const sharedNames = (group: readonly number[], { names }: Town): readonly SharedName[] => {
  const counts = new Map<string, number>()
  for (const n of group) for (const name of names.of[n] ?? []) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => {
      const titles = names.titles.get(name)?.length ?? count
      return {
        name,
        share: count / group.length,
        owned: count / titles,
        titles,
        worth: count * (1 + 0.1 * name.length),
      }
    })
    .sort((a, b) => b.worth - a.worth || b.name.length - a.name.length || (a.name < b.name ? -1 : 1))
}

/** A vector without the terms of a name, at unit length again. */
export const withoutName = (vector: Vector, name: string | undefined, { vectors }: Town): Vector => {
  const rest = vector.filter(([term]) => {
    const text = (vectors.terms[term] ?? '').replace(' ', '')
    return name === undefined || !(name.includes(text) || text.includes(name))
  })
  const length = lengthOf(rest.map(([, weight]) => weight))
  return rest.map(([term, weight]) => [term, weight / length])
}

/** Unrelated messages share words as well; below this two people have not said the same, from `wholeFrom` they have. */
const chanceTo = 0.1
const wholeFrom = 0.6

/**
 * How many people say the same: as many as would make the pairs found if all of them agreed whole. Two people agree as much as the nearest
 * two of their messages do, the shared name left out, so that a place alone is no agreement. Strangers to the matter in the group add nothing
 * and take nothing away; one person's repeats add nothing either.
 */
export const voicesOf = (group: readonly number[], name: string | undefined, town: Town): number => {
  const people = [...Map.groupBy(group, (n) => town.messages[n]?.user ?? '').values()].map((messages) =>
    messages.map((n) => {
      const vector = withoutName(town.vectors.of[n] ?? [], name, town)
      return { vector, terms: new Map(vector) }
    }),
  )
  let agreed = 0
  for (const [n, mine] of people.entries())
    for (const theirs of people.slice(0, n)) {
      const nearest = Math.max(...mine.flatMap(({ vector }) => theirs.map(({ terms }) => closeness(vector, terms))))
      agreed += 2 * Math.max(0, Math.min(1, (nearest - chanceTo) / (wholeFrom - chanceTo)))
    }
  return Math.sqrt(agreed)
}
