/** Says on the home page how many of my matters are done and not rated yet. */
import { useAsk, useSession } from '@liren/web'
import { useEffect } from 'react'
import type { matters } from '../contract.ts'

/** The one route a home page asks: the whole face would weigh on every first load. */
const face = {
  name: 'matters',
  routes: { waiting: { method: 'GET', path: '/waiting' } },
} as unknown as typeof matters

export default function Waits({ of }: { of: { readonly tell: (found: Readonly<Record<string, number>>) => void } }) {
  const session = useSession()
  const { data } = useAsk(face, 'waiting', {}, { enabled: session.kind === 'account', staleSeconds: 60 })
  const { tell } = of
  // `tell` is made anew with every drawing; only new counts are news.
  useEffect(() => {
    if (data) tell({ 'native:matters': data.toRate })
  }, [data])
  return null
}
