/** Points rules of a tool: judged when a record is opened or moved, capped by day, told as a fact. Whoever keeps points listens. */
import { dayOf } from '@liren/contract/day'
import type { ToolDocument } from '../document/document.ts'
import { earned } from '../document/judge.ts'
import type { LibraryWork } from './edition.ts'
import { type RecordRow, recordStore } from './store-records.ts'

export const toldOf = (record: RecordRow) => ({
  toolId: record.toolId,
  version: record.version,
  recordId: record.id,
  process: record.processId,
  state: record.state,
  areaCode: record.areaCode,
  accountId: record.accountId,
  personId: record.personId,
})

/** `isAsReporter`: whoever acts made a move that is the reporter's own, and not one that confirms it. */
export const earnFor = async (
  work: LibraryWork,
  document: ToolDocument,
  record: RecordRow,
  on: string,
  isAsReporter: boolean,
) => {
  const store = recordStore(work.db)
  for (const rule of earned(document, record.processId, on, record.answers)) {
    const isMover = rule.to === 'mover'
    const who = isMover
      ? { accountId: work.actor.id, personId: work.actor.personId }
      : { accountId: record.accountId, personId: record.personId }
    if (who.accountId === null && who.personId === null) continue
    // Nobody is paid for a record they handle for themselves.
    if (isMover && work.actor.id === record.accountId) continue
    const isNew = await store.earn({
      recordId: record.id,
      rule: rule.id,
      move: on,
      toolId: record.toolId,
      accountId: who.accountId,
      day: dayOf(work.now),
      points: rule.points,
      perDay: rule.perDay,
    })
    if (!isNew) continue
    work.emit('earned', {
      ...toldOf(record),
      ...who,
      rule: rule.id,
      points: rule.points,
      deduction: Math.max(0, -rule.points),
      because: rule.because,
      byId: isMover ? record.accountId : isAsReporter ? null : work.actor.id,
      earnedAt: work.now.toISOString(),
    })
  }
}
