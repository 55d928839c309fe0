/** Shifts are set up and ended; people are put on the roster and taken off. */
import { answer, refuseField, uuidv7 } from '@liren/kernel'
import { organisation, type RosterLine, type Shift } from '../contract.ts'
import { changeable, found } from './find.ts'
import { store } from './store.ts'

export const createShift = answer(organisation, 'createShift', async (work, { body }) => {
  const unit = await changeable(work, body.unitId, 'roster.change', () => work.refuse('unit-closed'))
  const validTo = body.validTo ?? null
  if (validTo !== null && validTo < body.validFrom) throw refuseField('validTo', 'minimum')
  const shift: Shift = { id: uuidv7(), ...body, areaCode: unit.areaCode, validTo }
  await store(work.db).addShifts([shift])
  work.audit({
    object: `shift:${shift.id}`,
    area: shift.areaCode,
    facts: { unitId: unit.id, startsAt: shift.startsAt, endsAt: shift.endsAt },
  })
  work.emit('roster-changed', { shiftId: shift.id, areaCode: shift.areaCode }, [`area:${shift.areaCode}`])
  return shift
})

export const endShift = answer(organisation, 'endShift', async (work, { params, body }) => {
  const queries = store(work.db)
  const shift = found(await queries.shift(params.id))
  work.must('roster.change', { area: shift.areaCode })
  if (body.endsOn < shift.validFrom) throw refuseField('endsOn', 'minimum')
  const ended = await queries.endShift(shift.id, body.endsOn)
  work.audit({ object: `shift:${shift.id}`, area: shift.areaCode, facts: { endsOn: body.endsOn } })
  work.emit('roster-changed', { shiftId: shift.id, areaCode: shift.areaCode }, [`area:${shift.areaCode}`])
  return ended
})

export const putOnRoster = answer(organisation, 'putOnRoster', async (work, { params, body }) => {
  const queries = store(work.db)
  const shift = found(await queries.shift(params.id))
  work.must('roster.change', { area: shift.areaCode })
  const member = await queries.member(body.memberId)
  if (!member || member.unitId !== shift.unitId) throw refuseField('memberId', 'unknown')
  const endsOn = body.endsOn ?? null
  if (endsOn !== null && endsOn < body.startsOn) throw work.refuse('term-reversed', {}, 'endsOn')
  if (member.termTo !== null && member.termTo < body.startsOn)
    throw work.refuse('member-left', { name: member.name }, 'memberId')
  const line = {
    id: uuidv7(),
    shiftId: shift.id,
    memberId: member.id,
    startsOn: body.startsOn,
    endsOn,
    everyDays: body.everyDays ?? 1,
    isStandIn: body.isStandIn ?? false,
  }
  await queries.addLines([line])
  work.audit({
    object: `shift:${shift.id}`,
    area: shift.areaCode,
    facts: { memberId: member.id, startsOn: line.startsOn, isStandIn: line.isStandIn },
  })
  work.emit('roster-changed', { shiftId: shift.id, areaCode: shift.areaCode }, [`area:${shift.areaCode}`])
  return { ...line, memberName: member.name } satisfies RosterLine
})

export const takeOffRoster = answer(organisation, 'takeOffRoster', async (work, { params }) => {
  const queries = store(work.db)
  const line = found(await queries.line(params.id))
  work.must('roster.change', { area: line.areaCode })
  await queries.removeLine(line.id)
  work.audit({ object: `shift:${line.shiftId}`, area: line.areaCode, facts: { lineId: line.id } })
  work.emit('roster-changed', { shiftId: line.shiftId, areaCode: line.areaCode }, [`area:${line.areaCode}`])
  return undefined
})
