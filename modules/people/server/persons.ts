/** Looking at the register: lists and pages with masked names, exact look-up, and who needs a second look. */

import { canonicalNumber, canonicalPhone, oldestAge, phoneFault } from '@liren/contract/numbers'
import { answer, defaultLimit, pageOf, readPair } from '@liren/kernel'
import type { Person } from '../contract.ts'
import { documentKinds, people } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import { isInReach, reach } from './reach.ts'
import { type Deed, marksOf, registerOf } from './registering.ts'
import { homes } from './store-homes.ts'
import { memberships } from './store-memberships.ts'

const key = (person: Person) => [person.areaCode ?? '', person.id]

/** The person, if the reader's permission reaches them; else it is as if there were none. */
export const visiblePerson = async (
  work: Deed,
  id: string,
  permission: string,
  isForUpdate = false,
): Promise<Person> => {
  const register = registerOf(work)
  const person = isForUpdate ? await register.personForUpdate(id) : await register.person(id)
  if (!person || !isInReach(work, permission, person.areaCode)) throw work.refuse('not-found', {}, 'id')
  return person
}

export const listPersons = answer(people, 'listPersons', async (work, { query }) => {
  const { after, limit = defaultLimit, area, ...asked } = query
  const items = await registerOf(work).list({
    ...asked,
    prefixes: reach(work, 'person.read', area),
    after: readPair(after),
    limit: limit + 1,
  })
  return pageOf(items, limit, key)
})

export const lookUp = answer(people, 'lookUp', async (work, { body }) => {
  const register = registerOf(work)
  const marks = marksOf(work)
  const prefixes = reach(work, 'person.read')
  const isVisible = (person: Person | undefined): person is Person =>
    person !== undefined && isInReach(work, 'person.read', person.areaCode)
  work.audit({ facts: { by: Object.keys(body) } })
  if (body.identityNumber) {
    const number = body.identityNumber
    const found: Person[] = []
    for (const kind of documentKinds) {
      const person = await register.byIdentity(marks.identity(kind, canonicalNumber(kind, number)))
      if (isVisible(person)) found.push(person)
    }
    return { items: found }
  }
  if (body.phone) {
    const wrong = phoneFault(body.phone)
    if (wrong) throw work.refuse(wrong, {}, 'phone')
    return { items: (await register.byPhone(marks.phone(canonicalPhone(body.phone)))).filter(isVisible) }
  }
  if (body.fullName) return { items: await register.byName(marks.name(body.fullName.trim()), prefixes) }
  throw work.refuse('needed', {}, 'identityNumber')
})

/** A person with everything that hangs on them. */
export const around = async (work: Deed, person: Person) => {
  const joined = await memberships(work.db).of(person.id)
  const households = await homes(work.db).householdsOf(person.id)
  const ties = await homes(work.db).tiesOfPerson(person.id)
  return { person, memberships: joined, households, ties }
}

export const readPerson = answer(people, 'readPerson', async (work, { params }) =>
  around(work, await visiblePerson(work, params.id, 'person.read')),
)

export const listExceptions = answer(people, 'listExceptions', async (work, { query }) => {
  const { after, limit = defaultLimit, area } = query
  const register = registerOf(work)
  const months = await work.setting<number>('staleAfterMonths', area)
  const staleBefore = new Date(work.now)
  staleBefore.setUTCMonth(staleBefore.getUTCMonth() - months)
  const oldestBirthYear = Number(dayOf(work.now).slice(0, 4)) - oldestAge
  const items = await register.list({
    prefixes: reach(work, 'person.update', area),
    after: readPair(after),
    limit: limit + 1,
    condition: register.isException(staleBefore, oldestBirthYear),
  })
  const why = await register.exceptionReasons(
    items.map(({ id }) => id),
    staleBefore,
    oldestBirthYear,
  )
  return pageOf(
    items.map((person) => ({ person, why: why.get(person.id) ?? [] })),
    limit,
    ({ person }) => key(person),
  )
})

export const listUnregistered = answer(people, 'listUnregistered', async (work, { query }) => {
  const { after, limit = defaultLimit, area } = query
  const items = await registerOf(work).list({
    prefixes: reach(work, 'person.read', area),
    after: readPair(after),
    limit: limit + 1,
    residence: 'permanent',
    condition: memberships(work.db).isNoMember,
  })
  return pageOf(items, limit, key)
})
