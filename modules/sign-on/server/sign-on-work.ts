/** What every act of signing on works with. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Work } from '@liren/kernel'
import type { signOn } from '../contract.ts'

export type SignOnWork = Work<typeof signOn>

const acts = new AsyncLocalStorage<SignOnWork>()

/** Runs the provider’s code as part of an act: whatever it reads and writes belongs to the act’s transaction. */
export const asPartOf = <T>(work: SignOnWork, run: () => Promise<T>): Promise<T> => acts.run(work, run)

/** The act the provider’s code runs in. */
export const currentWork = (): SignOnWork => {
  const work = acts.getStore()
  if (!work) throw new Error('the provider speaks outside of any act')
  return work
}
