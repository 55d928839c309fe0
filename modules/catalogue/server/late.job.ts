/** Every morning: datasets that are late turn yellow, then red; their department is told once for each. */
import { job } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { catalogue } from '../contract.ts'
import { latenessOn } from '../dataset.ts'
import { dayOf } from './deed.ts'
import { datasetStore } from './store-datasets.ts'

export const markLate = job(catalogue, 'mark-late', { cron: '10 8 * * *' }, async (work) => {
  const today = dayOf(work.now)
  for (const row of await datasetStore(work.db).late(today)) {
    const lateness = latenessOn(row.draft.refresh, row.dueOn, today)
    if (lateness === row.toldLateness || (lateness !== 'yellow' && lateness !== 'red')) continue
    await datasetStore(work.db).tellLateness(row.code, lateness)
    work.emit('dataset-overdue', { code: row.code, lateness, dueOn: row.dueOn ?? today })
    const accountIds = row.providerUnitId ? await work.use(organisation).accountsAt(row.providerUnitId) : []
    if (accountIds.length === 0) continue
    await work.use(notices).send({
      to: { accountIds },
      topic: 'catalogue.datasets',
      template: lateness === 'red' ? 'catalogue.datasetRed' : 'catalogue.datasetLate',
      facts: { title: row.draft.title, dueOn: row.dueOn ?? today },
      link: '/catalogue/datasets',
      object: `dataset:${row.code}`,
      onceKey: `dataset-${row.code}-${lateness}-${row.dueOn}`,
    })
  }
})
