/** What a reporter without an account may do with number and query code: say how it was, and ask for it to be opened again. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import type { MattersWork } from './house.ts'
import { matterByCode } from './progress.ts'
import { rateAs } from './rate.ts'
import { reopenSeen } from './reopen.ts'
import { sayAs } from './say.ts'
import { matterStore } from './store.ts'
import { endWaitAnswered } from './waits.ts'

/** The matter the code opens, or the one it went into; held until the act is over. */
const opened = async (work: MattersWork, { number, code }: { readonly number: string; readonly code: string }) => {
  const found = await matterByCode(work, number, code)
  const whole = found ? await matterStore(work.db).lock(found.mergedIntoId ?? found.id) : null
  if (!whole) throw work.refuse('wrong-code', {}, 'code')
  return { ...whole, standing: { relations: ['reporter'] as const, isStaff: false } }
}

export const rateByCode = answer(matters, 'rateByCode', async (work, { body }) =>
  rateAs(work, await opened(work, body), null, body),
)

/** Whoever has the code adds a word, or answers what the office said; it waits for a reply like anybody's. */
export const sayByCode = answer(matters, 'sayByCode', async (work, { body }) => {
  const whole = await opened(work, body)
  const { matter, parties } = whole
  if (matter.state === 'voided') throw work.refuse('wrong-state', { state: matter.state })
  const { at, text } = await sayAs(work, { matter, parties }, 'resident', { text: body.text, isPublic: true, name: '' })
  await endWaitAnswered(work, whole)
  return { at: at.toISOString(), text }
})

export const reopenByCode = answer(matters, 'reopenByCode', async (work, { body }) =>
  reopenSeen(work, await opened(work, body), body.because, []),
)
