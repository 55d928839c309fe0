/** A day of the exchange, by the clock on the wall here: which messages went each way. */
import type { Work } from '@liren/kernel'
import type { connectors } from '../contract.ts'
import { store } from './store.ts'

const wallMs = 8 * 3_600_000

/** The local day of an instant, `yyyy-MM-dd`. */
export const dayOf = (at: Date) => new Date(at.getTime() + wallMs).toISOString().slice(0, 10)

export const tallies = async (work: Work<typeof connectors>, peerId: string, onDay: string) => {
  const [sent, received] = await Promise.all([
    store(work.db).idsOn(peerId, onDay, 'out'),
    store(work.db).idsOn(peerId, onDay, 'in'),
  ])
  return { sent: { count: sent.length, ids: sent }, received: { count: received.length, ids: received } }
}
