/** An employee comes in by the enterprise's own platform: they act for that enterprise as long as the platform says so, a month at a time. */

import { organisationKindOf } from '@liren/contract/numbers'
import { identity } from '@liren/identity/contract'
import { listen, uuidv7 } from '@liren/kernel'
import { people } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import type { Deed } from './registering.ts'
import { enterprises } from './store-enterprises.ts'
import { type Voucher, vouchers } from './store-vouchers.ts'

/** Whoever left the firm cannot sign in by it; what is not renewed for so long ends by itself. */
const holdsMs = 30 * 86_400_000
/** What a clerk may do; only the legal person may let others act. */
const scopes = ['appeals', 'policies', 'appointments', 'filings']

/** Who acts for which firm from now on, and until a month after it was said. */
const act = async (work: Deed, personId: string, areaCode: string | null, said: Voucher) => {
  const store = enterprises(work.db)
  const [today, until] = [dayOf(work.now), dayOf(new Date(said.vouchedAt.getTime() + holdsMs))]
  const { creditCode, enterpriseName, provider } = said
  const known = creditCode ? await store.byCreditCode(creditCode) : undefined
  // Named by the platform and unknown here: written down where its employee lives, for the community to look at.
  const enterprise =
    known ??
    (creditCode && enterpriseName && areaCode
      ? {
          id: uuidv7(),
          name: enterpriseName,
          creditCode,
          kind: organisationKindOf(creditCode),
          areaCode,
          legalPersonId: null,
          address: null,
        }
      : undefined)
  if (enterprise && !known) await store.insert(enterprise, work.now)
  await store.endVouched(personId, provider, enterprise?.id ?? null, today)
  if (!enterprise) return
  const handler = { id: uuidv7(), enterpriseId: enterprise.id, personId, scopes, sinceOn: today, expiresOn: until }
  if (await store.vouch(handler, provider))
    work.emit('handler-authorised', { enterpriseId: enterprise.id, personId, expiresOn: until })
}

/** What was said of a log-in before it was somebody of the register. */
const actOnKept = async (work: Deed, accountId: string) => {
  await vouchers(work.db).lock(accountId)
  const account = await work.use(identity).account(accountId)
  if (!account?.personId) return
  const since = new Date(work.now.getTime() - holdsMs)
  for (const said of await vouchers(work.db).take(accountId))
    if (said.vouchedAt > since) await act(work, account.personId, account.areaCode, said)
}

export const letAct = listen(people, identity, 'vouched', 'let-act', async (work, fact) => {
  const kept = vouchers(work.db)
  await kept.forgetBefore(new Date(work.now.getTime() - holdsMs))
  await kept.keep({ ...fact, vouchedAt: work.now })
  await actOnKept(work, fact.accountId)
})

export const letActOnceKnown = listen(people, people, 'linked', 'let-act-once-known', (work, { accountId }) =>
  actOnKept(work, accountId),
)
