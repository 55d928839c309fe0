/** Sends a kept message: its photos and films one by one, then the words. Tried again, it looks first whether it arrived: the server gives messages their ids. */
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { ask, refresh, type SendOut } from '@liren/web'
import { matters } from '../contract.ts'

export type KeptSaying = {
  readonly matterId: string
  readonly module: string
  readonly text: string
  readonly isPublic: boolean
  /** Left out by what was kept before there were any. */
  readonly photos?: readonly Picked[]
  /** Staff's photos bear the name of who took them. */
  readonly withName?: boolean
}

const sendSay: SendOut = async ({ payload }, step) => {
  const { matterId, module, text, isPublic, photos = [], withName = false }: KeptSaying = payload
  const files = await sendPhotos(photos, step, { withName })
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
      return messages.some(
        (one) =>
          one.text === text &&
          one.isPublic === isPublic &&
          one.at > since &&
          files.every((id) => one.fileIds.includes(id)),
      )
    }
    if (isFirst || !(await hasArrived()))
      await ask(matters, 'say', { params, body: { text, isPublic, ...(files.length > 0 ? { files } : {}) } })
    return true
  })
  await refresh([matters], [{ name: module }])
  return true
}
export default sendSay
