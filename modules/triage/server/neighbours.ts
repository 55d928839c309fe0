/** Reports around a new one that sound like the same: open ones of the same community, of the last days. */
import type { Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import type { triage } from '../contract.ts'
import { likenessOf, type Told } from '../likeness.ts'
import type { Proposal } from '../shapes.ts'
import { store } from './store.ts'

const dayMs = 86_400_000
const most = 60

/** @param isPublicOnly for residents: only what everybody may read. */
export const alikeTo = async (
  work: Work<typeof triage>,
  fresh: Told & { readonly caseId: string | null; readonly areaCode: string },
  { isPublicOnly, from }: { readonly isPublicOnly: boolean; readonly from: number },
): Promise<Proposal['alike']> => {
  const days = await work.setting<number>('alikeDays')
  const around = await store(work.db).around(fresh.areaCode, new Date(work.now.getTime() - days * dayMs), most)
  const categories = new Map(around.map((one) => [one.caseId, one.categoryCode]))
  const opened = await work.use(matters).openings([...categories.keys()].filter((id) => id !== fresh.caseId))
  return opened
    .filter((one) => one.phase !== 'done' && !one.isRestricted && (!isPublicOnly || one.isPublic))
    .map((one) => ({
      caseId: one.id,
      number: one.number,
      title: one.title,
      ...likenessOf(fresh, { ...one, text: one.summary ?? one.title, categoryCode: categories.get(one.id) ?? null }),
    }))
    .filter(({ likeness }) => likeness >= from)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
}
