/** What whoever reports had reported before and how it ended: for those who decide, and asked where the words alone say little. */
import type { Work } from '@liren/kernel'
import { type Earlier, matters } from '@liren/matters/contract'
import type { triage } from '../contract.ts'
import { type Ended, ends, pointsBack } from '../history.ts'
import type { ReporterHistory } from '../shapes.ts'
import { why } from '../sorting/reason.ts'
import type { Known } from './known.ts'

type TriageWork = Work<typeof triage>
const dayMs = 86_400_000
const days = 180
const most = 30
/** So long a thing reported at a place is likely what “又坏了” means there. */
const freshDays = 60

/** Reports of few are nobody's history here: not even whoever dispatches sees them. */
export const earlierOf = async (work: TriageWork, caseId: string, at: Date): Promise<readonly Earlier[]> => {
  const spine = work.use(matters)
  const found = await spine.earlier(caseId, new Date(at.getTime() - days * dayMs), most)
  const processes = spine.processes()
  return found.filter((one) => !one.isRestricted && processes.get(one.process)?.isReport)
}

/** Never taken on, taken elsewhere, void: said before whatever outcome the process notes. */
const unhandled: readonly Ended[] = ['declined', 'merged', 'voided']

export const endedAs = ({ phase, state, outcome }: Pick<Earlier, 'phase' | 'state' | 'outcome'>): Ended =>
  phase !== 'done'
    ? 'open'
    : (unhandled.find((end) => end === state) ?? ends.find((end) => end === outcome) ?? 'closed')

/** Counted and said in one sentence; null where this is the first. */
export const historyOf = (work: TriageWork, earlier: readonly Earlier[]): ReporterHistory | null => {
  if (earlier.length === 0) return null
  const counted = ends.flatMap((end) => {
    const count = earlier.filter((one) => endedAs(one) === end).length
    return count > 0 ? [{ end, count }] : []
  })
  return historySaid(work, { count: earlier.length, ended: counted, why: '' })
}

/** The same counts in the language of whoever reads. */
export const historySaid = (work: TriageWork, { count, ended }: ReporterHistory): ReporterHistory => {
  const each = ended.map((one) =>
    work.words('triage.because.endedSo', { count: one.count, end: work.words(`triage.screen.ended.${one.end}`) }),
  )
  const said = each.join(work.words('triage.because.between'))
  return { count, ended, why: work.words('triage.because.earlier', { count, ended: said }) }
}

/** What “又”, “还没” and the like point back to: the newest report of the same person at the same place. */
export const hintFrom = (known: Known, earlier: readonly Earlier[], of: { text: string; place: string; at: Date }) => {
  if (!pointsBack(of.text)) return null
  const last = earlier.find(
    (one) =>
      (one.cellCode ?? one.areaCode) === of.place &&
      one.kindCode !== null &&
      of.at.getTime() - one.openedAt.getTime() < freshDays * dayMs,
  )
  const category = last?.kindCode ? known.categories.get(last.kindCode) : undefined
  return category
    ? { code: category.code, trust: 12, said: why('reportedHere', { name: category.name, code: category.code }) }
    : null
}
