/** 需求分类: what people ask for, by category and subdistrict, beside the unit whose duty it is and the hands it has. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import type { CommandWork } from './count.ts'
import { partedBy } from './figures.ts'
import { reachFor } from './reach.ts'
import { shared } from './share.ts'
import { caseStore } from './store-cases.ts'
import { windowOf } from './window.ts'

/** So many categories are what people ask for most; the rest stands in the figures by category. */
const mostShown = 30

/** Whose duty each category is, with what that unit holds and how many people take work in there. */
const unitsFor = async (work: CommandWork, codes: readonly string[], areaCode: string) => {
  const port = work.use(organisation)
  const leads = new Map(
    await Promise.all(
      codes.map(async (categoryCode) => {
        const [first] = await port.dutyFor({ categoryCode, areaCode, at: work.now })
        return [categoryCode, first ?? null] as const
      }),
    ),
  )
  const ids = [...new Set([...leads.values()].flatMap((lead) => (lead ? [lead.unitId] : [])))]
  const open = await work.use(matters).openCounts(ids)
  const hands = new Map(await Promise.all(ids.map(async (id) => [id, (await port.accountsAt(id)).length] as const)))
  return (code: string) => {
    const lead = leads.get(code)
    if (!lead) return null
    const { unitId, unitName } = lead
    return { unitId, unitName, open: open.get(unitId) ?? 0, hands: hands.get(unitId) ?? 0 }
  }
}

export const demand = answer(command, 'demand', (work, { query }) => {
  const reach = reachFor(work, query.area, 'indicator.read')
  const window = windowOf(work, query.from, query.until)
  const key = ['demand', reach, query.from ?? null, query.until ?? null]
  return shared(
    work,
    key,
    async () => {
      const [district] = await work.use(territory).childrenOf()
      const parted = partedBy('area', reach.area ?? district?.code ?? null)
      const digits = parted !== null && typeof parted === 'object' && parted.digits === 9 ? 9 : 12
      const found = await caseStore(work.db).demand(
        reach,
        new Date(window.from),
        new Date(window.until),
        digits,
        work.now,
      )
      const byCategory = Map.groupBy(found, ({ categoryCode }) => categoryCode)
      const sum = (rows: typeof found, of: 'reported' | 'open' | 'overdue') =>
        rows.reduce((total, row) => total + row[of], 0)
      const shown = [...byCategory].sort(([, one], [, other]) => sum(other, 'reported') - sum(one, 'reported'))
      const some = shown.slice(0, mostShown)
      const areas = [...new Set(found.map(({ areaCode }) => areaCode))].sort()
      const names = await work.use(territory).areaNames(areas)
      const unitOf = await unitsFor(
        work,
        some.map(([code]) => code),
        reach.area?.slice(0, 12) ?? district?.code ?? '',
      )
      return {
        reported: sum(found, 'reported'),
        areas: areas.map((code) => ({ code, name: names.get(code) ?? code })),
        items: some.map(([categoryCode, rows]) => ({
          categoryCode,
          reported: sum(rows, 'reported'),
          open: sum(rows, 'open'),
          overdue: sum(rows, 'overdue'),
          byArea: areas.map((code) =>
            sum(
              rows.filter(({ areaCode }) => areaCode === code),
              'reported',
            ),
          ),
          unit: unitOf(categoryCode),
        })),
      }
    },
    20_000,
    60_000,
  )
})
