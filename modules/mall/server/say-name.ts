/** Sentences of the house about something the shop named: each language with the name in it. */
import type { Work } from '@liren/kernel'
import type { mall } from '../contract.ts'

type Named = { readonly goodName: string; readonly goodNameEn: string | null }

/** Kept in the ledger and read later by whoever reads either language. */
export const bothOf = (
  work: Pick<Work<typeof mall>, 'bothWords'>,
  key: string,
  { goodName, goodNameEn }: Named,
  facts: Readonly<Record<string, unknown>> = {},
) => ({
  'zh-CN': work.bothWords(key, { ...facts, name: goodName })['zh-CN'],
  en: work.bothWords(key, { ...facts, name: goodNameEn ?? goodName }).en,
})
