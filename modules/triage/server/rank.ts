/** Rules and model asked together: three categories with one probability each, and the reasons of both. */
import { predict, timesMet } from '../model/model.ts'
import { withChoice } from '../policy.ts'
import { blend } from '../sorting/blend.ts'
import { type Reason, type Why, why } from '../sorting/reason.ts'
import { type Sorted, sensitiveFrom, sortByRules } from '../sorting/sort.ts'
import type { Known } from './known.ts'

export type Asked = {
  readonly text: string
  readonly hasPlace: boolean
  readonly hasPhoto: boolean
  /** The category the reporter chose, and how far such a choice is to be trusted. */
  readonly chosen: string | null
  readonly trust: number
  /** What the reporter's earlier report at the place was, where the words point back to it. */
  readonly hint?: Hint | null
}
export type Hint = { readonly code: string; readonly trust: number; readonly said: Why }
export type Ranked = {
  readonly ranked: readonly { readonly code: string; readonly probability: number }[]
  readonly because: Readonly<Record<string, readonly Reason[]>>
  readonly rules: Sorted
  /** Said, or likely after rules and model were asked together. */
  readonly isRestricted: boolean
  readonly isManualOnly: boolean
}

const wide = 12
/** From here on the words name their category plainly. */
const plain = 0.6
/** How many texts of a category the model may be trusted on: those kept here, or those an installed one was made from. */
const metOf = (model: Parameters<typeof predict>[0] | null, counts: Known['counts'], code: string) =>
  Math.max(counts.get(code) ?? 0, model?.seen[model.labels.indexOf(code)] ?? 0)
/** Six examples of a category weigh as much as the rules; the model, whose shares are calibrated, never counts for all. */
const trustIn = (count: number) => Math.min(0.97, count / (count + 6))

/** A word the model met in so many texts is familiar to it. */
const familiar = 3
const wordsOf = ({ because }: Sorted['ranked'][number]) =>
  because.flatMap(({ word }) => word.split('、')).filter((word) => word !== '')

type Share = { readonly code: string; readonly probability: number }

/** The same thing in two trees shares its probability out; whichever comes first carries both. */
const joined = (ranked: readonly Share[], { sameAs }: Known): readonly Share[] => {
  const whole = new Map<string, Share>()
  for (const one of ranked) {
    const key = sameAs.get(one.code) ?? one.code
    const before = whole.get(key)
    whole.set(key, before ? { ...before, probability: before.probability + one.probability } : one)
  }
  return [...whole.values()].sort((a, b) => b.probability - a.probability)
}

export const rankText = (known: Known, model: Parameters<typeof predict>[0] | null, asked: Asked): Ranked => {
  const { dictionary, categories, counts } = known
  const rules = sortByRules(asked.text, { dictionary, hasPlace: asked.hasPlace, hasPhoto: asked.hasPhoto, count: wide })
  const learned = model ? predict(model, { text: asked.text }) : null
  const byModel = (learned?.ranked ?? [])
    .filter(({ label }) => categories.has(label))
    .slice(0, wide)
    .map(({ label, probability }) => ({ code: label, probability }))
  // What the model never saw it cannot rank: where the rules point clearly at such a category, by a word the model never met
  // elsewhere either, it counts for half. A word it met often under another category is no news to it.
  const clearly = rules.ranked[0]
  const isNew =
    model !== null &&
    clearly !== undefined &&
    clearly.probability >= 0.5 &&
    metOf(model, counts, clearly.code) < 5 &&
    wordsOf(clearly).some((word) => timesMet(model, word) < familiar)
  const trust = trustIn(metOf(model, counts, byModel[0]?.code ?? '')) * (isNew ? 0.5 : 1)
  // Danger names its category by rule; no model argues with that.
  const mixed =
    byModel.length === 0 || rules.dangers.length > 0
      ? rules.ranked
      : blend(rules.ranked, byModel, { trust, count: wide })
  const unchosen = joined(mixed, known)
  const chosen = asked.chosen !== null && categories.has(asked.chosen) ? asked.chosen : null
  // Where the words say it themselves, what was reported before is no news.
  const hint = chosen === null && (unchosen[0]?.probability ?? 0) < plain ? (asked.hint ?? null) : null
  const ranked = withChoice(unchosen, chosen ?? hint?.code ?? null, hint?.trust ?? asked.trust)
    .slice(0, 3)
    .map(({ code, probability }) => ({ code, probability: Math.round(Math.min(1, probability) * 10_000) / 10_000 }))
  const likely = mixed.slice(0, 3).filter(({ probability }, n) => n === 0 || probability >= sensitiveFrom)
  const isLikely = (what: 'isRestricted' | 'isManualOnly') =>
    likely.some(
      ({ code, probability }) =>
        (what === 'isManualOnly' || probability >= sensitiveFrom) && categories.get(code)?.[what],
    )
  const because: Record<string, Reason[]> = {}
  for (const { code } of ranked) {
    because[code] = [...(rules.ranked.find((one) => one.code === code)?.because ?? []).slice(0, 5)]
    if (code === asked.chosen) because[code].unshift({ word: '', said: why('chosen') })
    if (code === hint?.code) because[code].unshift({ word: '', said: hint.said })
  }
  const top = ranked[0]?.code
  if (learned && top !== undefined && learned.ranked[0]?.label === top)
    for (const { word } of learned.because.slice(0, 4))
      if (!because[top]?.some((one) => one.word === word)) because[top]?.push({ word, said: why('learned', { word }) })
  return {
    ranked,
    because,
    rules,
    isRestricted: rules.bySaying.isRestricted || isLikely('isRestricted'),
    isManualOnly: rules.bySaying.isManualOnly || isLikely('isManualOnly'),
  }
}
