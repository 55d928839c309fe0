/** 回访: after the reply somebody who did not do the work asks the reporter: reached? solved? satisfied? */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { act } from './act.ts'
import { partStore } from './part-store.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'

export const followUp = answer(matters, 'followUp', async (work, { params, body }) => {
  const { matter, parties, standing } = await inSight(work, params.id)
  if (!standing.isStaff || !mayAt(work, 'matter.talk', matter) || standing.relations.includes('handler'))
    throw work.refuse('not-open-to-you')
  if (matter.phase === 'intake' || matter.phase === 'doing' || matter.state === 'voided' || matter.state === 'merged')
    throw work.refuse('wrong-state', { state: matter.state })
  if (body.isReached && body.isSolved === undefined) throw work.refuse('facts-wrong', {}, 'isSolved')
  if (body.isReached && body.satisfaction === undefined) throw work.refuse('facts-wrong', {}, 'satisfaction')
  const isSolved = body.isReached ? (body.isSolved ?? null) : null
  const satisfaction = body.isReached ? (body.satisfaction ?? null) : null
  await partStore(work.db).followUp(matter.id, {
    at: work.now,
    byId: work.actor.id,
    byName: work.actor.name,
    channel: body.channel,
    isReached: body.isReached,
    isSolved,
    satisfaction,
    note: body.note ?? '',
  })
  const now = await act(work, matter, 'followedUp', {
    facts: {
      isReached: body.isReached,
      isSolved,
      satisfaction,
      ...(body.isReached && body.wasContacted !== undefined ? { wasContacted: body.wasContacted } : {}),
      ...(body.note ? { note: body.note } : {}),
    },
  })
  const fact = factOf(work, now, parties)
  const topics = topicsOf([], now)
  work.emit('followedUp', { ...fact, isReached: body.isReached }, topics)
  const lowScore = await work.setting<number>('lowScore', matter.areaCode)
  // What was not solved is not over for whoever did it.
  if (isSolved === false || (satisfaction !== null && satisfaction <= lowScore))
    work.emit('followUpAsked', { ...fact, why: isSolved === false ? 'notSolved' : 'unhappy' }, topics)
  return undefined
})
