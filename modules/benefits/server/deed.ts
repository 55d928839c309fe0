/** What code behind the door of this module works with, be it a route, a job, a listener or a seed. */
import { ownPersonOf, type Work } from '@liren/kernel'
import type { benefits } from '../contract.ts'

export type Deed = Work<typeof benefits>
/** Seeds and the data desk receive a work without its contract's types; the kernel made it for this very module. */
export const asDeed = (work: Work): Deed => work as unknown as Deed

export { dayOf } from '@liren/contract/day'

/** Whoever is signed in; in assisted use, the person helped. */
export const ownPersonId = (work: Pick<Deed, 'actor' | 'refuse'>): string => {
  const id = ownPersonOf(work.actor)
  if (!id) throw work.refuse('no-record')
  return id
}
