/** Says on the home page how many appointments are ahead. */
import { useAsk, useSession } from '@liren/web'
import { useEffect } from 'react'
import type { appointments } from '../contract.ts'

/** The one route a home page asks: the whole face would weigh on every first load. */
const face = {
  name: 'appointments',
  routes: { mine: { method: 'GET', path: '/bookings/mine' } },
} as unknown as typeof appointments

export default function Waits({ of }: { of: { readonly tell: (found: Readonly<Record<string, number>>) => void } }) {
  const session = useSession()
  const { data } = useAsk(
    face,
    'mine',
    { query: { limit: 20 } },
    { enabled: session.kind === 'account', staleSeconds: 60 },
  )
  const { tell } = of
  // `tell` is made anew with every drawing; only new counts are news.
  useEffect(() => {
    if (!data) return
    const ahead = data.items.filter(({ state, endAt }) => state === 'booked' && Date.parse(endAt) > Date.now())
    tell({ 'native:appointments': ahead.length })
  }, [data])
  return null
}
