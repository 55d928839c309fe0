/** Households, and who owns or lives in a dwelling. Dwellings themselves are the territory's. */
import { answer, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { type Household, people } from '../contract.ts'
import { isShareTooLarge } from '../membership.ts'
import { dayOf } from './calendar-day.ts'
import { visiblePerson } from './persons.ts'
import { isInReach } from './reach.ts'
import { type Deed, registerOf } from './registering.ts'
import { enterprises } from './store-enterprises.ts'
import { homes } from './store-homes.ts'

const visibleHousehold = async (work: Deed, id: string, permission: string): Promise<Household> => {
  const household = await homes(work.db).household(id)
  if (!household || !isInReach(work, permission, household.areaCode)) throw work.refuse('not-found', {}, 'id')
  return household
}

export const createHousehold = answer(people, 'createHousehold', async (work, { body }) => {
  work.must('household.change', { area: body.areaCode })
  if (!(await work.use(territory).area(body.areaCode))) throw work.refuse('unknown-area', {}, 'areaCode')
  if (body.dwellingId && !(await work.use(territory).dwelling(body.dwellingId)))
    throw work.refuse('unknown-dwelling', {}, 'dwellingId')
  const head = await visiblePerson(work, body.headPersonId, 'household.change')
  const id = uuidv7()
  await homes(work.db).addHousehold(id, body.areaCode, body.dwellingId ?? null, work.now)
  await homes(work.db).addMember(id, head.id, work.words('people.screen.relation.head'), true, dayOf(work.now))
  work.audit({ object: `household:${id}`, area: body.areaCode })
  return visibleHousehold(work, id, 'household.change')
})

export const readHousehold = answer(people, 'readHousehold', (work, { params }) =>
  visibleHousehold(work, params.id, 'person.read'),
)

export const addHouseholdMember = answer(people, 'addHouseholdMember', async (work, { params, body }) => {
  const household = await visibleHousehold(work, params.id, 'household.change')
  const person = await visiblePerson(work, body.personId, 'household.change')
  await homes(work.db).addMember(household.id, person.id, body.relation, body.isHead ?? false, dayOf(work.now))
  work.audit({ object: `household:${household.id}`, area: household.areaCode })
  return visibleHousehold(work, household.id, 'household.change')
})

export const removeHouseholdMember = answer(people, 'removeHouseholdMember', async (work, { params }) => {
  const household = await visibleHousehold(work, params.id, 'household.change')
  await homes(work.db).endMember(household.id, params.personId, dayOf(work.now))
  work.audit({ object: `household:${household.id}`, area: household.areaCode })
  return visibleHousehold(work, household.id, 'household.change')
})

const visibleDwelling = async (work: Deed, id: string, permission: string) => {
  const dwelling = await work.use(territory).dwelling(id)
  if (!dwelling || !isInReach(work, permission, dwelling.cellCode)) throw work.refuse('not-found', {}, 'dwellingId')
  return dwelling
}

export const readDwelling = answer(people, 'readDwelling', async (work, { params }) => {
  const { id } = await visibleDwelling(work, params.dwellingId, 'person.read')
  const [ties, residents] = await Promise.all([homes(work.db).tiesOf([id]), registerOf(work).inDwelling(id)])
  return { ties, residents }
})

export const addDwellingTie = answer(people, 'addDwellingTie', async (work, { params, body }) => {
  const dwelling = await visibleDwelling(work, params.dwellingId, 'dwelling-tie.change')
  const { personId = null, enterpriseId = null, tie, shareNumerator = null, shareDenominator = null } = body
  if ((personId === null) === (enterpriseId === null)) throw work.refuse('needed', {}, 'personId')
  // An owner may live anywhere; whoever moves in must already be within reach, or moving in would be a way to reach them.
  if (personId && tie !== 'owner') await visiblePerson(work, personId, 'dwelling-tie.change')
  else if (personId && !(await registerOf(work).person(personId))) throw work.refuse('not-found', {}, 'personId')
  if (enterpriseId && !(await enterprises(work.db).find(enterpriseId)))
    throw work.refuse('not-found', {}, 'enterpriseId')
  const store = homes(work.db)
  if (tie === 'owner') {
    await store.lockDwelling(dwelling.id)
    const owners = (await store.tiesOf([dwelling.id])).filter((one) => one.tie === 'owner')
    const shares = [...owners, { shareNumerator, shareDenominator }].map((one) => ({
      numerator: one.shareNumerator ?? 1,
      denominator: one.shareDenominator ?? 1,
    }))
    if (isShareTooLarge(shares)) throw work.refuse('share-too-large', {}, 'shareNumerator')
  }
  const id = uuidv7()
  const sinceOn = body.sinceOn ?? dayOf(work.now)
  await store.addTie({
    id,
    dwellingId: dwelling.id,
    areaCode: dwelling.cellCode,
    personId,
    enterpriseId,
    tie,
    shareNumerator,
    shareDenominator,
    sinceOn,
  })
  if (personId && tie !== 'owner')
    await registerOf(work).update(personId, { dwellingId: dwelling.id, areaCode: dwelling.cellCode }, work.now)
  work.audit({ object: `dwelling:${dwelling.id}`, area: dwelling.cellCode, facts: { tie } })
  const added = await store.tie(id)
  if (!added) throw work.refuse('not-found', {}, 'id')
  return added
})

export const endDwellingTie = answer(people, 'endDwellingTie', async (work, { params }) => {
  const store = homes(work.db)
  const tie = await store.tie(params.id)
  if (!tie || !isInReach(work, 'dwelling-tie.change', tie.areaCode)) throw work.refuse('not-found', {}, 'id')
  const untilOn = dayOf(work.now)
  await store.endTie(tie.id, untilOn)
  work.audit({ object: `dwelling:${tie.dwellingId}`, area: tie.areaCode })
  return { ...tie, untilOn: tie.untilOn ?? untilOn }
})
