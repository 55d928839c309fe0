/** 补正 Hands in a correction that waited for the network: the form first, then the correction it is. */
import { type Filled, type Since, submitFilled } from '@liren/forms/web/send-submit'
import { ask, refresh, type SendOut } from '@liren/web'
import { services } from '../contract.ts'

/** What `Refill` keeps in the outbox. */
export type KeptCorrection = {
  readonly id: string
  readonly formId: string
  readonly filled: Filled
  readonly since?: Since
}

const sendCorrect: SendOut = async ({ payload }, step) => {
  const { id, formId, filled, since }: KeptCorrection = payload
  await step('form', () => submitFilled(formId, filled, since).then(() => null))
  await step('correct', () => ask(services, 'correct', { params: { id }, body: { formId } }).then(() => null))
  await refresh([services], [{ name: 'matters' }])
}
export default sendCorrect
