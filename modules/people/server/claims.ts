/** Who registered with the number of somebody already here, under another name or phone: seen by the community, tied or not. */
import { identity } from '@liren/identity/contract'
import { answer, defaultLimit, pageOf, readPair } from '@liren/kernel'
import { people } from '../contract.ts'
import { isInReach, reach } from './reach.ts'
import { registerOf } from './registering.ts'
import { claims } from './store-claims.ts'

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
              accountName: accounts.get(row.accountId)?.displayName ?? '—',
              person,
              claimedAt: row.claimedAt.toISOString(),
            },
          ]
        : []
    }),
    next,
  }
})

export const declineClaim = answer(people, 'declineClaim', async (work, { params }) => {
  const row = await claims(work.db).lock(params.id)
  if (!row || !isInReach(work, 'membership.verify', row.areaCode)) throw work.refuse('not-found', {}, 'id')
  if (row.state !== 'open') throw work.refuse('wrong-state', { state: row.state })
  await claims(work.db).settle(row.accountId, 'declined', work.actor.id, work.now)
  work.audit({ object: `person:${row.personId}`, area: row.areaCode, facts: { declined: row.accountId } })
})
