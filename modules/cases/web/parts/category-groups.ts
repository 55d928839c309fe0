/** Groups of categories that a beginning of their codes names, and nothing else does. */

type Coded = { readonly code: string; readonly path: readonly string[] }
export type CategoryGroup = { readonly prefix: string; readonly path: readonly string[]; readonly count: number }

const shared = (a: string, b: string) => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return a.slice(0, at)
}

/** Of categories that stand under one path, those whose codes begin alike while no others do; a lone category is no group. */
export const groupsOf = (all: readonly Coded[]): readonly CategoryGroup[] => {
  const under = new Map<string, Coded[]>()
  for (const one of all)
    for (let depth = 1; depth <= one.path.length; depth += 1) {
      const key = one.path.slice(0, depth).join('\n')
      under.set(key, [...(under.get(key) ?? []), one])
    }
  const seen = new Set<string>()
  return [...under].flatMap(([key, members]) => {
    const prefix = members.map(({ code }) => code).reduce(shared)
    const isOwn = prefix !== '' && all.every((one) => !one.code.startsWith(prefix) || members.includes(one))
    if (!isOwn || members.length < 2 || seen.has(prefix)) return []
    seen.add(prefix)
    return [{ prefix, path: key.split('\n'), count: members.length }]
  })
}
