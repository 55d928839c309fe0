/** Drafts nobody went on with are dropped after their days. */
import { job } from '@liren/kernel'
import { services } from '../contract.ts'
import { store } from './store.ts'

export const tidyJob = job(services, 'tidy', { cron: '20 3 * * *', retryLimit: 2 }, async (work) => {
  const days = await work.setting<number>('draftDays')
  const dropped = await store(work.db).dropDrafts(new Date(work.now.getTime() - days * 86_400_000))
  if (dropped > 0) work.audit({ facts: { dropped } })
})
