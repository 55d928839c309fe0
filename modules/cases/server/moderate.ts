/** Asked before words become everybody's: this district's list, and whatever a module gives (a service that reads texts, 内容审核). */
import { actOf, given, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import type { cases } from '../contract.ts'
import { type Unfit, unfitIn } from '../moderation.ts'
import { type Found, find } from './moves.ts'
import type { GivenToCases } from './ranking.ts'
import { reference } from './reference.ts'
import type { CaseRow } from './store.ts'

type CasesWork = Work<typeof cases>

/** What a reader outside said in this act: asked before its transaction, used in it, forgotten with it. */
const heard = new WeakMap<object, { readonly text: string; readonly unfit: readonly Unfit[] }>()

type Asked = { readonly text: string; readonly accountId: string | null }

/**
 * To be done before an act that shows words to everybody. `words` is only called where a reader outside is switched on, and what the
 * district's own list holds back anyway does not leave the house.
 */
const readAhead = async (work: CasesWork, words: () => Promise<Asked | null>) => {
  const read = await work.use(notices).wordsReader()
  const asked = read && (await words())
  if (!asked || asked.text.trim() === '') return
  if (unfitIn(asked.text, (await reference(work)).moderation).length > 0) return
  const said = await read(asked)
  if (said)
    heard.set(actOf(work), {
      text: asked.text,
      unfit: [{ kind: said.kind, word: '', ...(said.isSure ? {} : { isDoubt: true }) }],
    })
}

type Stepping = {
  readonly params: { readonly id: string }
  readonly body: { readonly publicTitle?: string | undefined; readonly seen?: number | undefined }
}

/** Before a step by which somebody of the office reads the reporter's words first, or (`said`) says others. */
export const wordsAhead = {
  ahead: (work: CasesWork, { params, body }: Stepping) =>
    readAhead(work, async () => {
      const { row, matter }: Found = await find(work, params.id, true)
      const said = body.publicTitle?.trim()
      if (said !== undefined) return { text: said, accountId: work.actor.id }
      if (!row.isPublic || row.isRestricted) return null
      const [reporter] = await work.use(matters).reporters(params.id)
      return { text: matter.title, accountId: reporter?.accountId ?? null }
    }),
}

/** Every objection of everybody asked; none where the text may be shown. */
export const moderate = async (work: CasesWork, text: string): Promise<readonly Unfit[]> => {
  if (text.trim() === '') return []
  const own = unfitIn(text, (await reference(work)).moderation)
  const others = given<GivenToCases>(work, 'cases').flatMap(({ part }) => part.moderate ?? [])
  // The kernel binds every work alike; only the type says whose it is.
  const said = await Promise.all(others.map((ask) => ask(work as unknown as Work, text)))
  const outside = heard.get(actOf(work))
  return [...own, ...said.flat(), ...(outside?.text === text ? outside.unfit : [])]
}

const named = (work: CasesWork, found: readonly Unfit[]) =>
  [...new Set(found.map(({ kind }) => work.words(`cases.unfit.${kind}`)))].join('、')

/** What somebody wrote for everybody to read; refused with what stands against it. */
export const mustFit = async (work: CasesWork, text: string, field: string) => {
  const found = (await moderate(work, text)).filter(({ isDoubt }) => !isDoubt)
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
