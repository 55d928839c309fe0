/** Sends a kept finding: its photos one by one, then the finding under the id made on this phone, so that it arrives once. */
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { ask, refresh, type SendOut } from '@liren/web'
import { patrol } from '../contract.ts'

export type Found = 'fine' | 'problem' | 'notReached'
export type KeptRecord = {
  readonly itemId: string
  readonly stop: string
  readonly found: Found
  readonly note: string
  readonly before: readonly Picked[]
  readonly after: readonly Picked[]
  readonly caseId: string | null
  readonly doneAt: string
  readonly place: { readonly lon: number; readonly lat: number } | null
}

const sendRecord: SendOut = async ({ id, payload }, step) => {
  const { itemId, stop, found, note, caseId, doneAt, place, ...photos }: KeptRecord = payload
  const about = { withName: true, place: stop }
  const before = await sendPhotos(photos.before, step, about)
  const after = await sendPhotos(photos.after, step, about)
  try {
    await step('record', async () => {
      await ask(patrol, 'record', {
        params: { id: itemId },
        body: {
          recordId: id,
          found,
          doneAt,
          before,
          after,
          ...(note ? { note } : {}),
          ...(caseId ? { caseId } : {}),
          ...(place ? { place } : {}),
        },
      })
      return true
    })
  } finally {
    // Taken or refused, the round is not what this phone thought.
    await refresh([patrol, 'today'])
  }
  return true
}
export default sendRecord
