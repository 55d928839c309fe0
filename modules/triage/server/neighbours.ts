/** Reports around a new one that sound like the same: open ones of the same community, of the last days. */
import type { Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { findAlike } from '../alike/find-alike.ts'
import type { Report } from '../alike/likeness.ts'
import type { triage } from '../contract.ts'
import type { Proposal } from '../shapes.ts'
import { saidFrom } from './said.ts'
import { store } from './store.ts'

const dayMs = 86_400_000
const most = 60

/** A report as it comes in; `at` is when it was made. */
export type Fresh = Omit<Report, 'id' | 'at'> & {
  readonly caseId: string | null
  readonly areaCode: string
  readonly at: Date
}

/** @param isPublicOnly for residents: only what everybody may read. */
export const alikeTo = async (
  work: Work<typeof triage>,
  { caseId, areaCode, at, ...fresh }: Fresh,
  {
    isPublicOnly,
    from,
    own = [],
    without = null,
  }: {
    readonly isPublicOnly: boolean
    readonly from: number
    /** Open reports of the same reporter, however long ago. */
    readonly own?: readonly string[]
    readonly without?: string | null
  },
): Promise<Proposal['alike']> => {
  const days = await work.setting<number>('alikeDays')
  const around = await store(work.db).around(areaCode, new Date(work.now.getTime() - days * dayMs), most)
  const likely = new Map(around.map((one) => [one.caseId, one.ranked]))
  const asked = new Set([...likely.keys(), ...own])
  const opened = await work.use(matters).openings([...asked].filter((id) => id !== caseId && id !== without))
  const shown = new Map(
    opened
      .filter((one) => one.phase !== 'done' && !one.isRestricted && (!isPublicOnly || one.isPublic))
      .map((one) => [one.id, one]),
  )
  const looks = (fresh.photos ?? []).length > 0 ? await store(work.db).looksOf([...shown.keys()]) : new Map()
  const recent = [...shown.values()].map((one) => ({
    id: one.id,
    text: one.summary ?? one.title,
    lon: one.lon,
    lat: one.lat,
    at: one.openedAt.getTime(),
    likely: likely.get(one.id) ?? [],
    photos: looks.get(one.id) ?? [],
  }))
  return findAlike({ ...fresh, id: caseId ?? '', at: at.getTime() }, recent, from)
    .slice(0, 3)
    .flatMap(({ report, score, because }) => {
      const one = shown.get(report.id)
      const reasons = [...because, ...(own.includes(report.id) ? [{ key: 'sameReporter', facts: {} }] : [])]
      return one
        ? [
            {
              caseId: one.id,
              number: one.number,
              // Strangers read what the public list shows; where no words are shown, the number says which it is.
              title: isPublicOnly ? (one.publicTitle ?? one.title) || one.number : one.title,
              likeness: score,
              why: saidFrom(work, reasons),
              reasons,
            },
          ]
        : []
    })
}
