/** 填报期 Each morning the period of every admitted report opens and fills itself; a community is asked only where something is left. */
import { answer, job } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { oneForm } from '../contract.ts'
import { periodOf } from '../report.ts'
import { dayOf, reach } from './deed.ts'
import { fillReport } from './filings.ts'
import { fillRoster } from './roster/fill.ts'
import { type ReportRow, store } from './store.ts'
import { periodStore } from './store-periods.ts'
import { openTasks } from './tasks.ts'

/** Of what nobody asks any more, and of what is asked once and was, no period opens. */
const isDue = (report: ReportRow, today: string) => report.draft.untilOn === null || report.draft.untilOn >= today

export const openPeriods = job(oneForm, 'open-periods', { cron: '10 6 * * *' }, async (work) => {
  const today = dayOf(work.now)
  for (const report of await store(work.db).admitted()) {
    const period = periodOf(report.draft.period, today)
    if (!isDue(report, today) || (await periodStore(work.db).isBegun(report.id, period))) continue
    const { rows: roster } = report.draft
    const areas = roster
      ? (await fillRoster(work, report, roster, report.areaCode)).rows
      : (await fillReport(work, report, report.areaCode)).rows.length
    await periodStore(work.db).begin(report.id, period)
    await openTasks(work, report, period, report.areaCode.replace(/(000)+$/, ''))
    work.audit({ object: `report:${report.id}`, area: report.areaCode, facts: { period, areas } })
    work.emit('opened', { reportId: report.id, period, areas })
  }
})

export const listPeriods = answer(oneForm, 'listPeriods', async (work, { query }) => {
  const limit = query.limit ?? 50
  const rows = await periodStore(work.db).page({
    prefixes: reach(work, 'filing.confirm', query.area),
    reportId: query.reportId,
    isOpen: query.all !== true,
    after: query.after,
    limit: limit + 1,
  })
  const items = rows.slice(0, limit)
  const names = await work.use(territory).areaNames([...new Set(items.map(({ communityCode }) => communityCode))])
  const today = dayOf(work.now)
  return {
    items: items.map(({ closedAt, ...row }) => ({
      ...row,
      communityName: names.get(row.communityCode) ?? row.communityCode,
      closedAt: closedAt?.toISOString() ?? null,
      isLate: closedAt === null ? row.dueOn < today : dayOf(closedAt) > row.dueOn,
    })),
    next: rows.length > limit ? (items.at(-1)?.key ?? null) : null,
  }
})
