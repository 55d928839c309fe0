/** Administrators look after accounts within their reach: find, open, rest, wake, unlock. */

import { maskName } from '@liren/contract/mask'
import { answer, areaPrefix, mustBeFresh, refuseAsKernel, secretsOf, uuidv7 } from '@liren/kernel'
import { type AccountLine, identity } from '../contract.ts'
import { mayAdminister } from '../grant.ts'
import { forget } from './authenticate.ts'
import { asTold } from './dates.ts'
import type { IdentityWork } from './enter.ts'
import { firstPassword } from './first-password.ts'
import { holdsOf } from './holds.ts'
import { phonePrint, sealPhone } from './phone.ts'
import { hashPassword } from './secret-hash.ts'
import { type AccountRow, accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'
import { sessionsStore } from './store-sessions.ts'
import { contractForAccount } from './under-contract.ts'
import { mustBeUnit, withUnitNames } from './units.ts'

type Listed = Awaited<ReturnType<ReturnType<typeof accountsStore>['list']>>[number] & {
  readonly unitName: string | null
}
const told = (row: Listed): AccountLine =>
  asTold<AccountLine>({ ...row, displayName: row.kind === 'person' ? maskName(row.displayName) : row.displayName })

export const listAccounts = answer(identity, 'accounts', async (work, { query }) => {
  const limit = query.limit ?? 50
  const rows = await accountsStore(work.db).list({
    scope: work.scope('account.list'),
    text: query.text?.trim() || null,
    kind: query.kind ?? null,
    role: query.role ?? null,
    areaPrefix: query.area ? areaPrefix(query.area) : null,
    status: query.status ?? null,
    after: query.after ?? null,
    limit: limit + 1,
    now: work.now,
  })
  const items = await withUnitNames(work, rows.slice(0, limit))
  return { items: items.map(told), next: rows.length > limit ? (items.at(-1)?.loginName.toLowerCase() ?? null) : null }
})

export const readAccount = answer(identity, 'account', async (work, { params }) => {
  const [row] = await accountsStore(work.db).list({
    scope: work.scope('account.list'),
    id: params.id,
    text: null,
    kind: null,
    role: null,
    areaPrefix: null,
    status: null,
    after: null,
    limit: 1,
    now: work.now,
  })
  if (!row) throw refuseAsKernel('not-found')
  const [named] = await withUnitNames(work, [row])
  return told(named ?? { ...row, unitName: null })
})

/** The account, locked, if it is within reach and holds no role that the actor could not give or take. */
export const mustOutrank = async (work: IdentityWork, id: string): Promise<AccountRow> => {
  const store = accountsStore(work.db)
  const account = await store.lock(id)
  if (!account?.areaCode || account.status === 'closed' || !work.may('account.administer', { area: account.areaCode }))
    throw refuseAsKernel('not-found')
  if (account.id === work.actor.id) throw work.refuse('same-administrator')
  const roles = (await store.rolesOf(id, work.now))?.roles ?? []
  if (!roles.every(({ role, area }) => mayAdminister(holdsOf(work), { role, area })))
    throw work.refuse('role-out-of-reach')
  return account
}

export const openAccount = answer(identity, 'openAccount', async (work, { body }) => {
  work.must('account.open', { area: body.areaCode })
  const secrets = secretsOf(work)
  const store = accountsStore(work.db)
  const id = uuidv7()
  const print = body.phone ? phonePrint(secrets, body.phone) : null
  const taken = await store.taken(body.loginName, print, null)
  if (taken?.login) throw work.refuse('login-name-taken', {}, 'loginName')
  if (taken?.phone) throw work.refuse('phone-taken', {}, 'phone')
  const contractId = await contractForAccount(work, body)
  await mustBeUnit(work, body.unitId ?? null, body.kind === 'representative')
  const password = firstPassword()
  await store.create(
    {
      id,
      loginName: body.loginName,
      displayName: body.displayName,
      kind: body.kind,
      areaCode: body.areaCode,
      unitId: body.unitId ?? null,
      contractId,
      phoneSealed: body.phone ? sealPhone(secrets, id, body.phone) : null,
      phonePrint: print,
      passwordHash: await hashPassword(password),
      mustChangePassword: true,
      // What a person needs no administrator for; every other role is asked for and approved.
      roles: body.kind === 'person' ? [{ role: 'resident', area: body.areaCode }] : [],
    },
    work.now,
  )
  work.audit({ object: `account:${id}`, area: body.areaCode, facts: { kind: body.kind } })
  work.emit('opened', { accountId: id, kind: body.kind })
  return { accountId: id, firstPassword: password }
})

export const disableAccount = answer(identity, 'disableAccount', async (work, { params, body }) => {
  const account = await mustOutrank(work, params.id)
  await accountsStore(work.db).setStatus(account.id, 'disabled')
  await sessionsStore(work.db).endAll(account.id)
  work.audit({ object: `account:${account.id}`, area: account.areaCode, facts: { reason: body.reason } })
  work.emit('disabled', { accountId: account.id }, [`account:${account.id}`])
  forget(account.id)
})

/** A unit gives nothing by itself: what somebody may do there comes with roles, and those take two administrators. */
export const setUnit = answer(identity, 'setUnit', async (work, { params, body }) => {
  mustBeFresh(work)
  const account = await mustOutrank(work, params.id)
  await mustBeUnit(work, body.unitId, account.kind === 'representative')
  await accountsStore(work.db).setUnit(account.id, body.unitId)
  // Whoever left a unit sees its inbox no more, from this moment.
  for (const grant of await grantsStore(work.db).ofAccount(account.id)) {
    const { id: grantId, role, area, unitId } = grant
    if (unitId === null || unitId === body.unitId) continue
    await grantsStore(work.db).end(grantId, work.actor.id, body.reason, work.now)
    work.emit('revoked', { grantId, accountId: account.id, role, area, unitId }, [`account:${account.id}`])
  }
  work.audit({
    object: `account:${account.id}`,
    area: account.areaCode,
    facts: { from: account.unitId, to: body.unitId, reason: body.reason },
  })
  forget(account.id)
})

export const enableAccount = answer(identity, 'enableAccount', async (work, { params }) => {
  mustBeFresh(work)
  const account = await mustOutrank(work, params.id)
  await accountsStore(work.db).setStatus(account.id, 'active')
  work.audit({ object: `account:${account.id}`, area: account.areaCode })
  work.emit('enabled', { accountId: account.id })
  forget(account.id)
})

export const unlockAccount = answer(identity, 'unlockAccount', async (work, { params }) => {
  const account = await mustOutrank(work, params.id)
  await accountsStore(work.db).unlock(account.id)
  work.audit({ object: `account:${account.id}`, area: account.areaCode })
})
