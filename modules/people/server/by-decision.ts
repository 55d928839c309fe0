/** 凭决定入册 What a decision of an office writes into this register: a firm, a household, a home. The office asked, so nothing is asked here. */
import { creditCodeFault, organisationKindOf, tidyNumber } from '@liren/contract/numbers'
import { uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { Enterprise } from '../contract.ts'
import type { PeoplePort } from '../port.ts'
import { dayOf } from './calendar-day.ts'
import { type Deed, registerOf } from './registering.ts'
import { enterprises } from './store-enterprises.ts'
import { homes } from './store-homes.ts'

export type NewEnterprise = {
  readonly name: string
  readonly creditCode: string
  readonly areaCode: string
  readonly legalPersonId: string | null
  readonly address: string | null
}

/** Enters a firm; every fault names its field. Who may is the caller's to ask. */
export const enterEnterprise = async (work: Deed, given: NewEnterprise): Promise<Enterprise> => {
  const creditCode = tidyNumber(given.creditCode)
  const fault = creditCodeFault(creditCode)
  if (fault) throw work.refuse(fault, {}, 'creditCode')
  if (!(await work.use(territory).area(given.areaCode))) throw work.refuse('unknown-area', {}, 'areaCode')
  if (given.legalPersonId && !(await registerOf(work).person(given.legalPersonId)))
    throw work.refuse('not-found', {}, 'legalPersonId')
  const enterprise: Enterprise = {
    ...{ id: uuidv7(), name: given.name.trim(), creditCode, kind: organisationKindOf(creditCode) },
    ...{ areaCode: given.areaCode, legalPersonId: given.legalPersonId, address: given.address },
  }
  if (!(await enterprises(work.db).insert(enterprise, work.now)))
    throw work.refuse('already-registered', {}, 'creditCode')
  work.audit({ object: `enterprise:${enterprise.id}`, area: enterprise.areaCode })
  return enterprise
}

/** Its name, where it trades, or the cell that is in, is something else. */
export const correctEnterprise: (work: Deed, ...asked: Parameters<PeoplePort['correctEnterprise']>) => Promise<void> =
  async (work, id, changes) => {
    const store = enterprises(work.db)
    const enterprise = await store.find(id)
    if (!enterprise) throw work.refuse('not-found', {}, 'id')
    const { name = enterprise.name, address = enterprise.address, areaCode = enterprise.areaCode } = changes
    if (!(areaCode === enterprise.areaCode || (areaCode && (await work.use(territory).area(areaCode)))))
      throw work.refuse('unknown-area', {}, 'areaCode')
    await store.correct(id, { name, address, areaCode })
    work.audit({ object: `enterprise:${id}`, area: areaCode, facts: { changed: Object.keys(changes) } })
  }

export const moveIn = async (work: Deed, asked: Parameters<PeoplePort['moveIn']>[0]): Promise<boolean> => {
  const dwelling = await work.use(territory).dwelling(asked.dwellingId)
  if (!dwelling) throw work.refuse('unknown-dwelling', {}, 'dwellingId')
  const person = await registerOf(work).personForUpdate(asked.personId)
  if (!person) throw work.refuse('not-found', {}, 'personId')
  const store = homes(work.db)
  await store.lockDwelling(dwelling.id)
  const isTied = (await store.tiesOf([dwelling.id])).some((one) => one.personId === person.id)
  if (isTied && person.dwellingId === dwelling.id) return false
  if (!isTied)
    await store.addTie({
      ...{ id: uuidv7(), dwellingId: dwelling.id, areaCode: dwelling.cellCode, personId: person.id },
      ...{ enterpriseId: null, tie: asked.tie, shareNumerator: null, shareDenominator: null, sinceOn: asked.sinceOn },
    })
  await registerOf(work).update(
    person.id,
    { dwellingId: dwelling.id, areaCode: dwelling.cellCode, lastVerifiedAt: work.now },
    work.now,
  )
  work.audit({ object: `dwelling:${dwelling.id}`, area: dwelling.cellCode, facts: { tie: asked.tie } })
  if (person.areaCode !== dwelling.cellCode)
    work.emit('moved', { personId: person.id, from: person.areaCode, to: dwelling.cellCode })
  return true
}

/** The household somebody lives in, or a new one of which they are the head. */
const householdFor = async (work: Deed, personId: string) => {
  const store = homes(work.db)
  const [known] = await store.householdsOf(personId)
  if (known) return known
  const person = await registerOf(work).person(personId)
  if (!person?.areaCode) throw work.refuse('unknown-area', {}, 'areaCode')
  const id = uuidv7()
  await store.addHousehold(id, person.areaCode, person.dwellingId, work.now)
  await store.addMember(id, personId, work.words('people.screen.relation.head'), true, dayOf(work.now))
  return store.household(id)
}

export const joinHousehold = async (work: Deed, asked: Parameters<PeoplePort['joinHousehold']>[0]): Promise<string> => {
  const household = await householdFor(work, asked.ofPersonId)
  if (!household) throw work.refuse('not-found', {}, 'ofPersonId')
  for (const { personId, relation } of asked.members) {
    if (household.members.some((one) => one.personId === personId)) continue
    // Whoever belongs to another household is not taken out of it by what a neighbour wrote.
    if ((await homes(work.db).householdsOf(personId)).length > 0) continue
    await homes(work.db).addMember(household.id, personId, relation, false, dayOf(work.now))
  }
  work.audit({ object: `household:${household.id}`, area: household.areaCode })
  return household.id
}
