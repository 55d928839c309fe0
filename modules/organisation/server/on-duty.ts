/** Who is on duty 值班 for an area now or at a moment, and whom to call for a grade. */
import { answer } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { escalate, onDutyFor } from './standing.ts'

const moment = (at: string | undefined) => (at ? new Date(at) : undefined)

export const onDuty = answer(organisation, 'onDuty', async (work, { query }) => ({
  at: (moment(query.at) ?? work.now).toISOString(),
  items: [...(await onDutyFor(work, { areaCode: query.area, level: query.level, at: moment(query.at) }))],
}))

export const escalation = answer(organisation, 'escalation', async (work, { query }) => {
  const steps = await escalate(work, {
    grade: query.grade,
    areaCode: query.area,
    unitId: query.unit,
    at: moment(query.at),
  })
  return { steps: steps.map((step) => ({ ...step, onDuty: [...step.onDuty] })) }
})
