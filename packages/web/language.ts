/** Speaking another language: the frame's words and the modules' titles come first, the pages' words follow. */
import { cache } from './ask.ts'
import { choose, type Locale } from './look.ts'
import type { Words } from './say.ts'
import { loadWords, putWords, registerWords } from './words.ts'

/** The frame's words and titles of all modules in one small chunk for each language, so that menus speak before modules load. */
export type Faces = Readonly<Record<Locale, () => Promise<{ readonly default: Readonly<Record<string, Words>> }>>>

let faces: Faces | null = null
let scopes: readonly string[] = ['web']

/** Tells where the titles are, and which of the frame's own words stand beside them. */
export const knowFaces = (given: Faces, own: readonly string[]) => {
  faces = given
  scopes = own
  for (const scope of own) {
    const from = (locale: Locale) => async () => (await given[locale]()).default[scope] ?? {}
    registerWords(scope, { 'zh-CN': from('zh-CN'), en: from('en') })
  }
}

/** Fetches the frame's words and all titles in a language. */
export const ready = async (locale: Locale) => {
  const [titles] = await Promise.all([
    faces?.[locale]().catch(() => null),
    ...scopes.map((scope) => loadWords(scope, locale)),
  ])
  for (const [module, words] of Object.entries(titles?.default ?? {}))
    if (!scopes.includes(module)) putWords(module, locale, words)
}

/** Speaks another language, once its words are here. */
export const speak = async (locale: Locale) => {
  await ready(locale)
  choose({ locale })
  await cache.invalidateQueries()
}
