/** Plans 预案 as templates: listed, written, changed, withdrawn; which of them suit a case or a place. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { fitOf } from '../plan.ts'
import type { PlanBody } from '../routes-plans.ts'
import type { CommandWork } from './count.ts'
import { caseStore } from './store-cases.ts'
import { launchStore } from './store-launches.ts'
import { type NewPlan, type Plan, planStore } from './store-plans.ts'

const lineOf = (plan: Plan, names: ReadonlyMap<string, string>) => ({
  id: plan.id,
  areaCode: plan.areaCode,
  areaName: names.get(plan.areaCode) ?? plan.areaCode,
  name: plan.name,
  about: plan.about,
  categories: [...plan.categories],
  leastGrade: plan.leastGrade,
  tasks: plan.tasks.length,
  changedAt: plan.changedAt.toISOString(),
  changedByName: plan.changedByName,
  endedAt: plan.endedAt?.toISOString() ?? null,
  startedAt: plan.startedAt?.toISOString() ?? null,
})
const namesOf = (work: CommandWork, plans: readonly Plan[]) =>
  work.use(territory).areaNames([...new Set(plans.map(({ areaCode }) => areaCode))])

const viewOf = async (work: CommandWork, id: string) => {
  const plan = await planStore(work.db).read(id, work.scope('board.read'))
  if (!plan) throw work.refuse('not-found')
  const unitIds = plan.tasks.flatMap(({ unitId }) => (unitId ? [unitId] : []))
  const units = new Map((await work.use(organisation).units(unitIds)).map((unit) => [unit.id, unit.shortName]))
  return {
    ...lineOf(plan, await namesOf(work, [plan])),
    tasks: plan.tasks.map((task) => ({ ...task, unitName: task.unitId ? (units.get(task.unitId) ?? null) : null })),
    mayEdit: plan.endedAt === null && work.may('plan.edit', { area: plan.areaCode }),
  }
}

export const plans = answer(command, 'plans', async (work, { query }) => {
  const page = await planStore(work.db).page(work.scope('board.read'), {
    area: query.area ?? null,
    isEnded: query.ended ?? false,
    after: query.after,
    limit: query.limit ?? 50,
  })
  const names = await namesOf(work, page.items)
  return { items: page.items.map((plan) => lineOf(plan, names)), next: page.next }
})

export const plan = answer(command, 'plan', async (work, { params }) => viewOf(work, params.id))

/** A task for a unit names an open one; the steps begin at one and leave none out. */
const checked = async (work: CommandWork, body: PlanBody): Promise<NewPlan> => {
  work.must('plan.edit', { area: body.area })
  for (const [index, task] of body.tasks.entries()) {
    if (task.to !== 'unit') continue
    const unit = task.unitId ? await work.use(organisation).unit(task.unitId) : null
    if (!unit || unit.closedAt !== null) throw work.refuse('no-such-unit', {}, `tasks.${index}.unitId`)
  }
  const steps = [...new Set(body.tasks.map(({ step }) => step))].sort((a, b) => a - b)
  if (steps.some((step, index) => step !== index + 1)) throw work.refuse('step-left-out', {}, 'tasks')
  return {
    areaCode: body.area,
    name: body.name,
    about: body.about,
    categories: body.categories,
    leastGrade: body.leastGrade,
    tasks: body.tasks.map(({ unitId, ...task }) => (task.to === 'unit' && unitId ? { ...task, unitId } : task)),
  }
}

export const makePlan = answer(command, 'makePlan', async (work, { body }) => {
  const id = await planStore(work.db).make(await checked(work, body), { at: work.now, byName: work.actor.name })
  work.audit({ object: `plan:${id}`, area: body.area, facts: { name: body.name, tasks: body.tasks.length } })
  return viewOf(work, id)
})

const editable = async (work: CommandWork, id: string) => {
  const found = await planStore(work.db).read(id, work.scope('board.read'))
  if (!found) throw work.refuse('not-found')
  work.must('plan.edit', { area: found.areaCode })
  if (found.endedAt !== null) throw work.refuse('plan-withdrawn')
  return found
}

export const changePlan = answer(command, 'changePlan', async (work, { params, body }) => {
  await editable(work, params.id)
  await planStore(work.db).change(params.id, await checked(work, body), { at: work.now, byName: work.actor.name })
  work.audit({ object: `plan:${params.id}`, area: body.area, facts: { name: body.name, tasks: body.tasks.length } })
  return viewOf(work, params.id)
})

export const withdrawPlan = answer(command, 'withdrawPlan', async (work, { params }) => {
  const found = await editable(work, params.id)
  await planStore(work.db).withdraw(params.id, work.now)
  work.audit({ object: `plan:${params.id}`, area: found.areaCode, facts: { name: found.name } })
  return undefined
})

/** Where and about what a plan is to be started. */
const placeFor = async (work: CommandWork, asked: { caseId?: string | undefined; area?: string | undefined }) => {
  if (!asked.caseId) {
    if (!asked.area) throw work.refuse('place-missing', {}, 'area')
    return { areaCode: asked.area, categoryCode: null, grade: null }
  }
  const seen = await work.use(matters).see(asked.caseId, true)
  return {
    areaCode: seen.areaCode,
    categoryCode: await caseStore(work.db).categoryOf(asked.caseId),
    grade: seen.grade,
  }
}

export const fittingPlans = answer(command, 'fittingPlans', async (work, { query }) => {
  const about = await placeFor(work, query)
  const found = (await planStore(work.db).around(about.areaCode))
    .map((one) => ({ one, fit: fitOf(one, about) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, 30)
  const running = await launchStore(work.db).runningOf(
    found.map(({ one }) => one.id),
    query.caseId ?? null,
    about.areaCode,
  )
  const runs = new Map(running.map(({ planId, id }) => [planId, id]))
  const names = await namesOf(
    work,
    found.map(({ one }) => one),
  )
  return {
    items: found.map(({ one, fit }) => ({
      ...lineOf(one, names),
      isFor: fit === 2,
      runningId: runs.get(one.id) ?? null,
    })),
  }
})
