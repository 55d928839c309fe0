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

export type Agreement = {
  /** People with somebody else near them, in parts: who says something of her own does not count. */
  readonly voices: number
  /** Mean likeness of any two people. */
  readonly mean: number
}

/** A second voice this near counts whole. */
const wholeFrom = 0.4

/** How far different people say the same, one message each, the name itself left out: entity and topic must both agree. */
export const agreementOf = (group: readonly number[], name: string | undefined, town: Town): Agreement => {
  const first = new Map<string, number>()
  for (const n of group) {
    const user = town.messages[n]?.user ?? ''
    if (!first.has(user)) first.set(user, n)
  }
  const said = [...first.values()].map((n) => withoutName(town.vectors.of[n] ?? [], name, town))
  const maps = said.map((vector) => new Map(vector))
  let voices = 0
  let sum = 0
  for (const [one, vector] of said.entries()) {
    let nearest = 0
    for (const [other, terms] of maps.entries()) {
      if (one === other) continue
      const near = closeness(vector, terms)
      nearest = Math.max(nearest, near)
      sum += near
    }
    voices += Math.min(1, nearest / wholeFrom)
  }
  return { voices, mean: sum / Math.max(1, said.length * (said.length - 1)) }
}
