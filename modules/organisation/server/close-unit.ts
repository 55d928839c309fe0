/** A unit is dissolved. It stays readable, so that old matters keep their names; nothing new can reach it. */
import { answer, given } from '@liren/kernel'
import { organisation } from '../contract.ts'
import type { GivenToOrganisation } from '../own-units.ts'
import { dayOf } from '../roster.ts'
import { changeable } from './find.ts'
import { repaint } from './picture.ts'
import { store } from './store.ts'

export const closeUnit = answer(organisation, 'closeUnit', async (work, { params, body }) => {
  const before = await changeable(work, params.id, 'organisation.change', () => work.refuse('unit-closed'))
  const queries = store(work.db)
  if (await queries.hasOpenChildren(before.id)) throw work.refuse('has-open-children', { name: before.name })
  if (await queries.hasDuties(before.id, work.now)) throw work.refuse('still-on-duty-lists', { name: before.name })
  let count = 0
  for (const { part } of given<GivenToOrganisation>(work, 'organisation')) count += await part.inHand(work, before.id)
  if (count > 0) throw work.refuse('still-in-hand', { name: before.name, count })
  await queries.closePositions(before.id, work.now, dayOf(work.now.getTime()))
  const unit = await queries.changeUnit(before.id, { closedAt: work.now, closeReason: body.reason })
  await repaint(work)
  work.audit({ object: `unit:${unit.id}`, area: unit.areaCode, facts: { reason: body.reason } })
  work.emit('unit-changed', { unitId: unit.id, areaCode: unit.areaCode, what: 'closed' }, [`unit:${unit.id}`])
  return unit
})
