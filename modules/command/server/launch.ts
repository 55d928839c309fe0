/** A plan is started (预案启动): its tasks go to units as orders, step by step, until somebody ends it with a review. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { dayOf } from '../facts.ts'
import { costOf, isDone, progressOf, reviewFacts, troubleOf } from '../plan.ts'
import type { PlanTask } from '../routes-plans.ts'
import type { CommandWork } from './count.ts'
import { nobodysTask, openNext, orderTask, tellPlanned } from './launch-tasks.ts'
import { reachFor } from './reach.ts'
import { type Launch, launchStore, type Task } from './store-launches.ts'
import { planStore } from './store-plans.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

const lineOf = (launch: Launch, tasks: readonly Task[], areaName: string, now: Date) => ({
  id: launch.id,
  planId: launch.planId,
  name: launch.name,
  areaCode: launch.areaCode,
  areaName,
  caseId: launch.caseId,
  number: launch.number,
  title: launch.title,
  because: launch.because,
  byName: launch.byName,
  at: launch.at.toISOString(),
  untilOn: launch.untilOn,
  endedAt: iso(launch.endedAt),
  endedByName: launch.endedByName,
  progress: progressOf(tasks, launch.endedAt ?? now),
  costYuan: launch.facts?.costYuan ?? null,
})

const taskView = (task: Task, now: Date, isEnded: boolean) => ({
  id: task.id,
  step: task.step,
  title: task.title,
  text: task.text,
  unitName: task.unitName,
  state: task.state,
  trouble: isEnded ? null : troubleOf(task, now),
  receive: task.receiveLimit,
  finish: task.finishLimit,
  matterId: task.matterId,
  number: task.number,
  openedAt: iso(task.openedAt),
  receiveDueAt: iso(task.receiveDueAt),
  receivedAt: iso(task.receivedAt),
  dueAt: iso(task.dueAt),
  reportedAt: iso(task.reportedAt),
  note: task.note,
})

const emptyFacts = { tasks: 0, done: 0, dropped: 0, waiting: 0, troubled: 0, minutes: 0, onTime: 0 }

export const launchView = async (work: CommandWork, launch: Launch) => {
  const tasks = await launchStore(work.db).tasksOf([launch.id])
  const names = await work.use(territory).areaNames([launch.areaCode])
  return {
    ...lineOf(launch, tasks, names.get(launch.areaCode) ?? launch.areaCode, work.now),
    about: launch.about,
    categories: [...launch.categories],
    cases:
      launch.untilOn === null || launch.categories.length === 0
        ? null
        : await launchStore(work.db).casesOf(launch, reachFor(work, launch.areaCode), work.now),
    review: launch.review,
    facts: launch.facts === null ? null : { ...emptyFacts, ...asNumbers(launch.facts) },
    steps: tasks.map((task) => taskView(task, work.now, launch.endedAt !== null)),
    maySteer: launch.endedAt === null && work.may('plan.start', { area: launch.areaCode }),
  }
}
/** Kept as it was counted when the plan ended; later versions may have counted more. */
const asNumbers = (facts: Record<string, number | null>) => {
  const { toReceive = null, toReport = null, personHours = null, spentYuan = null, ...rest } = facts
  const counted = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? 0]))
  return { ...counted, toReceive, toReport, personHours, spentYuan }
}

/** The unit a task goes to at a place: nobody where there is none, and then somebody must say who. */
export const unitFor = async (
  work: CommandWork,
  task: PlanTask,
  at: { areaCode: string; holderUnitId: string | null },
) => {
  const port = work.use(organisation)
  const { areaCode } = at
  const found =
    task.to === 'unit'
      ? task.unitId
        ? await port.unit(task.unitId)
        : null
      : task.to === 'holder'
        ? at.holderUnitId
          ? await port.unit(at.holderUnitId)
          : await port.unitOfArea(areaCode, 'commandCentre')
        : task.to === 'community'
          ? ((await port.unitOfArea(areaCode, 'residentsCommittee')) ??
            (await port.unitOfArea(areaCode, 'villageCommittee')) ??
            (await port.unitOfArea(areaCode, 'subdistrict')))
          : await port.unitOfArea(areaCode, task.to === 'subdistrict' ? 'subdistrict' : 'commandCentre')
  return found && found.closedAt === null ? { unitId: found.id, unitName: found.shortName } : nobodysTask
}

