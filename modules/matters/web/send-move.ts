/** Sends a kept move of a matter: its photos one by one, then the move. A replay is harmless: the server knows it by `seen`. */
import { sendPhotos } from '@liren/files/web/picked.ts'
import { arrival, ask, refresh, type SendOut } from '@liren/web'
import { type MatterView, matters } from '../contract.ts'
import type { KeptMove } from './keep-move.ts'

/** The steps seen after an earlier send; that one not being through yet is a passing trouble, as a lost network is. */
const seenAfter = async (id: string): Promise<number> => {
  const early = new Promise<never>((_, reject) => setTimeout(() => reject(new TypeError('not yet')), 50))
  const reply = await Promise.race([arrival(id), early])
  // The earlier send is a move too: its reply is the matter as it then stood.
  return (reply as Pick<MatterView, 'seen'>).seen
}

const sendMove: SendOut = async ({ payload }, step) => {
  const { matterId, module, move, facts, unitId, photos, seen, after }: KeptMove = payload
  const from = after === null ? seen : await step('after', () => seenAfter(after))
  const files = photos.length > 0 ? await sendPhotos(photos, step, { withName: true }) : []
  const reply = await step('move', () =>
    ask(matters, 'move', {
      params: { id: matterId, move },
      body: {
        seen: from,
        facts: { ...facts },
        ...(files.length > 0 ? { files: [...files] } : {}),
        ...(unitId ? { unitId } : {}),
      },
    }),
  )
  await refresh([matters], [{ name: module }])
  return reply
}
export default sendMove
