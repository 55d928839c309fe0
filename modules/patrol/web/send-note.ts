/** Sends what was found where a colleague was first, as a note beside their finding. */
import { sendPhotos } from '@liren/files/web/picked.ts'
import { ask, refresh, type SendOut } from '@liren/web'
import { patrol } from '../contract.ts'
import type { KeptRecord } from './send-record.ts'

const sendNote: SendOut = async ({ id, payload }, step) => {
  const { itemId, stop, found, note, doneAt, before, after }: KeptRecord = payload
  const files = await sendPhotos([...before, ...after], step, { withName: true, place: stop })
  await step('note', async () => {
    await ask(patrol, 'keepNote', {
      params: { id: itemId },
      body: { id, found, at: doneAt, files, ...(note ? { note } : {}) },
    })
    return true
  })
  await refresh([patrol, 'today'])
  return true
}
export default sendNote
