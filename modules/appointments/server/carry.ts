/** Somebody's log-in is tied to another entry of the register: their visits go along; booked twice for one time, they come once. */
import { listen, type Work } from '@liren/kernel'
import { type CarriedAlong, people } from '@liren/people/contract'
import { appointments } from '../contract.ts'
import { passOn } from './book.ts'
import { store } from './store.ts'

export const carry: CarriedAlong['carry'] = async (someWork, { from, to }) => {
  // Any module's work has a database; the tables are this module's.
  if (from !== null) await store((someWork as Work).db).carry(from, to)
}

/** What stayed behind, because the other entry has that very time already: the place is somebody else's. */
export const comeOnce = listen(appointments, people, 'linked', 'come-once', async (work, { accountId, personId }) => {
  const queries = store(work.db)
  for (const row of await queries.leftBehind(accountId, personId, work.now)) {
    await queries.set(row.id, { state: 'cancelled' })
    if (row.state === 'booked') await passOn(work, row.placeId, row.startAt)
    work.audit({ object: `booking:${row.id}`, area: row.areaCode, facts: { because: 'booked-twice' } })
  }
})
