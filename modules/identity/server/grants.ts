/** Roles are given by two: one administrator asks, another one decides. Taken away by one, at once. */
import { answer, refuseAsKernel, uuidv7 } from '@liren/kernel'
import { type GrantLine, type GrantRequest, identity } from '../contract.ts'
import { administratorRoles, conflicts, mayAdminister, mayDecide } from '../grant.ts'
import { forget } from './authenticate.ts'
import { asTold } from './dates.ts'
import { askedForSecond } from './enter.ts'
import { holdsOf } from './holds.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'
import { sessionsStore } from './store-sessions.ts'
import { needsContract, roleUnderContract } from './under-contract.ts'
import { mustBeUnit, withUnitNames } from './units.ts'

const isAdministrator = (role: string) => administratorRoles.some((one) => one === role)

/** The database's own guard against two of the three administrators in one hand, should two decisions race. */
const isExclusion = (error: unknown) =>
  (error as { constraint?: string }).constraint === 'identity_grants_three_administrators'

export const listGrants = answer(identity, 'grants', async (work, { params }) => {
  const account = await accountsStore(work.db).byId(params.id)
  const where = account?.areaCode ? { area: account.areaCode } : {}
  if (!account || !work.may('grant.read', where)) throw refuseAsKernel('not-found')
  const rows = await withUnitNames(work, await grantsStore(work.db).ofAccount(params.id))
  return rows.map((row) => asTold<GrantLine>(row))
})

export const administrators = answer(identity, 'administrators', async (work) => ({
  items: [...(await grantsStore(work.db).administrators(work.scope('grant.read'), work.now))],
}))

