/** Speaking another language: the frame's words and the modules' titles come first, the pages' words follow. */
import { cache } from './ask.ts'
import { choose, type Locale } from './look.ts'
import type { Words } from './say.ts'
import { loadWords, putWords, registerWords } from './words.ts'

/** Titles of all modules in one small chunk for each language, so that menus speak before modules load. */
export type Faces = Readonly<Record<Locale, () => Promise<{ readonly default: Readonly<Record<string, Words>> }>>>

registerWords('web', {
  'zh-CN': () => import('./locales/zh-CN.json'),
  en: () => import('./locales/en.json'),
})

let faces: Faces | null = null

/** Tells where the titles are. */
export const knowFaces = (given: Faces) => {
  faces = given
}

/** Fetches the frame's words and all titles in a language. */
export const ready = async (locale: Locale) => {
  const [titles] = await Promise.all([faces?.[locale]().catch(() => null), loadWords('web', locale)])
  for (const [module, words] of Object.entries(titles?.default ?? {})) putWords(module, locale, words)
}

/** Speaks another language, once its words are here. */
export const speak = async (locale: Locale) => {
  await ready(locale)
  choose({ locale })
  await cache.invalidateQueries()
}
