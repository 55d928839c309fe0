/** Who acts for a firm, by the word of its platform, has the merchants' board as long as the platform says so: a month from each way in. */
import { listen, uuidv7 } from '@liren/kernel'
import { identity } from '../contract.ts'
import { forget } from './authenticate.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'

/** As long as the register lets them act for the firm. */
const holdsMs = 30 * 86_400_000
const role = 'merchant'

export const letTrade = listen(identity, identity, 'vouched', 'let-trade', async (work, fact) => {
  const { accountId, provider } = fact
  const account = await accountsStore(work.db).lock(accountId)
  // Whoever serves here trades by no firm's word, and an enterprise's own account has the board anyway.
  if (account?.kind !== 'person' || account.status === 'closed' || !account.areaCode) return
  const store = grantsStore(work.db)
  const topics = [`account:${accountId}`]
  if (fact.creditCode === null) {
    for (const { id, area } of await store.endVouched(accountId, provider, work.now))
      work.emit('revoked', { grantId: id, accountId, role, area, unitId: null }, topics)
    forget(accountId)
    return
  }
  const untilAt = new Date(work.now.getTime() + holdsMs)
  if (await store.renewVouched(accountId, provider, untilAt)) return forget(accountId)
  const held = await store.ofAccount(accountId)
  if (held.some((one) => one.role === role && one.unitId === null)) return
  const [id, area] = [uuidv7(), account.areaCode]
  await store.add({
    ...{ id, accountId, role, area, unitId: null, untilAt, now: work.now, vouchedBy: provider },
    ...{ givenBy: null, approvedBy: null, requestId: null },
  })
  work.emit('granted', { grantId: id, accountId, role, area, unitId: null }, topics)
  forget(accountId)
})
