/** Says that the network is away, and how much waits to be sent. */
import { useCell } from './cell.ts'
import { online } from './client.ts'
import { useOutbox } from './outbox.ts'
import { useWords } from './words.ts'

export const NetworkBanner = () => {
  const t = useWords('web')
  const isOnline = useCell(online)
  const waiting = useOutbox().filter(({ state }) => state === 'waiting' || state === 'sending').length
  if (isOnline && waiting === 0) return null
  const said = isOnline ? 'network.sending' : waiting > 0 ? 'network.kept' : 'network.away'
  return (
    <p className="network-banner" role="status">
      {t(said, { count: waiting })}
    </p>
  )
}
