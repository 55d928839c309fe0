/** Hot spots 热点: many reports with one cause, offered to be handled as one. */
import { answer } from '@liren/kernel'
import { matters, type Opening } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { triage } from '../contract.ts'
import { likenessOf } from '../likeness.ts'
import { store } from './store.ts'

const dayMs = 86_400_000
const most = 1500
const joins = 0.5

type Spot = { readonly lead: Opening; readonly cases: Opening[]; readonly categoryCode: string | null }

/** Newest reports join the first spot they are like enough to; the reports of one community only. */
const gather = (openings: readonly Opening[], categories: ReadonlyMap<string, string | null>): readonly Spot[] => {
  const byArea = new Map<string, Spot[]>()
  for (const one of openings) {
    const told = { ...one, text: one.summary ?? one.title, categoryCode: categories.get(one.id) ?? null }
    const spots = byArea.get(one.areaCode) ?? []
    byArea.set(one.areaCode, spots)
    let best: { spot: Spot; likeness: number } | null = null
    for (const spot of spots) {
      const { likeness } = likenessOf(told, {
        ...spot.lead,
        text: spot.lead.summary ?? spot.lead.title,
        categoryCode: spot.categoryCode,
      })
      if (likeness >= joins && likeness > (best?.likeness ?? 0)) best = { spot, likeness }
    }
    if (best) best.spot.cases.push(one)
    else spots.push({ lead: one, cases: [one], categoryCode: told.categoryCode })
  }
  return [...byArea.values()].flat()
}

export const hotspots = answer(triage, 'hotspots', async (work, { query }) => {
  const days = query.days ?? 14
  const area = query.area ?? work.actor.grants.find((grant) => grant.area !== '')?.area ?? ''
  if (area !== '') work.must('triage.judge', { area })
  const recent = await store(work.db).recent(area, new Date(work.now.getTime() - days * dayMs), most)
  const categories = new Map(recent.map((one) => [one.caseId, one.categoryCode]))
  const openings = (await work.use(matters).openings([...categories.keys()])).filter(
    (one) => !one.isRestricted && one.mergedIntoId === null,
  )
  const spots = gather(
    [...openings].sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime()),
    categories,
  ).filter(({ cases }) => cases.length >= 3)
  const names = await work.use(territory).areaNames([...new Set(spots.map(({ lead }) => lead.areaCode))])
  return {
    items: spots
      .map(({ lead, cases }) => {
        const times = cases.map((one) => one.openedAt.getTime())
        const [from, to] = [Math.min(...times), Math.max(...times)]
        // Many, and of late: a report of a week ago counts half.
        const heat = times.reduce((sum, at) => sum + 0.5 ** ((work.now.getTime() - at) / (7 * dayMs)), 0)
        return {
          heat: Math.round(heat * 10) / 10,
          title: lead.title,
          areaName: names.get(lead.areaCode) ?? lead.areaCode,
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          cases: cases.slice(0, 50).map((one) => ({
            id: one.id,
            number: one.number,
            title: one.title,
            isOpen: one.phase !== 'done',
            openedAt: one.openedAt.toISOString(),
          })),
        }
      })
      .sort((a, b) => b.heat - a.heat)
      .slice(0, 30)
      .map((spot, n) => ({ rank: n + 1, ...spot })),
  }
})
