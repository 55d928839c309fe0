/** Passkeys (WebAuthn): a device proves its owner; nothing secret travels, nothing secret is stored. */
import { answer, answerOnce, mustBeFresh, refuseAsKernel, uuidv7 } from '@liren/kernel'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { identity } from '../contract.ts'
import { originOf } from './cookie.ts'
import { enter, type IdentityWork } from './enter.ts'
import { myAccount } from './proof.ts'
import { finishEnrolment } from './second-factor.ts'
import { accountsStore } from './store-accounts.ts'

const lifeMs = 5 * 60_000
const partyOf = (work: IdentityWork) => {
  const origin = originOf(work)
  return { origin, id: new URL(origin).hostname }
}

const keep = async (work: IdentityWork, accountId: string | null, options: { readonly challenge: string }) => {
  const challengeId = uuidv7()
  await accountsStore(work.db).addChallenge(
    challengeId,
    accountId,
    options.challenge,
    new Date(work.now.getTime() + lifeMs),
  )
  return { challengeId, options }
}

export const challengeNewPasskey = answer(identity, 'challengeNewPasskey', async (work) => {
  mustBeFresh(work)
  const account = await myAccount(work)
  const known = await accountsStore(work.db).passkeys(account.id)
  const options = await generateRegistrationOptions({
    rpName: '里仁 Liren',
    rpID: partyOf(work).id,
    userName: account.loginName,
    userDisplayName: account.displayName,
    userID: new TextEncoder().encode(account.id),
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return keep(work, account.id, options)
})

export const addPasskey = answer(identity, 'addPasskey', async (work, { body }) => {
  const account = await myAccount(work)
  const store = accountsStore(work.db)
  const kept = await store.takeChallenge(body.challengeId, account.id, work.now)
  if (!kept) throw work.refuse('passkey-refused', {}, 'challengeId')
  const party = partyOf(work)
  const verified = await verifyRegistrationResponse({
    // The browser's JSON; the library checks every part of it.
    response: body.response as unknown as RegistrationResponseJSON,
    expectedChallenge: kept.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch((error: unknown) => {
    work.log.info('passkey refused', { why: error instanceof Error ? error.message : String(error) })
    return null
  })
  if (!verified?.verified) throw work.refuse('passkey-refused', {}, 'response')
  const { credential } = verified.registrationInfo
  await store.addPasskey({
    accountId: account.id,
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    label: body.label,
    now: work.now,
  })
  await finishEnrolment(work)
  work.audit({ object: `account:${account.id}` })
})

export const removePasskey = answer(identity, 'removePasskey', async (work, { params }) => {
  mustBeFresh(work)
  const account = await myAccount(work)
  const links = await accountsStore(work.db).links(account.id)
  // Somebody with neither password, phone nor outside account would lock themself out.
  if (account.passkeyCount === 1 && !account.passwordHash && !account.phonePrint && links.length === 0)
    throw work.refuse('last-way-in')
  if (!(await accountsStore(work.db).removePasskey(params.id, account.id))) throw refuseAsKernel('not-found')
  work.audit({ object: `account:${account.id}` })
})

export const challengePasskey = answer(identity, 'challengePasskey', async (work) => {
  const options = await generateAuthenticationOptions({ rpID: partyOf(work).id, userVerification: 'required' })
  return keep(work, null, options)
})

export const logInByPasskey = answerOnce(identity, 'logInByPasskey', async (work, { body }) => {
  const store = accountsStore(work.db)
  const kept = await store.takeChallenge(body.challengeId, null, work.now)
  // The browser's JSON; the library checks every part of it.
  const response = body.response as unknown as AuthenticationResponseJSON
  const key = kept && typeof response.id === 'string' ? await store.passkey(response.id) : undefined
  const account = key && (await store.byId(key.accountId))
  if (!kept || !key || account?.status !== 'active') throw work.refuse('passkey-refused')
  const party = partyOf(work)
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: kept.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: { id: response.id, publicKey: new Uint8Array(key.publicKey), counter: key.counter },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    work.log.info('passkey refused', { why: error instanceof Error ? error.message : String(error) })
    return null
  })
  if (!verified?.verified) throw work.refuse('passkey-refused')
  await store.usePasskey(key.id, verified.authenticationInfo.newCounter, work.now)
  // The device and the finger or face on it: two factors at once.
  return enter(work, account, { how: 'passkey', isTwofold: true })
})
