/** For identity, which everybody needs and which needs nobody: a photo that shows somebody asked for help is kept with the authority. */
import type { Work } from '@liren/kernel'
import { viewOf } from './link.ts'
import { store } from './store.ts'
import { hoursFrom, signOf } from './tools.ts'

/** Long enough to look at, too short to hand around. */
const linkMinutes = 10

/** False where there is no such draft, or it is somebody else's, or held already. */
export const keepEvidence = async (someWork: object, fileId: string, object: string): Promise<boolean> => {
  // Any module's work has a database, an actor and a clock; the tables are this module's.
  const { db, actor, now } = someWork as Work
  const [file] = await store(db).lock([fileId])
  if (!file || file.uploadedBy === null || file.uploadedBy !== actor.id || file.forgetAt === null) return false
  await store(db).claim([fileId], { module: 'identity', object, isPublic: false, claimedAt: now })
  return true
}

/** An address of the copy for viewing that ends by itself; null where nothing is kept, or it is not made yet. */
export const evidenceUrl = async (someWork: object, object: string): Promise<string | null> => {
  const work = someWork as Work
  const [file] = await store(work.db).heldBy('identity', object)
  return file ? viewOf(file, { sign: signOf(work), now: work.now, minutes: linkMinutes }).url : null
}

/** Nobody needs it any more: erased within the hour. Answers how many it was. */
export const releaseEvidence = (someWork: object, object: string): Promise<number> => {
  const { db, now } = someWork as Work
  return store(db).release('identity', object, null, hoursFrom(now, 1))
}