const placeOf = async (work: CommandWork, body: { caseId?: string | undefined; area?: string | undefined }) => {
  if (!body.caseId) {
    if (!body.area) throw work.refuse('place-missing', {}, 'area')
    return {
      ...{ caseId: null, number: null, title: null, areaCode: body.area, holderUnitId: null },
      ...{ grade: 2 as const, isRestricted: false },
    }
  }
  const seen = await work.use(matters).see(body.caseId)
  if (seen.phase === 'done') throw work.refuse('case-closed')
  const [life] = await work.use(matters).histories({ ids: [body.caseId] })
  return {
    caseId: seen.id,
    number: seen.number,
    title: seen.title,
    areaCode: seen.areaCode,
    holderUnitId: seen.holderUnitId,
    grade: life?.grade ?? (2 as const),
    isRestricted: life?.isRestricted ?? false,
  }
}

export const startPlan = answer(command, 'startPlan', async (work, { body }) => {
  const { holderUnitId, ...place } = await placeOf(work, body)
  work.must('plan.start', { area: place.areaCode })
  const plan = (await planStore(work.db).around(place.areaCode)).find(({ id }) => id === body.planId)
  if (!plan) throw work.refuse('no-such-plan', {}, 'planId')
  // A campaign is of a place and of days to come: a case has its own clock.
  if (body.untilOn !== undefined && body.caseId) throw work.refuse('place-missing', {}, 'area')
  if (body.untilOn !== undefined && body.untilOn < dayOf(work.now.getTime()))
    throw work.refuse('until-past', {}, 'untilOn')
  const store = launchStore(work.db)
  const launch = await store.start({
    planId: plan.id,
    name: plan.name,
    about: plan.about,
    because: body.because?.trim() ?? '',
    byId: work.actor.id,
    byName: work.actor.name,
    at: work.now,
    untilOn: body.untilOn ?? null,
    categories: plan.categories,
    ...place,
  })
  if (!launch) throw work.refuse('plan-running', {}, 'planId')
  for (const [index, task] of plan.tasks.entries())
    await store.addTask({
      launchId: launch.id,
      place: index + 1,
      step: task.step,
      title: task.title,
      text: task.text,
      receiveLimit: task.receive,
      finishLimit: task.finish,
      ...(await unitFor(work, task, { areaCode: place.areaCode, holderUnitId })),
      state: 'waiting',
    })
  await openNext(work, launch)
  if (launch.caseId)
    await work
      .use(matters)
      .note(launch.caseId, { what: 'planStarted', facts: { plan: plan.name, launchId: launch.id } })
  tellPlanned(work, launch)
  work.audit({
    object: launch.caseId ? `matter:${launch.caseId}` : `launch:${launch.id}`,
    area: launch.areaCode,
    facts: { plan: plan.name, launchId: launch.id, tasks: plan.tasks.length },
  })
  return launchView(work, launch)
})

export const launches = answer(command, 'launches', async (work, { query }) => {
  const store = launchStore(work.db)
  const page = await store.page(reachFor(work, query.area), {
    state: query.state,
    caseId: query.caseId,
    after: query.after,
    limit: query.limit ?? 30,
  })
  const tasks = Map.groupBy(await store.tasksOf(page.items.map(({ id }) => id)), ({ launchId }) => launchId)
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return {
    items: page.items.map((one) =>
      lineOf(one, tasks.get(one.id) ?? [], names.get(one.areaCode) ?? one.areaCode, work.now),
    ),
    next: page.next,
  }
})

