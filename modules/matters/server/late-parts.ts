/** What others owe a matter: support (协办) that is not there in time, requests nobody decided on. Each is told once. */
import { act } from './act.ts'
import { chaseStore } from './chase-store.ts'
import type { MattersWork } from './house.ts'
import { factOf, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'

/** Marks and tells of support that is late, with a matter that is still worked on. Gives how many were looked at. */
export const chaseSupport = async (work: MattersWork, most: number) => {
  const store = chaseStore(work.db)
  const late = await store.lateSupport(work.now, most)
  for (const { id, matterId, unitId, unitName, dueAt } of late) {
    const whole = await matterStore(work.db).lock(matterId, true)
    if (!whole) continue
    if (!(await store.markSupport(id, work.now)) || whole.matter.phase === 'done') continue
    const now = await act(work, whole.matter, 'supportLate', { facts: { unit: unitName } })
    const fact = { ...factOf(work, now, whole.parties), helperId: id, unitId, unitName, dueAt: dueAt.toISOString() }
    work.emit('supportLate', fact, [...topicsOf([], now), `unit:${unitId}`])
  }
  return late.length
}

/** Marks and tells of requests that wait longer than their community allows. Gives how many were looked at. */
export const chaseDecisions = async (work: MattersWork, most: number) => {
  const store = chaseStore(work.db)
  const late = await store.lateDecisions(work.now, most)
  for (const { id, matterId, kind, needsArbitration, askedAt } of late) {
    const whole = await matterStore(work.db).lock(matterId, true)
    if (!whole || !(await store.markDecision(id, work.now))) continue
    const now = await act(work, whole.matter, 'decisionLate', { facts: { kind } })
    const since = askedAt.toISOString()
    const fact = { ...factOf(work, now, whole.parties), requestId: id, kind, needsArbitration, since }
    work.emit('decisionLate', fact, topicsOf([], now))
  }
  return late.length
}
