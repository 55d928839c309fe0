/** 填报期 Each morning the period of every admitted report opens and fills itself; a community is asked only where something is left. */
import { answer, job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { oneForm } from '../contract.ts'
import { dueWorkDays } from '../filing.ts'
import { periodOf } from '../report.ts'
import { type Deed, dayOf, reach } from './deed.ts'
import { fillReport } from './filings.ts'
import { type ReportRow, store } from './store.ts'
import { periodStore } from './store-periods.ts'

/** A task for each community in which something is left to look at; where one is open already, it goes on. */
export const openTasks = async (work: Deed, report: ReportRow, period: string, prefix: string) => {
  const rows = periodStore(work.db)
  const left = await rows.left(report.id, period, prefix)
  const names = await work.use(territory).areaNames(left.map(({ communityCode }) => communityCode))
  for (const { communityCode, exceptions } of left) {
    if (await rows.isOpen(report.id, period, communityCode)) continue
    const unit = await work.use(organisation).unitOfArea(communityCode, 'residentsCommittee')
    const amount = dueWorkDays[report.draft.period]
    const opened = await work.use(matters).open({
      process: 'report-filing',
      subjectId: report.id,
      title: `${report.draft.title} · ${period} · ${names.get(communityCode) ?? communityCode}`,
      summary: work.words('one-form.task.summary', { count: exceptions }),
      areaCode: communityCode,
      source: 'filing',
      letter: 'B',
      limits: { file: { amount, unit: 'workDays' } },
      ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
      reporter: null,
    })
    await rows.open({
      ...{ reportId: report.id, period, communityCode, matterId: opened.id, openedAt: work.now },
      dueOn: dayOf(opened.dueAt ?? new Date(work.now.getTime() + amount * 86_400_000)),
    })
  }
}

/** The task closes itself with the last exception of its community. */
export const closeIfDone = async (work: Deed, report: ReportRow, period: string, communityCode: string) => {
  const rows = periodStore(work.db)
  const task = await rows.hold(report.id, period, communityCode)
  if (!task || (await rows.left(report.id, period, communityCode)).length > 0) return
  await rows.close(report.id, period, communityCode, work.now)
  if (task.matterId) await work.use(matters).move(task.matterId, 'finish', {})
}

/** Of what nobody asks any more, and of what is asked once and was, no period opens. */
const isDue = (report: ReportRow, today: string) => report.draft.untilOn === null || report.draft.untilOn >= today

export const openPeriods = job(oneForm, 'open-periods', { cron: '10 6 * * *' }, async (work) => {
  const today = dayOf(work.now)
  for (const report of await store(work.db).admitted()) {
    const period = periodOf(report.draft.period, today)
    if (!isDue(report, today) || (await periodStore(work.db).isBegun(report.id, period))) continue
    const { rows } = await fillReport(work, report, report.areaCode)
    await periodStore(work.db).begin(report.id, period)
    await openTasks(work, report, period, report.areaCode.replace(/(000)+$/, ''))
    work.audit({ object: `report:${report.id}`, area: report.areaCode, facts: { period, areas: rows.length } })
    work.emit('opened', { reportId: report.id, period, areas: rows.length })
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