export const listGrantRequests = answer(identity, 'grantRequests', async (work, { query }) => {
  const limit = query.limit ?? 50
  const scope = work.scope('grant.read')
  const rows = await grantsStore(work.db).requests({
    scope,
    status: query.status ?? null,
    after: query.after ?? null,
    limit: limit + 1,
  })
  const items = await withUnitNames(work, rows.slice(0, limit))
  return {
    items: items.map((row) => asTold<GrantRequest>(row)),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

export const askGrant = answer(identity, 'askGrant', async (work, { body }) => {
  const { accountId, role, area } = body
  const unitId = body.unitId ?? null
  const store = grantsStore(work.db)
  work.must('grant.ask', { area })
  if (accountId === work.actor.id) throw work.refuse('same-administrator')
  if (!mayAdminister(holdsOf(work), { role, area })) throw work.refuse('role-out-of-reach', { role }, 'role')
  await mustBeUnit(work, unitId, role === 'representative')
  const account = await accountsStore(work.db).lock(accountId)
  if (account?.status !== 'active') throw work.refuse('account-not-active', {}, 'accountId')
  // Of no office, and with no officer's reach: what concerns an office they are told as its neighbours.
  if (account.kind === 'representative' && (role !== 'representative' || unitId !== account.unitId))
    throw work.refuse('representative-only', {}, role === 'representative' ? 'unitId' : 'role')
  const held = await store.heldAndWaiting(accountId)
  const against = conflicts(
    held.map((one) => one.role),
    role,
  )
  if (against.length > 0) throw work.refuse('roles-exclude', { role, against }, 'role')
  if (held.some((one) => one.role === role && one.area === area && one.unitId === unitId))
    throw work.refuse('already-held', { role }, 'role')
  const latest = needsContract(account) ? await roleUnderContract(work, { accountId, role, area }) : null
  // A handler is one of a unit: without it the role opens nobody's inbox.
  if (role === 'handler' && unitId === null) throw work.refuse('unit-needed', { role }, 'unitId')
  const wanted = body.untilAt ? new Date(body.untilAt) : null
  const id = uuidv7()
  const askedBy = work.actor.id ?? ''
  await store.ask({
    id,
    accountId,
    role,
    area,
    unitId,
    reason: body.reason,
    untilAt: latest && (!wanted || wanted > latest) ? latest : wanted,
    askedBy,
    now: work.now,
  })
  work.audit({ object: `account:${accountId}`, area, facts: { requestId: id, role } })
  work.emit('grant-asked', { requestId: id, accountId, role, area, askedBy }, [`area:${area}`])
  return { requestId: id }
})

export const approveGrant = answer(identity, 'approveGrant', async (work, { params }) => {
  const store = grantsStore(work.db)
  const accounts = accountsStore(work.db)
  const request = await store.lockRequest(params.id)
  if (!request || !work.may('grant.approve', { area: request.area })) throw refuseAsKernel('not-found')
  if (request.status !== 'waiting') throw work.refuse('already-decided', { status: request.status })
  const me = work.actor.id ?? ''
  const askersRoles = (await accounts.rolesOf(request.askedBy, work.now))?.roles ?? []
  const verdict = mayDecide(
    { accountId: me, holds: holdsOf(work) },
    { ...request, askedBy: { accountId: request.askedBy, holds: askersRoles.filter(({ unitId }) => unitId === null) } },
  )
  if (verdict !== 'yes') throw work.refuse(verdict)
  const account = await accounts.lock(request.accountId)
  if (account?.status !== 'active') throw work.refuse('account-not-active')
  if (needsContract(account)) await roleUnderContract(work, request)
  const against = conflicts(account.roles, request.role)
  if (against.length > 0) throw work.refuse('roles-exclude', { role: request.role, against })
  const id = uuidv7()
  await store.decide(request.id, 'approved', me, null, work.now)
  await store
    .add({
      id,
      accountId: request.accountId,
      role: request.role,
      area: request.area,
      unitId: request.unitId,
      givenBy: request.askedBy,
      approvedBy: me,
      requestId: request.id,
      untilAt: request.untilAt,
      now: work.now,
    })
    .catch((error: unknown) => {
      throw isExclusion(error) ? work.refuse('roles-exclude', { role: request.role }) : error
    })
  // A new administrator signs in again, this time with a second factor.
  if ((await askedForSecond(work)).includes(request.role)) await sessionsStore(work.db).endAll(request.accountId)
  work.audit({
    object: `account:${request.accountId}`,
    area: request.area,
    facts: { requestId: request.id, role: request.role },
  })
  work.emit(
    'granted',
    { grantId: id, accountId: request.accountId, role: request.role, area: request.area, unitId: request.unitId },
    [`account:${request.accountId}`],
  )
  forget(request.accountId)
  return { grantId: id }
})

export const refuseGrant = answer(identity, 'refuseGrant', async (work, { params, body }) => {
  const store = grantsStore(work.db)
  const request = await store.lockRequest(params.id)
  if (!request || !work.may('grant.approve', { area: request.area })) throw refuseAsKernel('not-found')
  if (request.status !== 'waiting') throw work.refuse('already-decided', { status: request.status })
  const me = work.actor.id ?? ''
  if (me === request.askedBy || me === request.accountId) throw work.refuse('same-administrator')
  await store.decide(request.id, 'refused', me, body.reason, work.now)
  work.audit({
    object: `account:${request.accountId}`,
    area: request.area,
    facts: { requestId: request.id, reason: body.reason },
  })
})

export const revokeGrant = answer(identity, 'revokeGrant', async (work, { params, body }) => {
  const store = grantsStore(work.db)
  const grant = await store.lock(params.id)
  if (!grant || !work.may('grant.revoke', { area: grant.area })) throw refuseAsKernel('not-found')
  if (grant.accountId === work.actor.id) throw work.refuse('same-administrator')
  if (!mayAdminister(holdsOf(work), grant)) throw work.refuse('role-out-of-reach', { role: grant.role })
  if (isAdministrator(grant.role) && (await store.others(grant.role, grant.id)) === 0)
    throw work.refuse('last-administrator', { role: grant.role })
  await store.end(grant.id, work.actor.id, body.reason, work.now)
  work.audit({
    object: `account:${grant.accountId}`,
    area: grant.area,
    facts: { role: grant.role, reason: body.reason },
  })
  const { id: grantId, ...what } = grant
  work.emit('revoked', { grantId, ...what }, [`account:${grant.accountId}`])
  forget(grant.accountId)
})
