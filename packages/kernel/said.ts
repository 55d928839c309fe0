/** The same words in both languages, for what is kept and found again whoever asks, in whatever language. */
import { coreOf } from './core.ts'
import { type Locale, locales, say } from './words.ts'

/** Words of any module by key in every language: `saidIn(work, 'cases.title')`. */
export const saidIn = (work: object, key: string): Readonly<Record<Locale, string>> => {
  const core = coreOf.get(work)
  if (!core) throw new Error('saidIn() needs a work made by the kernel')
  const said = locales.map((locale) => [locale, say(core.dictionary, locale, key)] as const)
  // One entry for each language there is.
  return Object.fromEntries(said) as Record<Locale, string>
}
