/** Every hour: archives what nobody rated, wakes clocks that waited too long for a reporter, asks to review what rests. */
import { job } from '@liren/kernel'
import { localDay } from '../calendar.ts'
import { matters } from '../contract.ts'
import { act } from './act.ts'
import { chaseStore } from './chase-store.ts'
import type { MattersWork } from './house.ts'
import { factOf, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import { endWait } from './waits.ts'

const batch = 500
const dayMs = 86_400_000
const hourMs = 3_600_000

const archive = async (work: MattersWork, id: string) => {
  const whole = await matterStore(work.db).lock(id, true)
  if (whole?.matter.closedAt && !whole.matter.archivedAt)
    await act(work, whole.matter, 'archived', { now: { ...whole.matter, archivedAt: work.now } })
}

/** Asked once: the review day is moved on by a week, until somebody resumes it or asks anew. */
const review = async (work: MattersWork, id: string) => {
  const whole = await matterStore(work.db).lock(id, true)
  if (!whole?.matter.suspendedAt) return
  const reviewOn = localDay(work.now.getTime() + 7 * dayMs)
  const now = await act(work, whole.matter, 'reviewDue', { now: { ...whole.matter, reviewOn } })
  work.emit('followUpAsked', { ...factOf(work, now, whole.parties), why: 'reviewDue' }, topicsOf([], now))
}

/** Areas by what they decided, so that one with a long term never stands in the way of one with a short term. */
const byTerm = async (work: MattersWork, key: string, areaCodes: readonly string[]) => {
  const terms = new Map<number, string[]>()
  for (const area of areaCodes) {
    const term = await work.setting<number>(key, area)
    terms.set(term, [...(terms.get(term) ?? []), area])
  }
  return terms
}

export const tidy = job(matters, 'tidy', { cron: '7 * * * *' }, async (work) => {
  const store = chaseStore(work.db)
  const at = work.now.getTime()
  let isMore = false
  // No community may set less than a day to rate, nor less than an hour to wait.
  for (const [days, areas] of await byTerm(work, 'rateWithinDays', await store.areasUnrated(new Date(at - dayMs)))) {
    const closed = await store.unrated(new Date(at - days * dayMs), areas, batch)
    for (const id of closed) await archive(work, id)
    isMore ||= closed.length === batch
  }
  for (const [hours, areas] of await byTerm(work, 'waitAtMostHours', await store.areasWaiting(new Date(at - hourMs))))
    for (const id of await store.waitingSince(new Date(at - hours * hourMs), areas, batch))
      await endWait(work, await matterStore(work.db).lock(id, true), 'waitEnded', at - hours * hourMs)
  for (const id of await store.toReview(localDay(at), batch)) await review(work, id)
  if (isMore) work.enqueue('tidy', null, { key: 'more' })
})
