/** 好差评: whoever reported says how it was. A bad rating is not the end: somebody asks what was missing. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { act } from './act.ts'
import type { MattersWork } from './house.ts'
import { partStore, type RatingRecord } from './part-store.ts'
import { oweReply } from './replies.ts'
import { replyStore } from './reply-store.ts'
import { sayIn } from './say.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'
import type { Whole } from './tables.ts'

const dayMs = 86_400_000

export const ratingView = ({ score, reasons, text, at, followUp }: RatingRecord) => ({
  score,
  reasons,
  text,
  at: at.toISOString(),
  followUp,
})

type Rated = {
  readonly score: number
  readonly reasons?: readonly string[] | undefined
  readonly text?: string | undefined
}

/** `accountId` is null for whoever rates by number and query code: one voice for each matter. */
export const rateAs = async (
  work: MattersWork,
  { matter, parties }: Pick<Whole, 'matter' | 'parties'>,
  accountId: string | null,
  { score, reasons, text }: Rated,
) => {
  const days = await work.setting<number>('rateWithinDays', matter.areaCode)
  const isRateable =
    matter.closedAt !== null &&
    matter.state !== 'voided' &&
    matter.state !== 'merged' &&
    work.now.getTime() - matter.closedAt.getTime() <= days * dayMs
  if (!isRateable) throw work.refuse('not-rateable', { days })
  const isLow = score <= (await work.setting<number>('lowScore', matter.areaCode))
  const rated = await partStore(work.db).rate(matter.id, {
    accountId,
    score,
    reasons: [...(reasons ?? [])],
    text: text ?? null,
    at: work.now,
    followUp: isLow ? 'open' : null,
  })
  if (!rated) throw work.refuse('rated-already')
  if (isLow) await oweReply(work, matter, 'rating')
  const now = await act(work, matter, 'rated', {
    // Several people may rate; the matter shows the least content of them.
    now: { ...matter, rating: matter.rating === null ? score : Math.min(matter.rating, score) },
    isPublic: true,
    facts: { score, ...(reasons ? { reasons } : {}) },
  })
  const fact = factOf(work, now, parties)
  const topics = topicsOf(parties, now)
  work.emit('rated', { ...fact, score, handlerIds: now.handledBy, hasWords: Boolean(text?.trim()) }, topics)
  if (isLow) {
    work.emit('ratedBadly', { ...fact, score, reasons: [...(reasons ?? [])], handlerIds: now.handledBy }, topics)
    work.emit('followUpAsked', { ...fact, why: 'ratedBadly' }, topics)
  }
  return ratingView(rated)
}

export const rate = answer(matters, 'rate', async (work, { params, body }) => {
  const seen = await inSight(work, params.id)
  const { relations } = seen.standing
  if (!relations.includes('reporter') || relations.includes('handler') || !work.actor.id)
    throw work.refuse('not-open-to-you')
  return rateAs(work, seen, work.actor.id, body)
})

export const finishFollowUp = answer(matters, 'finishFollowUp', async (work, { params, body }) => {
  const { matter, standing } = await inSight(work, params.id)
  // Whoever did the work does not say for the reporter that all is well now.
  if (!standing.isStaff || !mayAt(work, 'matter.talk', matter) || standing.relations.includes('handler'))
    throw work.refuse('not-open-to-you')
  const count = await partStore(work.db).finishFollowUps(matter.id, {
    result: body.result,
    at: work.now,
    isSatisfiedNow: body.isSatisfiedNow,
    cause: body.cause ?? null,
  })
  if (count === 0) throw work.refuse('wrong-state', { state: matter.state })
  await act(work, matter, 'followedUp', {
    facts: { note: body.result, isSatisfiedNow: body.isSatisfiedNow, ...(body.cause ? { cause: body.cause } : {}) },
  })
  await replyStore(work.db).answered(matter.id, 'rating')
  // The result is the office's own; what the reporter is told is said to them, and they can answer it.
  if (body.reply) await sayIn(work, matter.id, { text: body.reply, isPublic: true })
  return undefined
})
