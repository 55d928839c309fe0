/** Hands in a form that waited for the network. Handing in twice is handing in once. */
import { ask, keepDraft, type SendOut } from '@liren/web'
import type { Filled } from '../accepted.ts'
import { sentOf } from '../answers.ts'
import { forms } from '../contract.ts'

export type { Filled }

/** Hands in what is filled in for a submission, and forgets what was kept of it here. */
export const submitFilled = async (id: string, filled: Filled) => {
  const done = await ask(forms, 'submit', { params: { id }, body: sentOf(filled) })
  await keepDraft(`forms.${id}`, null)
  return done
}

const sendSubmit: SendOut = async ({ payload }, step) => {
  const { id, filled } = payload as { id: string; filled: Filled }
  return step('submit', () => submitFilled(id, filled))
}
export default sendSubmit
