/** Somebody's log-in is tied to another entry of the register: what they reported and follow is that entry's from now on. */
import type { Work } from '@liren/kernel'
import { partStore } from './part-store.ts'

type Moved = { readonly accountId: string; readonly from: string | null; readonly to: string }

/** In the shape the register of persons collects. */
export const carry = (work: object, { accountId, from, to }: Moved): Promise<void> =>
  partStore((work as Work).db).carry(accountId, from, to)
