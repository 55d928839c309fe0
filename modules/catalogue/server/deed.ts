/** What code behind the door of this module works with, be it a route, a job or the port of somebody else's work. */
import { ownPersonOf, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { catalogue } from '../contract.ts'
import type { Entry } from '../dictionary/entry.ts'
import { withLocal } from '../dictionary.ts'
import { store } from './store.ts'

export type Deed = Work<typeof catalogue>
/** Ports, seeds and the data desk receive a work without its contract's types; the kernel made it for this very module. */
export const asDeed = (work: Work): Deed => work as unknown as Deed

/** Standard rows with this district's own over them. */
export const dictionaryOf = async (
  work: Pick<Deed, 'db'>,
  asked: { readonly isRetiredToo?: boolean } = {},
): Promise<ReadonlyMap<string, Entry>> => {
  const { rows, atOwners } = await store(work.db).localEntries()
  return new Map(withLocal(rows, { atOwners, ...asked }).map((one) => [one.key, one]))
}

export { dayOf } from '@liren/contract/day'

/** Whoever is signed in; in assisted use, the person helped. */
export const ownPersonId = (work: Pick<Deed, 'actor' | 'refuse'>) => {
  const id = ownPersonOf(work.actor)
  if (!id) throw work.refuse('no-record')
  return id
}

/** What belongs to nobody's area belongs to the district. */
export const districtCode = async (work: Pick<Deed, 'use'>): Promise<string> => {
  const [district] = await work.use(territory).areasAt('district')
  if (!district) throw new Error('a district without its own area')
  return district.code
}
