/** Sends a hand-over made without a network; what does not fit any more is kept by the server as a conflict, so it always arrives. */
import { ask, refresh, type SendOut } from '@liren/web'
import { mall } from '../contract.ts'

export type KeptHandOver = {
  readonly pointId: string
  readonly reservationId: string
  readonly number: string
  readonly code: string
  readonly token: string
  readonly doneAt: string
}

const sendHandOver: SendOut = async ({ id, payload }, step) => {
  const { pointId, number, code, ...offline }: KeptHandOver = payload
  await step('hand-over', () => ask(mall, 'handOver', { body: { id, pointId, number, code, offline } }))
  await refresh([mall])
}
export default sendHandOver
