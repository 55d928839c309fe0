/** Somebody came to a window with a booking about an application: the visit counts against what the item promises. */
import { Id, Nullable, Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { services } from '../contract.ts'
import { store } from './store.ts'

const Arrived = Type.Object({ bookingId: Id, matterId: Nullable(Id), place: Type.String() })

export const countArrival = hear(
  services,
  'appointments/arrived',
  Arrived,
  'count-arrival',
  async (work, { matterId, bookingId, place }) => {
    const row = matterId === null ? undefined : await store(work.db).lock(matterId)
    // The matter may be another office's.
    if (!row) return
    await store(work.db).set(row.id, { visits: row.visits + 1 })
    work.audit({
      object: `application:${row.id}`,
      area: row.areaCode,
      facts: { visits: row.visits + 1, bookingId, at: place },
    })
  },
)
