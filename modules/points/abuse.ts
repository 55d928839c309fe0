/** Signs of abuse 异常: helping in pairs and circles, one device for many, answers faster than reading, a photo that pays twice. */

export const flagKinds = ['self', 'pair', 'circle', 'device', 'burst', 'photo', 'relative'] as const
export type FlagKind = (typeof flagKinds)[number]

/** Somebody was credited for something done with or for somebody else. */
export type Deed = { readonly personId: string; readonly withId: string }

/** Two who credit one another, each so often. */
export const mutualPairs = (deeds: readonly Deed[], least: number): readonly (readonly [string, string])[] => {
  const count = new Map<string, number>()
  for (const { personId, withId } of deeds) {
    const key = `${personId} ${withId}`
    count.set(key, (count.get(key) ?? 0) + 1)
  }
  const pairs: [string, string][] = []
  for (const [key, times] of count) {
    const [one = '', other = ''] = key.split(' ')
    if (one < other && times >= least && (count.get(`${other} ${one}`) ?? 0) >= least) pairs.push([one, other])
  }
  return pairs
}

/** Three who each credit the next and nobody else turns up between them: A helps B, B helps C, C helps A, so often each. */
export const circles = (deeds: readonly Deed[], least: number): readonly (readonly string[])[] => {
  const next = new Map<string, Map<string, number>>()
  for (const { personId, withId } of deeds) {
    const mine = next.get(personId) ?? new Map<string, number>()
    next.set(personId, mine)
    mine.set(withId, (mine.get(withId) ?? 0) + 1)
  }
  const often = (one: string, other: string) => (next.get(one)?.get(other) ?? 0) >= least
  const found = new Map<string, readonly string[]>()
  for (const [one, to] of next)
    for (const other of to.keys())
      if (other !== one && often(one, other))
        for (const third of next.get(other)?.keys() ?? [])
          if (third !== one && third !== other && often(other, third) && often(third, one)) {
            const circle = [one, other, third].sort()
            found.set(circle.join(' '), circle)
          }
  return [...found.values()]
}
