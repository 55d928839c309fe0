/** Says how old what is shown is, while nothing newer can be had. */
import { useCell } from '../cell.ts'
import { online } from '../client.ts'
import { useTimes } from '../times.ts'
import { useWords } from '../words.ts'

const oldMilliseconds = 600_000

/** `of` is what `useAsk` or `usePages` gave. */
export const AsOf = ({ of }: { of: { readonly dataUpdatedAt: number; readonly isFetching: boolean } }) => {
  const t = useWords('web')
  const { when } = useTimes()
  const isOnline = useCell(online)
  const { dataUpdatedAt: at, isFetching } = of
  const isOld = isFetching && Date.now() - at > oldMilliseconds
  if (at === 0 || (isOnline && !isOld)) return null
  return (
    <p className="as-of" role="status">
      {t('network.asOf', { at: when(new Date(at).toISOString()) })}
    </p>
  )
}
