/** Contracts with firms outside: what is concluded here opens accounts, what ends here closes them the same moment. */
import { answer, defaultLimit, pageOf, readCursor, refuseAsKernel, uuidv7 } from '@liren/kernel'
import { identity } from '../contract.ts'
import { lastMoment, termFault, termOn } from '../contract-term.ts'
import { mayAdminister } from '../grant.ts'
import { isCreditCode } from '../registered-number.ts'
import type { ContractLine } from '../routes-contracts.ts'
import { forget } from './authenticate.ts'
import type { IdentityWork } from './enter.ts'
import { holdsOf } from './holds.ts'
import { dayOf } from './registrations.ts'
import { type ContractRow, contractsStore } from './store-contracts.ts'

const told = ({ endedAt, ...row }: ContractRow, today: string): ContractLine => ({
  ...row,
  state: termOn({ ...row, endedAt }, today),
})

export const listContracts = answer(identity, 'contracts', async (work, { query }) => {
  const limit = query.limit ?? 50
  const today = dayOf(work.now)
  const rows = await contractsStore(work.db).list({
    scope: work.scope('contract.read'),
    state: query.state ?? null,
    today,
    after: query.after ?? null,
    limit: limit + 1,
  })
  const items = rows.slice(0, limit)
  return {
    items: items.map((row) => told(row, today)),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

export const listUncontracted = answer(identity, 'uncontracted', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const rows = await contractsStore(work.db).without(
    work.scope('contract.read'),
    readCursor(after)?.[0] ?? null,
    limit + 1,
  )
  return pageOf(rows, limit, ({ id }) => [id])
})

export const contractsOfUnit = answer(identity, 'contractsOfUnit', async (work, { params }) => {
  if (!work.actor.grants.some(({ unitId }) => unitId === params.id)) throw refuseAsKernel('not-found')
  const today = dayOf(work.now)
  const rows = await contractsStore(work.db).ofUnits([params.id], 50)
  return { items: rows.map((row) => told(row, today)) }
})

export const concludeContract = answer(identity, 'concludeContract', async (work, { body }) => {
  work.must('contract.conclude', { area: body.areaCode })
  if (!isCreditCode(body.creditCode)) throw work.refuse('credit-code-invalid', {}, 'creditCode')
  const today = dayOf(work.now)
  const fault = termFault(body.fromOn, body.untilOn, today)
  if (fault) throw work.refuse('contract-days', {}, fault)
  const roles = [...new Set(body.roles)]
  const area = body.areaCode
  // Nobody gives a firm what they could not give a colleague.
  if (!roles.every((role) => mayAdminister(holdsOf(work), { role, area })))
    throw work.refuse('role-out-of-reach', {}, 'roles')
  const id = uuidv7()
  if (!(await contractsStore(work.db).add({ ...body, roles, id }, work.actor.id, work.now)))
    throw work.refuse('contract-known', {}, 'number')
  work.audit({ object: `contract:${id}`, area, facts: { kind: body.kind, roles, untilOn: body.untilOn } })
  return told({ ...body, roles, id, endedAt: null, endReason: null, accounts: 0 }, today)
})

/** The contract, locked, if it is within reach and not over. */
const mine = async (work: IdentityWork, id: string): Promise<ContractRow> => {
  const found = await contractsStore(work.db).lock(id)
  if (!found || !work.may('contract.conclude', { area: found.areaCode })) throw refuseAsKernel('not-found')
  if (termOn(found, dayOf(work.now)) === 'over') throw work.refuse('contract-over')
  return found
}

export const prolongContract = answer(identity, 'prolongContract', async (work, { params, body }) => {
  const found = await mine(work, params.id)
  const today = dayOf(work.now)
  const fault = termFault(found.fromOn, body.untilOn, today)
  if (fault) throw work.refuse('contract-days', {}, 'untilOn')
  const store = contractsStore(work.db)
  await store.setEnd(found.id, body.untilOn)
  await store.moveGrants(found.id, lastMoment(found.untilOn), lastMoment(body.untilOn))
  for (const accountId of await store.accountsUnder(found.id)) forget(accountId)
  work.audit({ object: `contract:${found.id}`, area: found.areaCode, facts: { from: found.untilOn, to: body.untilOn } })
  return told({ ...found, untilOn: body.untilOn }, today)
})

export const endContract = answer(identity, 'endContract', async (work, { params, body }) => {
  const found = await mine(work, params.id)
  const store = contractsStore(work.db)
  await store.end(found.id, work.actor.id, body.reason, work.now)
  await store.endSessions(found.id)
  for (const accountId of await store.accountsUnder(found.id)) {
    work.emit('signed-out', { accountId, sessionId: null })
    forget(accountId)
  }
  work.audit({ object: `contract:${found.id}`, area: found.areaCode, facts: { reason: body.reason } })
  return told({ ...found, endedAt: work.now, endReason: body.reason }, dayOf(work.now))
})
