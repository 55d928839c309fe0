/** What a demo shows of costs: sums spent over a year, hours and money of cases that were closed, services that were given. */
import { sql } from 'kysely'
import { costOf } from '../effort.ts'
import { dayOf } from '../facts.ts'
import type { SpendKind } from '../spend.ts'
import type { CommandWork } from './count.ts'
import { effortStore } from './store-efforts.ts'
import { spendStore } from './store-spends.ts'
import { ratesOf } from './window.ts'

type Took = { readonly hours: number; readonly yuan?: number; readonly note?: string }
export type DemoCosts = {
  readonly spends: readonly {
    readonly kind: SpendKind
    readonly yuan: number
    /** How long ago it began, and over how many days it counts. */
    readonly daysAgo: number
    readonly days: number
    readonly source: string
  }[]
  /** One for each of the cases closed last. */
  readonly cases: readonly Took[]
  readonly services: readonly (Took & { readonly name: string; readonly served: number; readonly daysAgo: number })[]
}
const dayMs = 86_400_000

export const layCosts = async (
  work: CommandWork,
  { area, costs }: { readonly area: string; readonly costs?: DemoCosts },
  by: { readonly id: string; readonly name: string },
) => {
  if (!costs) return
  const dayBefore = (days: number) => dayOf(work.now.getTime() - days * dayMs)
  const recorded = { recordedBy: by.id, recordedByName: by.name, recordedAt: work.now }
  for (const { kind, yuan, daysAgo, days, source } of costs.spends)
    await spendStore(work.db).record({
      ...{ areaCode: area, kind, fen: yuan * 100, fromOn: dayBefore(daysAgo), untilOn: dayBefore(daysAgo - days) },
      ...{ source, ...recorded },
    })
  const { fenPerHour } = await ratesOf(work)
  const sumOf = ({ hours, yuan = 0, note = '' }: Took) => {
    const spent = { minutes: Math.round(hours * 60), fenPerHour, fen: yuan * 100 }
    return { ...spent, cost: costOf(spent), note }
  }
  const { rows } = await sql<{ id: string; areaCode: string; unitId: string | null; closedAt: Date }>`
    select id, area_code, lead_unit_id as unit_id, closed_at from command_cases
    where closed_at is not null and is_counted and not is_restricted and lead_unit_id is not null
    order by closed_at desc, id limit ${costs.cases.length}`.execute(work.db)
  for (const [n, { id, areaCode, unitId, closedAt }] of rows.entries()) {
    const took = costs.cases[n]
    if (took)
      await effortStore(work.db).record({
        ...{ kind: 'case', subjectId: id, name: null, served: 1, areaCode, unitId },
        ...{ ...sumOf(took), doneOn: dayOf(closedAt.getTime()), ...recorded },
      })
  }
  for (const { name, served, daysAgo, ...took } of costs.services)
    await effortStore(work.db).record({
      ...{ kind: 'service', subjectId: null, name, served, areaCode: area, unitId: null },
      ...{ ...sumOf(took), doneOn: dayBefore(daysAgo), ...recorded },
    })
}
