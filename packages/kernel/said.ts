/** The same words in both languages, for what is kept and found again whoever asks, in whatever language. */
import { type Core, coreOf } from './core.ts'
import type { Work } from './module.ts'
import { type Locale, locales, say } from './words.ts'

/** Words of any module by key in every language: `saidIn(work, 'cases.title')`. */
export const saidIn = (work: object, key: string): Readonly<Record<Locale, string>> => {
  const core = coreOf.get(work)
  if (!core) throw new Error('saidIn() needs a work made by the kernel')
  const said = locales.map((locale) => [locale, say(core.dictionary, locale, key)] as const)
  // One entry for each language there is.
  return Object.fromEntries(said) as Record<Locale, string>
}

/** Between the two languages of a name; the sign after it is one nobody types. */
const between = ' / \u2063'

/**
 * A name in both languages for a sentence that is kept, so that `sayAgain` finds the reader's own in it; whoever sees it as it is kept
 * reads both.
 * @example work.words('forms.screen.prefillReason', { title: bothWords({ 'zh-CN': '高龄津贴', en: 'Old-age allowance' }) })
 */
export const bothWords = (words: Readonly<Record<Locale, string>>): string =>
  words['zh-CN'] === words.en ? words.en : `${words['zh-CN']}${between}${words.en}`

const ownOf = (name: string, locale: Locale): string => {
  const [zh, en] = name.split(between)
  return (locale === 'en' ? en : zh) ?? name
}

type Template = { readonly key: string; readonly text: RegExp; readonly names: readonly string[] }

/** What a sentence of the dictionary looks like once its gaps are filled. */
const templateOf = (key: string, text: string): Template => {
  const parts = text.split(/\{([A-Za-z][A-Za-z0-9]*)\}/)
  const plain = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const source = parts.map((part, n) => (n % 2 === 0 ? plain(part) : '(.+)')).join('')
  return { key, text: new RegExp(`^${source}$`, 'su'), names: parts.filter((_, n) => n % 2 === 1) }
}

/**
 * Finds sentences again that were kept as they were said, and says them in the reader's language; what a person wrote stays as it is.
 * @param isKey which keys such sentences come from: few, for each text is held against all of them
 * @example const again = sayAgain((key) => key.endsWith('Reason'))
 * again(work, '本人要求的副本') // 'a copy asked for'
 */
export const sayAgain = (isKey: (key: string) => boolean) => {
  const known = new WeakMap<Core, readonly Template[]>()
  const templates = (core: Core) => {
    const found =
      known.get(core) ??
      locales.flatMap((locale) =>
        // A sentence that is nothing but gaps would be found in everything.
        [...core.dictionary[locale]]
          .filter(([key, text]) => isKey(key) && text.replace(/\{\w+\}/g, '').trim().length > 1)
          .map(([key, text]) => templateOf(key, text)),
      )
    known.set(core, found)
    return found
  }
  return (work: Pick<Work, 'locale'>, text: string): string => {
    const core = coreOf.get(work)
    if (!core) throw new Error('sayAgain() needs a work made by the kernel')
    for (const { key, text: like, names } of templates(core)) {
      const match = like.exec(text)
      if (!match) continue
      const facts = Object.fromEntries(names.map((name, n) => [name, ownOf(match[n + 1] ?? '', work.locale)]))
      return say(core.dictionary, work.locale, key, facts)
    }
    return text
  }
}
