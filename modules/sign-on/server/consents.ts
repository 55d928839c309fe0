/** Which tools know me and what of me; and no more, in one tap. */
import { answer } from '@liren/kernel'
import { signOn } from '../contract.ts'
import { endGrant } from './provider.ts'
import { consentStore } from './store.ts'

export const consents = answer(signOn, 'consents', async (work) => ({
  items: (await consentStore(work.db).of(work.actor.id ?? '')).map((row) => ({
    toolId: row.toolId,
    name: row.name,
    unit: row.unit,
    icon: row.icon,
    claims: row.claims,
    givenAt: row.givenAt.toISOString(),
    lastPassedAt: row.lastPassedAt?.toISOString() ?? null,
  })),
}))

export const withdraw = answer(signOn, 'withdraw', async (work, { params }) => {
  const accountId = work.actor.id ?? ''
  const store = consentStore(work.db)
  const consent = await store.one(accountId, params.id)
  if (!consent || !(await store.withdraw(accountId, params.id))) throw work.refuse('not-found')
  await endGrant(work, consent.grantDigest)
  work.audit({ object: `tool:${params.id}`, facts: { claims: consent.claims } })
  work.emit('withdrawn', { toolId: params.id, accountId }, [`account:${accountId}`])
})
