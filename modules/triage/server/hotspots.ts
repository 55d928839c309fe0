/** Hot spots 热点: many reports with one cause, offered to be handled as one. */
import { answer } from '@liren/kernel'
import { matters, type Opening } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { findCauses, type PlacedReport } from '../alike/causes.ts'
import { triage } from '../contract.ts'
import { knownOf } from './known.ts'
import { namedIn } from './read.ts'
import { store } from './store.ts'

const dayMs = 86_400_000
const most = 1500
const atLeast = 3

/** A case is one voice: a person who reports five lamps has five. */
const reportOf = (one: Opening, kind: string | null): PlacedReport => ({
  id: one.id,
  user: one.id,
  title: one.title,
  text: one.summary ?? '',
  at: one.openedAt.getTime(),
  up: 0,
  down: 0,
  areaCode: one.areaCode,
  kind,
  place: one.lon !== null && one.lat !== null ? { lon: one.lon, lat: one.lat } : null,
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
  const known = await knownOf(work)
  const codeOf = (one: Opening) => one.kindCode ?? sorted.get(one.id) ?? null
  // What stands in two trees is one kind.
  const kindOf = (one: Opening) => {
    const code = codeOf(one)
    return code === null ? null : (known.sameAs.get(code) ?? code)
  }
  const causes = findCauses(
    openings.map((one) => reportOf(one, kindOf(one))),
    { atLeast, now: work.now.getTime() },
  ).slice(0, 30)
  const names = await work.use(territory).areaNames([...new Set(causes.flatMap(({ areaCodes }) => areaCodes))])
  const named = namedIn(work, known)
  return {
    items: causes.map(({ heat, title, ids, areaCodes }, n) => {
      // The oldest first: it is the one the others are gathered into.
      const cases = ids.flatMap((id) => byId.get(id) ?? []).sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
      const times = cases.map((one) => one.openedAt.getTime())
      return {
        rank: n + 1,
        heat: Math.round(heat * 10) / 10,
        title,
        areaCode: areaCodes[0] ?? area,
        areaNames: areaCodes.map((code) => names.get(code) ?? code),
        kinds: [...new Set(cases.flatMap((one) => codeOf(one) ?? []))].map(named),
        from: new Date(Math.min(...times)).toISOString(),
        to: new Date(Math.max(...times)).toISOString(),
        cases: cases.slice(0, 50).map((one) => ({
          id: one.id,
          number: one.number,
          title: one.title,
          state: one.state,
          areaName: names.get(one.areaCode) ?? one.areaCode,
          isOpen: one.phase !== 'done',
          openedAt: one.openedAt.toISOString(),
        })),
      }
    }),
  }
})
