/** Joining a community, being verified in it, moving to another and leaving. */
import { answer, defaultLimit, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { type Capacity, type Membership, people } from '../contract.ts'
import { canMove } from '../membership.ts'
import { dayOf } from './calendar-day.ts'
import { ownRecord } from './me.ts'
import { isInReach, reach } from './reach.ts'
import { type Deed, registerOf } from './registering.ts'
import { memberships } from './store-memberships.ts'

export const joinAs = async (
  work: Deed,
  personId: string,
  communityCode: string,
  field = 'communityCode',
): Promise<Membership> => {
  const area = await work.use(territory).area(communityCode)
  if (area?.level !== 'community') throw work.refuse('unknown-area', {}, field)
  const joined = await memberships(work.db).join(uuidv7(), personId, communityCode, dayOf(work.now))
  if (!joined) throw work.refuse('already-member', {}, field)
  work.emit('member-joined', { personId, communityCode }, [`area:${communityCode}`])
  return joined
}

export const verifyAs = async (
  work: Deed,
  membership: Membership,
  capacities: readonly Capacity[],
): Promise<Membership> => {
  if (!canMove(membership.state, 'verify')) throw work.refuse('wrong-state', { state: membership.state })
  const verified = await memberships(work.db).verify(membership.id, capacities, work.actor.id, work.now)
  const { personId, communityCode } = verified
  await registerOf(work).confirmDeclared(personId, work.now)
  work.emit('member-verified', { personId, communityCode, capacities: verified.capacities }, [`area:${communityCode}`])
  return verified
}

const own = async (work: Deed, id: string): Promise<Membership> => {
  const person = await ownRecord(work)
  const membership = await memberships(work.db).lock(id)
  if (!membership || membership.personId !== person.id) throw work.refuse('not-found', {}, 'id')
  return membership
}

export const listMyMemberships = answer(people, 'listMyMemberships', async (work) => {
  const person = await ownRecord(work)
  const items = await memberships(work.db).of(person.id)
  const current = items.find(({ state }) => state !== 'left')
  const written = await work.setting<string>('rightsAndDuties', current?.communityCode)
  return { items, rightsAndDuties: written || work.words('people.screen.rightsAndDuties') }
})

export const joinCommunity = answer(people, 'joinCommunity', async (work, { body }) => {
  const person = await ownRecord(work)
  work.audit({ object: `person:${person.id}`, area: body.communityCode })
  return joinAs(work, person.id, body.communityCode)
})

export const moveCommunity = answer(people, 'moveCommunity', async (work, { params, body }) => {
  const before = await own(work, params.id)
  if (!canMove(before.state, 'move')) throw work.refuse('wrong-state', { state: before.state })
  const joined = await joinAs(work, before.personId, body.toCommunityCode, 'toCommunityCode')
  await memberships(work.db).end(before.id, dayOf(work.now), body.toCommunityCode)
  work.audit({ object: `membership:${before.id}`, area: before.communityCode, facts: { to: body.toCommunityCode } })
  work.emit('member-moved', { personId: before.personId, from: before.communityCode, to: body.toCommunityCode })
  return joined
})

export const leaveCommunity = answer(people, 'leaveCommunity', async (work, { params }) => {
  const before = await own(work, params.id)
  if (!canMove(before.state, 'leave')) throw work.refuse('wrong-state', { state: before.state })
  work.audit({ object: `membership:${before.id}`, area: before.communityCode })
  work.emit('member-left', { personId: before.personId, communityCode: before.communityCode })
  return memberships(work.db).end(before.id, dayOf(work.now), null)
})

export const listMemberships = answer(people, 'listMemberships', async (work, { query }) => {
  const { after, limit = defaultLimit, area, state } = query
  const items = await memberships(work.db).list(
    reach(work, 'membership.verify', area),
    state,
    readCursor(after)?.[0] ?? null,
    limit + 1,
  )
  return pageOf(items, limit, ({ membership }) => [membership.id])
})

export const verifyMembership = answer(people, 'verifyMembership', async (work, { params, body }) => {
  const membership = await memberships(work.db).lock(params.id)
  if (!membership || !isInReach(work, 'membership.verify', membership.communityCode))
    throw work.refuse('not-found', {}, 'id')
  work.audit({
    object: `membership:${membership.id}`,
    area: membership.communityCode,
    facts: { capacities: body.capacities },
  })
  return verifyAs(work, membership, body.capacities)
})
