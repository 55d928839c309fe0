/** 问上报人: whoever takes a case in or handles it asks its reporter something, and the case waits for the answer. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { find, move } from './moves.ts'

export const askReporter = answer(cases, 'askReporter', async (work, { params, body }) => {
  const { matter } = await find(work, params.id)
  const name = matter.state === 'intake' ? 'askBeforeTaking' : 'askReporter'
  const moved = await move(work, params.id, name, { seen: body.seen, facts: { text: body.text } })
  // The question stands in the thread, where the answer is written, too.
  if (!moved.isReplay) await work.use(matters).say(params.id, { text: body.text, isPublic: true })
  return moved
})
