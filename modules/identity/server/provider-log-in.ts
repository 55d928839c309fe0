/** Signing in by an account people already have: set out, come back, be recognised or be offered to link. */
import { answer, answerOnce, mustBeFresh, secretsOf } from '@liren/kernel'
import { identity } from '../contract.ts'
import { digest, journeyCookie, newToken, originOf, readCookie, setCookie } from './cookie.ts'
import { enter, type IdentityWork } from './enter.ts'
import { phonePrint } from './phone.ts'
import { myAccount } from './proof.ts'
import { type Outsider, ProviderRefused } from './providers/adapter.ts'
import { adapterFor, listProviders } from './providers/registry.ts'
import { accountsStore } from './store-accounts.ts'
import { enterpriseOf, tellVouched, vouches } from './vouch.ts'

const journeyMinutes = 10
const later = (work: IdentityWork, minutes: number) => new Date(work.now.getTime() + minutes * 60_000)
const redirectUri = (work: IdentityWork, provider: string) => `${originOf(work)}/login/${provider}`

export const providers = answer(identity, 'providers', async (work) =>
  (await listProviders(work)).map(({ id, kind, title }) => ({ id, kind, title })),
)

export const startProvider = answer(identity, 'startProvider', async (work, { params, body }) => {
  const { adapter } = await adapterFor(work, params.provider)
  // 43 letters and digits: WeChat takes no other signs, and no more than 128 of them.
  const state = newToken().replace(/[-_]/g, 'x')
  const [nonce, verifier, browser] = [newToken(), newToken(), newToken()]
  const isLinking = work.actor.kind === 'account'
  if (isLinking) mustBeFresh(work)
  await accountsStore(work.db).addState({
    digest: digest(state),
    provider: params.provider,
    verifier,
    nonce,
    browserDigest: digest(browser),
    returnTo: body.returnTo ?? '/',
    accountId: isLinking ? work.actor.id : null,
    expiresAt: later(work, journeyMinutes),
  })
  setCookie(work, journeyCookie, browser, journeyMinutes * 60)
  const url = await adapter
    .authorizeUrl({ redirectUri: redirectUri(work, params.provider), state, nonce, verifier })
    .catch((error: unknown) => {
      work.log.warn('provider unreachable', { provider: params.provider, error })
      throw work.refuse('provider-unreachable', { provider: params.provider })
    })
  return { url }
})

const recognise = async (work: IdentityWork, provider: string, outsider: Outsider, isPhoneTrusted: boolean) => {
  const store = accountsStore(work.db)
  const linked = await store.byLink(provider, outsider.subject, outsider.unionId)
  if (linked) return linked
  return isPhoneTrusted && outsider.phone ? store.byPhone(phonePrint(secretsOf(work), outsider.phone)) : undefined
}

export const logInByProvider = answerOnce(identity, 'logInByProvider', async (work, { params, body }) => {
  const { setting, adapter } = await adapterFor(work, params.provider)
  const store = accountsStore(work.db)
  const query = new URLSearchParams(body.query)
  const state = query.get('state') ?? ''
  const browser = (work.http && readCookie(work.http.request, journeyCookie)) ?? ''
  const journey = await store.takeState(digest(state), params.provider, digest(browser), work.now)
  if (!journey) throw work.refuse('state-unknown')
  setCookie(work, journeyCookie, null)
  const outsider = await adapter
    .identify(query, {
      redirectUri: redirectUri(work, params.provider),
      state,
      nonce: journey.nonce ?? '',
      verifier: journey.verifier ?? '',
    })
    .catch((error: unknown) => {
      const isNo = error instanceof ProviderRefused
      work.log.warn('provider refused', { provider: params.provider, why: isNo ? error.message : error })
      throw work.refuse(isNo ? 'provider-refused' : 'provider-unreachable', { provider: params.provider })
    })
  const link = (accountId: string) =>
    store.addLink({ ...outsider, provider: params.provider, accountId, now: work.now })
  const found = await recognise(work, params.provider, outsider, setting.isPhoneTrusted === true)
  if (journey.accountId) {
    if (found && found.id !== journey.accountId) throw work.refuse('already-linked', { provider: params.provider })
    await link(journey.accountId)
  }
  const account = journey.accountId ? await store.byId(journey.accountId) : found
  if (account) {
    if (account.status !== 'active') throw work.refuse('account-not-active')
    if (found) await link(account.id)
    if (vouches(setting)) tellVouched(work, { accountId: account.id, provider: params.provider, said: outsider })
    const entered = await enter(work, account, { how: `provider:${params.provider}`, isTwofold: false })
    return { ...entered, returnTo: journey.returnTo, linkTicket: null }
  }
  // Not known yet: whoever signs in or registers with this ticket within half an hour keeps the link.
  const ticket = newToken()
  await store.addTicket(
    {
      ...outsider,
      ...(vouches(setting) ? (enterpriseOf(outsider) ?? {}) : {}),
      digest: digest(ticket),
      provider: params.provider,
      expiresAt: later(work, 30),
    },
    work.tail(),
  )
  return { accountId: null, next: null, returnTo: journey.returnTo, linkTicket: ticket }
})

export const linkProvider = answer(identity, 'linkProvider', async (work, { body }) => {
  mustBeFresh(work)
  const account = await myAccount(work)
  const store = accountsStore(work.db)
  const ticket = await store.takeTicket(digest(body.linkTicket), work.now)
  if (!ticket) throw work.refuse('state-unknown', {}, 'linkTicket')
  const other = await store.byLink(ticket.provider, ticket.subject, null)
  if (other && other.id !== account.id) throw work.refuse('already-linked', { provider: ticket.provider })
  await store.addLink({ ...ticket, accountId: account.id, now: work.now })
  if (ticket.creditCode) tellVouched(work, { accountId: account.id, provider: ticket.provider, said: ticket })
  work.audit({ object: `account:${account.id}`, facts: { provider: ticket.provider } })
})
