/** 限制处理 Whether my data are kept but used for nothing, and letting them be used again; both are one's own word. */
import { answer } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { mayAgree } from './consent.ts'
import { ownPersonId } from './deed.ts'
import { rightsStore } from './store-rights.ts'

export const readMyRestriction = answer(catalogue, 'readMyRestriction', async (work) => ({
  since: (await rightsStore(work.db).restrictedSince(ownPersonId(work)))?.toISOString() ?? null,
}))

export const liftMyRestriction = answer(catalogue, 'liftMyRestriction', async (work) => {
  const personId = ownPersonId(work)
  // Letting data be used is an agreement: nobody gives it for somebody else.
  await mayAgree(work, personId)
  if (await rightsStore(work.db).liftRestriction(personId)) {
    work.audit({ object: `person:${personId}`, facts: { restriction: 'lifted' } })
    work.emit('restriction-lifted', { personId })
  }
  return { since: null }
})
