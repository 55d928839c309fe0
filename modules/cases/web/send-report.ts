/** Sends a kept report: photos one by one, then the report under the id made on this phone, so that it arrives once. */
import type { Input, RouteOf } from '@liren/contract'
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { ask, refresh, type SendOut } from '@liren/web'
import { cases } from '../contract.ts'

/** What the report page keeps in the outbox. `form` is the page's own draft, given back if the server refuses. */
export type KeptReport = {
  readonly body: Omit<Input<RouteOf<typeof cases, 'report'>>['body'], 'id' | 'photos'>
  readonly photos: readonly Picked[]
  /** True if only number and query code lead back to it: sent as a guest, or without a name. */
  readonly isByCode: boolean
  readonly form: object
}

export type Receipt = {
  readonly id: string
  readonly number: string
  readonly queryCode: string
  readonly dueAt: string | null
  readonly advice: readonly { readonly word: string; readonly numbers: readonly string[]; readonly text: string }[]
  readonly isByCode: boolean
}

const sendReport: SendOut = async ({ id, payload }, step): Promise<Receipt> => {
  const { body, photos, isByCode }: KeptReport = payload
  const sent = await sendPhotos(photos, step, body.address ? { place: body.address } : {})
  const reply = await step('report', () =>
    ask(cases, 'report', { body: { ...body, id, ...(sent.length > 0 ? { photos: sent } : {}) } }),
  )
  await refresh([{ name: 'matters' }], [cases])
  const { number, queryCode, dueAt, advice } = reply
  return { id, number, queryCode, dueAt, advice, isByCode }
}
export default sendReport
