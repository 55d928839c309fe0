/** 错位负担 Who did whose work: closed cases by category and unit, beside the table of responsibilities. */
import { answer } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { command } from '../contract.ts'
import { type Handled, sideOf, misassigned as sumOf } from '../misassigned.ts'
import { reachFor } from './reach.ts'
import { caseStore } from './store-cases.ts'
import { windowOf } from './window.ts'

const dayMs = 86_400_000
const shown = 40

export const misassigned = answer(command, 'misassigned', async (work, { query }) => {
  const { from, until } = windowOf(work, query.from, query.until)
  const since = query.from ? new Date(from) : new Date(work.now.getTime() - 90 * dayMs)
  const rows = await caseStore(work.db).handledBy(reachFor(work, query.area, 'indicator.read'), since, new Date(until))
  const units = work.use(organisation)
  const known = new Map((await units.units([...new Set(rows.map(({ unitId }) => unitId))])).map((one) => [one.id, one]))
  const handled: (Handled & { readonly matter: string; readonly title: string })[] = []
  for (const { categoryCode, unitId, count } of rows) {
    const responsibility = await units.responsibilityFor(categoryCode)
    const unit = known.get(unitId)
    if (responsibility && unit)
      handled.push({
        lead: responsibility.lead,
        by: sideOf(unit.kind),
        count,
        matter: responsibility.matter,
        title: responsibility.title,
      })
  }
  const pairs = sumOf(handled)
  const matters = [...Map.groupBy(handled, (one) => one.matter)].flatMap(([matter, all]) => {
    const of = all.reduce((sum, one) => sum + one.count, 0)
    const title = all[0]?.title ?? matter
    return sumOf(all).map((pair) => ({ matter, title, lead: pair.lead, by: pair.by, count: pair.count, of }))
  })
  return {
    listed: handled.reduce((sum, one) => sum + one.count, 0),
    misassigned: pairs.reduce((sum, one) => sum + one.count, 0),
    pairs: pairs.map(({ lead, by, count }) => ({ lead, by, count })),
    matters: matters.sort((a, b) => b.count - a.count || a.matter.localeCompare(b.matter)).slice(0, shown),
  }
})
