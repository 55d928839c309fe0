/** More photos of what was reported: said in the thread, or the reason to open the case again. */
import { answer } from '@liren/kernel'
import { cases } from '../contract.ts'
import { find, keepEvidence } from './moves.ts'

export const addPhotos = answer(cases, 'addPhotos', async (work, { params, body }) => {
  const found = await find(work, params.id, true)
  await keepEvidence(work, found, body.files, 'other')
  work.audit({ object: `matter:${params.id}`, area: found.matter.areaCode, facts: { photos: body.files.length } })
  return undefined
})
