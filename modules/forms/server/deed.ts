/** What code behind the door of this module works with, be it a route, a job or the port of somebody else's work. */
import { ownPersonOf, type Work } from '@liren/kernel'
import type { forms } from '../contract.ts'

export type Deed = Work<typeof forms>
/** Ports, seeds and the data desk receive a work without its contract's types; the kernel made it for this very module. */
export const asDeed = (work: Work): Deed => work as unknown as Deed

export { dayOf } from '@liren/contract/day'

/** Whom a form is about: in assisted use the person helped, else whoever is signed in. */
export const subjectOf = (work: Pick<Deed, 'actor'>): string | null => ownPersonOf(work.actor)

/** The area and all areas around it, innermost first. */
export const areasAround = (area: string | null | undefined): string[] => {
  if (!area) return []
  const steps = [area, `${area.slice(0, 12)}`, `${area.slice(0, 9)}000`, `${area.slice(0, 6)}000000`]
  return [...new Set(steps)]
}
