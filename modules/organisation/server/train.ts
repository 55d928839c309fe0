/** Training 培训 is recorded, and what a community still lacks is listed. Nobody is ranked by it. */
import { answer, areaPrefix, uuidv7 } from '@liren/kernel'
import { organisation, type Training } from '../contract.ts'
import { found } from './find.ts'
import { store } from './store.ts'

export const listTrainings = answer(organisation, 'trainings', async (work, { query }) => {
  const queries = store(work.db)
  const unit = found(await queries.unit(query.unit))
  work.must('organisation.read', { area: unit.areaCode })
  return { items: await queries.trainings(unit.id) }
})

export const recordTraining = answer(organisation, 'recordTraining', async (work, { params, body }) => {
  const queries = store(work.db)
  const member = found(await queries.member(params.id))
  work.must('organisation.change', { area: member.areaCode })
  const training: Training = await queries.addTraining({
    id: uuidv7(),
    memberId: member.id,
    ...body,
    validTo: body.validTo ?? null,
  })
  work.audit({
    object: `member:${member.id}`,
    area: member.areaCode,
    facts: { skill: body.skill, course: body.course },
  })
  return training
})

export const skillGaps = answer(organisation, 'skillGaps', async (work, { query }) => ({
  items: await store(work.db).skillGaps(
    areaPrefix(query.area),
    work.scope('organisation.read'),
    work.now.toISOString().slice(0, 10),
  ),
}))
