/** Sorting by rules 规则分拣: text in, three ranked categories with grade, kind, questions and reasons out. No model needed. */
import { type KindFound, kindOf } from '@liren/matters/contract'
import { type Danger, dangersIn } from './danger.ts'
import type { Dictionary } from './dictionary.ts'
import { type Landmark, landmarkIn } from './landmark.ts'
import { type MissingFact, missingFor } from './missing.ts'
import { type Mood, moodOf } from './mood.ts'
import { type Ranked, rank } from './rank.ts'
import { type Why, why } from './reason.ts'
import type { Grade } from './reference.ts'

export type SortInput = {
  readonly dictionary: Dictionary
  readonly title?: string
  /** Whether the reporter has marked a place or added a photo. */
  readonly hasPlace?: boolean
  readonly hasPhoto?: boolean
  /** How many categories to return; three by default. */
  readonly count?: number
}
export type Sorted = {
  readonly ranked: readonly Ranked[]
  /** The same question put to the tree of DB44/T 2479, for exchange with the hotline. */
  readonly standard: readonly Ranked[]
  readonly kind: KindFound
  readonly grade: Grade
  readonly gradeBecause: readonly Why[]
  readonly dangers: readonly Danger[]
  readonly isRestricted: boolean
  /** Public order, discipline, suicide, minors: a person decides, whatever the probability. */
  readonly isManualOnly: boolean
  /** The same by what was said alone, whatever the ranking: a danger, a child. No model argues with that. */
  readonly bySaying: { readonly isRestricted: boolean; readonly isManualOnly: boolean }
  readonly manualBecause: Why | null
  readonly callFirst: boolean
  readonly missing: readonly MissingFact[]
  readonly mood: Mood
  readonly landmark: Landmark | null
}

const minors = /未成年|儿童被|小孩被|孩子被打|虐童|猥亵|幼童|霸凌/
/** A sensitive category need not come first to keep a machine's hands off. */
export const sensitiveFrom = 0.2

/** Danger names its category: it comes first, whatever else the text says. */
const withDangers = (ranked: readonly Ranked[], dangers: readonly Danger[], dictionary: Dictionary): Ranked[] => {
  const danger = dangers.find(({ categoryCode }) => dictionary.leaves.has(categoryCode ?? ''))
  const leaf = dictionary.leaves.get(danger?.categoryCode ?? '')
  if (!danger || !leaf || ranked[0]?.code === leaf.code) return [...ranked]
  const before = ranked.find(({ code }) => code === leaf.code)
  const because = [{ word: danger.word, said: why('danger', { word: danger.word }) }, ...(before?.because ?? [])]
  const probability = Math.max(before?.probability ?? 0, 0.6)
  const left = (1 - probability) / Math.max(1, 1 - (before?.probability ?? 0))
  const others = ranked
    .filter(({ code }) => code !== leaf.code)
    .map((one) => ({ ...one, probability: Math.round(one.probability * left * 10_000) / 10_000 }))
  const { code, name, path } = leaf
  return [{ code, name, path, probability, because, standard: before?.standard ?? null }, ...others]
}

const gradeOf = (
  ranked: readonly Ranked[],
  dangers: readonly Danger[],
  mood: Mood,
  dictionary: Dictionary,
): { readonly grade: Grade; readonly because: readonly Why[] } => {
  const danger = dangers[0]
  if (danger) return { grade: 4, because: [why('gradeDanger', { word: danger.word })] }
  const top = ranked[0]
  const own = (top && top.probability >= 0.15 && dictionary.leaves.get(top.code)?.grade) || 1
  // A leaf of 特急 is believed only when the words are clear; otherwise a person looks at it soon.
  if (top && own === 4 && top.probability < 0.5)
    return { grade: 3, because: [why('gradePerhaps', { name: top.name, code: top.code })] }
  if (own < 3 && mood.urgency >= 0.4)
    return {
      grade: (own + 1) as Grade,
      because: [...mood.because.map((key) => why(`mood.${key}`)), why('gradeRaised')],
    }
  return {
    grade: own,
    because: [top && own > 1 ? why('gradeOwn', { name: top.name, code: top.code }) : why('gradeUsual')],
  }
}

/** Deterministic: the same text and dictionary give the same answer, on the server and in tests. */
export const sortByRules = (text: string, input: SortInput): Sorted => {
  const { dictionary, count = 3 } = input
  const written = input.title && !text.startsWith(input.title) ? `${input.title}。${text}` : text
  const plain = dictionary.plain(written)
  const ranking = rank(plain, dictionary)
  const dangers = dangersIn(written, dictionary.safety, dictionary.plain)
  const ranked = withDangers(ranking.leaves, dangers, dictionary)
  const mood = moodOf(written)
  const { grade, because } = gradeOf(ranked, dangers, mood, dictionary)
  const kind = kindOf(written)
  const landmark = landmarkIn(written.normalize('NFKC'), dictionary.places)
  const likely = ranked.slice(0, count).filter((one, n) => n === 0 || one.probability >= sensitiveFrom)
  const sensitive = likely.find(({ code }) => dictionary.leaves.get(code)?.isManualOnly)
  const closed = likely.some(
    ({ code, probability }) => probability >= sensitiveFrom && dictionary.leaves.get(code)?.isRestricted,
  )
  const young = minors.exec(plain)?.[0]
  return {
    ranked: ranked.slice(0, count),
    standard: ranking.standard.slice(0, count),
    kind,
    grade,
    gradeBecause: because,
    dangers,
    isRestricted: dangers.some((one) => one.isRestricted) || closed,
    isManualOnly: sensitive !== undefined || young !== undefined || dangers.some((one) => one.isRestricted),
    bySaying: {
      isRestricted: dangers.some((one) => one.isRestricted),
      isManualOnly: young !== undefined || dangers.some((one) => one.isRestricted),
    },
    manualBecause: sensitive
      ? why('manualCategory', { name: sensitive.name, code: sensitive.code })
      : young
        ? why('manualMinor', { word: young })
        : dangers.some((one) => one.isRestricted)
          ? why('manualDanger')
          : null,
    callFirst: dangers.some(({ call }) => call.length > 0) || (likely[0] !== undefined && grade === 4),
    missing: missingFor(ranked[0]?.code ?? null, written, landmark?.text ?? null, {
      hasPlace: input.hasPlace ?? false,
      hasPhoto: input.hasPhoto ?? false,
      kind: kind.kind,
      isCritical: grade === 4,
    }),
    mood,
    landmark,
  }
}
