/** 好差评: whoever reported says how it was. A bad rating is not the end: somebody asks what was missing. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { act } from './act.ts'
import { partStore, type RatingRecord } from './part-store.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'

const dayMs = 86_400_000

export const ratingView = ({ score, reasons, text, at, followUp }: RatingRecord) => ({
  score,
  reasons,
  text,
  at: at.toISOString(),
  followUp,
})

export const rate = answer(matters, 'rate', async (work, { params, body }) => {
  const { matter, parties, standing } = await inSight(work, params.id)
  const days = await work.setting<number>('rateWithinDays', matter.areaCode)
  const isRateable =
    matter.closedAt !== null &&
    matter.state !== 'voided' &&
    matter.state !== 'merged' &&
    work.now.getTime() - matter.closedAt.getTime() <= days * dayMs
  if (!standing.relations.includes('reporter') || standing.relations.includes('handler') || !work.actor.id)
    throw work.refuse('not-open-to-you')
  if (!isRateable) throw work.refuse('not-rateable', { days })
  const isLow = body.score <= (await work.setting<number>('lowScore', matter.areaCode))
  const rated = await partStore(work.db).rate(matter.id, {
    accountId: work.actor.id,
    score: body.score,
    reasons: body.reasons ?? [],
    text: body.text ?? null,
    at: work.now,
    followUp: isLow ? 'open' : null,
  })
  if (!rated) throw work.refuse('rated-already')
  const now = await act(work, matter, 'rated', {
    // Several people may rate; the matter shows the least content of them.
    now: { ...matter, rating: matter.rating === null ? body.score : Math.min(matter.rating, body.score) },
    isPublic: true,
    facts: { score: body.score, ...(body.reasons ? { reasons: body.reasons } : {}) },
  })
  const fact = factOf(work, now, parties)
  const topics = topicsOf(parties, now)
  work.emit('rated', { ...fact, score: body.score, handlerIds: now.handledBy }, topics)
  if (isLow) {
    work.emit(
      'ratedBadly',
      { ...fact, score: body.score, reasons: body.reasons ?? [], handlerIds: now.handledBy },
      topics,
    )
    work.emit('followUpAsked', { ...fact, why: 'ratedBadly' }, topics)
  }
  return ratingView(rated)
})

export const finishFollowUp = answer(matters, 'finishFollowUp', async (work, { params, body }) => {
  const { matter, standing } = await inSight(work, params.id)
  if (!standing.isStaff || !mayAt(work, 'matter.talk', matter)) throw work.refuse('not-open-to-you')
  const count = await partStore(work.db).finishFollowUps(matter.id, {
    result: body.result,
    at: work.now,
    isSatisfiedNow: body.isSatisfiedNow,
  })
  if (count === 0) throw work.refuse('wrong-state', { state: matter.state })
  await act(work, matter, 'followedUp', { facts: { note: body.result, isSatisfiedNow: body.isSatisfiedNow } })
  return undefined
})
