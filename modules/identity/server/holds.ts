/** What an administrator's own roles are, as far as they count for administering others. */
import type { Work } from '@liren/kernel'
import type { Hold } from '../grant.ts'

/** Grants for a whole area; a role for one unit administers nobody. */
export const holdsOf = (work: Pick<Work, 'actor'>): readonly Hold[] =>
  work.actor.grants.filter(({ unitId }) => unitId === null)
