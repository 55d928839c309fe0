/** What categories are called where something happened, asked of whoever names them; the district's names where nobody does. */
import { given, type Work } from '@liren/kernel'
import type { triage } from '../contract.ts'
import type { Known } from './known.ts'

type Names = { readonly name: string; readonly nameEn: string }
/** Handed over by whoever keeps the categories. */
export type GivenToTriage = {
  readonly nameIn: (work: Work, code: string, areaCode: string) => Promise<Names | null>
}

/** Names of one category in a place; null where there is no such category. */
export const namesThere = async (work: Work, known: Known, code: string, areaCode: string): Promise<Names | null> => {
  for (const { part } of given<GivenToTriage>(work, 'triage')) {
    const there = await part.nameIn(work, code, areaCode)
    if (there) return there
  }
  return known.categories.get(code) ?? null
}

/** Several categories of one place, in the reader's language. */
export const namedThere = async (
  work: Work<typeof triage>,
  known: Known,
  codes: readonly string[],
  areaCode: string,
): Promise<(code: string) => { readonly code: string; readonly name: string }> => {
  const names = new Map<string, string>()
  for (const code of new Set(codes)) {
    // The port's work is this module's; only its type cannot say so.
    const there = await namesThere(work as unknown as Work, known, code, areaCode)
    if (there) names.set(code, work.locale === 'en' ? there.nameEn : there.name)
  }
  return (code) => ({ code, name: names.get(code) ?? code })
}

/** At boot: a function that names, nothing else. */
export const checkNames = (parts: readonly { readonly module: string; readonly part: unknown }[]) => {
  for (const { module, part } of parts)
    if (typeof (part as { nameIn?: unknown } | null)?.nameIn !== 'function')
      throw new Error(`module "${module}": gives triage something that is not { nameIn: function }`)
}
