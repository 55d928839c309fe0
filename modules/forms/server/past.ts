/** Forms filled in before, for demonstrations: filled with what is held and what was told, and dated to when it happened. */
import { Refusal } from '@liren/kernel'
import type { Handed, PastForm } from '../port.ts'
import { filledIn } from '../specimen.ts'
import type { Deed } from './deed.ts'
import { begin, draftDays } from './start.ts'
import { submissions } from './store-submissions.ts'
import { sealContent } from './submission.ts'
import { handIn } from './submit.ts'

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is offered goes before what is told, group by group. */
export const over = (told: Plain, offered: Plain): Plain =>
  Object.fromEntries(
    [...new Set([...Object.keys(told), ...Object.keys(offered)])].map((key) => {
      const [one, other] = [told[key], offered[key]]
      return [key, isPlain(one) && isPlain(other) ? over(one, other) : (other ?? one)]
    }),
  )

const dayMs = 86_400_000

/** Null where it stays a draft: asked for, or of somebody the registers know too little about. */
export const layPast = async (work: Deed, past: PastForm): Promise<Handed | null> => {
  const draft = await begin(work, past)
  const all = submissions(work.db)
  const date = (submittedAt: Date | null) =>
    all.backdate(past.id, {
      accountId: past.accountId,
      isAssisted: past.isAssisted,
      startedAt: past.startedAt,
      submittedAt,
      expiresAt: submittedAt ? null : new Date(past.startedAt.getTime() + draftDays * dayMs),
    })
  const told = over(past.answers ?? {}, draft.answers)
  const context = { today: draft.today, channel: draft.channel }
  const filled = {
    answers: past.submittedAt ? filledIn(draft.definition, told, context) : told,
    confirmed: past.submittedAt ? Object.keys(draft.offers) : [],
    reasons: {},
    refused: [...draft.refused],
    materials: {},
  }
  if (past.submittedAt)
    try {
      const handed = await handIn(work, past.id, filled)
      await date(past.submittedAt)
      return { ...handed, submittedAt: past.submittedAt.toISOString() }
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      work.log.warn('a form of the demonstration stays a draft', { form: past.code, why: thrown.code })
    }
  const content = sealContent(work, past.id, { filled, offers: draft.offers, held: draft.held })
  await all.keep(past.id, content, past.startedAt, new Date(past.startedAt.getTime() + draftDays * dayMs))
  await date(null)
  return null
}
