/** For identity, which everybody needs and which needs nobody: a photo that shows somebody asked for help is kept with the authority. */
import type { Work } from '@liren/kernel'
import { store } from './store.ts'

/** False where there is no such draft, or it is somebody else's, or held already. */
export const keepEvidence = async (someWork: object, fileId: string, object: string): Promise<boolean> => {
  // Any module's work has a database, an actor and a clock; the tables are this module's.
  const { db, actor, now } = someWork as Work
  const [file] = await store(db).lock([fileId])
  if (!file || file.uploadedBy === null || file.uploadedBy !== actor.id || file.forgetAt === null) return false
  await store(db).claim([fileId], { module: 'identity', object, isPublic: false, claimedAt: now })
  return true
}
