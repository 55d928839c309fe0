/** Two problems in one text 一文多事: taken apart only when the writer says so and the parts are plainly about different things. */
import { type Sorted, type SortInput, sortByRules } from './sort.ts'

export type Part = { readonly text: string; readonly sorted: Sorted }

const marks =
  /[。；;\n]+|(?:(?<=[，,。；;！!\s])|^)(?:另外|还有就是|还有|此外|同时还|其次|第[一二三四][，,、:：是]?|[1-4][、.．)）](?!\d)|[（(][1-4一二三四][)）]|顺便|再就是|二来)[，,：:]?/u
const shortest = 5
/** A part stands on its own only when it names its matter clearly. */
const clear = 0.45

const groupOf = ({ ranked }: Sorted) => ranked[0]?.standard?.code ?? ranked[0]?.code ?? ''
const isClear = ({ ranked, dangers }: Sorted) => dangers.length > 0 || (ranked[0]?.probability ?? 0) >= clear
/** Alike when either one's first three know the other's first. */
const isSame = (one: Sorted, other: Sorted) =>
  groupOf(one) === groupOf(other) ||
  one.ranked.some(({ code }) => code === other.ranked[0]?.code) ||
  other.ranked.some(({ code }) => code === one.ranked[0]?.code)

/** The parts in their order; one part when in doubt. A sentence that names nothing belongs to the one before it. */
export const splitProblems = (text: string, input: SortInput): readonly Part[] => {
  const { title: _, ...rest } = input
  const pieces = text
    .split(marks)
    .map((piece) => piece?.replace(/^[，,、\s]+|[，,、\s]+$/g, '') ?? '')
    .filter((piece) => piece.length > 0)
  const parts: { text: string; sorted: Sorted }[] = []
  for (const piece of pieces) {
    const sorted = sortByRules(piece, rest)
    const last = parts.at(-1)
    const joins =
      last && (piece.length < shortest || !isClear(sorted) || !isClear(last.sorted) || isSame(last.sorted, sorted))
    if (!last || !joins) parts.push({ text: piece, sorted })
    else {
      last.text = `${last.text}。${piece}`
      if (!isClear(last.sorted)) last.sorted = sortByRules(last.text, rest)
    }
  }
  if (parts.length > 1 && parts.every(({ sorted }) => isClear(sorted)))
    return parts.map((part) => ({ text: part.text, sorted: sortByRules(part.text, rest) }))
  return [{ text, sorted: sortByRules(text, input) }]
}
