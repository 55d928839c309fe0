/** After everything else was laid down: counts what there is, records the baseline of the demo, its plans and the rules of its alerts. */
import type { Seed } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { reviewFacts } from '../plan.ts'
import type { AlertRuleBody } from '../routes-alerts.ts'
import type { PlanTask } from '../routes-plans.ts'
import type { CommandWork } from './count.ts'
import { unitFor } from './launch.ts'
import { readPortion } from './read-anew.ts'
import { seedDemo } from './seed-demo.ts'
import { alertRuleStore } from './store-alert-rules.ts'
import { baselineStore } from './store-baselines.ts'
import { launchStore } from './store-launches.ts'
import { planStore } from './store-plans.ts'

type Baselines = {
  readonly area: string
  readonly from: string
  readonly until: string
  readonly source: string
  readonly by: string
  readonly values: Readonly<Record<string, number>>
}
type Plans = {
  readonly by: string
  readonly plans: readonly {
    readonly id: string
    readonly area: string
    readonly name: string
    readonly about: string
    readonly categories: readonly string[]
    readonly leastGrade: number
    /** A unit is named by its code. */
    readonly tasks: readonly (Omit<PlanTask, 'unitId'> & { readonly unit?: string })[]
  }[]
  /** Plans that ran before: for each task the minutes until it was received and reported, and what was said. */
  readonly history?: readonly {
    readonly plan: string
    readonly area: string
    readonly daysAgo: number
    readonly because: string
    readonly byName: string
    readonly tasks: readonly (readonly [receive: number, report: number, note: string])[]
    readonly minutes: number
    readonly review: string
  }[]
}
type Run = NonNullable<Plans['history']>[number]
type Rules = { readonly by: string; readonly rules: readonly (AlertRuleBody & { readonly id: string })[] }

const layPlans = async (work: CommandWork, { plans, by }: Plans) => {
  for (const { id, area, tasks, ...plan } of plans)
    await planStore(work.db).make(
      {
        ...plan,
        areaCode: area,
        tasks: await Promise.all(
          tasks.map(async ({ unit, ...task }) => {
            const found = unit ? await work.use(organisation).unitByCode(unit) : null
            return found ? { ...task, unitId: found.id } : task
          }),
        ),
      },
      { at: work.now, byName: by },
      id,
    )
}

/** A plan that ran and ended, with its review: what the page of ended plans shows on the first day. */
const layRun = async (work: CommandWork, run: Run) => {
  const plan = (await planStore(work.db).around(run.area)).find(({ id }) => id === run.plan)
  const at = new Date(work.now.getTime() - run.daysAgo * 86_400_000)
  const store = launchStore(work.db)
  const launch = plan
    ? await store.start({
        ...{ planId: plan.id, caseId: null, name: plan.name, about: plan.about, because: run.because },
        ...{ number: null, title: null, areaCode: run.area, grade: 3, isRestricted: false },
        ...{ byId: null, byName: run.byName, at, untilOn: null, categories: plan.categories },
      })
    : null
  if (!plan || !launch) return
  let [step, begun, latest] = [1, at, at]
  for (const [index, task] of plan.tasks.entries()) {
    const [receive = 10, report = 60, note = ''] = run.tasks[index] ?? []
    if (task.step !== step) [step, begun] = [task.step, latest]
    const after = (minutes: number) => new Date(begun.getTime() + minutes * 60_000)
    const unit = await unitFor(work, task, { areaCode: run.area, holderUnitId: null })
    const id = await store.addTask({
      ...{ launchId: launch.id, place: index + 1, step: task.step, title: task.title, text: task.text },
      ...{ receiveLimit: task.receive, finishLimit: task.finish, ...unit, state: 'waiting' },
    })
    await store.begin(id, begun)
    await store.stand(id, {
      ...{ state: 'confirmed', unitName: unit.unitName, note, closedAt: after(report) },
      ...{ receiveDueAt: after(receive + 10), receivedAt: after(receive) },
      ...{ dueAt: await work.use(matters).dueAfter(begun, task.finish), reportedAt: after(report) },
    })
    if (after(report) > latest) latest = after(report)
  }
  const endedAt = new Date(at.getTime() + run.minutes * 60_000)
  await store.end(
    launch.id,
    run.byName,
    run.review,
    reviewFacts(at, endedAt, await store.tasksOf([launch.id])),
    endedAt,
  )
}

export const seed: Seed = async (bound, preset) => {
  // The kernel hands a seed a work of its own module; only the type cannot say so.
  const work = bound as unknown as CommandWork
  while (!(await readPortion(work)));
  if (preset.has('command/plans.json')) {
    const found = await preset.read<Plans>('command/plans.json')
    await layPlans(work, found)
    for (const run of found.history ?? []) await layRun(work, run)
  }
  if (preset.has('command/alert-rules.json')) {
    const { rules, by } = await preset.read<Rules>('command/alert-rules.json')
    for (const { id, area, ...rule } of rules)
      await alertRuleStore(work.db).keep({ areaCode: area, ...rule }, { at: work.now, byName: by }, id)
    // A demo shows what its rules find at once, not five minutes later.
    work.enqueue('watch', null, { key: 'watch-seeded' })
  }
  await seedDemo(work, preset)
  if (!preset.has('command/baselines.json')) return
  const { area, from, until, source, by, values } = await preset.read<Baselines>('command/baselines.json')
  for (const [indicator, value] of Object.entries(values))
    await baselineStore(work.db).record({
      areaCode: area,
      indicator,
      value,
      source,
      fromOn: from,
      untilOn: until,
      recordedBy: null,
      recordedByName: by,
      recordedAt: work.now,
    })
}
