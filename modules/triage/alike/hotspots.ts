/** Hot spots 热点: many reports, one cause. Finds them in any pile of messages, hottest first. */
import { words } from '../model/words.ts'
import { gather } from './gather.ts'
import { centreOf, closeness, type Town } from './gathered.ts'
import { type Heat, heatOf } from './heat.ts'
import type { Message } from './message.ts'
import { namesIn, weightOfName } from './place-names.ts'
import { takeIn } from './take-in.ts'
import { vectorsOf } from './word-vectors.ts'

export type Hotspot = {
  readonly rank: number
  readonly heat: number
  /** Title of the message nearest to the middle. */
  readonly title: string
  readonly ids: readonly string[]
  readonly about: Omit<Heat, 'heat'>
}

const likeFrom = 0.16
const nameBonus = 0.12
const salutation = /尊敬的.{0,12}?[:：!！,，]|您好|你好|https?:\S+/g

const tidy = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    // 伊景园·滨河苑 and 伊景园滨河苑 are one name.
    .replace(/(?<=\p{Script=Han})[·.•・](?=\p{Script=Han})/gu, '')
    .replace(salutation, ' ')

export const townOf = (messages: readonly Message[]): Town => {
  // Long complaints say what they are about early; the rest is law and feelings.
  const cuts = messages.map(({ title, text }) => ({
    title: words(tidy(title)),
    text: words(tidy(text).slice(0, 1500)),
  }))
  return { messages, vectors: vectorsOf(cuts), names: namesIn(cuts.map(({ title }) => title)) }
}

/** Messages of one cause, as positions. */
export const groupsOf = (town: Town): readonly (readonly number[])[] => {
  const bonus = (one: number, other: number) => {
    const theirs = town.names.of[other] ?? []
    const weights = (town.names.of[one] ?? [])
      .filter((name) => theirs.includes(name))
      .map((name) => weightOfName(town.names.titles.get(name)?.length ?? 1))
    return nameBonus * Math.max(0, ...weights)
  }
  return takeIn(gather(town.vectors.of, bonus, likeFrom), town)
}

/** What whoever is nearest to the middle wrote. */
export const titleOf = (group: readonly number[], town: Town): string => {
  const centre = centreOf(group, town)
  const nearest = [...group].sort(
    (a, b) => closeness(town.vectors.of[b] ?? [], centre) - closeness(town.vectors.of[a] ?? [], centre) || a - b,
  )
  const named = nearest.map((n) => town.messages[n]).find((message) => message?.title)
  return named?.title ?? town.messages[nearest[0] ?? -1]?.text.slice(0, 40) ?? ''
}

/**
 * Causes that at least `atLeast` different people report. `now` ages old ones; by default the time of the newest message.
 */
export const findHotspots = (
  messages: readonly Message[],
  { atLeast = 2, now }: { readonly atLeast?: number; readonly now?: number } = {},
): readonly Hotspot[] => {
  const town = townOf(messages)
  const newest = messages.reduce<number | null>(
    (last, { at }) => (at !== null && at > (last ?? at - 1) ? at : last),
    null,
  )
  return groupsOf(town)
    .map((group) => ({ group, found: heatOf(group, town, now ?? newest) }))
    .filter(({ group, found }) => group.length >= 2 && found.reporters >= atLeast)
    .sort((a, b) => b.found.heat - a.found.heat || (a.group[0] ?? 0) - (b.group[0] ?? 0))
    .map(({ group, found: { heat, ...about } }, n) => ({
      rank: n + 1,
      heat,
      title: titleOf(group, town),
      ids: group.map((one) => town.messages[one]?.id ?? ''),
      about,
    }))
}
