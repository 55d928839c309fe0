/** Posts 岗位 are set up in a unit and closed again. */
import { answer, uuidv7 } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { changeable, found } from './find.ts'
import { store } from './store.ts'

export const createPosition = answer(organisation, 'createPosition', async (work, { params, body }) => {
  const unit = await changeable(work, params.id, 'organisation.change', () => work.refuse('unit-closed'))
  const areaCode = body.areaCode ?? unit.areaCode
  work.must('organisation.change', { area: areaCode })
  const position = {
    id: uuidv7(),
    unitId: unit.id,
    post: body.post,
    title: body.title,
    areaCode,
    tasks: body.tasks ?? [],
    skills: body.skills ?? [],
    seats: body.seats ?? 1,
    termMonths: body.termMonths ?? null,
  }
  await store(work.db).addPositions([position])
  work.audit({ object: `position:${position.id}`, area: areaCode, facts: { unitId: unit.id, post: body.post } })
  return { ...position, closedAt: null }
})

export const closePosition = answer(organisation, 'closePosition', async (work, { params }) => {
  const queries = store(work.db)
  const position = found(await queries.position(params.id))
  await changeable(work, position.unitId, 'organisation.change', () => work.refuse('unit-closed'))
  await queries.closePosition(position.id, work.now, dayOf(work.now.getTime()))
  work.audit({ object: `position:${position.id}`, area: position.areaCode })
  return undefined
})
