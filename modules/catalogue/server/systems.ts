/** 系统清单与数据流向 Which systems people here have to work in, and where the same data are typed again. */
import { answer, areaPrefix, uuidv7 } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { dayOf } from './deed.ts'
import { sharingStore } from './store-sharing.ts'

export const listSystems = answer(catalogue, 'listSystems', async (work, { query }) => {
  const systems = await sharingStore(work.db).systems(query.area ? areaPrefix(query.area) : '')
  const flows = await sharingStore(work.db).flows(systems.map(({ id }) => id))
  const today = dayOf(work.now)
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  const runsOn = (day: string) =>
    systems.filter(({ sinceOn, retiredOn }) => sinceOn <= day && (retiredOn === null || retiredOn > day))
  const joined = new Set(flows.filter(({ way }) => way === 'automatic').flatMap(({ fromId, toId }) => [fromId, toId]))
  return {
    systems: [...systems],
    flows: [...flows],
    inUse: runsOn(today).length,
    aYearAgo: runsOn(yearAgo).length,
    isolated: runsOn(today)
      .filter(({ id }) => !joined.has(id))
      .map(({ id }) => id),
  }
})

export const keepSystem = answer(catalogue, 'keepSystem', async (work, { params, body }) => {
  work.must('dataset.change', { area: body.areaCode })
  const before = await sharingStore(work.db).areaOfSystem(params.id)
  if (before && !work.may('dataset.change', { area: before })) throw work.refuse('not-found')
  const { flowsTo, ...system } = body
  await sharingStore(work.db).keepSystem({ id: params.id, ...system, holds: [...system.holds] })
  await sharingStore(work.db).keepFlows(
    params.id,
    flowsTo.map((flow) => ({ id: uuidv7(), ...flow })),
  )
  work.audit({ object: `system:${params.id}`, area: body.areaCode })
})
