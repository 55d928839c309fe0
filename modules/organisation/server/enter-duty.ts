/** A line of a duty list is entered, revised or ended. What once held is never rewritten. */
import { answer, refuseField, uuidv7, type Work } from '@liren/kernel'
import { type NewDuty, organisation } from '../contract.ts'
import { found } from './find.ts'
import { repaint } from './picture.ts'
import { store } from './store.ts'

type Me = Work<typeof organisation>

const checked = async (work: Me, body: NewDuty, earliest: Date) => {
  work.must('duty.change', { area: body.areaCode })
  const unitId = body.unitId ?? null
  const unitKind = body.unitKind ?? null
  if ((unitId === null) === (unitKind === null)) throw work.refuse('holder-unclear', {}, 'unitId')
  if (unitId !== null) {
    const unit = await store(work.db).unit(unitId)
    if (!unit) throw refuseField('unitId', 'unknown')
    if (unit.closedAt) throw work.refuse('unit-closed', { name: unit.name }, 'unitId')
    // A community cannot give work to a unit it does not answer for.
    work.must('duty.change', { area: unit.areaCode })
  }
  const fromTime = body.fromTime ?? null
  const toTime = body.toTime ?? null
  if ((fromTime === null) !== (toTime === null))
    throw refuseField(fromTime === null ? 'fromTime' : 'toTime', 'required')
  const validFrom = body.validFrom ? new Date(body.validFrom) : work.now
  if (validFrom < earliest) throw refuseField('validFrom', 'minimum')
  return {
    unitId,
    unitKind,
    categories: [...new Set(body.categories)],
    ownership: body.ownership ?? null,
    areaCode: body.areaCode,
    part: body.part,
    clause: body.clause,
    fromTime,
    toTime,
    validFrom,
    validTo: null,
    endReason: null,
    enteredBy: work.actor.id,
  }
}

const tell = async (
  work: Me,
  duty: { readonly id: string; readonly entryId: string; readonly version: number; readonly areaCode: string },
) => {
  await repaint(work)
  work.audit({ object: `duty:${duty.entryId}`, area: duty.areaCode, facts: { version: duty.version } })
  work.emit('duties-changed', { entryId: duty.entryId, areaCode: duty.areaCode }, [`area:${duty.areaCode}`])
}

export const enterDuty = answer(organisation, 'enterDuty', async (work, { body }) => {
  const row = await checked(work, body, new Date(work.now.getTime() - 60_000))
  const duty = await store(work.db).addDuty({ id: uuidv7(), entryId: uuidv7(), version: 1, ...row })
  await tell(work, duty)
  return duty
})

export const reviseDuty = answer(organisation, 'reviseDuty', async (work, { params, body }) => {
  const queries = store(work.db)
  const former = found(await queries.lockDuty(params.id))
  work.must('duty.change', { area: former.areaCode })
  if (former.validTo !== null) throw work.refuse('version-superseded', { version: former.version })
  const row = await checked(work, body, new Date(former.validFrom))
  await queries.endDuty(former.id, row.validFrom, null)
  const duty = await queries.addDuty({ id: uuidv7(), entryId: former.entryId, version: former.version + 1, ...row })
  await tell(work, duty)
  return duty
})

export const endDuty = answer(organisation, 'endDuty', async (work, { params, body }) => {
  const queries = store(work.db)
  const former = found(await queries.lockDuty(params.id))
  work.must('duty.change', { area: former.areaCode })
  if (former.validTo !== null) throw work.refuse('version-superseded', { version: former.version })
  const duty = await queries.endDuty(former.id, work.now, body.reason)
  await tell(work, duty)
  return duty
})
