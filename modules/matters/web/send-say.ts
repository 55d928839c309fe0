/** Sends a kept message. Tried again, it looks first whether it arrived: the server gives messages their ids. */
import { ask, refresh, type SendOut } from '@liren/web'
import { matters } from '../contract.ts'

export type KeptSaying = {
  readonly matterId: string
  readonly module: string
  readonly text: string
  readonly isPublic: boolean
}

const sendSay: SendOut = async ({ payload }, step) => {
  const { matterId, module, text, isPublic }: KeptSaying = payload
  const params = { id: matterId }
  let isFirst = false
  const since = await step('tried', async () => {
    isFirst = true
    // A little earlier, for clocks that differ.
    return new Date(Date.now() - 120_000).toISOString()
  })
  await step('say', async () => {
    const hasArrived = async () => {
      const { messages } = await ask(matters, 'read', { params })
      return messages.some((one) => one.text === text && one.isPublic === isPublic && one.at > since)
    }
    if (isFirst || !(await hasArrived())) await ask(matters, 'say', { params, body: { text, isPublic } })
    return true
  })
  await refresh([matters], [{ name: module }])
  return true
}
export default sendSay
