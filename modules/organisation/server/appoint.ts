/** Somebody takes a post for a term 任期, and leaves it: staff as well as residents who take a responsibility. */
import { answer, refuseField, uuidv7 } from '@liren/kernel'
import { type Member, organisation } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { changeable, found } from './find.ts'
import { store } from './store.ts'

const monthsAfter = (day: string, months: number) => {
  const end = new Date(Date.parse(day))
  end.setUTCMonth(end.getUTCMonth() + months)
  end.setUTCDate(end.getUTCDate() - 1)
  return end.toISOString().slice(0, 10)
}

export const appoint = answer(organisation, 'appoint', async (work, { params, body }) => {
  const queries = store(work.db)
  const position = found(await queries.position(params.id))
  const unit = await changeable(work, position.unitId, 'organisation.change', () => work.refuse('unit-closed'))
  if (position.closedAt) throw work.refuse('unit-closed', { name: position.title })
  const termTo = body.termTo ?? (position.termMonths === null ? null : monthsAfter(body.termFrom, position.termMonths))
  if (termTo !== null && termTo < body.termFrom) throw work.refuse('term-reversed', {}, 'termTo')
  if ((await queries.seatsTaken(position.id, body.termFrom, termTo)) >= position.seats)
    throw work.refuse('seats-full', { title: position.title, seats: position.seats })
  const member: Member = await queries.addMember({
    id: uuidv7(),
    positionId: position.id,
    accountId: body.accountId ?? null,
    personId: body.personId ?? null,
    name: body.name,
    phone: body.phone ?? null,
    termFrom: body.termFrom,
    termTo,
  })
  work.audit({
    object: `member:${member.id}`,
    area: position.areaCode,
    facts: { positionId: position.id, accountId: member.accountId },
  })
  work.emit('member-changed', { memberId: member.id, unitId: unit.id, accountId: member.accountId }, [
    `unit:${unit.id}`,
  ])
  return member
})

export const endTerm = answer(organisation, 'endTerm', async (work, { params, body }) => {
  const queries = store(work.db)
  const member = found(await queries.member(params.id))
  work.must('organisation.change', { area: member.areaCode })
  if (body.endsOn < member.termFrom) throw refuseField('endsOn', 'minimum')
  if (member.termTo !== null && member.termTo < dayOf(work.now.getTime()))
    throw work.refuse('member-left', { name: member.name })
  const ended = await queries.endMember(member.id, body.endsOn)
  work.audit({ object: `member:${member.id}`, area: member.areaCode, facts: { endsOn: body.endsOn } })
  work.emit('member-changed', { memberId: member.id, unitId: member.unitId, accountId: member.accountId }, [
    `unit:${member.unitId}`,
  ])
  return ended
})
