/** Taking in: messages that name the same place and speak of something near, but were gathered elsewhere, come to the group. */
import { centreOf, closeness, reportersOf, sharedNames, type Town } from './gathered.ts'

const sharedFrom = 0.6
const ownedFrom = 0.4
/** A name with more titles than this is a neighbourhood, not a cause. */
const mostTitles = 60
const nearFrom = 0.05
const road = /[路街道线]$/u

/** Groups with their strays. The larger group takes first; a message whose own group is about the name it has first stays there. */
export const takeIn = (groups: readonly (readonly number[])[], town: Town): number[][] => {
  const held = groups.map((group) => [...group])
  const home = new Map<number, number>()
  for (const [g, group] of held.entries()) for (const n of group) home.set(n, g)
  const reporters = held.map((group) => reportersOf(group, town))
  const order = held
    .map((_, g) => g)
    .filter((g) => (reporters[g] ?? 0) >= 3)
    .sort((a, b) => (reporters[b] ?? 0) - (reporters[a] ?? 0) || a - b)
  /** Of two names in a title the first is the matter, the second says where; a road before an estate only says where. */
  const staysWith = (n: number, group: readonly number[], names: ReadonlySet<string>) => {
    const inTitle = town.names.of[n] ?? []
    const mine = inTitle.findIndex((name) => names.has(name))
    const wanted = inTitle[mine] ?? ''
    // 劳动东路魅力之城 is 魅力之城, written longer.
    const isWhere = (name: string) => !road.test(wanted) && (road.test(name) || name.endsWith(wanted))
    const theirs = sharedNames(group, town).filter(
      ({ name, share }) => share >= 0.5 && !names.has(name) && !isWhere(name),
    )
    return group.length > 1 && theirs.some(({ name }) => inTitle.includes(name) && inTitle.indexOf(name) < mine)
  }
  for (const g of order) {
    const group = held[g] ?? []
    if (group.length < 3) continue
    const centre = centreOf(group, town)
    const names = new Set(
      sharedNames(group, town)
        .filter(({ share, owned, titles }) => share >= sharedFrom && owned >= ownedFrom && titles <= mostTitles)
        .map(({ name }) => name),
    )
    for (const n of new Set([...names].flatMap((name) => town.names.titles.get(name) ?? []))) {
      const from = home.get(n)
      if (from === undefined || from === g) continue
      const other = held[from] ?? []
      if (staysWith(n, other, names) || closeness(town.vectors.of[n] ?? [], centre) < nearFrom) continue
      held[from] = other.filter((one) => one !== n)
      group.push(n)
      home.set(n, g)
    }
  }
  return held
}
