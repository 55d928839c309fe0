/** Hot spots 热点: many reports with one cause, offered to be handled as one. */
import { answer } from '@liren/kernel'
import { matters, type Opening } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { findHotspots } from '../alike/hotspots.ts'
import { triage } from '../contract.ts'
import { store } from './store.ts'

const dayMs = 86_400_000
const most = 1500
const atLeast = 3

/** A case is one voice: a person who reports five lamps has five. */
const messageOf = (one: Opening) => ({
  id: one.id,
  user: one.id,
  title: one.title,
  text: one.summary ?? '',
  at: one.openedAt.getTime(),
  up: 0,
  down: 0,
})

export const hotspots = answer(triage, 'hotspots', async (work, { query }) => {
  const days = query.days ?? 14
  const area = query.area ?? work.actor.grants.find((grant) => grant.area !== '')?.area ?? ''
  if (area !== '') work.must('triage.judge', { area })
  const recent = await store(work.db).recent(area, new Date(work.now.getTime() - days * dayMs), most)
  const openings = (await work.use(matters).openings(recent.map(({ caseId }) => caseId))).filter(
    (one) => !one.isRestricted && one.mergedIntoId === null,
  )
  const byId = new Map(openings.map((one) => [one.id, one]))
  const sorted = new Map(recent.map((one) => [one.caseId, one.finalCategory ?? one.categoryCode]))
  // Of one community and one category only: two dark lamps at two ends of the district are two causes, and so are a lamp and
  // a heap of bicycles in the same road. What nobody has sorted yet belongs nowhere.
  const causes = Map.groupBy(openings, (one) => {
    const kind = one.kindCode ?? sorted.get(one.id)
    return kind ? `${one.areaCode} ${kind}` : null
  })
  const spots = [...causes]
    .flatMap(([cause, some]) =>
      cause === null
        ? []
        : findHotspots(some.map(messageOf), { atLeast, now: work.now.getTime() }).map((spot) => ({
            ...spot,
            areaCode: cause.slice(0, cause.indexOf(' ')),
          })),
    )
    .sort((a, b) => b.heat - a.heat)
    .slice(0, 30)
  const names = await work.use(territory).areaNames([...new Set(spots.map(({ areaCode }) => areaCode))])
  return {
    items: spots.map(({ heat, title, ids, areaCode }, n) => {
      const cases = ids.flatMap((id) => byId.get(id) ?? []).sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime())
      const times = cases.map((one) => one.openedAt.getTime())
      return {
        rank: n + 1,
        heat: Math.round(heat * 10) / 10,
        title,
        areaName: names.get(areaCode) ?? areaCode,
        from: new Date(Math.min(...times)).toISOString(),
        to: new Date(Math.max(...times)).toISOString(),
        cases: cases.slice(0, 50).map((one) => ({
          id: one.id,
          number: one.number,
          title: one.title,
          isOpen: one.phase !== 'done',
          openedAt: one.openedAt.toISOString(),
        })),
      }
    }),
  }
})
