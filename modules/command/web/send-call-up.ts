/** Sends a kept call upwards under the id made on this phone, so that it arrives once. */
import { ask, refresh, type SendOut } from '@liren/web'
import { command } from '../contract.ts'

export type KeptCallUp = {
  readonly title: string
  readonly text: string
  readonly unitId: string
  readonly workDays: number
  readonly caseId?: string
  readonly area?: string
}

const sendCallUp: SendOut = async ({ id, payload }, step) => {
  const kept: KeptCallUp = payload
  const reply = await step('raise', () => ask(command, 'raiseCall', { body: { ...kept, id } }))
  await refresh([command], [{ name: 'matters' }])
  return reply
}
export default sendCallUp
