/** Hands in a form that waited for the network. Handing in twice is handing in once. */
import { ask, keepDraft, type SendOut } from '@liren/web'
import type { Filled } from '../accepted.ts'
import { sentOf } from '../answers.ts'
import { forms, type Since } from '../contract.ts'

export type { Filled, Since }

/** Hands in what is filled in for a submission, and forgets what was kept of it here. */
export const submitFilled = async (id: string, filled: Filled, since?: Since) => {
  const body = { ...sentOf(filled), ...(since ? { since } : {}) }
  const done = await ask(forms, 'submit', { params: { id }, body })
  await keepDraft(`forms.${id}`, null)
  return done
}

const sendSubmit: SendOut = async ({ payload }, step) => {
  const { id, filled, since } = payload as { id: string; filled: Filled; since?: Since }
  return step('submit', () => submitFilled(id, filled, since))
}
export default sendSubmit
