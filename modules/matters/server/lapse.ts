/** What was asked and lapsed with its ground: one step says so, and whoever asked is told. */
import type { MattersWork } from './house.ts'
import { factOf, stepBy, topicsOf } from './standing.ts'
import { type Lapsed, matterStore } from './store.ts'
import type { MatterRecord } from './tables.ts'

/** The matter as it stands after what lapsed was written down; the same where nothing lapsed. */
export const noteLapsed = async (
  work: MattersWork,
  matter: MatterRecord,
  lapsed: readonly Lapsed[],
): Promise<MatterRecord> => {
  if (lapsed.length === 0) return matter
  const store = matterStore(work.db)
  const kinds = lapsed.map(({ kind }) => kind)
  const step = { move: 'requestLapsed', toState: matter.state, isPublic: false, facts: { kinds }, fileIds: [] }
  const { matter: now } = await store.record(matter, matter, step, stepBy(work, matter))
  const parties = (await store.whole(matter.id))?.parties ?? []
  for (const { id, kind } of lapsed)
    work.emit('requestLapsed', { ...factOf(work, now, parties), requestId: id, kind }, topicsOf([], now))
  return now
}
