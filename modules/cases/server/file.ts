/** File 立案: from here on the case counts, and somebody must be found for it. */
import { answer } from '@liren/kernel'
import { cases } from '../contract.ts'
import { find, given, move } from './moves.ts'

export const file = answer(cases, 'file', async (work, { params, body }) => {
  const { category } = await find(work, params.id)
  return move(work, params.id, 'file', {
    seen: body.seen,
    facts: given({ text: body.text }),
    ...(category ? { limits: category.limits } : {}),
  })
})
