/** 英文 Every place of a document that people read, with its English words: written by its makers, or still made up by the studio. */
import type { Fault, ToolDocument, Words } from './document.ts'

export type Place = { readonly path: string; readonly words: Words }

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { en?: unknown }).en === 'string' &&
  typeof (value as { 'zh-CN'?: unknown })['zh-CN'] === 'string'

/** Places in the order they stand in; names of the unit and the ethics review are no words of the tool itself. */
export const wordsIn = (value: unknown, path = ''): readonly Place[] => {
  if (isWords(value)) return [{ path, words: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    path === '' && (key === 'ethics' || key === 'provider' || key === 'examples')
      ? []
      : wordsIn(inner, `${path}/${key}`),
  )
}

/** What the studio writes until somebody does better. */
const madeUp =
  /^(?:Field|Choice|State|Move|List|Reminder|Points?) \d+$|^See the Chinese words: |^New tool$|^What people asked for$|^In one sentence: whom it helps/
export const isMadeUp = ({ en }: Words) => en.trim() === '' || madeUp.test(en)

/** The same document with other English words at one place. */
export const withEnglish = (document: ToolDocument, path: string, en: string): ToolDocument => {
  const put = (value: unknown, steps: readonly string[]): unknown => {
    const [step, ...rest] = steps
    if (step === undefined) return isWords(value) ? { ...value, en } : value
    if (Array.isArray(value)) return value.map((one, at) => (String(at) === step ? put(one, rest) : one))
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value
    return { ...value, [step]: put((value as Record<string, unknown>)[step], rest) }
  }
  // Only words are changed, so it keeps its shape.
  return put(document, path.slice(1).split('/')) as ToolDocument
}

/** One doubt for the whole document, with the first places it is about. */
export const englishFaults = (document: ToolDocument): readonly Fault[] => {
  const places = wordsIn(document).filter(({ words }) => isMadeUp(words))
  if (places.length === 0) return []
  const reason = `no English yet at ${places.length}: ${places.map(({ path }) => path).join(' ')}`.slice(0, 160)
  return [{ path: '/texts', code: 'placeholder-english', reason, level: 'warn' }]
}
