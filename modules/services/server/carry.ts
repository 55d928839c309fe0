/** Somebody's log-in is tied to another entry of the register: what they applied for and what was issued to them goes along. */
import type { Work } from '@liren/kernel'
import type { CarriedAlong } from '@liren/people/contract'
import { store } from './store.ts'
import { proofStore } from './store-proofs.ts'

export const carry: CarriedAlong['carry'] = async (work, { from, to }) => {
  if (from === null) return
  const { db } = work as Work
  await store(db).carry(from, to)
  await proofStore(db).carry(from, to)
}
