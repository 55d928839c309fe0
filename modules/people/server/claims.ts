/** Who registered with the number of somebody already here, under another name or phone: seen by the community, tied or not. */
import { maskName } from '@liren/contract/mask'
import { identity } from '@liren/identity/contract'
import { answer, defaultLimit, pageOf, readPair } from '@liren/kernel'
import { people } from '../contract.ts'
import { isInReach, reach } from './reach.ts'
import { type Deed, registerOf } from './registering.ts'
import { noteLook, readPrivate } from './reveal.ts'
import { type ClaimRow, claims } from './store-claims.ts'

/** The claim somebody is about to look at or decide; closed ones are looked at no more. */
const openClaim = async (work: Deed, id: string): Promise<ClaimRow> => {
  const row = await claims(work.db).lock(id)
  if (!row || !isInReach(work, 'membership.verify', row.areaCode)) throw work.refuse('not-found', {}, 'id')
  if (row.state !== 'open') throw work.refuse('wrong-state', { state: row.state })
  return row
}

export const listClaims = answer(people, 'listClaims', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const rows = await claims(work.db).open(
    reach(work, 'membership.verify', query.area),
    readPair(query.after),
    limit + 1,
  )
  const accounts = new Map(
    (await work.use(identity).accounts(rows.map(({ accountId }) => accountId))).map((one) => [one.id, one]),
  )
  const persons = new Map(
    (await registerOf(work).persons(rows.map(({ personId }) => personId))).map((one) => [one.id, one]),
  )
  const { items, next } = pageOf(rows, limit, ({ areaCode, id }) => [areaCode, id])
  return {
    items: items.flatMap((row) => {
      const person = persons.get(row.personId)
      return person
        ? [
            {
              id: row.id,
              accountId: row.accountId,
              maskedAccountName: maskName(accounts.get(row.accountId)?.displayName ?? ''),
              person,
              claimedAt: row.claimedAt.toISOString(),
            },
          ]
        : []
    }),
    next,
  }
})

export const lookAtClaim = answer(people, 'lookAtClaim', async (work, { params, body }) => {
  const row = await openClaim(work, params.id)
  const account = await work.use(identity).account(row.accountId)
  if (!account) throw work.refuse('not-found', {}, 'id')
  const look = { fields: ['fullName'], purpose: 'verification', reason: body.reason } as const
  const found = await readPrivate(work, { ...look, personIds: [row.personId] })
  // Whoever registered by themselves may stand in the register as well: they see the look too.
  if (account.personId) await noteLook(work, { ...look, personIds: [account.personId] })
  work.audit({ object: `person:${row.personId}`, area: row.areaCode, facts: { looked: row.accountId } })
  return { accountName: account.displayName, fullName: found.get(row.personId)?.fullName ?? null }
})

export const declineClaim = answer(people, 'declineClaim', async (work, { params }) => {
  const row = await openClaim(work, params.id)
  await claims(work.db).settle(row.accountId, 'declined', work.actor.id, work.now)
  work.audit({ object: `person:${row.personId}`, area: row.areaCode, facts: { declined: row.accountId } })
})
