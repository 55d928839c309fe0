/** Nobody waits for the dead: what is booked ahead is given back, whoever waits moves up, and nobody counts it as not come. */
import { listen } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { appointments } from '../contract.ts'
import { passOn } from './book.ts'
import { store } from './store.ts'

export const leaveTheDead = listen(appointments, people, 'died', 'leave-the-dead', async (work, { personId }) => {
  for (const row of await store(work.db).bookedAhead(personId, work.now)) {
    await store(work.db).set(row.id, { state: 'cancelled' })
    if (row.state === 'booked') await passOn(work, row.placeId, row.startAt)
    work.audit({ object: `booking:${row.id}`, area: row.areaCode, facts: { because: 'died' } })
  }
})
