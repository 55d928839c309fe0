/** Waiting for sends: pages that go on when one has arrived, apart from the outbox that every home page carries. */
import { useEffect } from 'react'
import { outbox, type Send, useOutbox } from './outbox.ts'

/** The promise of one send: resolves with the reply, rejects when refused. Waits as long as it takes. */
export const arrival = (id: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const look = () => {
      const send = outbox.get().find((one) => one.id === id)
      if (send?.state === 'waiting' || send?.state === 'sending') return
      stop()
      if (send?.state === 'sent') resolve(send.reply)
      else reject(new Error(send?.why ?? 'discarded'))
    }
    const stop = outbox.watch(look)
    look()
  })

/** Calls back when a send of this kind has arrived during this visit. */
export const useArrivals = (kind: string, onArrive: (send: Send) => void) => {
  const sent = useOutbox(kind).filter(({ state }) => state === 'sent')
  const ids = sent.map(({ id }) => id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new arrival is news
  useEffect(() => {
    for (const send of sent) onArrive(send)
  }, [ids])
}
