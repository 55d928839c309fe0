/** 个人信息权利 A copy of everything, and being erased everywhere: asked by oneself or noted at a counter, carried out by a second person. */
import {
  answer,
  defaultLimit,
  eraseEverywhere,
  heldAbout,
  mustBeFresh,
  pageOf,
  readCursor,
  uuidv7,
} from '@liren/kernel'
import { people } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import { ownRecord } from './me.ts'
import { visiblePerson } from './persons.ts'
import { isInReach, reach } from './reach.ts'
import type { Deed } from './registering.ts'
import { type ErasureRow, erasures } from './store-erasures.ts'

/** GB/T 35273—2020 §8.7: requests are answered within thirty days. */
const answerWithinDays = 30

/** A whole life in one file, and its end, are for the person alone: whoever helps them cannot ask for either. */
const mustBeOneself = (work: Deed) => {
  if (work.actor.onBehalfOf) throw work.refuse('only-oneself')
  mustBeFresh(work)
}

const copyOf = async (work: Deed, personId: string) => ({
  personId,
  takenAt: work.now.toISOString(),
  parts: [...(await heldAbout(work, personId))],
})

const ask = async (work: Deed, of: { id: string; areaCode: string | null }, reason: string | null, isOwn: boolean) => {
  const requests = erasures(work.db)
  const id = uuidv7()
  const isNew = await requests.add({
    id,
    personId: of.id,
    areaCode: of.areaCode,
    reason,
    askedAt: work.now,
    askedBy: work.actor.id,
    isOwn,
    dueOn: dayOf(new Date(work.now.getTime() + answerWithinDays * 86_400_000)),
  })
  if (!isNew) throw work.refuse('already-asked')
  work.audit({ object: `erasure:${id}`, area: of.areaCode })
  work.emit(
    'erasure-asked',
    { requestId: id, personId: of.id, areaCode: of.areaCode },
    of.areaCode ? [`area:${of.areaCode}`] : [],
  )
  return (await requests.find(id)) ?? Promise.reject(new Error('a request just written is gone'))
}

export const takeMyCopy = answer(people, 'takeMyCopy', async (work) => {
  mustBeOneself(work)
  const { id, areaCode } = await ownRecord(work)
  work.audit({ object: `person:${id}`, area: areaCode })
  return copyOf(work, id)
})

export const handOutCopy = answer(people, 'handOutCopy', async (work, { params }) => {
  mustBeFresh(work)
  const { id, areaCode } = await visiblePerson(work, params.id, 'rights.answer')
  work.audit({ object: `person:${id}`, area: areaCode })
  return copyOf(work, id)
})

export const listMyErasures = answer(people, 'listMyErasures', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const { id } = await ownRecord(work)
  const items = await erasures(work.db).ofPerson(id, readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(items, limit, (one) => [one.id])
})

export const askErasure = answer(people, 'askErasure', async (work, { body }) => {
  mustBeOneself(work)
  return ask(work, await ownRecord(work), body.reason?.trim() || null, true)
})

export const noteErasure = answer(people, 'noteErasure', async (work, { params, body }) =>
  ask(work, await visiblePerson(work, params.id, 'rights.answer'), body.reason.trim(), false),
)

export const withdrawErasure = answer(people, 'withdrawErasure', async (work, { params }) => {
  const requests = erasures(work.db)
  const { id, areaCode } = await ownRecord(work)
  const request = await requests.find(params.id)
  if (!request || request.personId !== id) throw work.refuse('not-found', {}, 'id')
  const settled = { state: 'withdrawn', answer: null, by: work.actor.id, at: work.now, outcome: null } as const
  if (!(await requests.settle(request.id, settled))) throw work.refuse('wrong-state')
  work.audit({ object: `erasure:${request.id}`, area: areaCode })
  work.emit('erasure-withdrawn', { requestId: request.id, personId: id })
  return (await requests.find(request.id)) ?? request
})

export const listErasures = answer(people, 'listErasures', async (work, { query }) => {
  const { after, limit = defaultLimit, state } = query
  const items = await erasures(work.db).list(
    reach(work, 'rights.answer'),
    state,
    readCursor(after)?.[0] ?? null,
    limit + 1,
  )
  return pageOf(items, limit, (one) => [one.id])
})

const erase = async (work: Deed, request: ErasureRow) =>
  (await eraseEverywhere(work, request.personId)).map(({ title, what, erased, kept }) => ({
    title,
    what,
    erased,
    kept,
  }))

/** Nobody is erased by one pair of hands: whoever wrote the request down, or is its subject, leaves the answer to another. */
export const answerErasure = answer(people, 'answerErasure', async (work, { params, body }) => {
  mustBeFresh(work)
  const requests = erasures(work.db)
  const request = await requests.find(params.id)
  if (!request || !isInReach(work, 'rights.answer', request.areaCode)) throw work.refuse('not-found', {}, 'id')
  if (request.state !== 'open') throw work.refuse('wrong-state')
  if (request.askedBy === work.actor.id || request.personId === work.actor.personId) throw work.refuse('not-yours')
  const isErased = body.decision === 'erase'
  const settled = {
    state: isErased ? 'erased' : 'declined',
    answer: body.answer.trim(),
    by: work.actor.id,
    at: work.now,
    outcome: isErased ? await erase(work, request) : null,
  } as const
  if (!(await requests.settle(request.id, settled))) throw work.refuse('wrong-state')
  work.audit({ object: `erasure:${request.id}`, area: request.areaCode, facts: { decision: body.decision } })
  work.emit('erasure-answered', { requestId: request.id, personId: request.personId, decision: body.decision })
  return (await requests.find(request.id)) ?? request
})
