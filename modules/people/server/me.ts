/** 我的档案 What the register holds about me, who looked at it, and asking them why. */

import { canonicalPhone } from '@liren/contract/numbers'
import { identity } from '@liren/identity/contract'
import { answer, defaultLimit, ownPersonOf, pageOf, readCursor, readPair, uuidv7 } from '@liren/kernel'
import { people } from '../contract.ts'
import { around, visiblePerson } from './persons.ts'
import { isInReach, reach } from './reach.ts'
import { inReadersWords } from './reasons.ts'
import { change, type Deed, registerOf } from './registering.ts'
import { enterprises } from './store-enterprises.ts'
import { footprints } from './store-footprints.ts'

/** The register's entry of whoever is signed in; in assisted use, of the person helped. */
export const ownRecord = async (work: Deed) => {
  const id = ownPersonOf(work.actor)
  const person = id ? await registerOf(work).person(id) : undefined
  if (!person) throw work.refuse('no-record')
  return person
}

export const readMe = answer(people, 'readMe', async (work) => {
  const person = await ownRecord(work)
  return { ...(await around(work, person)), enterprises: await enterprises(work.db).ofLegalPerson(person.id) }
})

export const updateMine = answer(people, 'updateMine', async (work, { body }) => {
  const person = await ownRecord(work)
  const { phoneProof, ...written } = body
  // Reports are found by the telephone that stands here: it must be in the hands of whoever writes it down, and of nobody who helps them.
  if (written.phone) {
    if (work.actor.onBehalfOf) throw work.refuse('phone-not-yours', {}, 'phone')
    if (!(await work.use(identity).isPhoneProved(canonicalPhone(written.phone), phoneProof ?? null)))
      throw work.refuse('phone-unproved', {}, 'phone')
  }
  await change(work, person, written)
  // Somebody who keeps their own entry is there: it need not be checked at the door.
  await registerOf(work).touch(person.id, work.now)
  return ownRecord(work)
})

export const listMyFootprints = answer(people, 'listMyFootprints', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const { id } = await ownRecord(work)
  const items = inReadersWords(work, await footprints(work.db).of(id, readPair(after), limit + 1))
  return pageOf(items, limit, (one) => [one.lookedAt, one.id])
})

export const listFootprints = answer(people, 'listFootprints', async (work, { params, query }) => {
  const { after, limit = defaultLimit } = query
  const { id } = await visiblePerson(work, params.id, 'footprint.read')
  const items = inReadersWords(work, await footprints(work.db).of(id, readPair(after), limit + 1))
  return pageOf(items, limit, (one) => [one.lookedAt, one.id])
})

export const questionFootprint = answer(people, 'questionFootprint', async (work, { params, body }) => {
  const person = await ownRecord(work)
  const looks = footprints(work.db)
  const footprint = await looks.find(params.id)
  if (!footprint || footprint.personId !== person.id) throw work.refuse('not-found', {}, 'id')
  const id = uuidv7()
  if (!(await looks.question(id, footprint, person.areaCode, body.questionText, work.now)))
    throw work.refuse('already-questioned')
  work.audit({ object: `footprint:${footprint.id}`, area: person.areaCode })
  work.emit(
    'footprint-questioned',
    {
      questionId: id,
      footprintId: footprint.id,
      lookerId: footprint.lookerId,
      personId: person.id,
      areaCode: person.areaCode,
    },
    footprint.lookerId ? [`account:${footprint.lookerId}`] : [],
  )
  return { id }
})

export const listFootprintQuestions = answer(people, 'listFootprintQuestions', async (work, { query }) => {
  const { after, limit = defaultLimit, open } = query
  const items = await footprints(work.db).questions(
    reach(work, 'footprint.answer'),
    open,
    readCursor(after)?.[0] ?? null,
    limit + 1,
  )
  return pageOf(items, limit, (one) => [one.id])
})

/** Whoever looked does not judge whether the look was right. */
export const answerFootprintQuestion = answer(people, 'answerFootprintQuestion', async (work, { params, body }) => {
  const looks = footprints(work.db)
  const asked = await looks.questionAt(params.id)
  if (!asked || !isInReach(work, 'footprint.answer', asked.areaCode)) throw work.refuse('not-found', {}, 'id')
  if (asked.lookerId !== null && asked.lookerId === work.actor.id) throw work.refuse('not-yours')
  if (!(await looks.answer(asked.id, body.answer, work.actor.id, work.now))) throw work.refuse('wrong-state')
  work.audit({ object: `footprint-question:${asked.id}`, area: asked.areaCode })
  work.emit('footprint-answered', { questionId: asked.id, personId: asked.personId })
})
