/** After everything else was laid down: counts what there is, records the baseline of the demo, its plans and the rules of its alerts. */
import type { Seed } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import type { AlertRuleBody } from '../routes-alerts.ts'
import type { PlanTask } from '../routes-plans.ts'
import type { CommandWork } from './count.ts'
import { readPortion } from './count.ts'
import { alertRuleStore } from './store-alert-rules.ts'
import { baselineStore } from './store-baselines.ts'
import { planStore } from './store-plans.ts'

type Baselines = {
  readonly area: string
  readonly from: string
  readonly until: string
  readonly source: string
  readonly values: Readonly<Record<string, number>>
}
type Plans = {
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
}
type Rules = { readonly rules: readonly (AlertRuleBody & { readonly id: string })[] }

const layPlans = async (work: CommandWork, { plans }: Plans) => {
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
      { at: work.now, byName: work.actor.name },
      id,
    )
}

export const seed: Seed = async (bound, preset) => {
  // The kernel hands a seed a work of its own module; only the type cannot say so.
  const work = bound as unknown as CommandWork
  while (!(await readPortion(work)));
  if (preset.has('command/plans.json')) await layPlans(work, await preset.read<Plans>('command/plans.json'))
  if (preset.has('command/alert-rules.json')) {
    const { rules } = await preset.read<Rules>('command/alert-rules.json')
    for (const { id, area, ...rule } of rules)
      await alertRuleStore(work.db).keep({ areaCode: area, ...rule }, { at: work.now, byName: work.actor.name }, id)
    // A demo shows what its rules find at once, not five minutes later.
    work.enqueue('watch', null, { key: 'watch-seeded' })
  }
  if (!preset.has('command/baselines.json')) return
  const { area, from, until, source, values } = await preset.read<Baselines>('command/baselines.json')
  for (const [indicator, value] of Object.entries(values))
    await baselineStore(work.db).record({
      areaCode: area,
      indicator,
      value,
      source,
      fromOn: from,
      untilOn: until,
      recordedBy: null,
      recordedByName: work.actor.name,
      recordedAt: work.now,
    })
}
