/** Says on the home page how much lies ready to be fetched. */
import { useAsk, useSession } from '@liren/web'
import { useEffect } from 'react'
import type { mall } from '../../contract.ts'

/** The one route a home page asks: the whole face would weigh on every first load. */
const face = {
  name: 'mall',
  routes: { reservations: { method: 'GET', path: '/reservations' } },
} as unknown as typeof mall

export default function Waits({ of }: { of: { readonly tell: (found: Readonly<Record<string, number>>) => void } }) {
  const { personId, onBehalfOf } = useSession()
  const { data } = useAsk(
    face,
    'reservations',
    { query: { limit: 20 } },
    { enabled: (onBehalfOf?.personId ?? personId) !== null, staleSeconds: 60 },
  )
  const { tell } = of
  // `tell` is made anew with every drawing; only new counts are news.
  useEffect(() => {
    if (data) tell({ 'native:mall': data.items.filter(({ state }) => state === 'reserved').length })
  }, [data])
  return null
}
