/** Opens an errand: place, standard, evidence and deadline are said at once, or there is no task. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { holderIn } from './bound.ts'
import { checkLoad } from './hand-over.ts'
import { open } from './open.ts'

export const openErrand = answer(matters, 'openErrand', async (work, { body }) => {
  work.must('matter.open', { area: body.areaCode })
  const holder = await holderIn(work, body)
  if (!holder) throw work.refuse('holder-missing', {}, 'unitId')
  await checkLoad(work, body.unitId, body.despiteLoad, { id: null, areaCode: body.areaCode })
  const { id, number } = await open(work, {
    process: 'errand',
    title: body.title,
    summary: body.standard,
    areaCode: body.areaCode.slice(0, 12),
    cellCode: body.areaCode.length > 12 ? body.areaCode : null,
    address: body.address,
    source: 'errand',
    letter: 'E',
    holder,
    limits: { handle: body.limit },
    facts: { evidence: body.evidence, ...(body.despiteLoad ? { despiteLoad: body.despiteLoad } : {}) },
  })
  return { id, number }
})
