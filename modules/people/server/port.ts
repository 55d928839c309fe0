/** What other modules get: masked people, exact look-up, the read door, memberships, homes and enterprises. */

import { canonicalNumber, canonicalPhone, documentFault, tidyNumber } from '@liren/contract/numbers'
import { areaPrefix, together, type Work } from '@liren/kernel'
import { type Capacity, documentKinds, type PeoplePort, type PersonFacts } from '../contract.ts'
import { passedBirthdays } from './birthdays.ts'
import { correctEnterprise, enterEnterprise, joinHousehold, moveIn } from './by-decision.ts'
import { dayOf } from './calendar-day.ts'
import { actsFor } from './enterprises.ts'
import { matchNumbers } from './match-numbers.ts'
import { joinAs, verifyAs } from './membership.ts'
import { inReadersWords } from './reasons.ts'
import { asDeed, change, enter, marksOf, registerOf } from './registering.ts'
import { noteLook, readPrivate } from './reveal.ts'
import { store } from './store.ts'
import { births } from './store-births.ts'
import { enterprises } from './store-enterprises.ts'
import { footprints } from './store-footprints.ts'
import { homes } from './store-homes.ts'
import { memberships } from './store-memberships.ts'
import { tallies } from './store-tallies.ts'

/** For identity: where somebody belongs who may have no account. */
const ageOfMajority = 18

/** For identity: a child's recorded parent, or a grown person of the child's own household. Of grown wards the register knows nothing. */
export const isGuardianOf = async (someWork: object, guardianId: string, wardId: string): Promise<boolean> => {
  const { db, now } = someWork as Work
  const passed = passedBirthdays(someWork, now)
  const found = await store(db, { today: dayOf(now), seesSensitive: [], passed }).persons([guardianId, wardId])
  const [guardian, ward] = [guardianId, wardId].map((id) => found.find((one) => one.id === id))
  if (guardian?.state !== 'living' || ward?.state !== 'living') return false
  if (ward.age === null || ward.age >= ageOfMajority) return false
  if (await births(db).isParent(guardianId, wardId)) return true
  if (guardian.age === null || guardian.age < ageOfMajority) return false
  const households = await homes(db).householdsOf(wardId)
  return households.some(({ members }) => members.some(({ personId }) => personId === guardianId))
}

/** For identity: masked names, as the register keeps them in the open. */
export const namesOf = async (someWork: object, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (personIds.length === 0) return new Map()
  const { db, now } = someWork as Work
  const rows = await store(db, { today: dayOf(now), seesSensitive: [] }).persons(personIds)
  return new Map(rows.map(({ id, displayName }) => [id, displayName]))
}

export const areaOf = async (someWork: object, personId: string): Promise<string | null> => {
  const { db, now } = someWork as Work
  const person = await store(db, { today: dayOf(now), seesSensitive: [] }).person(personId)
  return person?.areaCode ?? null
}

/** For identity: whether the office has seen this number as this person's; a declared one is nobody's. */
export const isNumberOf = async (someWork: object, personId: string, idNumber: string): Promise<boolean> => {
  const { db, now } = someWork as Work
  const number = marksOf(someWork).identity('residentId', canonicalNumber('residentId', idNumber))
  return (await store(db, { today: dayOf(now), seesSensitive: [] }).identityHolder(number)) === personId
}

/** For identity: who looked at the paper on which somebody asked for help. It bears their name. */
export const noteIdentityLook = async (someWork: object, personId: string, reason: string): Promise<void> => {
  await noteLook(asDeed(someWork as Work), {
    personIds: [personId],
    fields: ['fullName'],
    purpose: 'verification',
    reason,
  })
}

