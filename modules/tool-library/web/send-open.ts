/** Asks what a tool offers with a form that waited for the network. The record's id was made on the phone: sent twice, it is one. */
import { ask, keepDraft, type SendOut } from '@liren/web'
import { toolLibrary } from '../contract.ts'
import type { Asking } from './parts/asking.ts'

const sendOpen: SendOut = async ({ payload }, step) => {
  const { toolId, body } = payload as Asking
  const opened = await step('open', () => ask(toolLibrary, 'open', { params: { id: toolId }, body }))
  await keepDraft(`forms.${body.submission.id}`, null)
  return opened
}
export default sendOpen
