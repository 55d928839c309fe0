/** Hands in a form that waited for the network. Handing in twice is handing in once. */
import { ask, keepDraft, type SendOut } from '@liren/web'
import type { Filled } from '../accept.ts'
import { sentOf } from '../answers.ts'
import { forms } from '../contract.ts'

const sendSubmit: SendOut = async ({ payload }, step) => {
  const { id, filled } = payload as { id: string; filled: Filled }
  const done = await step('submit', () => ask(forms, 'submit', { params: { id }, body: sentOf(filled) }))
  await keepDraft(`forms.${id}`, null)
  return done
}
export default sendSubmit
