/** Words on screens. Each module's words load with its first page; the frame's own are scope `web`. */
import { createContext, useCallback, useContext } from 'react'
import { cell, useCell } from './cell.ts'
import { type Locale, look, useLook } from './look.ts'
import { type Facts, fillIn, findWord, type Words } from './say.ts'

/** How a scope's words are fetched, one chunk for each language. */
export type WordsSource = Readonly<Record<Locale, () => Promise<Words | { readonly default: Words }>>>

const sources = new Map<string, WordsSource>()
const loading = new Map<string, Promise<void>>()
const shelf = cell<ReadonlyMap<string, Words>>(new Map())
const shelfKey = (scope: string, locale: Locale) => `${scope}/${locale}`

/** The scope (module) whose words a screen speaks; set by the frame around each page and slot. */
export const WordScope = createContext('web')

/** Makes a scope known; its words are fetched when first needed. */
export const registerWords = (scope: string, source: WordsSource) => {
  sources.set(scope, source)
}

/** Puts words on the shelf at once: the frame's own titles, or words in a test. Later words add to earlier ones. */
export const putWords = (scope: string, locale: Locale, words: Words) => {
  const key = shelfKey(scope, locale)
  shelf.set(new Map(shelf.get()).set(key, { ...shelf.get().get(key), ...words }))
}

const isWhole = new Set<string>()

/** Fetches a scope's words in a language once; resolves when they are on the shelf. */
export const loadWords = (scope: string, locale: Locale = look.get().locale): Promise<void> => {
  const key = shelfKey(scope, locale)
  const known = loading.get(key)
  if (known) return known
  const source = sources.get(scope)
  if (!source) return Promise.resolve()
  const coming = source[locale]()
    .then((came) => {
      const words = 'default' in came && typeof came.default === 'object' ? came.default : (came as Words)
      isWhole.add(key)
      putWords(scope, locale, words)
    })
    .catch(() => {
      loading.delete(key)
    })
  loading.set(key, coming)
  return coming
}

/** Looks a key up: `screen.title` in the given scope, `matters:state.open` in another. Undefined if not there (yet). */
export const wordFor = (key: string, scope: string, locale: Locale, facts?: Facts): string | undefined => {
  const colon = key.indexOf(':')
  const from = colon > 0 ? key.slice(0, colon) : scope
  const name = colon > 0 ? key.slice(colon + 1) : key
  const found = findWord(shelf.get().get(shelfKey(from, locale)), name)
  if (found !== undefined) return fillIn(found, facts)
  if (sources.has(from) && !isWhole.has(shelfKey(from, locale))) {
    void loadWords(from, locale)
    return ''
  }
  return undefined
}

/** Says a key with its facts in the reader's language. A missing key is shown as itself. */
export type Say = (key: string, facts?: Facts) => string

/**
 * The words of the module whose page this is.
 * @example
 * const t = useWords()
 * t('screen.report.title') // 上报问题
 * t('matters:state.open') // another module's word
 */
export const useWords = (scope?: string): Say => {
  const own = useContext(WordScope)
  const { locale } = useLook()
  const words = useCell(shelf)
  return useCallback(
    // `words` is not read here: naming it makes a new function when words arrive, so that screens draw again.
    (key, facts) => (words ? (wordFor(key, scope ?? own, locale, facts) ?? key) : key),
    [words, scope, own, locale],
  )
}
