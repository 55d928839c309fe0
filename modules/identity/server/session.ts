/** Who am I: what every screen asks first. Also: my devices, and leaving. */

import { maskPhone } from '@liren/contract/mask'
import { answer, configOf, refuseAsKernel, secretsOf } from '@liren/kernel'
import { type Authority, type Delegation, identity, type MyAccount, type SessionLine } from '../contract.ts'
import { boardsOf, personaOf } from '../persona.ts'
import { forget, sessionOf } from './authenticate.ts'
import { sessionCookie, setCookie } from './cookie.ts'
import { asTold } from './dates.ts'
import { stepOf } from './enter.ts'
import { openPhone } from './phone.ts'
import { myAccount } from './proof.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'
import { sessionsStore } from './store-sessions.ts'

export const session = answer(identity, 'session', async (work) => {
  const row = work.http && (await sessionOf(work.http.request, work.db, work.now))
  const isDemo = configOf(work).mode === 'demo'
  if (!row) {
    // Single modules are tested with actors that have no session: their grants still say where they belong.
    const roles = work.actor.grants.map(({ role }) => role)
    return {
      account: null,
      roles: [],
      persona: personaOf(roles),
      boards: [...boardsOf(roles)],
      next: null,
      provedAt: null,
      onBehalfOf: null,
      isDemo,
    }
  }
  const isWhole = row.stage === 'whole'
  const roles = isWhole ? [...row.roles] : []
  const names = roles.map(({ role }) => role)
  return {
    account: {
      id: row.accountId,
      loginName: row.loginName,
      displayName: row.displayName,
      kind: row.kind,
      personId: row.personId,
      areaCode: row.areaCode,
      unitId: row.unitId,
    },
    roles,
    persona: personaOf(names),
    boards: [...boardsOf(names)],
    next: stepOf(row.stage),
    provedAt: row.provedAt?.toISOString() ?? null,
    onBehalfOf:
      row.authorityId && row.forPersonId
        ? {
            personId: row.forPersonId,
            authorityId: row.authorityId,
            purpose: row.forPurpose ?? '',
            until: row.forUntilAt?.toISOString() ?? '',
          }
        : null,
    isDemo,
  }
})

export const me = answer(identity, 'me', async (work): Promise<MyAccount> => {
  const account = await myAccount(work)
  const store = accountsStore(work.db)
  const [passkeys, providers, sessions, delegations, authorities] = await Promise.all([
    store.passkeys(account.id),
    store.links(account.id),
    sessionsStore(work.db).of(account.id, work.now),
    grantsStore(work.db).delegationsOf(account.id, work.now),
    grantsStore(work.db).authoritiesOf(account.id, account.personId, work.now),
  ])
  return {
    id: account.id,
    loginName: account.loginName,
    displayName: account.displayName,
    phoneMasked: account.phoneSealed ? maskPhone(openPhone(secretsOf(work), account.id, account.phoneSealed)) : null,
    realNameAt: account.realNameAt?.toISOString() ?? null,
    hasPassword: account.passwordHash !== null,
    passwordChangedAt: account.passwordChangedAt?.toISOString() ?? null,
    hasTotp: account.totpSealed !== null,
    passkeys: passkeys.map(({ id, label, addedAt, usedAt }) =>
      asTold<MyAccount['passkeys'][number]>({ id, label, addedAt, usedAt }),
    ),
    providers: providers.map((link) => asTold<MyAccount['providers'][number]>(link)),
    sessions: sessions.map((one) => asTold<SessionLine>({ ...one, isThisOne: one.id === work.actor.sessionId })),
    delegations: delegations.map((one) => asTold<Delegation>(one)),
    authorities: authorities.map((one) => asTold<Authority>(one)),
  }
})

export const endSession = answer(identity, 'endSession', async (work, { params }) => {
  if (!(await sessionsStore(work.db).end(params.id, work.actor.id ?? ''))) throw refuseAsKernel('not-found')
  work.emit('signed-out', { accountId: work.actor.id ?? '', sessionId: params.id })
  forget(work.actor.id ?? '')
})

export const logOut = answer(identity, 'logOut', async (work, { body }) => {
  const sessions = sessionsStore(work.db)
  const accountId = work.actor.id ?? ''
  if (body.isEverywhere) await sessions.endAll(accountId)
  else if (work.actor.sessionId) await sessions.end(work.actor.sessionId, accountId)
  setCookie(work, sessionCookie, null)
  work.audit({ object: `account:${accountId}`, facts: { isEverywhere: body.isEverywhere } })
  const sessionId = body.isEverywhere ? null : (work.actor.sessionId ?? null)
  if (body.isEverywhere || sessionId) work.emit('signed-out', { accountId, sessionId })
  forget(accountId)
})
