/** Says on the home page in how many requests the next step is mine: help I promised, thanks I owe. */
import { useAsk, useSession } from '@liren/web'
import { useEffect } from 'react'
import type { mutualAid } from '../../contract.ts'
import { isMyTurn } from '../../turn.ts'

/** The one route a home page asks: the whole face would weigh on every first load. */
const face = {
  name: 'mutual-aid',
  routes: { mine: { method: 'GET', path: '/mine' } },
} as unknown as typeof mutualAid

export default function Waits({ of }: { of: { readonly tell: (found: Readonly<Record<string, number>>) => void } }) {
  const { personId, onBehalfOf } = useSession()
  const { data } = useAsk(
    face,
    'mine',
    { query: { limit: 20 } },
    { enabled: (onBehalfOf?.personId ?? personId) !== null, staleSeconds: 60 },
  )
  const { tell } = of
  // `tell` is made anew with every drawing; only new counts are news.
  useEffect(() => {
    if (data) tell({ 'native:mutual-aid': data.items.filter(isMyTurn).length })
  }, [data])
  return null
}
