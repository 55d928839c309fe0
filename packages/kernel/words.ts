/** Words of all modules in both languages, found by key, with facts filled in. */
import type { Words } from './module.ts'

export type Locale = 'zh-CN' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'en']

/** Flattens nested words: `{ refusal: { x: '…' } }` → `refusal.x`. */
export const flatten = (words: Words, prefix = ''): Map<string, string> => {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    const name = prefix ? `${prefix}.${key}` : key
    if (typeof value === 'string') flat.set(name, value)
    else for (const [inner, text] of flatten(value, name)) flat.set(inner, text)
  }
  return flat
}

/** All words by language and `<module>.<key>`. */
export type Dictionary = Readonly<Record<Locale, ReadonlyMap<string, string>>>

/** Fills `{name}` from facts; unknown names stay as they are, so that a gap is seen. */
export const fillIn = (text: string, facts: Readonly<Record<string, unknown>> = {}) =>
  text.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, key: string) => (key in facts ? String(facts[key]) : whole))

/** The language a browser asks for; Chinese unless it clearly prefers English. */
export const localeOf = (header: string | undefined): Locale => {
  const first = (header ?? '').split(',')[0]?.trim().toLowerCase() ?? ''
  return first.startsWith('en') ? 'en' : 'zh-CN'
}

/** Looks a key up; falls back to the key itself. */
export const say = (dictionary: Dictionary, locale: Locale, key: string, facts?: Readonly<Record<string, unknown>>) =>
  fillIn(dictionary[locale].get(key) ?? key, facts)
