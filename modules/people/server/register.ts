/** Entering and changing people, and checking at their door (入户核实) that the register is still true. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { people } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import { visiblePerson } from './persons.ts'
import { isInReach } from './reach.ts'
import { change, type Deed, enter, registerOf } from './registering.ts'
import { homes } from './store-homes.ts'
import { memberships } from './store-memberships.ts'

/** A life event ends what tied somebody to a place: memberships, household and home. A community they stay in goes on. */
const leavePlaces = async (work: Deed, personId: string, on: string, stays: string | null, isDead: boolean) => {
  await homes(work.db).endHomes(personId, on, isDead)
  for (const communityCode of await memberships(work.db).endAll(personId, on, stays))
    work.emit('member-left', { personId, communityCode })
}

/** Nobody enters people into somebody else's area. */
const onlyIn = (work: Deed, permission: string) => (areaCode: string | null) => {
  if (!areaCode && !isInReach(work, permission, null)) throw work.refuse('needed', {}, 'areaCode')
  if (areaCode) work.must(permission, { area: areaCode })
}

const again = async (work: Deed, id: string) => {
  const person = await registerOf(work).person(id)
  if (!person) throw work.refuse('not-found', {}, 'id')
  return person
}

export const register = answer(people, 'register', async (work, { body }) => {
  const { personId, isNew } = await enter(work, body, onlyIn(work, 'person.register'))
  if (!isNew) throw work.refuse('already-registered', {}, 'identityNumber')
  const person = await again(work, personId)
  work.audit({ object: `person:${personId}`, area: person.areaCode })
  return person
})

export const update = answer(people, 'update', async (work, { params, body }) => {
  const person = await visiblePerson(work, params.id, 'person.update', true)
  const { reason, ...changes } = body
  await change(work, person, changes, onlyIn(work, 'person.update'), reason)
  return again(work, person.id)
})

export const check = answer(people, 'check', async (work, { params, body }) => {
  const person = await visiblePerson(work, params.id, 'person.update', true)
  const store = registerOf(work)
  const { finding, toArea } = body
  const today = dayOf(work.now)
  const on = body.on ?? today
  if (on > today) throw work.refuse('future-date', {}, 'on')
  const seen = { lastVerifiedAt: work.now, notFoundAt: null }
  if (toArea && !(await work.use(territory).area(toArea))) throw work.refuse('unknown-area', {}, 'toArea')
  if (finding === 'confirmed') await store.update(person.id, { ...seen, state: 'living' }, work.now)
  if (finding === 'notFound') await store.update(person.id, { notFoundAt: work.now }, work.now)
  if (finding === 'movedAway') {
    const whither = toArea ? { areaCode: toArea, dwellingId: null } : { state: 'movedAway', dwellingId: null }
    await store.update(person.id, { ...seen, ...whither }, work.now)
    await leavePlaces(work, person.id, on, toArea?.slice(0, 12) ?? null, false)
    work.emit('moved', { personId: person.id, from: person.areaCode, to: toArea ?? null })
  }
  if (finding === 'dead') {
    await store.update(person.id, { ...seen, state: 'dead' }, work.now)
    await leavePlaces(work, person.id, on, null, true)
    work.emit('died', { personId: person.id })
  }
  work.audit({
    object: `person:${person.id}`,
    area: person.areaCode,
    facts: { finding, toArea, ...(body.on ? { on } : {}) },
  })
  work.emit('checked', { personId: person.id, finding })
  return again(work, person.id)
})

export const setTag = answer(people, 'setTag', async (work, { params, body }) => {
  const person = await visiblePerson(work, params.id, 'tag.change')
  if (body.accessClass === 'sensitive') work.must('sensitive-tag.read', { area: person.areaCode })
  await registerOf(work).setTag(
    person.id,
    params.tag,
    body.accessClass,
    body.expiresOn ?? null,
    work.actor.id,
    work.now,
  )
  work.audit({ object: `person:${person.id}`, area: person.areaCode, facts: { accessClass: body.accessClass } })
  work.emit('updated', { personId: person.id, fields: ['tags'] })
  return again(work, person.id)
})

export const removeTag = answer(people, 'removeTag', async (work, { params }) => {
  const person = await visiblePerson(work, params.id, 'tag.change')
  await registerOf(work).removeTag(person.id, params.tag)
  work.audit({ object: `person:${person.id}`, area: person.areaCode })
  work.emit('updated', { personId: person.id, fields: ['tags'] })
})
