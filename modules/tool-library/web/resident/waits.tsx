/** Says on the home page how much waits in each tool. */
import { useAsk, useSession } from '@liren/web'
import { useEffect } from 'react'
import type { toolLibrary } from '../../contract.ts'

/** The one route a home page asks: the whole face of the library would weigh on every first load. */
const face = {
  name: 'tool-library',
  routes: { waiting: { method: 'GET', path: '/waiting' } },
} as unknown as typeof toolLibrary

export default function Waits({
  of,
}: {
  of: { readonly area: string | null; readonly tell: (found: Readonly<Record<string, number>>) => void }
}) {
  const session = useSession()
  const { data } = useAsk(
    face,
    'waiting',
    { query: { area: of.area ?? '' } },
    { enabled: session.kind === 'account' && of.area !== null },
  )
  const { tell } = of
  // `tell` is made anew with every drawing; only new counts are news.
  useEffect(() => {
    if (data) tell(Object.fromEntries(data.items.map(({ toolId, count }) => [toolId, count])))
  }, [data])
  return null
}
