/** How many transactions run at once, and how long whoever asks may wait for one: a database that stalls must not gather every request of the house. */
import { refuseAsKernel } from './refusal.ts'

/** Seconds a request waits for its transaction. */
export const patienceSeconds = 5
/** Requests that wait at once, for each transaction that may run. */
const waitingEach = 20

type Waiting = { readonly open: () => void }

export type Gate = {
  /**
   * Waits for a place and returns what gives it back. The platform's own work waits as long as it takes.
   * @throws kernel/busy (503) for a request when too many wait already, or it has waited for `patienceSeconds`.
   */
  readonly enter: (isRequest: boolean) => Promise<() => void>
}

/** @param size transactions at once */
export const makeGate = (size: number): Gate => {
  let free = size
  const waiting: Waiting[] = []
  const leave = () => {
    const next = waiting.shift()
    if (next) next.open()
    else free += 1
  }
  const enter = (isRequest: boolean) => {
    if (free > 0) {
      free -= 1
      return Promise.resolve(leave)
    }
    if (isRequest && waiting.length >= size * waitingEach) return Promise.reject(refuseAsKernel('busy'))
    return new Promise<() => void>((done, fail) => {
      const timer = isRequest
        ? setTimeout(() => {
            waiting.splice(waiting.indexOf(mine), 1)
            fail(refuseAsKernel('busy'))
          }, patienceSeconds * 1000)
        : null
      const mine = {
        open: () => {
          if (timer) clearTimeout(timer)
          done(leave)
        },
      }
      waiting.push(mine)
    })
  }
  return { enter }
}
