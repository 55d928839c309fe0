/** Says on the home page how much waits in each tool. */
import { useAsk, useSession } from '@liren/web'
import { useEffect } from 'react'
import { toolLibrary } from '../../contract.ts'

export default function Waits({
  of,
}: {
  of: { readonly area: string | null; readonly tell: (found: Readonly<Record<string, number>>) => void }
}) {
  const session = useSession()
  const { data } = useAsk(
    toolLibrary,
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
