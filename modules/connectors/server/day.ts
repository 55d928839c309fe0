/** A day of the exchange, by the clock on the wall here: which messages went each way, and what each said, as a hash. */
import type { Work } from '@liren/kernel'
import type { connectors } from '../contract.ts'
import { store } from './store.ts'

const wallMs = 8 * 3_600_000

/** The local day of an instant, `yyyy-MM-dd`. */
export const dayOf = (at: Date) => new Date(at.getTime() + wallMs).toISOString().slice(0, 10)

/** The messages of a day each way. */
export const heldOn = async (work: Work<typeof connectors>, peerId: string, onDay: string) => {
  const [sent, received] = await Promise.all([
    store(work.db).messagesOn(peerId, onDay, 'out'),
    store(work.db).messagesOn(peerId, onDay, 'in'),
  ])
  return { sent, received }
}

type Held = Awaited<ReturnType<typeof heldOn>>['sent']
const tallyOf = (held: Held) => ({
  count: held.length,
  ids: held.map(({ foreignId }) => foreignId),
  hashes: held.map(({ bodyHash }) => bodyHash),
})

export const tallies = async (work: Work<typeof connectors>, peerId: string, onDay: string) => {
  const { sent, received } = await heldOn(work, peerId, onDay)
  return { sent: tallyOf(sent), received: tallyOf(received) }
}