export const launch = answer(command, 'launch', async (work, { params }) => {
  const found = await launchStore(work.db).read(params.id, reachFor(work, undefined))
  if (!found) throw work.refuse('not-found')
  return launchView(work, found)
})

/** A running plan in reach, held until this act is over. */
const steered = async (work: CommandWork, id: string) => {
  const store = launchStore(work.db)
  if (!(await store.read(id, reachFor(work, undefined)))) throw work.refuse('not-found')
  const found = await store.lock(id)
  if (!found) throw work.refuse('not-found')
  work.must('plan.start', { area: found.areaCode })
  if (found.endedAt !== null) throw work.refuse('plan-over')
  return found
}
const taskIn = async (work: CommandWork, launch: Launch, id: string) => {
  const task = (await launchStore(work.db).tasksOf([launch.id])).find((one) => one.id === id)
  if (!task) throw work.refuse('not-found')
  return task
}
const done = async (work: CommandWork, launch: Launch, facts: object) => {
  tellPlanned(work, launch)
  work.audit({ object: `launch:${launch.id}`, area: launch.areaCode, facts: { ...facts } })
  return launchView(work, (await launchStore(work.db).lock(launch.id)) ?? launch)
}

export const handTask = answer(command, 'handTask', async (work, { params, body }) => {
  const launch = await steered(work, params.id)
  const task = await taskIn(work, launch, params.task)
  if (task.state !== 'nobody' && task.state !== 'refused') throw work.refuse('task-under-way')
  await orderTask(work, launch, { ...task, unitId: body.unitId })
  return done(work, launch, { task: task.title, unitId: body.unitId })
})

export const dropTask = answer(command, 'dropTask', async (work, { params, body }) => {
  const launch = await steered(work, params.id)
  const task = await taskIn(work, launch, params.task)
  if (!['waiting', 'nobody', 'refused'].includes(task.state)) throw work.refuse('task-under-way')
  await launchStore(work.db).setState(task.id, 'dropped', body.because)
  await openNext(work, launch)
  return done(work, launch, { dropped: task.title, because: body.because })
})

export const addTask = answer(command, 'addTask', async (work, { params, body }) => {
  const launch = await steered(work, params.id)
  const store = launchStore(work.db)
  const tasks = await store.tasksOf([launch.id])
  const begun = tasks.filter(({ state }) => state !== 'waiting').map(({ step }) => step)
  const made = {
    launchId: launch.id,
    place: tasks.length + 1,
    step: Math.max(1, ...begun),
    title: body.title,
    text: body.text,
    receiveLimit: body.receive,
    finishLimit: body.finish,
    unitId: body.unitId,
    unitName: null,
    state: 'nobody' as const,
  }
  await orderTask(work, launch, { ...made, id: await store.addTask(made) })
  return done(work, launch, { added: body.title, unitId: body.unitId })
})

export const endPlan = answer(command, 'endPlan', async (work, { params, body }) => {
  const launch = await steered(work, params.id)
  const store = launchStore(work.db)
  const tasks = await store.tasksOf([launch.id])
  const open = tasks.filter(({ state }) => !isDone(state))
  if (open.length > 0 && !body.isDespiteOpen) throw work.refuse('tasks-open', { count: open.length }, 'isDespiteOpen')
  for (const task of open)
    if (task.state === 'waiting' || task.state === 'nobody') await store.setState(task.id, 'dropped', null)
  const facts = reviewFacts(launch.at, work.now, await store.tasksOf([launch.id]))
  const [personHours, spentYuan] = [body.personHours ?? null, body.spentYuan ?? null]
  const costYuan = costOf(personHours, spentYuan, await work.setting<number>('fenPerHour'))
  await store.end(launch.id, work.actor.name, body.review, { ...facts, personHours, spentYuan, costYuan }, work.now)
  if (launch.caseId)
    await work.use(matters).note(launch.caseId, {
      what: 'planEnded',
      facts: { plan: launch.name, launchId: launch.id, done: facts.done, tasks: facts.tasks },
    })
  return done(work, launch, { ended: true, open: open.length })
})
