/** What is asked of a community in a period of a report: one matter with its day, closed with the last exception. */
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { dueWorkDays } from '../filing.ts'
import { type Deed, dayOf } from './deed.ts'
import type { ReportRow } from './store.ts'
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
