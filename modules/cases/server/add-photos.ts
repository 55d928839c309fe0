/** More photos of what was reported: said in the thread, or the reason to open the case again. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { find } from './moves.ts'
import { keepEvidence } from './photos.ts'

export const addPhotos = answer(cases, 'addPhotos', async (work, { params, body }) => {
  const found = await find(work, params.id, true)
  const { mayAs } = await work.use(matters).read(params.id)
  // Evidence of a public case is public: whoever only follows it does not add to it.
  if (mayAs.every((as) => as === 'follower')) throw work.refuse('not-found')
  const isOffice = mayAs.some((as) => as === 'staff' || as === 'holder' || as === 'handler' || as === 'verifier')
  await keepEvidence(work, found, body.files, 'other', isOffice)
  work.audit({ object: `matter:${params.id}`, area: found.matter.areaCode, facts: { photos: body.files.length } })
  return undefined
})
