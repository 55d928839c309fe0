/** Sends a kept hand-over. Tried again, it looks first whether the matter is where it was to go. */
import { ask, refresh, type SendOut } from '@liren/web'
import { type MatterView, matters } from '../contract.ts'
import type { KeptHandOn } from './keep-move.ts'

const isThere = (matter: MatterView, { accountId, unitId }: KeptHandOn['body']) =>
  accountId ? matter.holderAccountId === accountId : matter.holderUnitId === unitId

const sendHandOn: SendOut = async ({ payload }, step) => {
  const { matterId, module, body }: KeptHandOn = payload
  const params = { id: matterId }
  let isFirst = false
  await step('tried', async () => {
    isFirst = true
    return true
  })
  await step('handOn', async () => {
    if (isFirst || !isThere(await ask(matters, 'read', { params }), body))
      await ask(matters, 'assign', { params, body })
    return true
  })
  await refresh([matters], [{ name: module }])
  return true
}
export default sendHandOn