export const port = (someWork: Work): PeoplePort => {
  const work = asDeed(someWork)
  /** Other modules see every tag and check themselves who may. */
  const passed = passedBirthdays(work, work.now)
  const register = store(work.db, { today: dayOf(work.now), seesSensitive: [''], passed })
  const joined = memberships(work.db)

  const facts = async (personId: string): Promise<PersonFacts | null> => {
    // Asked with every home page: one round trip.
    const db = together(work.db)
    const [person, alone, all] = await Promise.all([
      store(db, { today: dayOf(work.now), seesSensitive: [''], passed }).person(personId),
      homes(db).livesAlone(personId),
      memberships(db).of(personId),
    ])
    if (!person) return null
    const capacities = [
      ...new Set(all.filter(({ state }) => state === 'verified').flatMap((one): Capacity[] => one.capacities)),
    ]
    return {
      ...(person.age === null ? {} : { age: person.age }),
      ...(person.sex === null ? {} : { sex: person.sex === 'female' ? 'F' : 'M' }),
      ...(person.areaCode === null ? {} : { areaCode: person.areaCode }),
      residence: person.residence,
      tags: person.tags.map(({ tag }) => tag),
      capacities,
      ...(alone === null ? {} : { livesAlone: alone }),
    }
  }

  return {
    person: async (id) => (await register.person(id)) ?? null,
    persons: (ids) => register.persons(ids),
    findByIdNumber: async (identityNumber) => {
      const number = tidyNumber(identityNumber)
      const possible = documentKinds.filter((kind) => documentFault(kind, number, dayOf(work.now)) === null)
      const wrong = documentFault('residentId', number, dayOf(work.now))
      if (possible.length === 0 && wrong) throw work.refuse(wrong, {}, 'identityNumber')
      for (const kind of possible) {
        const found = await register.byIdentity(marksOf(work).identity(kind, canonicalNumber(kind, number)))
        if (found) return found
      }
      return null
    },
    findByPhone: (phone) => register.byPhone(marksOf(work).phone(canonicalPhone(phone))),
    matchNumbers: (asked) => matchNumbers(work, asked),
    register: (registration) => enter(work, registration),
    update: async (personId, written) => {
      const person = await registerOf(work).personForUpdate(personId)
      if (!person) throw work.refuse('not-found', {}, 'personId')
      await change(work, person, written)
    },
    readPrivate: (asked) => readPrivate(work, asked),
    noteLook: (asked) => noteLook(work, asked),
    facts,
    factsAmong: (personIds) => homes(work.db).factsAmong(personIds, dayOf(work.now)),
    memberships: (personId) => joined.of(personId),
    membershipIn: async (personId, communityCode) => (await joined.current(personId, communityCode)) ?? null,
    join: async (personId, communityCode) =>
      (await joined.current(personId, communityCode)) ?? joinAs(work, personId, communityCode),
    verifyMember: async (personId, communityCode, verified) =>
      verifyAs(
        work,
        (await joined.current(personId, communityCode)) ?? (await joinAs(work, personId, communityCode)),
        verified,
      ),
    household: async (id) => (await homes(work.db).household(id)) ?? null,
    householdsOf: (personId) => homes(work.db).householdsOf(personId),
    householdsIn: (areaCode, after, limit) => homes(work.db).householdsIn(areaPrefix(areaCode), after, limit),
    tiesOf: (dwellingIds) => homes(work.db).tiesOf(dwellingIds),
    dwellingsOf: (personId) => homes(work.db).tiesOfPerson(personId),
    enterprise: async (id) => (await enterprises(work.db).find(id)) ?? null,
    enterprises: (ids) => enterprises(work.db).among(ids),
    enterprisesByCode: (creditCodes) => enterprises(work.db).byCreditCodes(creditCodes),
    enterprisesOf: (personId) => actsFor(work, personId),
    registerEnterprise: (firm) => enterEnterprise(work, firm),
    correctEnterprise: (id, changes) => correctEnterprise(work, id, changes),
    moveIn: (asked) => moveIn(work, asked),
    joinHousehold: (asked) => joinHousehold(work, asked),
    enterprisesFrom: (after, limit) => enterprises(work.db).list([''], undefined, after, limit),
    tallies: ({ within, digits, counts }) =>
      tallies(work.db, { prefix: areaPrefix(within), digits, counts, today: dayOf(work.now), passed: [...passed] }),
    footprintsOf: async (personId, asked) => {
      const { items, ...rest } = await footprints(work.db).counted(personId, asked)
      return { ...rest, items: inReadersWords(work, items) }
    },
    footprintSpan: () => footprints(work.db).span(),
    personIdsIn: (areaCode, after, limit) => register.personIdsIn(areaPrefix(areaCode), after, limit),
  }
}
