/** Two problems in one text 一文多事: taken apart only when the writer says so and the parts are plainly about different things. */
import type { Dictionary } from './dictionary.ts'
import type { Ranked } from './rank.ts'
import { type Sorted, type SortInput, sortByRules } from './sort.ts'

export type Part = { readonly text: string; readonly sorted: Sorted }

const marks =
  /[。；;\n]+|(?:(?<=[，,。；;！!\s])|^)(?:另外|还有就是|还有|此外|同时|其次|而且|并且|以及|第[一二三四][，,、:：是]?|[1-4][、.．)）](?!\d)|[（(][1-4一二三四][)）]|顺便|再就是|二来)[，,：:]?/u
/** Without such a word a comma parts two problems where the second is said to be there as well (路灯也不亮). */
const commas = /[，,]+/u
const asWell = /也|又有|又在/u
const shortest = 4
/** A part stands on its own only when it names its matter clearly; after a mere comma, more clearly still. */
const clear = 0.45
const clearer = 0.6
/** The same thing stands in several trees: what each holds likely is one likelihood. */
const likelihood = ({ ranked }: Sorted, { sameAs }: Dictionary) => {
  const thing = (code: string) => sameAs.get(code) ?? code
  const [first] = ranked
  if (!first) return 0
  return ranked.reduce((sum, { code, probability }) => sum + (thing(code) === thing(first.code) ? probability : 0), 0)
}
const isClear = (sorted: Sorted, dictionary: Dictionary, least = clear) =>
  sorted.dangers.length > 0 || likelihood(sorted, dictionary) >= least
/** Alike when either one's first three know the other's first, in whatever tree; counted up by the writer, when their firsts are alike. */
const isSame = (one: Sorted, other: Sorted, { sameAs }: Dictionary, known: number) => {
  const thingsOf = (some: readonly Ranked[]) =>
    some.flatMap(({ code, standard }) => [sameAs.get(code) ?? code, ...(standard && known > 1 ? [standard.code] : [])])
  const knows = (ranked: readonly Ranked[], first: readonly Ranked[]) =>
    thingsOf(first.slice(0, 1)).some((thing) => thingsOf(ranked.slice(0, known)).includes(thing))
  return knows(one.ranked, other.ranked) || knows(other.ranked, one.ranked)
}
const isCountedUp = (text: string) => /(?:^|[\s，,。；;：:])(?:2[、.．)）](?!\d)|第二|[（(][2二][)）]|二是)/u.test(text)

type Piece = { readonly text: string; readonly isAfterComma: boolean }
const trimmed = (text: string | undefined) => text?.replace(/^[，,、\s]+|[，,、\s]+$/g, '') ?? ''
const piecesOf = (text: string): readonly Piece[] =>
  text.split(marks).flatMap((sentence) =>
    trimmed(sentence)
      .split(commas)
      .reduce<Piece[]>((pieces, clause) => {
        const last = pieces.at(-1)
        if (last && !asWell.test(clause)) pieces.splice(-1, 1, { ...last, text: `${last.text}，${clause}` })
        else if (clause !== '') pieces.push({ text: clause, isAfterComma: last !== undefined })
        return pieces
      }, []),
  )

/** The parts in their order; one part when in doubt. A sentence that names nothing belongs to the one before it. */
export const splitProblems = (text: string, input: SortInput): readonly Part[] => {
  const { title: _, ...rest } = input
  const { dictionary } = input
  const known = isCountedUp(text) ? 1 : 3
  const parts: { text: string; sorted: Sorted }[] = []
  for (const piece of piecesOf(text)) {
    const sorted = sortByRules(piece.text, rest)
    const last = parts.at(-1)
    const least = piece.isAfterComma ? clearer : clear
    const joins =
      last &&
      (piece.text.length < shortest ||
        !isClear(sorted, dictionary, least) ||
        !isClear(last.sorted, dictionary, least) ||
        isSame(last.sorted, sorted, dictionary, known))
    if (!last || !joins) parts.push({ text: piece.text, sorted })
    else {
      last.text = `${last.text}${piece.isAfterComma ? '，' : '。'}${piece.text}`
      if (!isClear(last.sorted, dictionary)) last.sorted = sortByRules(last.text, rest)
    }
  }
  if (parts.length > 1 && parts.every(({ sorted }) => isClear(sorted, dictionary)))
    return parts.map((part) => ({ text: part.text, sorted: sortByRules(part.text, rest) }))
  return [{ text, sorted: sortByRules(text, input) }]
}
