/** Sends a kept "fixed on the spot": the report first, then its settlement, each once. Its first photos show it as it was. */

import type { Input, RouteOf } from '@liren/contract'
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { ask, refresh, type SendOut } from '@liren/web'
import { cases } from '../../contract.ts'

export type KeptSettled = {
  readonly body: Omit<Input<RouteOf<typeof cases, 'report'>>['body'], 'id' | 'photos'>
  readonly before: readonly Picked[]
  readonly after: readonly Picked[]
  /** How it was put right; null when it is only reported. */
  readonly done: string | null
  readonly form: object
}

const sendSettled: SendOut = async ({ id, payload }, step) => {
  const { body, before, after, done }: KeptSettled = payload
  const about = { withName: true, ...(body.address ? { place: body.address } : {}) }
  const photos = await sendPhotos(before, step, about)
  const { number } = await step('report', () =>
    ask(cases, 'report', { body: { ...body, id, ...(photos.length > 0 ? { photos } : {}) } }),
  )
  if (done !== null) {
    const shown = await sendPhotos(after, step, about)
    await step('settle', () =>
      ask(cases, 'settle', {
        params: { id },
        body: { text: done, before: photos.slice(0, 4), after: shown.slice(0, 4) },
      }),
    )
  }
  await refresh([cases], [{ name: 'matters' }])
  return { id, number }
}
export default sendSettled
