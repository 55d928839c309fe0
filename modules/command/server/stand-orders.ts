/** Keeps how every order and call stands, so that the list of them is read by due time without opening each. */
import { job, listen } from '@liren/kernel'
import { type MatterHistory, matters } from '@liren/matters/contract'
import { command } from '../contract.ts'
import { callUp, order } from '../order.ts'
import type { CommandWork } from './count.ts'
import { orderStore } from './store-orders.ts'

/** The clock that runs until somebody takes it. */
const takes: Readonly<Record<string, string>> = { [order.name]: 'receive', [callUp.name]: 'answer' }

const standingOf = ({ id, process, phase, clocks, holderUnitId, dueAt, closedAt, isRestricted }: MatterHistory) => {
  const take = clocks.filter(({ name }) => name === takes[process]).at(-1)
  return {
    matterId: id,
    unitId: holderUnitId,
    phase,
    takeDueAt: take?.dueAt ?? null,
    takenAt: take?.stoppedAt ?? null,
    dueAt,
    closedAt,
    isRestricted,
  }
}

export const standOrders = async (work: CommandWork, ids: readonly string[]) => {
  if (ids.length === 0) return
  await orderStore(work.db).stand((await work.use(matters).histories({ ids })).map(standingOf))
}

type About = { readonly matterId: string; readonly process: string }
const isOrder = ({ process }: About) => process in takes
const stand = (work: CommandWork, { matterId }: About) => standOrders(work, [matterId])

export const standing = [
  listen(command, matters, 'moved', 'stand-order-moved', stand, isOrder),
  listen(command, matters, 'assigned', 'stand-order-assigned', stand, isOrder),
  listen(command, matters, 'returned', 'stand-order-returned', stand, isOrder),
  listen(command, matters, 'reopened', 'stand-order-reopened', stand, isOrder),
  listen(command, matters, 'decided', 'stand-order-decided', stand, isOrder),
]

/** What was given before anybody kept how it stands. */
export const standOld = job(command, 'stand-orders', { cron: '20 4 * * *' }, async (work) => {
  const ids = await orderStore(work.db).unread(500)
  await standOrders(work, ids)
  work.audit({ facts: { read: ids.length } })
})
