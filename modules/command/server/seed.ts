/** After everything else was laid down: counts what there is, and records the baseline of the demo. */
import type { Seed } from '@liren/kernel'
import type { CommandWork } from './count.ts'
import { readPortion } from './count.ts'
import { baselineStore } from './store-baselines.ts'

type Baselines = {
  readonly area: string
  readonly from: string
  readonly until: string
  readonly source: string
  readonly values: Readonly<Record<string, number>>
}

export const seed: Seed = async (bound, preset) => {
  // The kernel hands a seed a work of its own module; only the type cannot say so.
  const work = bound as unknown as CommandWork
  while (!(await readPortion(work)));
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
