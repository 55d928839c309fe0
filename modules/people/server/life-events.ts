/** 生命事件 Birth and marriage: one act in the register, household and home; what else knows of it hears the event. */
import { answer, secretsOf } from '@liren/kernel'
import { people } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import { visiblePerson } from './persons.ts'
import { type Deed, enter, registerOf } from './registering.ts'
import { births } from './store-births.ts'
import { homes } from './store-homes.ts'

const again = async (work: Deed, id: string) => {
  const person = await registerOf(work).person(id)
  if (!person) throw work.refuse('not-found', {}, 'id')
  return person
}

export const recordBirth = answer(people, 'recordBirth', async (work, { body }) => {
  const { parentIds, ...child } = body
  const [parent] = await Promise.all(parentIds.map((id) => visiblePerson(work, id, 'person.register')))
  if (parent?.state !== 'living') throw work.refuse('not-found', {}, 'parentIds')
  if (child.birthOn > dayOf(work.now)) throw work.refuse('future-date', {}, 'birthOn')
  const told = births(work.db)
  await told.hold(parentIds)
  const mark = secretsOf(work).fingerprint(`birth:${child.fullName.trim()}:${child.birthOn}`)
  const known = await told.find(parentIds, mark)
  if (known) return again(work, known)
  const where = { areaCode: parent.areaCode, dwellingId: parent.dwellingId, residence: parent.residence }
  const { personId, isNew } = await enter(work, { ...child, ...where }, (area) => {
    if (area) work.must('person.register', { area })
  })
  if (!isNew) throw work.refuse('already-registered', {}, 'identityNumber')
  await told.add(parentIds, mark, personId)
  await registerOf(work).update(personId, { lastVerifiedAt: work.now }, work.now)
  const store = homes(work.db)
  const [household] = await store.householdsOf(parent.id)
  if (household)
    await store.addMember(household.id, personId, work.words('people.screen.relation.child'), false, child.birthOn)
  work.audit({
    object: `person:${personId}`,
    area: parent.areaCode,
    facts: { life: 'birth', parents: parentIds.length },
  })
  work.emit('born', { personId, parentIds: [...parentIds] })
  return again(work, personId)
})

export const recordMarriage = answer(people, 'recordMarriage', async (work, { body }) => {
  const [first, second] = body.personIds
  if (first === second) throw work.refuse('does-not-match', {}, 'personIds')
  if (body.on > dayOf(work.now)) throw work.refuse('future-date', {}, 'on')
  const couple = [
    await visiblePerson(work, first, 'household.change', true),
    await visiblePerson(work, second, 'household.change', true),
  ]
  if (couple.some(({ state }) => state !== 'living')) throw work.refuse('wrong-state', {}, 'personIds')
  const mover = body.moverId === undefined ? undefined : couple.find(({ id }) => id === body.moverId)
  if (body.moverId !== undefined && !mover) throw work.refuse('not-found', {}, 'moverId')
  const host = couple.find(({ id }) => id !== mover?.id)
  if (mover && host) {
    const store = homes(work.db)
    await store.endHomes(mover.id, body.on, false)
    const [household] = await store.householdsOf(host.id)
    if (household)
      await store.addMember(household.id, mover.id, work.words('people.screen.relation.spouse'), false, body.on)
    await registerOf(work).update(
      mover.id,
      { areaCode: host.areaCode ?? '', dwellingId: host.dwellingId, lastVerifiedAt: work.now },
      work.now,
    )
    if (host.areaCode !== mover.areaCode)
      work.emit('moved', { personId: mover.id, from: mover.areaCode, to: host.areaCode })
  }
  for (const { id, areaCode } of couple)
    work.audit({ object: `person:${id}`, area: areaCode, facts: { life: 'marriage' } })
  work.emit('married', { personIds: [first, second] })
  return { persons: await Promise.all(couple.map(({ id }) => again(work, id))) }
})
