/** Demo reports of the preset: some admitted and filled for one community, one asked for, one that should go. */

import { configOf, type Seed, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { periodOf, type ReportDraft } from './report.ts'
import { asDeed, dayOf } from './server/deed.ts'
import { fillReport } from './server/filings.ts'
import { admit, gapsOf } from './server/reports.ts'
import { fillRoster } from './server/roster/fill.ts'
import { store } from './server/store.ts'
import { openTasks } from './server/tasks.ts'

type Demo = { readonly draft: ReportDraft; readonly state: 'asked' | 'admitted'; readonly fillFor: string | null }

export const seed: Seed = async (someWork, preset) => {
  const work = asDeed(someWork)
  if (!preset.has('one-form/reports.json') || configOf(work).mode === 'production') return
  const { reports } = await preset.read<{ reports: readonly Demo[] }>('one-form/reports.json')
  for (const [done, { draft, state, fillFor }] of reports.entries()) {
    const id = uuidv7()
    const opened =
      state === 'asked'
        ? await work.use(matters).open({
            process: 'report-admission',
            subjectId: id,
            title: `${draft.title} · ${draft.department}`,
            summary: draft.purpose,
            areaCode: draft.areaCode,
            source: 'admission',
            letter: 'B',
            reporter: null,
          })
        : null
    await store(work.db).add({
      id,
      matterId: opened?.id ?? null,
      number: opened?.number ?? null,
      draft,
      gaps: [...(await gapsOf(work, draft))],
      areaCode: draft.areaCode,
      state: 'asked',
      rule: null,
      askedAt: work.now,
      askedBy: null,
      askedName: draft.department,
    })
    const row = await store(work.db).find(id)
    if (state === 'admitted' && row) {
      await admit(work, row)
      const admitted = await store(work.db).find(id)
      if (fillFor && admitted) {
        if (admitted.draft.rows) await fillRoster(work, admitted, admitted.draft.rows, fillFor)
        else await fillReport(work, admitted, fillFor)
        await store(work.db).use(admitted.id, work.now)
        await openTasks(work, admitted, periodOf(admitted.draft.period, dayOf(work.now)), fillFor)
      }
    }
    preset.progress('reports', done + 1, reports.length)
  }
}
