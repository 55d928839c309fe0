/** Acts that ask for a proof of identity made a moment ago: they wait behind a small sheet, and then go on by themselves. */
import { useState } from 'react'
import { problemOf } from './client.ts'
import { Slot } from './slot.tsx'
import { toastProblem } from './toast.tsx'

type Act = () => Promise<unknown>

/** What whoever fills the slot `proof:sheet` receives. */
export type ProofAsked = { readonly onProved: () => void; readonly onClose: () => void }

/**
 * @example
 * const { act, sheet } = useProof()
 * act(() => ask(people, 'takeMyCopy'))
 * return <>{sheet} …</>
 */
export const useProof = () => {
  const [waiting, setWaiting] = useState<Act | null>(null)
  const act = (doIt: Act): Promise<void> =>
    doIt().then(
      () => undefined,
      (thrown: unknown) => {
        if (problemOf(thrown)?.code === 'kernel/stale-proof') setWaiting(() => doIt)
        else toastProblem(thrown)
      },
    )
  const asked: ProofAsked | null = waiting && {
    onClose: () => setWaiting(null),
    onProved: () => {
      setWaiting(null)
      void act(waiting)
    },
  }
  return { act, sheet: asked && <Slot name="proof:sheet" of={asked} /> }
}
