/** Heat 热度: how many different people say the same, how much others agree, how long and how lately. */
import { agreementOf, reportersOf, sharedNames, type Town } from './gathered.ts'

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

/**
 * People count more than linearly, likes only by their logarithm: one message with two thousand likes is still one voice.
 * A shared name without a shared topic, or the other way round, cools.
 */
export const heatOf = (group: readonly number[], town: Town, now: number | null): Heat => {
  const messages = group.flatMap((n) => town.messages[n] ?? [])
  const reporters = reportersOf(group, town)
  const shared = sharedNames(group, town)[0]
  const likes = messages.reduce((sum, { up, down }) => sum + up - down, 0)
  const span = within(messages.flatMap(({ at }) => at ?? []))
  const named = 0.15 + 0.85 * (shared ? shared.share * Math.sqrt(shared.owned) : 0)
  const { voices, mean } = agreementOf(group, shared?.name, town)
  const liked = 1 + 0.2 * Math.log1p(Math.max(0, likes))
  const lasting = 1 + 0.15 * Math.log1p((span?.days ?? 0) / 30)
  const fresh = span && now !== null ? 0.5 ** (Math.max(0, now - span.last) / dayMs / halfLifeDays) : 1
  const heat = voices ** 1.3 * Math.sqrt(mean) * named * liked * lasting * fresh
  return {
    heat: Math.round(heat * 100) / 100,
    reporters,
    likes,
    days: Math.round(span?.days ?? 0),
    name: shared?.name ?? null,
  }
}
