/** Asked before words become everybody's: this district's list, and whatever a module gives (a service that reads texts, 内容审核). */
import { given, type Work } from '@liren/kernel'
import type { cases } from '../contract.ts'
import { type Unfit, unfitIn } from '../moderation.ts'
import type { GivenToCases } from './ranking.ts'
import { reference } from './reference.ts'
import type { CaseRow } from './store.ts'

type CasesWork = Work<typeof cases>

/** Every objection of everybody asked; none where the text may be shown. */
export const moderate = async (work: CasesWork, text: string): Promise<readonly Unfit[]> => {
  if (text.trim() === '') return []
  const own = unfitIn(text, (await reference(work)).moderation)
  const others = given<GivenToCases>(work, 'cases').flatMap(({ part }) => part.moderate ?? [])
  // The kernel binds every work alike; only the type says whose it is.
  const said = await Promise.all(others.map((ask) => ask(work as unknown as Work, text)))
  return [...own, ...said.flat()]
}

const named = (work: CasesWork, found: readonly Unfit[]) =>
  [...new Set(found.map(({ kind }) => work.words(`cases.unfit.${kind}`)))].join('、')

/** What somebody wrote for everybody to read; refused with what stands against it. */
export const mustFit = async (work: CasesWork, text: string, field: string) => {
  const found = await moderate(work, text)
  if (found.length > 0) throw work.refuse('words-unfit', { why: named(work, found) }, field)
}

type Shown = { readonly publicTitle?: string | null }

/**
 * What nobody of the office had read so far is everybody's to read now, unless somebody decided otherwise or the words are unfit:
 * then they stay inside until somebody says it differently. `because` is what stands against them.
 */
export const asRead = async (
  work: CasesWork,
  row: Pick<CaseRow, 'lookedAt' | 'titleBecause'>,
  title: string,
): Promise<Shown & { readonly because: string | null }> => {
  if (row.lookedAt !== null || row.titleBecause !== null) return { because: null }
  const found = await moderate(work, title)
  return found.length === 0
    ? { publicTitle: null, because: null }
    : { publicTitle: '', because: work.words('cases.screen.unfit', { why: named(work, found) }) }
}
