/** Whoever reported looks themself while it is checked: it is put right, which ends the check; or it is not, which the checker owes a word on. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { commandCentre, find, given, move } from './moves.ts'

export const confirm = answer(cases, 'confirm', async (work, { params, body }) => {
  const { matter, category } = await find(work, params.id)
  if (!(await work.setting<boolean>('reporterMayCheck', matter.areaCode))) throw work.refuse('not-open-to-you')
  const text = body.text?.trim()
  if (body.isRight)
    return move(work, params.id, 'confirm', {
      seen: body.seen,
      facts: given({ text }),
      holder: await commandCentre(work, matter.areaCode),
      ...(category ? { limits: category.limits } : {}),
    })
  if (!text) throw work.refuse('nothing-said', {}, 'text')
  const moved = await move(work, params.id, 'object', { seen: body.seen })
  // What is not right stands in the thread, where whoever checks answers it; until then it waits for a word.
  if (!moved.isReplay) await work.use(matters).say(params.id, { text, isPublic: true })
  return moved
})
