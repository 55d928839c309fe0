/** Heat 热度: how many different people say the same, how much others react, how lately. */
import { reportersOf, sharedNames, type Town, voicesOf } from './gathered.ts'

const dayMs = 86_400_000
/** After so many quiet days a cause is half as hot. */
const halfLifeDays = 365

export type Heat = {
  readonly heat: number
  readonly reporters: number
  readonly likes: number
  readonly days: number
  readonly name: string | null
}

const within = (times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b)
  const first = sorted[0]
  const last = sorted.at(-1)
  return first === undefined || last === undefined ? null : { days: (last - first) / dayMs, last }
}

/** How much a reaction adds: ten add a quarter, a thousand add two thirds. */
const reactionShare = 0.1

/**
 * People who say the same count each, reactions only by their logarithm: one message with two thousand likes is still one voice. Whoever
 * disagrees takes part in it as well. A shared topic without a shared name cools.
 */
export const heatOf = (group: readonly number[], town: Town, now: number | null): Heat => {
  const messages = group.flatMap((n) => town.messages[n] ?? [])
  const reporters = reportersOf(group, town)
  const shared = sharedNames(group, town)[0]
  const likes = messages.reduce((sum, { up, down }) => sum + up - down, 0)
  const reactions = messages.reduce((sum, { up, down }) => sum + up + down, 0)
  const span = within(messages.flatMap(({ at }) => at ?? []))
  const named = 0.15 + 0.85 * (shared ? shared.share * Math.sqrt(shared.owned) : 0)
  const stirred = 1 + reactionShare * Math.log1p(reactions)
  const fresh = span && now !== null ? 0.5 ** (Math.max(0, now - span.last) / dayMs / halfLifeDays) : 1
  const heat = voicesOf(group, shared?.name, town) * named * stirred * fresh
  return {
    heat: Math.round(heat * 100) / 100,
    reporters,
    likes,
    days: Math.round(span?.days ?? 0),
    name: shared?.name ?? null,
  }
}
