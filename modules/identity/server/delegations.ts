/** While somebody is away (外出) a colleague holds their roles, and everybody can see for whom. */
import { answer, refuseAsKernel, uuidv7 } from '@liren/kernel'
import { type Delegation, identity } from '../contract.ts'
import { isAbsence, lendable } from '../grant.ts'
import { forget } from './authenticate.ts'
import { asTold } from './dates.ts'
import { myAccount } from './proof.ts'
import { grantsStore } from './store-grants.ts'

export const colleagues = answer(identity, 'colleagues', async (work) => [
  ...(await grantsStore(work.db).colleagues((await myAccount(work)).id)),
])

export const startDelegation = answer(identity, 'startDelegation', async (work, { body }) => {
  const me = await myAccount(work)
  const store = grantsStore(work.db)
  const fromAt = body.fromAt ? new Date(body.fromAt) : work.now
  const untilAt = new Date(body.untilAt)
  if (!isAbsence(fromAt, untilAt, work.now)) throw work.refuse('window-invalid', {}, 'untilAt')
  const wanted = body.roles
  const roles = lendable(me.roles).filter((role) => !wanted || wanted.some((one) => one === role))
  const colleague = (await store.colleagues(me.id)).find(({ id }) => id === body.toAccountId)
  if (!colleague || roles.length === 0)
    throw work.refuse('delegate-unsuitable', {}, colleague ? 'roles' : 'toAccountId')
  const id = uuidv7()
  await store.delegate({ id, from: me.id, to: colleague.id, roles, fromAt, untilAt })
  work.audit({ object: `account:${me.id}`, facts: { delegationId: id, toAccountId: colleague.id, roles } })
  work.emit(
    'delegated',
    { delegationId: id, fromAccountId: me.id, toAccountId: colleague.id, untilAt: untilAt.toISOString() },
    [`account:${me.id}`, `account:${colleague.id}`],
  )
  forget(colleague.id)
  return asTold<Delegation>({
    id,
    fromAccountId: me.id,
    toAccountId: colleague.id,
    toName: colleague.displayName,
    fromAt,
    untilAt,
    // `lendable` keeps what it is given, and these were roles.
    roles: roles as Delegation['roles'],
  })
})

export const stopDelegation = answer(identity, 'stopDelegation', async (work, { params }) => {
  const ended = await grantsStore(work.db).endDelegation(params.id, work.actor.id ?? '', work.now)
  if (!ended) throw refuseAsKernel('not-found')
  work.audit({ object: `account:${ended.fromAccountId}`, facts: { delegationId: params.id } })
  work.emit('returned', { delegationId: params.id, ...ended }, [
    `account:${ended.fromAccountId}`,
    `account:${ended.toAccountId}`,
  ])
  forget(ended.toAccountId)
})
