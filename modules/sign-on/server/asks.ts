/** Our own pages between a tool's question and its answer: prove who you are, agree or not; then the way back. */
import { answer, mustBeFresh } from '@liren/kernel'
import type { Interaction, InteractionResults, Provider } from 'oidc-provider'
import { claimOf } from '../claims.ts'
import { signOn } from '../contract.ts'
import { endGrant, grantOf, providerFor } from './provider.ts'
import { asPartOf, type SignOnWork } from './sign-on-work.ts'
import { clientStore, consentStore } from './store.ts'

type Ask = { readonly provider: Provider; readonly ask: Interaction; readonly toolId: string }

/** The question under way, and only in the browser that it was asked in: nobody answers for somebody else's. */
const askOf = async (work: SignOnWork, uid: string): Promise<Ask> => {
  if (work.actor.onBehalfOf) throw work.refuse('for-oneself')
  if (!work.http) throw new Error('questions are asked in a browser')
  const provider = await providerFor(work)
  const { request, reply } = work.http
  // Only what is foreseen there: no cookie, run out, another session.
  const ask = await provider.interactionDetails(request.raw, reply.raw).catch(() => null)
  const toolId = ask?.params.client_id
  if (!ask || ask.uid !== uid || typeof toolId !== 'string') throw work.refuse('begin-again')
  return { provider, ask, toolId }
}

/** Signed in is enough, unless the tool wants a proof made just now. */
const isPlain = ({ prompt }: Interaction) =>
  prompt.name === 'login' && prompt.reasons.every((reason) => reason === 'no_session')

const askedClaims = (ask: Interaction) =>
  String(ask.params.scope ?? '')
    .split(' ')
    .flatMap((scope) => claimOf(scope) ?? [])

const settle = async ({ ask }: Ask, result: InteractionResults) => {
  ask.result = 'error' in result ? result : { ...ask.lastSubmission, ...result }
  await ask.save(ask.exp - Math.floor(Date.now() / 1000))
  return ask.returnTo
}

const proved = (work: SignOnWork): InteractionResults => ({
  login: {
    accountId: work.actor.id ?? '',
    remember: true,
    ...(work.actor.provedAt ? { ts: Math.floor(work.actor.provedAt.getTime() / 1000) } : {}),
  },
})

export const asking = answer(signOn, 'asking', (work, { params }) =>
  asPartOf(work, async () => {
    const { ask, toolId } = await askOf(work, params.uid)
    const client = await clientStore(work.db).one(toolId)
    if (!client) throw work.refuse('not-found')
    const consent = await consentStore(work.db).one(work.actor.id ?? '', toolId)
    return {
      toolId,
      name: client.name,
      summary: client.summary,
      unit: client.unit,
      icon: client.icon,
      host: new URL(client.url).host,
      step: ask.prompt.name === 'login' ? ('login' as const) : ('consent' as const),
      isProofDue: ask.prompt.name === 'login' && !isPlain(ask),
      claims: askedClaims(ask).map((claim) => ({ claim, isGiven: consent?.claims.includes(claim) ?? false })),
    }
  }),
)

export const enter = answer(signOn, 'enter', (work, { params }) =>
  asPartOf(work, async () => {
    const reply = work.http?.reply
    // Signed out in between: the page of ours leads to the door first.
    if (work.actor.id === null) return void reply?.redirect(`/sign-on/ask/${params.uid}`, 303)
    const ask = await askOf(work, params.uid)
    const to = isPlain(ask.ask) ? await settle(ask, proved(work)) : `/sign-on/ask/${params.uid}`
    reply?.code(303).header('location', to)
    return ''
  }),
)

export const prove = answer(signOn, 'prove', (work, { params }) =>
  asPartOf(work, async () => {
    const ask = await askOf(work, params.uid)
    if (ask.ask.prompt.name !== 'login') throw work.refuse('begin-again')
    if (!isPlain(ask.ask)) mustBeFresh(work)
    return { to: await settle(ask, proved(work)) }
  }),
)

export const consent = answer(signOn, 'consent', (work, { params, body }) =>
  asPartOf(work, async () => {
    const found = await askOf(work, params.uid)
    const { provider, ask, toolId } = found
    const accountId = work.actor.id ?? ''
    // Agreed to by whoever is at the tool's door, not by whoever signed in since.
    if (ask.prompt.name !== 'consent' || ask.session?.accountId !== accountId) throw work.refuse('begin-again')
    const asked = askedClaims(ask)
    const stray = body.claims.find((claim) => !asked.includes(claim))
    if (stray) throw work.refuse('not-asked', { claim: stray }, 'claims')
    const consents = consentStore(work.db)
    const before = await consents.one(accountId, toolId)
    const kept = (before?.claims ?? []).filter((claim) => !asked.includes(claim))
    const claims = [...new Set([...kept, ...body.claims])]
    await endGrant(work, before?.grantDigest ?? null)
    await consents.give({ accountId, toolId, claims, at: work.now })
    const grant = await grantOf(provider, accountId, toolId)
    work.audit({ object: `tool:${toolId}`, facts: { claims } })
    work.emit('consented', { toolId, accountId, claims }, [`account:${accountId}`])
    await clientStore(work.db).signedOn(toolId, work.now)
    return { to: await settle(found, { consent: grant ? { grantId: grant.jti } : {} }) }
  }),
)

export const decline = answer(signOn, 'decline', (work, { params }) =>
  asPartOf(work, async () => {
    const found = await askOf(work, params.uid)
    work.audit({ object: `tool:${found.toolId}`, facts: { isDeclined: true } })
    return { to: await settle(found, { error: 'access_denied', error_description: 'the person did not agree' }) }
  }),
)
