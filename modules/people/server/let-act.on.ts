/** An employee comes in by the enterprise's own platform: they act for that enterprise as long as the platform says so, a month at a time. */
import { identity } from '@liren/identity/contract'
import { listen, uuidv7 } from '@liren/kernel'
import { people } from '../contract.ts'
import { organisationKindOf } from '../identity-number.ts'
import { dayOf } from './calendar-day.ts'
import { enterprises } from './store-enterprises.ts'

/** Whoever left the firm cannot sign in by it; what is not renewed for so long ends by itself. */
const holdsDays = 30
/** What a clerk may do; only the legal person may let others act. */
const scopes = ['appeals', 'policies', 'appointments', 'filings']

export const letAct = listen(people, identity, 'vouched', 'let-act', async (work, fact) => {
  const account = await work.use(identity).account(fact.accountId)
  if (!account?.personId) return
  const store = enterprises(work.db)
  const [today, until] = [dayOf(work.now), dayOf(new Date(work.now.getTime() + holdsDays * 86_400_000))]
  const { creditCode, enterpriseName, provider } = fact
  const known = creditCode ? await store.byCreditCode(creditCode) : undefined
  // Named by the platform and unknown here: written down where its employee lives, for the community to look at.
  const enterprise =
    known ??
    (creditCode && enterpriseName && account.areaCode
      ? {
          id: uuidv7(),
          name: enterpriseName,
          creditCode,
          kind: organisationKindOf(creditCode),
          areaCode: account.areaCode,
          legalPersonId: null,
          address: null,
        }
      : undefined)
  if (enterprise && !known) await store.insert(enterprise, work.now)
  await store.endVouched(account.personId, provider, enterprise?.id ?? null, today)
  if (!enterprise) return
  const handler = {
    id: uuidv7(),
    enterpriseId: enterprise.id,
    personId: account.personId,
    scopes,
    sinceOn: today,
    expiresOn: until,
  }
  if (await store.vouch(handler, provider))
    work.emit('handler-authorised', { enterpriseId: enterprise.id, personId: account.personId, expiresOn: until })
})
