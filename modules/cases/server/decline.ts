/** Decline 不予受理 by whoever accepts, 不予立案 by whoever files: with a reason, words for the reporter, and the legal ground where the law is the reason. */
import { answer } from '@liren/kernel'
import { cases } from '../contract.ts'
import { find, given, move } from './moves.ts'
import { publishPhotos } from './photos.ts'
import { store } from './store.ts'

export const decline = answer(cases, 'decline', async (work, { params, body }) => {
  const { row, matter } = await find(work, params.id)
  // What is abusive is nobody's to read but its reporter's and the office's; what is not true is shown without its words.
  const isAbusive = body.reason === 'abusive'
  const isSlander = isAbusive || body.reason === 'notGenuine'
  if ((body.reason === 'legalProcedure' || body.reason === 'outsideScope') && !body.ground)
    throw work.refuse('ground-missing', {}, 'ground')
  const moved = await move(work, params.id, matter.state === 'filing' ? 'declineFiling' : 'decline', {
    seen: body.seen,
    facts: given({ reason: body.reason, text: body.text, ground: body.ground }),
    outcome: body.reason === 'handledAlready' ? 'notNeeded' : 'refused',
    ...(isSlander ? { publicTitle: '' } : {}),
    ...(isAbusive ? { isPublic: false } : {}),
  })
  if (!moved.isReplay) {
    await store(work.db).set(params.id, {
      outcome: body.reason === 'handledAlready' ? 'notNeeded' : 'refused',
      ...(isAbusive ? { isPublic: false } : {}),
    })
    if (isAbusive) await publishPhotos(work, row, matter.areaCode, false)
    work.emit('declined', { caseId: params.id, reason: body.reason })
  }
  return moved
})
