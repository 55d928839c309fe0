/** Sends a visit, a happening, or a step of one, each under the id made on this phone. */
import type { Input, RouteOf } from '@liren/contract'
import { type Picked, sendPhotos } from '@liren/files/web/picked.ts'
import { ask, refresh, type SendOut } from '@liren/web'
import { patrol } from '../contract.ts'

type BodyOf<R extends 'visit' | 'happen' | 'addStep'> = Omit<Input<RouteOf<typeof patrol, R>>['body'], 'id' | 'files'>
export type KeptEntry =
  | { readonly kind: 'visit'; readonly body: BodyOf<'visit'>; readonly photos: readonly Picked[] }
  | { readonly kind: 'happen'; readonly body: BodyOf<'happen'>; readonly photos: readonly Picked[] }
  | { readonly kind: 'step'; readonly happeningId: string; readonly body: BodyOf<'addStep'> }

const sendDiary: SendOut = async ({ id, payload }, step) => {
  const entry = payload as KeptEntry
  const files = entry.kind === 'step' ? [] : await sendPhotos(entry.photos, step, { withName: true })
  await step(entry.kind, async () => {
    if (entry.kind === 'visit') await ask(patrol, 'visit', { body: { ...entry.body, id, files } })
    else if (entry.kind === 'happen') await ask(patrol, 'happen', { body: { ...entry.body, id, files } })
    else await ask(patrol, 'addStep', { params: { id: entry.happeningId }, body: { ...entry.body, id } })
    return true
  })
  await refresh([patrol])
  return true
}
export default sendDiary
