/** Drafts nobody went on with are dropped after their days; of applications whose years are over the answers and papers are erased. */
import { files } from '@liren/files/contract'
import { forms } from '@liren/forms/contract'
import { job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { services } from '../contract.ts'
import { store } from './store.ts'
import { effectStore } from './store-effects.ts'
import { renewalStore } from './store-renewals.ts'

/** As many in one transaction; more are emptied the same night, in transactions of their own. */
const batch = 500

export const tidyJob = job(services, 'tidy', { cron: '20 3 * * *', retryLimit: 2 }, async (work) => {
  const days = await work.setting<number>('draftDays')
  const dropped = await store(work.db).dropDrafts(new Date(work.now.getTime() - days * 86_400_000))
  const retired = await store(work.db).toEmpty(batch)
  for (const { id } of retired) await work.use(files).release({ module: 'services', object: `application:${id}` })
  await work.use(forms).forgetHanded(retired.map(({ formId }) => formId))
  const ids = retired.map(({ id }) => id)
  // A matter of the spine has the id of its application.
  const renewals = await renewalStore(work.db).forget(ids)
  await work.use(matters).forget([...ids, ...renewals])
  await effectStore(work.db).forget(ids)
  await store(work.db).empty(ids, work.now)
  if (retired.length === batch) work.enqueue('tidy', null, { key: 'more' })
  if (dropped + retired.length > 0) work.audit({ facts: { dropped, emptied: retired.length } })
})
