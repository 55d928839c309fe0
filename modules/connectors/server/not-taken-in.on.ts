/** A case from a peer that could not be opened here goes back with the reason. */
import { Id, Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { connectors } from '../contract.ts'
import { queue } from './queue.ts'
import { store } from './store.ts'

const NotTakenIn = Type.Object({ caseId: Id, reason: Type.String() })

export const notTakenIn = hear(connectors, 'cases/notTakenIn', NotTakenIn, 'give-back', async (work, fact) => {
  const link = await store(work.db).inLink(fact.caseId)
  if (!link) return
  await store(work.db).setLink(link.id, { status: 'returned' })
  await queue(work, link, 'case.return', { ref: link.ref, yourRef: link.ref, reason: fact.reason })
})
