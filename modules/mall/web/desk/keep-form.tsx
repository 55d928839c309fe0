/** What keeps a good and what keeps a pick-up point have in common: a draft, one button, a word when it is kept. */
import { Button, toast, useSend, useWords } from '@liren/web'
import { type ReactNode, useState } from 'react'
import { mall } from '../../contract.ts'

/** A draft and a way to change a part of it. */
export const useDraftOf = <T extends object>(first: T) => {
  const [form, setForm] = useState(first)
  return [form, (part: Partial<T>) => setForm((old) => ({ ...old, ...part }))] as const
}

export const useKeep = <R extends 'keepGood' | 'keepPoint'>(route: R, onDone: () => void) => {
  const t = useWords('mall')
  return useSend(mall, route, {
    stale: [[mall]],
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  })
}

export const KeepForm = ({
  children,
  isSending,
  isWhole,
  onKeep,
}: {
  children: ReactNode
  isSending: boolean
  isWhole: boolean
  onKeep: () => void
}) => {
  const t = useWords('mall')
  return (
    <div className="form-stack">
      {children}
      <Button tone="main" isBusy={isSending} disabled={!isWhole} onClick={onKeep}>
        {t('screen.save')}
      </Button>
    </div>
  )
}
