/** Coverage per cell and day: where somebody was, what a route missed, and what no route goes to. Of places, never of people. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { patrol } from '../contract.ts'
import { dayOf, daysUpTo } from '../day.ts'
import { store } from './store.ts'

export const coverage = answer(patrol, 'coverage', async (work, { query }) => {
  const { area } = query
  work.must('round.cover', { area })
  const blindAfterDays = await work.setting<number>('blindAfterDays', area)
  const today = dayOf(work.now)
  const days = daysUpTo(today, query.days ?? 7)
  const blindBefore = daysUpTo(today, blindAfterDays)[0] ?? today
  const rows = await store(work.db).reached(area, days[0] ?? today, work.now)
  const planned = new Set(await store(work.db).plannedCells(area))
  const byCell = Map.groupBy(rows, ({ cellCode }) => cellCode)
  const cells = await work.use(territory).areasAt('gridCell', area)
  const names = await work.use(territory).areaNames(cells.map(({ code }) => code.slice(0, 12)))
  return {
    days,
    blindAfterDays,
    cells: cells.map(({ code, name, centre }) => {
      const own = byCell.get(code) ?? []
      const lastOn = own.reduce<string | null>((last, { day }) => (last && last > day ? last : day), null)
      const counts = new Map(own.map(({ day, count }) => [day, count]))
      return {
        code,
        name: `${names.get(code.slice(0, 12)) ?? ''}${name}`,
        lastOn,
        state:
          lastOn !== null && lastOn >= blindBefore
            ? ('reached' as const)
            : planned.has(code)
              ? ('overdue' as const)
              : ('unplanned' as const),
        centre: centre && { lon: centre.lon, lat: centre.lat },
        reached: days.map((day) => counts.get(day) ?? 0),
      }
    }),
  }
})
