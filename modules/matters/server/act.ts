/** Acts of the spine itself, beside the moves of a process: one step in the timeline, the state as it was. */
import type { MattersWork } from './house.ts'
import { noteLapsed } from './lapse.ts'
import { stepBy } from './standing.ts'
import { matterStore } from './store.ts'
import type { ClockRecord, MatterRecord, NewStep } from './tables.ts'

export type Change = {
  readonly now?: MatterRecord
  readonly clocks?: readonly ClockRecord[]
  readonly facts?: NewStep['facts']
  readonly fileIds?: readonly string[]
  readonly isPublic?: boolean
}

/** Writes an act on a locked matter. */
export const act = async (
  work: MattersWork,
  was: MatterRecord,
  what: string,
  change: Change = {},
): Promise<MatterRecord> => {
  const now = { ...(change.now ?? was), movedAt: change.now?.movedAt ?? was.movedAt }
  const step = {
    move: what,
    toState: now.state,
    isPublic: change.isPublic ?? false,
    facts: change.facts ?? {},
    fileIds: change.fileIds ?? [],
  }
  work.audit({ object: was.id, area: was.areaCode, facts: { number: was.number, act: what } })
  const written = await matterStore(work.db).record(was, now, step, stepBy(work, was), change.clocks ?? [])
  return noteLapsed(work, written.matter, written.lapsed)
}

/** Refuses unless the matter is still being worked on. */
export const mustBeOpen = (work: MattersWork, matter: MatterRecord) => {
  if (matter.phase === 'done') throw work.refuse('wrong-state', { state: matter.state })
}
